/* strategy.h -- a way to bring a sandbox back: what watches its tables, and what is done when a test is over.
 *
 * What a strategy does not claim to restore, it notices, and falls to one that does.
 */
#ifndef SEEDBED_POSTGRES_STRATEGY_H
#define SEEDBED_POSTGRES_STRATEGY_H

#include "seen.h"
#include <seedbed/ext/backend.h>

enum { SB_RESTORES_ROWS = 1, SB_RESTORES_SEQUENCES = 2, SB_RESTORES_DDL = 4, SB_RESTORES_COMMITS = 8 };

/* What a reset may return beside 0: the base state has to be made anew. The message says why. */
enum { SB_PG_FALLS = 1 };

typedef struct sb_strategy {
    enum sb_reset reset;
    const char *name;
    const char *how;   /* for -v */
    unsigned restores; /* SB_RESTORES_... */
    bool begins;       /* a test runs in a transaction, as long as nobody else connects */
    const char *watch; /* SQL of a function body: makes the triggers of one table, as @U.watch(rel, name) does */
    bool copies;       /* what a SUITE_SETUP leaves is kept as copies of tables; else as a log */
    /* The test is over, and no transaction of ours is open any more. SB_PG_FALLS: rebuild. */
    int (*bring_back)(sb_clone *clone, const sb_seen *seen);
} sb_strategy;

/* NULL: there is no such strategy on PostgreSQL, with a message. */
const sb_strategy *sb__pg_strategy(enum sb_reset reset);

#endif
