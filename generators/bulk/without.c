/* without.c -- bulk on a backend that has no way of its own for it: inserts, in one transaction. */
#include "without.h"
#include <stdlib.h>

int sb_bulk_begin(const sb_db *db, const char *const *table)
{
    return db->backend->bulk_begin ? db->backend->bulk_begin(db->handle, table) : db->backend->begin(db->handle);
}

int sb_bulk_fill(
    const sb_db *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env)
{
    sb_value *cell;
    int code;

    if (db->backend->bulk_fill)
        return db->backend->bulk_fill(db->handle, table, column, n, expected, source, env);
    cell = sb_alloc((n + 1) * sizeof *cell);
    while ((code = source(env, cell)) == 1)
        if ((code = db->backend->insert(db->handle, table, column, cell, n, NULL)) != SB_OK)
            break;
    free(cell);
    return code;
}

int sb_bulk_end(const sb_db *db, bool keep)
{
    if (db->backend->bulk_end)
        return db->backend->bulk_end(db->handle, keep);
    return db->backend->exec(db->handle, keep ? "COMMIT" : "ROLLBACK");
}
