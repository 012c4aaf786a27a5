/* bulk_rows.c -- the rows of a fill as a virtual table, so that one statement inserts them all: nothing is bound, and nothing reset, row by row.
 *
 * The table exists on our connection alone, without a trace in any schema, and only while the statement runs.
 */
#include "../../../assert/value.h"
#include "bulk.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct rows_table {
    sqlite3_vtab base;
    sb_bulk_rows *rows;
} rows_table;

typedef struct rows_cursor {
    sqlite3_vtab_cursor base;
    bool at_end;
} rows_cursor;

static sb_bulk_rows *rows_of(sqlite3_vtab_cursor *cursor) { return ((rows_table *)(void *)cursor->pVtab)->rows; }

static int connect(sqlite3 *handle, void *env, int words, const char *const *word, sqlite3_vtab **out, char **why)
{
    sb_bulk_rows *rows = env;
    rows_table *table = sb_alloc(sizeof *table);
    sb_text sql = SB_TEXT_EMPTY;
    int code;

    (void)words, (void)word, (void)why;
    for (size_t i = 0; i < rows->n; i++)
        sb_text_add(&sql, "%s%zu\"", i == 0 ? "CREATE TABLE x(\"" : ",\"", i);
    sb_text_add(&sql, ")");
    code = sqlite3_declare_vtab(handle, sql.at);
    sb_text_release(&sql);
    table->rows = rows;
    *out = &table->base;
    return code;
}

static int disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int plan(sqlite3_vtab *table, sqlite3_index_info *info)
{
    uint64_t expected = ((rows_table *)(void *)table)->rows->expected;

    info->estimatedRows = expected > 0 && expected < INT_MAX ? (sqlite3_int64)expected : INT_MAX;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    rows_cursor *cursor = sb_alloc(sizeof *cursor);

    (void)table;
    *out = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    free(cursor);
    return SQLITE_OK;
}

static int next(sqlite3_vtab_cursor *cursor)
{
    int more = sb__bulk_next(rows_of(cursor));

    ((rows_cursor *)(void *)cursor)->at_end = more <= 0;
    return more < 0 ? SQLITE_ERROR : SQLITE_OK;
}

static int first(sqlite3_vtab_cursor *cursor, int number, const char *text, int args, sqlite3_value **arg)
{
    (void)number, (void)text, (void)args, (void)arg;
    return next(cursor);
}

static int at_end(sqlite3_vtab_cursor *cursor) { return ((rows_cursor *)(void *)cursor)->at_end; }

/* As sb__sqlite_bind has it. */
static int give(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int at)
{
    sb_bulk_rows *rows = rows_of(cursor);
    const sb_value *value = &rows->cell[at];

    if (value->kind == SB_STR) {
        sqlite3_result_text64(to, value->v.s, value->v.s ? strlen(value->v.s) : 0, SQLITE_STATIC, SQLITE_UTF8);
    } else if (value->kind == SB_BYTES) {
        sqlite3_result_blob64(to, value->v.b.size ? value->v.b.data : "", value->v.b.size, SQLITE_STATIC);
    } else if (sb_kind_floating(value->kind)) {
        sqlite3_result_double(to, (double)value->v.d);
    } else if (sb_kind_number(value->kind) && !(sb_kind_unsigned(value->kind) && value->v.u > INT64_MAX)) {
        sqlite3_result_int64(to, value->v.i);
    } else if (value->kind != SB_NONE && (value->kind != SB_PTR || value->v.p != NULL)) { /* else it is NULL as it stands */
        rows->failed = sb__bulk_fail_value(rows, (size_t)at);
        return SQLITE_ERROR;
    }
    return SQLITE_OK;
}

static int row_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    *out = (sqlite3_int64)rows_of(cursor)->given;
    return SQLITE_OK;
}

static const sqlite3_module module = { .xConnect = connect,
    .xBestIndex = plan,
    .xDisconnect = disconnect,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = first,
    .xNext = next,
    .xEof = at_end,
    .xColumn = give,
    .xRowid = row_number };

/* Nothing is called so, in whatever schema: a table or view of the name would be read in the place of the rows. */
static bool is_free(sb_sqlite *db, const char *name)
{
    char *sql = sb_format("SELECT 1 FROM %s", name), *missing = sb_format("no such table: %s", name);
    sqlite3_stmt *statement = NULL;
    bool is = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) != SQLITE_OK &&
        strcmp(sqlite3_errmsg(db->handle), missing) == 0;

    sqlite3_finalize(statement);
    free(sql);
    free(missing);
    return is;
}

static char *find_name(sb_sqlite *db)
{
    char *name = sb_strdup("seedbed_rows");

    for (size_t i = 1; !is_free(db, name); i++) {
        free(name);
        name = sb_format("seedbed_rows_%zu", i);
    }
    return name;
}

static void add_insert(sb_text *sql, const sb_bulk_rows *rows, const char *schema, const char *from)
{
    sb_text_add(sql, "INSERT INTO %s.", schema);
    sb__sqlite_name(sql, rows->table);
    for (size_t i = 0; i < rows->n; i++) {
        sb_text_add(sql, i == 0 ? "(" : ",");
        sb__sqlite_name(sql, rows->column[i]);
    }
    for (size_t i = 0; i < rows->n; i++)
        sb_text_add(sql, "%s%zu\"", i == 0 ? ") SELECT \"" : ",\"", i);
    sb_text_add(sql, " FROM %s", from);
}

/* Each row is there, unless somebody else decides that, as an authorizer or a trigger from after sb__bulk_look. */
static int count_rows(sb_sqlite *db, const sb_bulk_rows *rows)
{
    uint32_t inserted = (uint32_t)sqlite3_changes(db->handle);

    if (!rows->ended)
        return sb_fail_with(SB_ERR, "%s cannot be filled: SQLite left off at row %llu without an error", rows->table,
            (unsigned long long)rows->given);
    if (inserted != (uint32_t)rows->given)
        return sb_fail_with(SB_ERR,
            "%s cannot be filled: only %lu of %llu rows were inserted; make triggers before the filling begins", rows->table,
            (unsigned long)inserted, (unsigned long long)rows->given);
    return 0;
}

int sb__bulk_select(sb_sqlite *db, sb_bulk_rows *rows, const char *schema)
{
    sb_text sql = SB_TEXT_EMPTY;
    sqlite3_stmt *statement = NULL;
    char *name = find_name(db);
    int code = sqlite3_create_module(db->handle, name, &module, rows), result = 0;

    add_insert(&sql, rows, schema, name);
    sb__sqlite_begin_statement(db);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db->handle, sql.at, -1, &statement, NULL);
    if (code != SQLITE_OK)
        result = sb__bulk_fail_table(db, rows);
    else if (sqlite3_step(statement) != SQLITE_DONE)
        result = rows->failed != 0 ? rows->failed : sb__bulk_fail_row(db, rows);
    else
        result = count_rows(db, rows);
    sqlite3_finalize(statement);
    sqlite3_create_module(db->handle, name, NULL, NULL);
    free(name);
    sb_text_release(&sql);
    return result;
}
