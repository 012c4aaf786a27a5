/* watched.h -- the blocks of should_run_queries that are being counted. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_WATCHED_H
#define SEEDBED_FRAMEWORK_SANDBOX_WATCHED_H

#include "place.h"

/* A statement and how often it ran. */
typedef struct sb_ran {
    char *sql;
    size_t times;
} sb_ran;

typedef struct sb_watched {
    struct sb_watched *around;
    sb_ran *ran; /* in the order of the first time */
    size_t n, room;
    int64_t count;
} sb_watched;

/* The innermost ends, or with NULL all of them: nothing is counted any more. */
void sb_watched_end(struct sb_sandbox *s, const sb_watched *around);

#endif
