/* compared.c -- one table of an image beside the same of its base state: rows that are new, other, or gone. */
#include "changes.h"
#include "strict.h"
#include <stdlib.h>
#include <string.h>

/* Of a blob so many bytes are told. */
enum { BLOB_SHOWN = 32 };

typedef struct column {
    char *name;
    bool now, before; /* there is one */
    int key;          /* its place in the primary key, from 1; 0: it is in none */
} column;

typedef struct comparing {
    const sb_compared *of;
    column *column;
    size_t n, room, keys;
    const char *number; /* under which its rows have a number: "rowid"; NULL: they have none */
    sb_text *text;      /* a cell each, now and before */
    const char **cell;  /* names, then cells before, then now */
    sb_text key;
    sb_row_change_fn *fn;
    void *env;
} comparing;

static const char *text_of(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);

    return text != NULL ? text : "";
}

static column *find(comparing *c, const char *name)
{
    for (size_t i = 0; i < c->n; i++)
        if (sqlite3_stricmp(c->column[i].name, name) == 0)
            return &c->column[i];
    return NULL;
}

static void take_column(comparing *c, sqlite3_stmt *statement, bool now)
{
    const char *name = text_of(statement, 0);
    column *found = find(c, name);

    if (found == NULL && (now || !c->of->now)) { /* one that the table has no longer is of no interest */
        c->column = sb_grow(c->column, c->n, &c->room, sizeof *c->column);
        found = &c->column[c->n++];
        *found = (column){ .name = sb_strdup(name), .key = sqlite3_column_int(statement, 1) };
        c->keys += found->key > 0;
    }
    if (found != NULL && now)
        found->now = true;
    else if (found != NULL)
        found->before = true;
}

/* What is generated follows from the rest, and may need functions that only the application has. */
static int read_columns(comparing *c, bool now)
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

/* ---- the questions ---- */

static void put_name(sb_text *to, const char *side, const char *name)
{
    sb_text_add(to, "%s.", side);
    sb__sqlite_name(to, name);
}

static void put_from(sb_text *to, const comparing *c, const char *schema, const char *side)
{
    sb_text_add(to, "%s.", schema);
    sb__sqlite_name(to, c->of->table);
    sb_text_add(to, " %s", side);
}

static bool has_keys_in_both(const comparing *c)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->column[i].key > 0 && !(c->column[i].now && c->column[i].before))
            return false;
    return c->keys > 0;
}

static void put_keys(sb_text *to, const comparing *c, const char *between_keys, bool nulls)
{
    const char *between = "";

    for (size_t i = 0; i < c->n; i++) {
        if (c->column[i].key == 0)
            continue;
        sb_text_add(to, "%s", between);
        put_name(to, "a", c->column[i].name);
        if (nulls)
            sb_text_add(to, " IS ");
        else
            sb_text_add(to, " = ");
        put_name(to, "b", c->column[i].name);
        between = between_keys;
    }
}

/* The same row: by its key; where a part of that is NULL, which many rows may have, by its number too. */
static void put_match(sb_text *to, const comparing *c)
{
    if (!has_keys_in_both(c)) {
        sb_text_add(to, "a.%s = b.%s", c->number, c->number);
        return;
    }
    sb_text_add(to, "(");
    put_keys(to, c, " AND ", false);
    sb_text_add(to, ")");
    if (c->number == NULL)
        return;
    sb_text_add(to, " OR (a.%s = b.%s AND ", c->number, c->number);
    put_keys(to, c, " AND ", true);
    sb_text_add(to, ")");
}

static void put_columns(sb_text *to, const comparing *c, const char *side, bool now)
{
    for (size_t i = 0; i < c->n; i++) {
        bool has = now ? c->column[i].now : c->column[i].before;
        sb_text_add(to, ", ");
        if (has)
            put_name(to, side, c->column[i].name);
        else
            sb_text_add(to, "NULL");
    }
}

static void put_number(sb_text *to, const comparing *c, const char *side)
{
    if (c->number != NULL)
        sb_text_add(to, ", %s.%s", side, c->number);
    else
        sb_text_add(to, ", NULL");
}

/* By the key, so that the order does not depend on how the database stores rows. */
static void put_order(sb_text *to, const comparing *c, const char *side)
{
    if (c->keys > 0 || c->number != NULL)
        sb_text_add(to, " ORDER BY ");
    for (int part = 1, first = 1; part <= (int)c->keys; part++)
        for (size_t i = 0; i < c->n; i++) {
            if (c->column[i].key != part)
                continue;
            sb_text_add(to, "%s", first ? "" : ", ");
            put_name(to, side, c->column[i].name);
            first = 0;
        }
    if (c->keys == 0 && c->number != NULL)
        sb_text_add(to, "%s.%s", side, c->number);
}

/* Whether it was there before, its number, cells before, cells now. */
static char *ask_for_rows_that_are(const comparing *c)
{
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "SELECT ");
    if (!c->of->before)
        sb_text_add(&sql, "0");
    else if (c->number != NULL)
        sb_text_add(&sql, "b.%s IS NOT NULL", c->number);
    else
        for (size_t i = 0, first = 1; i < c->n && first; i++)
            if (c->column[i].key > 0) {
                put_name(&sql, "b", c->column[i].name);
                sb_text_add(&sql, " IS NOT NULL");
                first = 0;
            }
    put_number(&sql, c, "a");
    put_columns(&sql, c, "b", false);
    put_columns(&sql, c, "a", true);
    sb_text_add(&sql, " FROM ");
    put_from(&sql, c, "main", "a");
    if (c->of->before) {
        sb_text_add(&sql, " LEFT JOIN ");
        put_from(&sql, c, SB_BASE, "b");
        sb_text_add(&sql, " ON ");
        put_match(&sql, c);
    }
    put_order(&sql, c, "a");
    return sb_text_take(&sql);
}

static char *ask_for_rows_that_were(const comparing *c)
{
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "SELECT 1");
    put_number(&sql, c, "b");
    put_columns(&sql, c, "b", false);
    sb_text_add(&sql, " FROM ");
    put_from(&sql, c, SB_BASE, "b");
    if (c->of->now) {
        sb_text_add(&sql, " WHERE NOT EXISTS (SELECT 1 FROM ");
        put_from(&sql, c, "main", "a");
        sb_text_add(&sql, " WHERE ");
        put_match(&sql, c);
        sb_text_add(&sql, ")");
    }
    put_order(&sql, c, "b");
    return sb_text_take(&sql);
}

/* ---- the answers ---- */

enum { BEFORE_AT = 2 };

/* As SQLite stores them: 1 is not 1.0, and "Ada" not "ada". */
static bool is_same(sqlite3_stmt *statement, int a, int b)
{
    int type = sqlite3_column_type(statement, a), n;

    if (type != sqlite3_column_type(statement, b))
        return false;
    if (type == SQLITE_INTEGER)
        return sqlite3_column_int64(statement, a) == sqlite3_column_int64(statement, b);
    if (type == SQLITE_FLOAT) {
        double x = sqlite3_column_double(statement, a), y = sqlite3_column_double(statement, b);
        return memcmp(&x, &y, sizeof x) == 0;
    }
    if (type == SQLITE_NULL)
        return true;
    const void *x = sqlite3_column_blob(statement, a), *y = sqlite3_column_blob(statement, b);
    n = sqlite3_column_bytes(statement, a);
    return n == sqlite3_column_bytes(statement, b) && (n == 0 || memcmp(x, y, (size_t)n) == 0);
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
static void tell_apart(comparing *c, sqlite3_stmt *statement, size_t at)
{
    int before = BEFORE_AT + (int)at, now = before + (int)c->n;
    const char **cells = c->cell + c->n;

    if (is_same(statement, before, now) || cells[at] == NULL || cells[c->n + at] == NULL ||
        strcmp(cells[at], cells[c->n + at]) != 0)
        return;
    size_t text = sqlite3_column_type(statement, before) == SQLITE_INTEGER ? c->n + at : at;
    char *own = sb_format("'%s'", cells[text]);
    c->text[text].size = 0;
    sb_text_add(&c->text[text], "%s", own);
    cells[text] = c->text[text].at;
    free(own);
}

/* In the order of columns, by which the sandbox spells keys as well. */
static void make_key(comparing *c, const char *const *cell, const char *number)
{
    c->key.size = 0;
    for (size_t i = 0; i < c->n; i++)
        if (c->column[i].key > 0)
            sb_text_add(&c->key, "%s%s = %s", c->key.size > 0 ? ", " : "", c->column[i].name, cell[i] != NULL ? cell[i] : "NULL");
    if (c->keys == 0)
        sb_text_add(&c->key, "%s = %s", c->number, number);
}

static int tell(comparing *c, sqlite3_stmt *statement, enum sb_row_change_kind kind)
{
    const char **before = c->cell + c->n, **now = before + c->n;

    for (size_t i = 0; i < c->n; i++) {
        c->cell[i] = c->column[i].name;
        before[i] = kind != SB_ROW_INSERTED ? sb__changes_spell(&c->text[i], statement, BEFORE_AT + (int)i) : NULL;
        now[i] = kind != SB_ROW_DELETED ? sb__changes_spell(&c->text[c->n + i], statement, BEFORE_AT + (int)(c->n + i)) : NULL;
    }
    for (size_t i = 0; i < c->n && kind == SB_ROW_CHANGED; i++)
        tell_apart(c, statement, i);
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

static int take_row(comparing *c, sqlite3_stmt *statement, bool is)
{
    bool was = sqlite3_column_int(statement, 0) != 0, same = is && was;

    for (int i = BEFORE_AT; i < BEFORE_AT + (int)c->n && same; i++)
        same = is_same(statement, i, i + (int)c->n);
    return same ? 0 : tell(c, statement, !is ? SB_ROW_DELETED : was ? SB_ROW_CHANGED : SB_ROW_INSERTED);
}

static int run(comparing *c, char *sql, bool is)
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

static void release(comparing *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->column[i].name);
    for (size_t i = 0; i < 2 * c->n; i++)
        sb_text_release(&c->text[i]);
    sb_text_release(&c->key);
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
    comparing c = { .of = compared, .fn = fn, .env = env };
    int result = compared->now ? read_columns(&c, true) : 0;
    bool apart;

    if (result == 0 && compared->before)
        result = read_columns(&c, false);
    c.number = sb__changes_row_number(compared->handle, compared->now ? "main" : SB_BASE, compared->table);
    c.text = sb_alloc((2 * c.n + 1) * sizeof *c.text);
    c.cell = sb_alloc((3 * c.n + 1) * sizeof *c.cell);
    apart = compared->now && compared->before && !has_keys_in_both(&c) &&
        !(has_number(compared->handle, "main", compared->table, c.number) &&
            has_number(compared->handle, SB_BASE, compared->table, c.number));
    if (result == 0 && compared->now && !apart)
        result = run(&c, ask_for_rows_that_are(&c), true);
    if (result == 0 && compared->before && !apart)
        result = run(&c, ask_for_rows_that_were(&c), false);
    release(&c);
    return result == 0 && apart ? compare_apart(compared, fn, env) : result;
}
