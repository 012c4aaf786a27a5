/* strict_query.c -- a query of one table, changed so that it gives the keys of its rows too. */
#include "sql.h"
#include "strict.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Pieces that are no space, with the depth of parentheses before them. */
typedef struct walking {
    sb_sql sql;
    int depth;
} walking;

static bool next(walking *w)
{
    do {
        if (w->sql.kind == SB_SQL_OTHER && *w->sql.at == '(')
            w->depth++;
        if (sb_sql_next(&w->sql) == SB_SQL_OTHER && *w->sql.at == ')')
            w->depth--;
    } while (w->sql.kind == SB_SQL_SPACE);
    return w->sql.kind != SB_SQL_END && w->sql.kind != SB_SQL_BAD;
}

static bool is(const walking *w, const char *word)
{
    return w->sql.kind == SB_SQL_WORD && w->sql.size == strlen(word) && strncasecmp(w->sql.at, word, w->sql.size) == 0;
}

static bool is_one_of(const walking *w, const char *const *words)
{
    for (; *words; words++)
        if (is(w, *words))
            return true;
    return false;
}

static bool is_other(const walking *w, char c) { return w->sql.kind == SB_SQL_OTHER && *w->sql.at == c; }

/* Functions of one row; another one may be an aggregate, which gives no row of the table. */
static const char *const of_a_row[] = { "lower", "upper", "length", "coalesce", "ifnull", "nullif", "abs", "round", "substr",
    "substring", "trim", "ltrim", "rtrim", "replace", "cast", "typeof", "hex", "quote", "concat", "date", "time", "datetime",
    "strftime", NULL };

/* From SELECT to FROM. False: what it gives are no rows of a table. */
static bool pass_columns(walking *w)
{
    bool function = true; /* a parenthesis that begins here is one of a function of a row, or of no function */
    while (next(w)) {
        if (w->depth == 0 && is(w, "from"))
            return true;
        if (is(w, "select") || (is_other(w, '(') && !function))
            return false;
        function = w->sql.kind != SB_SQL_WORD || is_one_of(w, of_a_row);
    }
    return false;
}

/* The name of the table as a string that the caller frees. */
static char *take_name(const walking *w)
{
    if (w->sql.kind == SB_SQL_WORD)
        return sb_format("%.*s", (int)w->sql.size, w->sql.at);
    if (w->sql.kind != SB_SQL_QUOTED || w->sql.size < 2)
        return NULL;
    char *name = sb_format("%.*s", (int)w->sql.size - 2, w->sql.at + 1), *to = name;
    for (const char *from = name; *from; from++) { /* a quote stands twice in quotes */
        *to++ = *from;
        from += *from == *w->sql.at && from[1] == *from;
    }
    *to = 0;
    return name;
}

/* Behind the name of the table: nothing that joins, groups or combines. */
static bool is_plain(walking *w)
{
    static const char *const go_on[] = { "where", "order", "limit", "offset", "fetch", "for", NULL };
    static const char *const stops[] = { "join", "group", "having", "union", "intersect", "except", "window", "on", "using",
        NULL };
    bool more = next(w);
    if (more && is(w, "as"))
        more = next(w);
    if (more && w->sql.kind == SB_SQL_WORD && !is_one_of(w, go_on) && !is_one_of(w, stops))
        more = next(w);
    if (more && !is_one_of(w, go_on) && !is_other(w, ';'))
        return false;
    while (more) {
        if (w->depth == 0 && is_one_of(w, stops))
            return false;
        more = next(w);
    }
    return w->sql.kind == SB_SQL_END;
}

/* As text, which the backend spells as it does where it tells of changes: 1.50, and not a number. */
static size_t put_keys(sb_text *to, const sb_table_info *info)
{
    size_t keys = 0;
    for (size_t i = 0; i < info->n; i++)
        if (info->column[i].primary_key) {
            char *quoted = sb_sandbox_quote(info->column[i].name);
            sb_text_add(to, ", CAST(%s AS TEXT)", quoted);
            free(quoted);
            keys++;
        }
    if (!keys && info->row_number) {
        sb_text_add(to, ", CAST(%s AS TEXT)", info->row_number);
        keys++;
    }
    return keys;
}

char *sb_strict_query(const sb_db *db, const char *sql, char **table_out, size_t *keys_out)
{
    walking w = { .depth = 0 };
    const sb_table_info *info;
    sb_text text = SB_TEXT_EMPTY;
    *table_out = NULL;
    sb_sql_begin(&w.sql, sql);
    if (!next(&w) || !is(&w, "select") || !pass_columns(&w))
        return NULL;
    const char *from = w.sql.at;
    char *name = next(&w) ? take_name(&w) : NULL;
    int code = name && is_plain(&w) ? db->backend->describe(db->handle, name, &info) : SB_ENOTFOUND;
    if (code) {
        if (code != SB_ENOTFOUND)
            sb_strict_unknown(sql);
        free(name);
        return NULL;
    }
    sb_text_put(&text, sql, (size_t)(from - sql));
    *keys_out = put_keys(&text, info);
    sb_text_add(&text, " %s", from);
    *table_out = sb_strdup(info->name);
    free(name);
    if (*keys_out)
        return sb_text_take(&text);
    sb_text_release(&text);
    return NULL;
}
