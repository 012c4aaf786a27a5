/* lost.c -- the rows that a worker had changed when it died: its log is in the database, until its successor plays it back. */
#include "clone.h"
#include <stdlib.h>

typedef struct counting {
    sb_row_change_fn *fn;
    void *env;
    size_t n;
} counting;

static int count(void *env, const sb_row_change *change)
{
    counting *c = env;
    c->n++;
    return c->fn(c->env, change);
}

/* A copy of main's clone, on the connection that made it, for the one seat: nothing of it is to be freed but its two names. */
static sb_clone clone_of(const sb_clone *clone, unsigned seat)
{
    sb_clone dead = *clone;
    dead.seat = seat;
    dead.schema = sb_format("%s_%u", clone->stem, seat);
    dead.undo = sb_format("%s_undo", dead.schema);
    dead.db = clone->keeper;
    dead.watches_statements = true; /* they are there, where the test was strict */
    return dead;
}

/* What it had not committed the server takes back as it ends its sessions; whether there was any, nobody knows then. */
int sb__pg_clone_lost(sb_clone *clone, unsigned seat, sb_row_change_fn *fn, void *env)
{
    sb_clone dead = clone_of(clone, seat);
    counting counted = { fn, env, 0 };
    int code = sb__pg_end_predecessors(&dead);
    if (code == SB_OK)
        code = sb__pg_clone_changes(&dead, count, &counted);
    if (code == SB_OK && !counted.n && clone->strategy->begins)
        code = sb_fail_with(SB_ERR, "what was in a transaction is gone with its process");
    free(dead.schema);
    free(dead.undo);
    return code;
}
