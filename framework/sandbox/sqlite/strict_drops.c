/* strict_drops.c -- keep statements that drop or alter a table, and find the one of a table. */
#include "strict_drops.h"
#include "connection.h"
#include <stdlib.h>
#include <string.h>

enum { MOST_KEPT = 100, STATEMENT_ROOM = 2000 };

bool sb__strict_drops(const char *sql)
{
    const char *at = sb__sqlite_skip_blank(sql);
    return sqlite3_strnicmp(at, "DROP", 4) == 0 || sqlite3_strnicmp(at, "ALTER", 5) == 0;
}

void sb__strict_drops_add(sb_strict_dropped *list, const char *sql)
{
    if (list->n == MOST_KEPT)
        return;
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->at[list->n++] = sb_format("%.*s", STATEMENT_ROOM, sb__sqlite_skip_blank(sql));
}

static bool is_in_a_name(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte == '_' || byte == '$' || byte >= 0x80 || (byte >= '0' && byte <= '9') ||
        ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

static bool names(const char *sql, const char *table)
{
    size_t n = strlen(table);

    for (const char *at = sql; *at != '\0'; at++)
        if (sqlite3_strnicmp(at, table, (int)n) == 0 && (at == sql || !is_in_a_name(at[-1])) && !is_in_a_name(at[n]))
            return true;
    return false;
}

const char *sb__strict_drops_find(const sb_strict_dropped *list, const char *table)
{
    for (size_t i = 0; i < list->n; i++)
        if (names(list->at[i], table))
            return list->at[i];
    return NULL;
}

void sb__strict_drops_clear(sb_strict_dropped *list)
{
    while (list->n > 0)
        free(list->at[--list->n]);
}
