/* rows.c -- copy the rows of one table, with their numbers, into a table of the same schema. */
#include "connection.h"
#include "template.h"
#include <string.h>

/* A name by which the row number can be asked for; NULL where the table has none: it is WITHOUT ROWID, or its columns have taken
 * all three names. */
static const char *rowid_name(sqlite3 *from, const char *table)
{
    static const char *const names[] = { "rowid", "_rowid_", "oid" };
    sqlite3_stmt *statement = NULL;
    const char *found = NULL;

    if (sqlite3_table_column_metadata(from, "main", table, NULL, NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
        return NULL;
    for (size_t i = 0; i < 3 && found == NULL; i++) {
        bool taken = true;
        if (sqlite3_prepare_v2(from, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE name = ?2 COLLATE NOCASE", -1, &statement,
                NULL) == SQLITE_OK) {
            sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
            sqlite3_bind_text(statement, 2, names[i], -1, SQLITE_STATIC);
            taken = sqlite3_step(statement) != SQLITE_ROW || sqlite3_column_int(statement, 0) != 0;
        }
        sqlite3_finalize(statement);
        if (!taken)
            found = names[i];
    }
    if (found != NULL && sqlite3_table_column_metadata(from, "main", table, found, NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
        return NULL;
    return found;
}

int sb__template_columns(sqlite3 *from, const char *table, sb_text *to, size_t *n, const char **number_out)
{
    const char *rowid = rowid_name(from, table);
    sqlite3_stmt *statement = NULL;
    int code =
        sqlite3_prepare_v2(from, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", -1, &statement, NULL);

    *number_out = rowid;
    *n = 0;
    if (rowid != NULL) {
        sb_text_add(to, "%s", rowid);
        ++*n;
    }
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_text_add(to, (*n)++ > 0 ? ", " : "");
        sb__sqlite_name(to, (const char *)sqlite3_column_text(statement, 0));
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(from, "The columns of %s cannot be read", table);
}

static int prepare(sqlite3 *db, const sb_text *sql, sqlite3_stmt **out, const char *table)
{
    if (sqlite3_prepare_v2(db, sql->at, -1, out, NULL) != SQLITE_OK)
        return sb__sqlite_fail(db, "The rows of %s cannot be copied (%s)", table, sql->at);
    return 0;
}

static int copy(sqlite3_stmt *read, sqlite3_stmt *write, int n, const char *table)
{
    int code;

    while ((code = sqlite3_step(read)) == SQLITE_ROW) {
        for (int i = 0; i < n; i++)
            sqlite3_bind_value(write, i + 1, sqlite3_column_value(read, i));
        if (sqlite3_step(write) != SQLITE_DONE) {
            sqlite3_reset(write);
            return sb__sqlite_fail(sqlite3_db_handle(write), "A row of %s cannot be copied into the sandbox", table);
        }
        sqlite3_reset(write);
    }
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(sqlite3_db_handle(read), "The rows of %s cannot be read", table);
}

int sb__template_copy_rows(sqlite3 *from, sqlite3 *to, const char *table)
{
    sb_text columns = SB_TEXT_EMPTY, select = SB_TEXT_EMPTY, insert = SB_TEXT_EMPTY;
    sqlite3_stmt *read = NULL, *write = NULL;
    const char *number;
    size_t n;
    int result = sb__template_columns(from, table, &columns, &n, &number);

    if (result != 0)
        goto done;
    sb_text_add(&select, "SELECT %s FROM main.", columns.at);
    sb__sqlite_name(&select, table);
    sb_text_add(&insert, "INSERT INTO main.");
    sb__sqlite_name(&insert, table);
    sb_text_add(&insert, "(%s)", columns.at);
    for (size_t i = 0; i < n; i++)
        sb_text_add(&insert, i == 0 ? " VALUES(?" : ", ?");
    sb_text_add(&insert, ")");
    result = prepare(from, &select, &read, table);
    if (result == 0)
        result = prepare(to, &insert, &write, table);
    if (result == 0)
        result = copy(read, write, (int)n, table);
done:
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    sb_text_release(&columns);
    sb_text_release(&select);
    sb_text_release(&insert);
    return result;
}
