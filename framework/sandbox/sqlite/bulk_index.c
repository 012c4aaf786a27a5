/* bulk_index.c -- the indexes of a table that was filled in the stage: built there by sorting, and made to look like those of the real one. */
#include "../../../assert/value.h"
#include "bulk.h"
#include <stdlib.h>
#include <string.h>

/* An index of the real table. */
typedef struct kept_index {
    char *name;
    char *sql;     /* that made it; NULL: a constraint did */
    char *columns; /* in that case: "a" COLLATE "BINARY", "b" ... */
    char *plain;   /* and "a", "b", by which a message can show values */
} kept_index;

typedef struct indexes {
    sb_sqlite *db;
    kept_index *at;
    size_t n, room;
} indexes;

static int add_column(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    kept_index *it = env;
    sb_text columns = { .at = NULL }, plain = { .at = NULL };

    (void)name;
    if (n < 3 || cell[0].kind != SB_STR || cell[2].kind != SB_STR)
        return SB_ERR;
    if (it->columns != NULL) {
        sb_text_add(&columns, "%s, ", it->columns);
        sb_text_add(&plain, "%s, ", it->plain);
    }
    sb__sqlite_name(&plain, cell[0].v.s);
    sb__sqlite_name(&columns, cell[0].v.s);
    sb_text_add(&columns, " COLLATE ");
    sb__sqlite_name(&columns, cell[2].v.s);
    sb_text_add(&columns, "%s", cell[1].v.i != 0 ? " DESC" : "");
    free(it->columns);
    free(it->plain);
    it->columns = sb_text_take(&columns);
    it->plain = sb_text_take(&plain);
    return 0;
}

static int add_index(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    indexes *to = env;

    (void)name;
    if (n < 2 || cell[0].kind != SB_STR)
        return SB_ERR;
    to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
    to->at[to->n++] =
        (kept_index){ .name = sb_strdup(cell[0].v.s), .sql = cell[1].kind == SB_STR ? sb_strdup(cell[1].v.s) : NULL };
    return 0;
}

static int list(sb_sqlite *db, const char *table, indexes *out)
{
    const sb_value arg = sb__box_s(table);
    int result = sb__sqlite_query(db,
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND tbl_name = ?1 COLLATE NOCASE ORDER BY rowid", &arg, 1,
        add_index, out);

    for (size_t i = 0; i < out->n && result == 0; i++) {
        const sb_value index_name = sb__box_s(out->at[i].name);
        if (out->at[i].sql == NULL)
            result = sb__sqlite_query(db,
                "SELECT name, \"desc\", coll FROM pragma_index_xinfo(?1, 'main') WHERE \"key\" ORDER BY seqno", &index_name, 1,
                add_column, &out->at[i]);
    }
    return result;
}

static void release(indexes *it)
{
    for (size_t i = 0; i < it->n; i++) {
        free(it->at[i].name);
        free(it->at[i].sql);
        free(it->at[i].columns);
        free(it->at[i].plain);
    }
    free(it->at);
}

/* ---- what is said of a duplicate ---- */

static int show_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) { /* the last one is how many */
        sb_text_add(env, "%s%s = ", i > 0 ? ", " : " (", name[i]);
        sb_value_print(env, &cell[i]);
    }
    sb_text_add(env, ")");
    return 1;
}

static int fail(sb_sqlite *db, const sb_bulk_table *table, const char *staged, const kept_index *it)
{
    sb_text text = SB_TEXT_EMPTY, sql = SB_TEXT_EMPTY;
    bool twice = sqlite3_extended_errcode(db->handle) == SQLITE_CONSTRAINT_UNIQUE;

    if (sb__bulk_lacks_room(db))
        return sb__bulk_fail_room(db, table->name);
    sb_text_add(&text, "%s cannot be filled: %s", table->name, sqlite3_errmsg(db->handle));
    if (twice && it->columns != NULL) {
        sb_text_add(&sql, "SELECT %s, count(*) FROM %s GROUP BY %s HAVING count(*) > 1 LIMIT 1", it->plain, staged, it->columns);
        sb__sqlite_query(db, sql.at, NULL, 0, show_row, &text);
    }
    sb_fail_with(SB_ERR, "%s", text.at);
    sb_text_release(&text);
    sb_text_release(&sql);
    return SB_ERR;
}

/* ---- building ---- */

/* In the stage: the schema's name belongs behind the word INDEX, where SQLite's own text of an index has its name. */
static char *statement_of(const kept_index *it, const char *table, size_t number)
{
    static const char *const begin[] = { "CREATE UNIQUE INDEX ", "CREATE INDEX " };
    sb_text sql = SB_TEXT_EMPTY;

    for (size_t i = 0; i < 2 && it->sql != NULL; i++) {
        if (strncmp(it->sql, begin[i], strlen(begin[i])) != 0)
            continue;
        sb_text_add(&sql, "%s" SB_BULK_STAGE ".%s", begin[i], it->sql + strlen(begin[i]));
        return sb_text_take(&sql);
    }
    if (it->sql != NULL)
        return NULL;
    sb_text_add(&sql, "CREATE UNIQUE INDEX " SB_BULK_STAGE ".seedbed_%zu ON ", number);
    sb__sqlite_name(&sql, table);
    sb_text_add(&sql, "(%s)", it->columns);
    return sb_text_take(&sql);
}

/* Else it is this statement that cannot be run here, as where it has "texts" and the connection wants them in single quotes: the index is there
 * all the same, and takes row by row. */
static bool is_for_good(int code)
{
    return code == SQLITE_CONSTRAINT || code == SQLITE_FULL || code == SQLITE_NOMEM || code == SQLITE_IOERR ||
        code == SQLITE_INTERRUPT;
}

static int build(sb_sqlite *db, const sb_bulk_table *table, const char *staged, const indexes *of, bool *all_out)
{
    for (size_t i = 0; i < of->n; i++) {
        char *sql = statement_of(&of->at[i], table->name, i);
        int code = sql != NULL ? sqlite3_exec(db->handle, sql, NULL, NULL, NULL) : SQLITE_OK;
        *all_out &= sql != NULL && code == SQLITE_OK;
        free(sql);
        if (is_for_good(code & 0xff))
            return fail(db, table, staged, &of->at[i]);
    }
    return 0;
}

/* ---- making the stage's schema that of the table ---- */

int sb__bulk_run(sqlite3 *handle, const char *sql, const char *first, const char *second)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

    if (code == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, first, -1, SQLITE_STATIC);
        if (second != NULL)
            sqlite3_bind_text(statement, 2, second, -1, SQLITE_STATIC);
        code = sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static int rewrite(sb_sqlite *db, const sb_bulk_table *table, const indexes *of)
{
    int code = sb__bulk_run(db->handle, "UPDATE " SB_BULK_STAGE ".sqlite_schema SET sql = ?2 WHERE type = 'table' AND name = ?1",
        table->name, table->sql);

    for (size_t i = 0; i < of->n && code == SQLITE_OK; i++) {
        char *number = sb_format("seedbed_%zu", i);
        if (of->at[i].sql == NULL)
            code = sb__bulk_run(db->handle,
                "UPDATE " SB_BULK_STAGE ".sqlite_schema SET name = ?2, sql = NULL WHERE type = 'index' AND name = ?1", number,
                of->at[i].name);
        free(number);
    }
    return code;
}

/* The stage's alone; the flag is the connection's, and is taken back at once. */
static bool dress(sb_sqlite *db, const sb_bulk_table *table, const indexes *of)
{
    int was = 0, code;

    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, -1, &was);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
    code = rewrite(db, table, of);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, was, NULL);
    if (code == SQLITE_OK) /* any other number than the present one: SQLite reads the schema again */
        code = sqlite3_exec(db->handle, "PRAGMA " SB_BULK_STAGE ".schema_version = 7777", NULL, NULL, NULL);
    return code == SQLITE_OK;
}

int sb__bulk_index(sb_sqlite *db, const sb_bulk_table *table, const char *staged, bool *dressed_out)
{
    indexes all = { .db = db };
    bool built = true;
    int result = list(db, table->name, &all);

    if (result == 0)
        result = build(db, table, staged, &all, &built);
    *dressed_out = result == 0 && built && dress(db, table, &all);
    release(&all);
    return result;
}
