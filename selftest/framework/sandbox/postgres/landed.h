/* landed.h -- for tests of what applications meet: a database, and in it a sandbox made by hand: a role that owns a schema.
 *
 * The calls by libpq's own names, as in PQconnectdb, are the application's: they reach interpose.c. The rest of libpq is not linked, and
 * called as pq->PQntuples.
 */
#ifndef SEEDBED_SELFTEST_POSTGRES_LANDED_H
#define SEEDBED_SELFTEST_POSTGRES_LANDED_H

#include "../../../../framework/sandbox/postgres/held.h"
#include "../../../../framework/sandbox/postgres/known.h"
#include "server.h"

typedef struct landed {
    const sb_libpq *pq;
    const char *url; /* of the database, as its administrator opens it */
    char *path;      /* as locate has it */
    char *role;
    sb_postgres *admin;
    struct sb_clone *clone; /* none: a name for one */
    const char *held;       /* by the last reset */
} landed;

/* Tables: public.live(x) with one row, which the role may not touch; seedbed_box.t(id, v) with the rows 1 one, 2 two. */
void landed_open(landed *l);
void landed_close(landed *l);
/* What is held is ended. */
void landed_reset(landed *l);
/* A connection as the application opens it; closed when the test is over. */
PGconn *app_connect(const char *conninfo);
/* The same to the sandbox's database. */
PGconn *app_open(const landed *l);
/* Runs it by PQexec, and gives the first value, as pg_ask does. */
const char *app_ask(PGconn *handle, const char *sql);

#endif
