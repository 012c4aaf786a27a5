/* bulk.c -- many rows, all or none of them: begin and end, and which way the rows of a fill go. */
#include "bulk.h"
#include <stdlib.h>

int sb__sqlite_bulk_begin(void *db, const char *const *table)
{
    sb_sqlite *it = db;
    bool inside = !sqlite3_get_autocommit(it->handle);

    (void)table;
    if (it->bulk != NULL)
        return sb_fail_with(SB_ERR, "Tables are being filled on this connection already: end that first");
    if (sb__sqlite_run(it->handle, inside ? "SAVEPOINT seedbed_bulk" : "BEGIN IMMEDIATE") != 0)
        return SB_ERR;
    it->bulk = sb_alloc(sizeof *it->bulk);
    *it->bulk = (sb_bulk){ .inside = inside };
    return 0;
}

int sb__sqlite_bulk_fill(
    void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env)
{
    sb_bulk_rows rows = { .table = table, .column = column, .n = n, .expected = expected, .source = source, .env = env };
    sb_sqlite *it = db;
    int result;

    if (it->bulk == NULL)
        return sb_fail_with(SB_ERR, "%s cannot be filled: no filling has begun on this connection", table);
    rows.cell = sb_alloc((n + 1) * sizeof *rows.cell);
    result = sb__bulk_loop(it, &rows);
    free(rows.cell);
    return result;
}

/* Where SQLite has ended the transaction by itself, as it does when the disk is full, there is nothing to take back. */
static int take_back(sb_sqlite *db, bool inside)
{
    if (sqlite3_get_autocommit(db->handle))
        return 0;
    return sb__sqlite_run(db->handle, inside ? "ROLLBACK TO seedbed_bulk; RELEASE seedbed_bulk" : "ROLLBACK");
}

int sb__sqlite_bulk_end(void *db, bool keep)
{
    sb_sqlite *it = db;
    bool inside;
    int result = 0;

    if (it->bulk == NULL)
        return sb_fail_with(SB_ERR, "No filling has begun on this connection that could be ended");
    inside = it->bulk->inside;
    free(it->bulk);
    it->bulk = NULL;
    if (!keep)
        return take_back(it, inside);
    if (sqlite3_get_autocommit(it->handle))
        return sb_fail_with(SB_ERR, "The rows are lost: the transaction was ended before the filling was");
    result = sb__sqlite_run(it->handle, inside ? "RELEASE seedbed_bulk" : "COMMIT");
    if (result != 0) {
        char *why = sb_strdup(sb_error());
        take_back(it, inside);
        result = sb_fail_with(SB_ERR, "%s", why);
        free(why);
    }
    return result;
}
