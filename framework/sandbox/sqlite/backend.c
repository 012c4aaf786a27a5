/* backend.c -- the SQLite backend as one const struct; making and closing a connection of ours. */
#include "clone.h"
#include "connection.h"
#include "vfs.h"
#include <stdlib.h>

sb_sqlite *sb__sqlite_new(sqlite3 *handle)
{
    sb_sqlite *db = sb_alloc(sizeof *db);

    db->handle = handle;
    return db;
}

void sb__sqlite_close(void *db)
{
    sb_sqlite *it = db;

    if (it == NULL)
        return;
    if (it->bulk != NULL)
        sb__sqlite_bulk_end(it, false);
    sb__sqlite_free_confines(it);
    sb__sqlite_release_inserts(it);
    sb__sqlite_release_described(it);
    sqlite3_finalize(it->schema_version);
    sqlite3_close_v2(it->handle); /* statements of a test may be left on it */
    free(it);
}

const sb_backend sb_backend_sqlite = {
    .name = "SQLite",
    .scheme = "sqlite",
    .resets = (1u << (SB_RESET_REBUILD + 1)) - 1, /* all */
    .open = sb__sqlite_open,
    .close = sb__sqlite_close,
    .enforce = sb__sqlite_enforce,
    .scratch = sb__sqlite_scratch,
    .look = sb__sqlite_look,
    .exec = sb__sqlite_exec,
    .query = sb__sqlite_query,
    .columns = sb__sqlite_columns,
    .insert = sb__sqlite_insert,
    .insert_rows = sb__sqlite_insert_rows,
    .bulk_begin = sb__sqlite_bulk_begin,
    .bulk_fill = sb__sqlite_bulk_fill,
    .bulk_end = sb__sqlite_bulk_end,
    .describe = sb__sqlite_describe,
    .tables = sb__sqlite_tables,
    .objects = sb__sqlite_objects,
    .size = sb__sqlite_size,
    .client = sb__sqlite_client,
    .drop = sb__sqlite_drop,
    .begin = sb__sqlite_begin,
    .confine = sb__sqlite_confine,
    .clone_make = sb__clone_make,
    .clone_open = sb__clone_open,
    .clone_url = sb__clone_url,
    .clone_handle = sb__clone_handle,
    .clone_how = sb__clone_how,
    .clone_use = sb__clone_use,
    .clone_reset = sb__clone_reset,
    .clone_keep = sb__clone_keep,
    .clone_changed = sb__clone_changed,
    .clone_drop_kept = sb__clone_drop_kept,
    .clone_changes = sb__clone_changes,
    .clone_strict = sb__clone_strict,
    .clone_keep_aside = sb__clone_keep_aside,
    .sequences = sb__sqlite_sequences,
    .watch = sb__clone_watch,
    .clone_free = sb__clone_free,
    .clone_hand_over = sb__clone_hand_over,
    .clone_take_over = sb__clone_take_over,
    .guard = sb__vfs_guard,
    .also = sb__vfs_also,
    .beside = sb__vfs_beside,
    .admit = sb__vfs_admit,
    .strict = sb__vfs_strict,
    .refused = sb__vfs_refused,
    .unguard = sb__vfs_unguard,
};
