/* drawn.c -- which sequences a test may have taken numbers from. */
#include "drawn.h"
#include "clone.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Whether all that takes numbers is named by the statement that makes it do so, by a name that is one word. Functions of other schemas can
 * be called, too, but those of the server itself write nothing. */
static const char ask_plain[] =
    "SELECT NOT EXISTS (SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang "
    "    WHERE l.lanname NOT IN ('internal', 'c') AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
    "    AND (n.nspname = '@S' OR NOT starts_with(n.nspname, 'seedbed_'))) "
    "AND NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = '@S'::regnamespace "
    "    AND NOT t.tgisinternal AND NOT starts_with(t.tgname, 'seedbed_')) "
    "AND NOT EXISTS (SELECT FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = '@S'::regnamespace "
    "    AND c.relkind <> 'm') "
    "AND NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = '@S'::regnamespace AND relname !~ '^[A-Za-z0-9_]+$') "
    "AND NOT EXISTS (SELECT FROM pg_constraint WHERE connamespace = '@S'::regnamespace AND 'd' IN (confdeltype, confupdtype))";

static const char ask_sequences[] =
    "SELECT coalesce(c.relname, ''), s.seq, s.last, s.called FROM @U.seq s LEFT JOIN pg_class c ON c.oid = s.rel AND s.rel <> 0 "
    "ORDER BY lower(coalesce(c.relname, '')) COLLATE \"C\"";

void sb__pg_drawn_release(sb__pg_drawn *drawn)
{
    for (size_t i = 0; i < drawn->n; i++) {
        sb__pg_sequence *it = &drawn->one[i];
        free(it->table);
        free(it->oid);
        free(it->last);
        free(it->called);
    }
    free(drawn->one);
    *drawn = (sb__pg_drawn){ .known = false };
}

static void take_rows(sb_clone *clone, const PGresult *rows)
{
    sb__pg_drawn *drawn = &clone->drawn;
    drawn->n = (size_t)clone->db->pq->PQntuples(rows);
    drawn->one = sb_alloc((drawn->n + 1) * sizeof *drawn->one);
    for (size_t i = 0; i < drawn->n; i++) {
        char **const cell[] = { &drawn->one[i].table, &drawn->one[i].oid, &drawn->one[i].last, &drawn->one[i].called };
        for (size_t j = 0; j < sizeof cell / sizeof *cell; j++)
            *cell[j] = sb_strdup(sb__postgres_cell(clone->db, rows, (int)i, (int)j));
        drawn->anybodys += !*drawn->one[i].table;
    }
}

int sb__pg_drawn_read(sb_clone *clone)
{
    sb__pg_drawn_release(&clone->drawn);
    clone->db->drawn = &clone->drawn;
    if (!clone->strategy->begins)
        return SB_OK;
    char *plain = sb__pg_clone_ask(clone, ask_plain);
    int code = plain ? SB_OK : SB_ERR;
    if (plain && *plain == 't') {
        char *sql = sb__pg_clone_sql(clone, ask_sequences);
        bool watched = clone->db->watched;
        clone->db->watched = false;
        PGresult *rows = sb__postgres_rows(clone->db, sql, 0, NULL);
        clone->db->watched = watched;
        if (rows)
            take_rows(clone, rows);
        clone->db->pq->PQclear(rows);
        clone->drawn.known = rows != NULL;
        code = rows ? SB_OK : SB_ERR;
        free(sql);
    }
    free(plain);
    return code;
}

/* ---- while the test runs ---- */

static int compare(const char *table, const char *name, size_t n)
{
    int order = strncasecmp(table, name, n);
    return order == 0 && table[n] ? 1 : order;
}

static void mark(sb__pg_drawn *drawn, sb__pg_sequence *it)
{
    drawn->taken += !it->taken;
    it->taken = true;
}

/* Of a name that the server would cut our statements have none. */
static void mark_table(sb__pg_drawn *drawn, const char *name, size_t n)
{
    size_t low = drawn->anybodys, high = drawn->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(drawn->one[middle].table, name, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < drawn->n && compare(drawn->one[low].table, name, n) == 0; low++)
        mark(drawn, &drawn->one[low]);
}

static bool in_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* The next word, whatever it stands in: a name in a string or a comment costs a little, one that is missed a wrong number. */
static const char *next_word(const char *at, size_t *n)
{
    while (*at && !in_word(*at))
        at++;
    *n = 0;
    while (in_word(at[*n]))
        ++*n;
    return at;
}

/* A MERGE that makes or changes a row has the word for it; what a DELETE cascades to takes numbers by a SET DEFAULT alone. */
static bool is_writing(const char *word, size_t n)
{
    static const char *const writing[] = { "copy", "insert", "update" };
    for (size_t i = 0; i < sizeof writing / sizeof *writing; i++)
        if (strncasecmp(writing[i], word, n) == 0 && !writing[i][n])
            return true;
    return false;
}

static bool writes(const char *sql)
{
    size_t n;
    for (const char *at = next_word(sql, &n); n; at = next_word(at + n, &n))
        if (is_writing(at, n))
            return true;
    return false;
}

void sb__pg_drawn_statement(sb__pg_drawn *drawn, const char *sql)
{
    size_t n;
    if (!drawn->known || !writes(sql))
        return;
    for (size_t i = 0; i < drawn->anybodys; i++)
        mark(drawn, &drawn->one[i]);
    for (const char *at = next_word(sql, &n); n; at = next_word(at + n, &n)) {
        drawn->unsure |= n == 1 && (*at == 'u' || *at == 'U') && at[1] == '&';
        mark_table(drawn, at, n);
    }
}

void sb__pg_drawn_table(sb__pg_drawn *drawn, const char *table)
{
    for (size_t i = 0; i < drawn->anybodys && drawn->known; i++)
        mark(drawn, &drawn->one[i]);
    if (drawn->known)
        mark_table(drawn, table, strlen(table));
}

void sb__pg_drawn_clear(sb__pg_drawn *drawn)
{
    for (size_t i = 0; i < drawn->n && drawn->taken; i++)
        drawn->one[i].taken = false;
    drawn->taken = 0;
    drawn->unsure = false;
}
