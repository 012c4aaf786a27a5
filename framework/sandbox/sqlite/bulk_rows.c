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

static void add_insert(sb_text *sql, const sb_bulk_rows *rows, const char *schema)
{
    sb_text_add(sql, "INSERT INTO %s.", schema);
    sb__sqlite_name(sql, rows->table);
    for (size_t i = 0; i < rows->n; i++) {
        sb_text_add(sql, i == 0 ? "(" : ",");
        sb__sqlite_name(sql, rows->column[i]);
    }
    for (size_t i = 0; i < rows->n; i++)
        sb_text_add(sql, "%s%zu\"", i == 0 ? ") SELECT \"" : ",\"", i);
    sb_text_add(sql, " FROM seedbed_rows");
}

int sb__bulk_select(sb_sqlite *db, sb_bulk_rows *rows, const char *schema)
{
    sb_text sql = SB_TEXT_EMPTY;
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_create_module(db->handle, "seedbed_rows", &module, rows), result = 0;

    add_insert(&sql, rows, schema);
    sb__sqlite_begin_statement(db);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db->handle, sql.at, -1, &statement, NULL);
    if (code != SQLITE_OK)
        result = sb__bulk_fail_table(db, rows);
    else if (sqlite3_step(statement) != SQLITE_DONE)
        result = rows->failed != 0 ? rows->failed : sb__bulk_fail_row(db, rows);
    sqlite3_finalize(statement);
    sqlite3_create_module(db->handle, "seedbed_rows", NULL, NULL);
    sb_text_release(&sql);
    return result;
}
