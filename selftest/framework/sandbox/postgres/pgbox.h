/* pgbox.h -- for tests of sandboxes on PostgreSQL: a database of the test's own, a clone in it, and a digest of all that a reset has
 * to bring back.
 */
#ifndef SEEDBED_SELFTEST_POSTGRES_PGBOX_H
#define SEEDBED_SELFTEST_POSTGRES_PGBOX_H

#include "../../../../framework/sandbox/postgres/clone.h"
#include "server.h"

typedef struct pgbox {
    const char *url;
    sb_clone *clone;
    sb_postgres *ours;  /* Seedbed's connection in the worker */
    sb_postgres *admin; /* a superuser's, which sees everything */
    sb_reset_told told;
    sb_script script;
} pgbox;

/* Tables: t(id serial, v, n), with the rows 1 one, 2 two, 3 three, and c(id, t -> t ON DELETE CASCADE) with 10 and 11 of 1. */
extern const char pgbox_schema[];

/* A clone of what the script makes, placement schema, as the seat 0. */
void pgbox_open(pgbox *box, const char *script, enum sb_reset reset);
/* The same as another role, which owns the database and is no superuser. */
void pgbox_open_as(pgbox *box, const char *script, enum sb_reset reset, const char *role_options);
/* The clone again, in the same database. */
void pgbox_make(pgbox *box, enum sb_reset reset);
/* The same, which may fail: the code. */
int pgbox_try(pgbox *box, enum sb_reset reset);
void pgbox_close(pgbox *box);
/* Fails the test where the reset fails; told has what there is to tell. */
void pgbox_reset(pgbox *box);
/* Runs SQL as the code under test would through our connection. */
void pgbox_run(pgbox *box, const char *sql);
/* Another connection to the sandbox, of which nobody knows. */
PGconn *pgbox_connect(pgbox *box);
/* Every row of every table, every sequence, every object: two of these are equal where nothing differs. Lives as long as the test. */
const char *pgbox_digest(pgbox *box);
/* The same with what was changed in between: fails the test where it is not as before. */
#define should_bring_back(box, sql) \
    do { \
        const char *before_ = pgbox_digest(box); \
        pgbox_run(box, sql); \
        pgbox_reset(box); \
        should(pgbox_digest(box), equal_to(before_)); \
    } while (0)

#endif
