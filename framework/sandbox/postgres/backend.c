/* backend.c -- the PostgreSQL backend as one const struct; closing a connection of ours. */
#include "bulk.h"
#include "clone.h"
#include "confine.h"
#include "describe.h"
#include "known.h"
#include "look.h"
#include <stdlib.h>

void sb__postgres_close(void *db)
{
    sb_postgres *it = db;

    if (it == NULL)
        return;
    sb__pg_free_confines(it);
    sb__postgres_release_inserts(it);
    sb__pg_release_described(it);
    it->pq->PQfinish(it->handle);
    sb__pg_bulk_forget(it);
    free(it->narrow);
    free(it->wide);
    free(it);
}

const sb_backend sb_backend_postgres = {
    .name = "PostgreSQL",
    .scheme = "postgres",
    .resets = ((1u << (SB_RESET_REBUILD + 1)) - 1) & ~(1u << SB_RESET_IMAGE),
    .schemas = true,
    .lower_case = true,
    .locate = sb__postgres_locate,
    .open = sb__postgres_open,
    .close = sb__postgres_close,
    .scratch = sb__postgres_scratch,
    .lock = sb__postgres_lock,
    .unlock = sb__postgres_unlock,
    .lock_holder = sb__postgres_lock_holder,
    .lock_end = sb__postgres_lock_end,
    .exec = sb__postgres_exec,
    .query = sb__postgres_query,
    .look = sb__postgres_look,
    .host = sb__postgres_host,
    .size = sb__postgres_size,
    .client = sb__postgres_client,
    .watch = sb__known_watch,
    .guard = sb__known_guard,
    .also = sb__known_also,
    .admit = sb__known_admit,
    .refused = sb__known_refused,
    .unguard = sb__known_unguard,
    .clone_make = sb__pg_clone_make,
    .clone_clear = sb__pg_clone_clear,
    .clone_open = sb__pg_clone_open,
    .clone_seat = sb__pg_clone_seat,
    .clone_url = sb__pg_clone_url,
    .clone_handle = sb__pg_clone_handle,
    .clone_schema = sb__pg_clone_schema,
    .clone_how = sb__pg_clone_how,
    .clone_way_out = sb__pg_clone_way_out,
    .clone_use = sb__pg_clone_use,
    .clone_reset = sb__pg_clone_reset,
    .clone_keep = sb__pg_clone_keep,
    .clone_changed = sb__pg_clone_changed,
    .clone_drop_kept = sb__pg_clone_drop_kept,
    .clone_lost = sb__pg_clone_lost,
    .clone_keep_aside = sb__pg_clone_keep_aside,
    .clone_changes = sb__pg_clone_changes,
    .clone_strict = sb__pg_clone_strict,
    .clone_free = sb__pg_clone_free,
    .clone_hand_over = sb__pg_clone_hand_over,
    .clone_take_over = sb__pg_clone_take_over,
    .columns = sb__postgres_columns,
    .insert = sb__postgres_insert,
    .insert_rows = sb__postgres_insert_rows,
    .bulk_begin = sb__postgres_bulk_begin,
    .bulk_fill = sb__postgres_bulk_fill,
    .bulk_end = sb__postgres_bulk_end,
    .describe = sb__postgres_describe,
    .tables = sb__postgres_tables,
    .objects = sb__postgres_objects,
    .sequences = sb__postgres_sequences,
    .drop = sb__postgres_drop,
    .begin = sb__postgres_begin,
    .confine = sb__postgres_confine,
};
