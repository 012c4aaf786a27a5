/* compared.c -- one table of an image beside the same of its base state: rows that are new, other, or gone. */
#include "compared.h"
#include "strict.h"
#include <stdlib.h>
#include <string.h>

/* Of a blob so many bytes are told. */
enum { BLOB_SHOWN = 32 };

static const char *text_of(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);

    return text != NULL ? text : "";
}

static sb_compared_column *find(sb_comparing *c, const char *name)
{
    for (size_t i = 0; i < c->n; i++)
        if (sqlite3_stricmp(c->column[i].name, name) == 0)
            return &c->column[i];
    return NULL;
}

static void take_column(sb_comparing *c, sqlite3_stmt *statement, bool now)
{
    const char *name = text_of(statement, 0);
    sb_compared_column *found = find(c, name);

    if (found == NULL && (now || !c->of->now)) { /* one that the table has no longer is of no interest */
        c->column = sb_grow(c->column, c->n, &c->room, sizeof *c->column);
        found = &c->column[c->n++];
        *found = (sb_compared_column){ .name = sb_strdup(name), .key = sqlite3_column_int(statement, 1) };
        c->keys += found->key > 0;
    }
    if (found != NULL && now)
        found->now = true;
    else if (found != NULL)
        found->before = true;
}

/* What is generated follows from the rest, and may need functions that only the application has. */
static int read_columns(sb_comparing *c, bool now)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(
        c->of->handle, "SELECT name, pk FROM pragma_table_xinfo(?1, ?2) WHERE hidden = 0 ORDER BY cid", -1, &statement, NULL);

    if (code == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, c->of->table, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(statement, 2, now ? "main" : SB_BASE, -1, SQLITE_STATIC);
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            take_column(c, statement, now);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(c->of->handle, "The columns of %s cannot be read", c->of->table);
}

static bool has_number(sqlite3 *handle, const char *schema, const char *table, const char *number)
{
    return number != NULL &&
        sqlite3_table_column_metadata(handle, schema, table, number, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

/* A column of the name would be found too: it is one that a PRAGMA knows. */
static bool is_column(sqlite3 *handle, const char *schema, const char *table, const char *name)
{
    sqlite3_stmt *statement = NULL;
    bool is = false;

    if (sqlite3_prepare_v2(
            handle, "SELECT 1 FROM pragma_table_xinfo(?, ?) WHERE name = ? COLLATE NOCASE", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, table, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(statement, 2, schema, -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(statement, 3, name, -1, SQLITE_TRANSIENT);
        is = sqlite3_step(statement) == SQLITE_ROW;
    }
    sqlite3_finalize(statement);
    return is;
}

const char *sb__changes_row_number(sqlite3 *handle, const char *schema, const char *table)
{
    static const char *const names[] = { "rowid", "_rowid_", "oid" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!is_column(handle, schema, table, names[i]) && has_number(handle, schema, table, names[i]))
            return names[i];
    return NULL;
}

/* ---- the answers ---- */

/* As SQLite stores them: 1 is not 1.0, and "Ada" not "ada". */
static bool is_same(const sb_comparing *c, size_t i)
{
    sqlite3_stmt *before = c->before.in, *now = c->now.in;
    int a = c->before.first + (int)i, b = c->now.first + (int)i, type = sqlite3_column_type(before, a), n;

    if (type != sqlite3_column_type(now, b))
        return false;
    if (type == SQLITE_INTEGER)
        return sqlite3_column_int64(before, a) == sqlite3_column_int64(now, b);
    if (type == SQLITE_FLOAT) {
        double x = sqlite3_column_double(before, a), y = sqlite3_column_double(now, b);
        return memcmp(&x, &y, sizeof x) == 0;
    }
    if (type == SQLITE_NULL)
        return true;
    const void *x = sqlite3_column_blob(before, a), *y = sqlite3_column_blob(now, b);
    n = sqlite3_column_bytes(before, a);
    return n == sqlite3_column_bytes(now, b) && (n == 0 || memcmp(x, y, (size_t)n) == 0);
}

const char *sb__changes_spell(sb_text *to, sqlite3_stmt *statement, int at)
{
    int type = sqlite3_column_type(statement, at), n;
    const unsigned char *bytes;

    to->size = 0;
    if (type == SQLITE_NULL)
        return NULL;
    sb_text_add(to, "%s", "");
    if (type != SQLITE_BLOB) {
        const char *text = text_of(statement, at);
        sb_text_put(to, text, (size_t)sqlite3_column_bytes(statement, at));
        return to->at;
    }
    bytes = sqlite3_column_blob(statement, at);
    n = sqlite3_column_bytes(statement, at);
    sb_text_add(to, "x'");
    for (int i = 0; i < n && i < BLOB_SHOWN; i++)
        sb_text_add(to, "%02x", bytes[i]);
    sb_text_add(to, n > BLOB_SHOWN ? "'... (%d bytes)" : "'", n);
    return to->at;
}

/* Text that reads as the number beside it is told from that. */
static void tell_apart(sb_comparing *c, size_t at)
{
    const char **cells = c->cell + c->n;

    if (is_same(c, at) || cells[at] == NULL || cells[c->n + at] == NULL || strcmp(cells[at], cells[c->n + at]) != 0)
        return;
    size_t text = sqlite3_column_type(c->before.in, c->before.first + (int)at) == SQLITE_INTEGER ? c->n + at : at;
    char *own = sb_format("'%s'", cells[text]);
    c->text[text].size = 0;
    sb_text_add(&c->text[text], "%s", own);
    cells[text] = c->text[text].at;
    free(own);
}

/* In the order of columns, by which the sandbox spells keys as well. */
static void make_key(sb_comparing *c, const char *const *cell, const char *number)
{
    c->key.size = 0;
    for (size_t i = 0; i < c->n; i++)
        if (c->column[i].key > 0)
            sb_text_add(&c->key, "%s%s = %s", c->key.size > 0 ? ", " : "", c->column[i].name, cell[i] != NULL ? cell[i] : "NULL");
    if (c->keys == 0)
        sb_text_add(&c->key, "%s = %s", c->number, number);
}

static int tell(sb_comparing *c, sqlite3_stmt *statement, enum sb_row_change_kind kind)
{
    const char **before = c->cell + c->n, **now = before + c->n;

    for (size_t i = 0; i < c->n; i++) {
        c->cell[i] = c->column[i].name;
        before[i] = kind != SB_ROW_INSERTED ? sb__changes_spell(&c->text[i], c->before.in, c->before.first + (int)i) : NULL;
        now[i] = kind != SB_ROW_DELETED ? sb__changes_spell(&c->text[c->n + i], c->now.in, c->now.first + (int)i) : NULL;
    }
    for (size_t i = 0; i < c->n && kind == SB_ROW_CHANGED; i++)
        tell_apart(c, i);
    make_key(c, kind == SB_ROW_INSERTED ? now : before, text_of(statement, 1));
    return c->fn(c->env,
        &(sb_row_change){ .kind = kind,
            .table = c->of->table,
            .key = c->key.at,
            .n = c->n,
            .column = c->cell,
            .before = kind != SB_ROW_INSERTED ? before : NULL,
            .after = kind != SB_ROW_DELETED ? now : NULL,
            .statement = kind != SB_ROW_INSERTED ? sb__strict_statement(c->of->image, c->of->table, c->key.at) : NULL,
            .foreign = kind != SB_ROW_INSERTED });
}

/* statement: has the place of the row among its columns, from that on. */
static int read_one(sb_comparing *c, sqlite3_stmt *statement, int place, bool now, sb_compared_cells *out)
{
    sqlite3_stmt **one = &c->one[now];
    int code = SQLITE_OK;

    if (*one == NULL) {
        char *sql = sb__compared_ask_one(c, now);
        code = sqlite3_prepare_v2(c->of->handle, sql, -1, one, NULL);
        free(sql);
    }
    sqlite3_reset(*one);
    for (int i = 0; i < sb__compared_places(c) && code == SQLITE_OK; i++)
        code = sqlite3_bind_value(*one, i + 1, sqlite3_column_value(statement, place + i));
    if (code == SQLITE_OK)
        code = sqlite3_step(*one);
    *out = (sb_compared_cells){ *one, 0 };
    return code == SQLITE_ROW ? 0 : sb__sqlite_fail(c->of->handle, "A row of %s cannot be read", c->of->table);
}

static int find_cells(sb_comparing *c, sqlite3_stmt *statement, bool was, bool is)
{
    int first = SB_COMPARED_CELLS, result = 0;

    c->before = (sb_compared_cells){ statement, first };
    c->now = (sb_compared_cells){ statement, first + (int)c->n };
    if (c->wide && was)
        result = read_one(c, statement, first, false, &c->before);
    if (c->wide && is && result == 0)
        result = read_one(c, statement, first + sb__compared_places(c), true, &c->now);
    return result;
}

static int take_row(sb_comparing *c, sqlite3_stmt *statement, bool is)
{
    bool was = sqlite3_column_int(statement, 0) != 0, same = is && was;

    if (find_cells(c, statement, was, is) != 0)
        return SB_ERR;
    for (size_t i = 0; i < c->n && same; i++)
        same = is_same(c, i);
    return same ? 0 : tell(c, statement, !is ? SB_ROW_DELETED : was ? SB_ROW_CHANGED : SB_ROW_INSERTED);
}

static int run(sb_comparing *c, char *sql, bool is)
{
    sqlite3_stmt *statement = NULL;
    int result = 0, code = sqlite3_prepare_v2(c->of->handle, sql, -1, &statement, NULL);

    while (code == SQLITE_OK && result == 0 && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        code = SQLITE_OK;
        result = take_row(c, statement, is);
    }
    if (result == 0 && code != SQLITE_DONE)
        result = sb__sqlite_fail(c->of->handle, "The rows of %s cannot be compared", c->of->table);
    sqlite3_finalize(statement);
    free(sql);
    return result;
}

static void release(sb_comparing *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->column[i].name);
    for (size_t i = 0; i < 2 * c->n; i++)
        sb_text_release(&c->text[i]);
    sb_text_release(&c->key);
    sqlite3_finalize(c->one[false]);
    sqlite3_finalize(c->one[true]);
    free(c->column);
    free(c->text);
    free((void *)c->cell);
}

/* It was dropped, and another one with other keys has its name. */
static int compare_apart(const sb_compared *compared, sb_row_change_fn *fn, void *env)
{
    sb_compared one = *compared;
    int result;

    one.before = false;
    result = sb__compare_table(&one, fn, env);
    one.before = true;
    one.now = false;
    return result != 0 ? result : sb__compare_table(&one, fn, env);
}

int sb__compare_table(const sb_compared *compared, sb_row_change_fn *fn, void *env)
{
    sb_comparing c = { .of = compared, .fn = fn, .env = env };
    int result = compared->now ? read_columns(&c, true) : 0;
    bool apart;

    if (result == 0 && compared->before)
        result = read_columns(&c, false);
    c.number = sb__changes_row_number(compared->handle, compared->now ? "main" : SB_BASE, compared->table);
    c.wide = SB_COMPARED_CELLS + 2 * (int)c.n > sqlite3_limit(compared->handle, SQLITE_LIMIT_COLUMN, -1);
    c.text = sb_alloc((2 * c.n + 1) * sizeof *c.text);
    c.cell = sb_alloc((3 * c.n + 1) * sizeof *c.cell);
    apart = compared->now && compared->before && !sb__compared_has_keys(&c) &&
        !(has_number(compared->handle, "main", compared->table, c.number) &&
            has_number(compared->handle, SB_BASE, compared->table, c.number));
    if (result == 0 && compared->now && !apart)
        result = run(&c, sb__compared_ask_is(&c), true);
    if (result == 0 && compared->before && !apart)
        result = run(&c, sb__compared_ask_was(&c), false);
    release(&c);
    return result == 0 && apart ? compare_apart(compared, fn, env) : result;
}
