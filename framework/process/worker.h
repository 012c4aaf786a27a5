/* worker.h -- the life of a worker: take the next case, run it, write its slot, until there is none.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_WORKER_H
#define SEEDBED_FRAMEWORK_PROCESS_WORKER_H

#include "board.h"
#include "capture.h"
#include "running.h"

typedef struct sb_worker {
    const sb_plan *plan;
    sb_board *board;
    unsigned seat;
    uint64_t seed;
    const sb_sink *sink;
    sb_capture *capture; /* NULL: output goes where it goes (--isolate=none) */
    bool one_case;       /* --isolate=test: leave after the first */
    unsigned fail_fast;  /* begin nothing more after so many failures, in all workers; 0: go on */
    bool unbuffered;     /* stdout is: who forked this process has seen to it */
    void *room;          /* of sb_running_room, zeroed; or NULL */
    bool full_values;    /* --full-values: a spawned worker must know */
    bool leaks;          /* --leaks: a spawned worker must know */
    /* May; between two cases. --isolate=none: main reports from here. */
    void (*after_case)(void *env);
    void *env;
} sb_worker;

/* In main, before it forks workers: what each would do first, done once; `common` is what they are made from, and its `room` the
 * caller's to free. True: sb_crash_close undoes it when the last one is gone. */
bool sb_worker_prepare(sb_worker *common);
/* Returns 0 when the cases are done, negative with a message (also given to the sink) when a resource would not open. */
int sb_worker_run(const sb_worker *worker);
/* The same in a forked child, which ends here. */
__attribute__((noreturn)) void sb_worker_live(const sb_worker *worker);

#endif
