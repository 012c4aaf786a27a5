/* backend.c -- the PostgreSQL backend as one const struct; closing a connection of ours. */
#include "known.h"
#include "look.h"
#include <stdlib.h>

void sb__postgres_close(void *db)
{
    sb_postgres *it = db;

    if (it == NULL)
        return;
    it->pq->PQfinish(it->handle);
    free(it->schema);
    free(it);
}

const sb_backend sb_backend_postgres = {
    .name = "PostgreSQL",
    .scheme = "postgres",
    .schemas = true,
    .lower_case = true,
    .locate = sb__postgres_locate,
    .open = sb__postgres_open,
    .close = sb__postgres_close,
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
};
