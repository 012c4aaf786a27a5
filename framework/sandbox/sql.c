/* sql.c -- cut SQL into pieces: what is quoted or commented out is one piece, and a brace outside of these is a table. */
#include "sql.h"
#include <string.h>

void sb_sql_begin(sb_sql *sql, const char *text) { *sql = (sb_sql){ .start = text, .next = text, .at = text }; }

bool sb_sql_in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || (c & 0x80);
}

/* Behind the closing quote; a doubled one stands for itself. An open end is the database's to complain about. */
static const char *past_quote(const char *at, char quote)
{
    for (at++; *at; at++)
        if (*at == quote) {
            if (at[1] != quote || quote == ']')
                return at + 1;
            at++;
        }
    return at;
}

const char *sb_sql_past_space(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f\v");
        if (at[0] == '-' && at[1] == '-')
            at += strcspn(at, "\n");
        else if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            at = end ? end + 2 : at + strlen(at);
        } else
            return at;
    }
}

static enum sb_sql_kind table(sb_sql *sql)
{
    const char *name = sql->next + 1, *end = name;
    while (sb_sql_in_word(*end))
        end++;
    if (end == name || *end != '}') {
        sql->next++;
        return SB_SQL_BAD;
    }
    sql->at = name;
    sql->size = (size_t)(end - name);
    sql->next = end + 1;
    return SB_SQL_TABLE;
}

static enum sb_sql_kind cut(sb_sql *sql)
{
    const char *at = sql->next, *space = sb_sql_past_space(at);
    if (space != at) {
        sql->next = space;
        return SB_SQL_SPACE;
    }
    switch (*at) {
    case 0: return SB_SQL_END;
    case '{': return table(sql);
    case '\'': sql->next = past_quote(at, '\''); return SB_SQL_LITERAL;
    case '"':
    case '`': sql->next = past_quote(at, *at); return SB_SQL_QUOTED;
    case '[': sql->next = past_quote(at, ']'); return SB_SQL_QUOTED;
    default: break;
    }
    sql->next++;
    if (!sb_sql_in_word(*at))
        return SB_SQL_OTHER;
    while (sb_sql_in_word(*sql->next))
        sql->next++;
    return SB_SQL_WORD;
}

enum sb_sql_kind sb_sql_next(sb_sql *sql)
{
    sql->at = sql->next;
    sql->kind = cut(sql);
    if (sql->kind != SB_SQL_TABLE)
        sql->size = (size_t)(sql->next - sql->at);
    return sql->kind;
}

void sb_sql_place(const sb_sql *sql, int *line, int *column)
{
    *line = *column = 1;
    for (const char *p = sql->start; p < sql->at; p++) {
        if (*p == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*p & 0xc0) != 0x80)
            ++*column;
    }
}
