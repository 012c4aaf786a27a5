/* pool.h -- main's side of a run: starts workers, waits for processes and time, and starts another worker when one dies.
 *
 * Calling sequence: sb_pool_run, once.
 *
 * What it promises: when it returns, every case either has a state on the board or was never begun (fail_fast, an interrupt, a
 * worker that could not live), no child is left, and the events were given.
 *
 * Errors: SB_ERR with a message when no worker can be started or a resource would not open in one.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_POOL_H
#define SEEDBED_FRAMEWORK_PROCESS_POOL_H

#include "board.h"
#include "capture.h"
#include "handover.h"
#include "os.h"
#include "running.h"

/* How a worker died between two cases. */
typedef struct sb_pool_trouble {
    size_t last;      /* the case that was over */
    const char *step; /* "SUITE_TEARDOWN of db": it ran then; NULL: nothing did */
    int signal, exit_code;
    bool timed_out; /* the step took longer than it may, or without one the worker did not come to its end: main ended it */
    const char *output;
} sb_pool_trouble;

/* What main hears of. All calls are made in main. */
typedef struct sb_pool_events {
    /* A case lost its process: what its output was, in place of what was heard before. The slot is written after this. */
    void (*output)(void *env, unsigned seat, size_t index, const char *bytes, size_t size);
    /* A worker of this seat is gone, and the next one will write behind what it had written. False: start no further ones. */
    bool (*gone)(void *env, unsigned seat);
    /* A worker died between two cases. */
    void (*trouble)(void *env, const sb_pool_trouble *trouble);
    /* What was heard of this case is what an attempt came to, which ended as `known` says; another one follows. After gone. */
    void (*again)(void *env, size_t index, const sb_slot *known);
    /* More about how it ended, to stand behind the reason. */
    void (*remark)(void *env, size_t index, const char *text);
    /* A case lost its process, and a resource knows all the same which rows it changed (record/changes.h). */
    void (*rows)(void *env, size_t index, const char *bytes, size_t size);
    /* It ended its process, and is run once more alone: what it says from now on it may have said before. After gone. */
    void (*alone)(void *env, size_t index);
    /* What was heard of this case does not count: it was cut short through no fault of its own, and runs again. After gone. */
    void (*forget)(void *env, size_t index);
    /* Now and then, and once more at the end: look at the board. Returns true when no further case should begin. */
    bool (*look)(void *env);
    void *env;
} sb_pool_events;

typedef struct sb_pool {
    const sb_plan *plan;
    sb_board *board;
    uint64_t seed;
    bool one_case;       /* a fresh process for each case */
    bool leaks;          /* --leaks */
    unsigned fail_fast;  /* begin nothing more after so many failures; 0: go on */
    unsigned reruns;     /* run a crashed case once more alone, until so many crashed again; 0: never */
    bool in_main;        /* no process at all: --isolate=none */
    bool live;           /* somebody watches: look ten times a second */
    const sb_sink *sink; /* one per seat */
    sb_pool_events events;
    uint64_t grace_ns;     /* between asking a process to end and ending it */
    uint64_t patience_ns;  /* how long a worker may take to leave; to open its resources, so much more than a case; 0: for ever */
    const sb_spawn *spawn; /* NULL: workers are forked */
} sb_pool;

/* interrupted_out: SIGINT, SIGTERM or SIGHUP ended the run. */
int sb_pool_run(const sb_pool *pool, bool *interrupted_out);

#endif
