/* running.h -- the test that runs in this process: its failures, clean-ups and the way out of it.
 *
 * What it is: one struct sb_running per process that runs tests, made by sb_running_open and hung on the context. It is the
 * listener of the context, so that assertions find the way here, and holds the jump buffer through which a fatal failure leaves
 * the test. There is one setjmp, in running.c, and none in tests.
 *
 * Threads and processes: a failure in a thread that the test started, or in a process that it forked, fails the test; when it is
 * fatal it ends that thread or process. A forked process that comes back from the test's body ends there: it is no worker.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_RUNNING_H
#define SEEDBED_FRAMEWORK_PROCESS_RUNNING_H

#include "../plan/plan.h"
#include "board.h"
#include "sink.h"
#include <stdatomic.h>

/* What became of a test as its own process saw it. */
typedef struct sb_outcome {
    enum sb_state state; /* SB_PASSED, SB_FAILED or SB_SKIPPED */
    uint64_t checks;
} sb_outcome;

/* Where a running belongs. All of it is borrowed. */
typedef struct sb_running_place {
    const sb_sink *sink;
    uint64_t seed;
    unsigned seat;
    sb_seat *shared;          /* NULL: nobody watches */
    _Atomic uint32_t *setups; /* counts SUITE_SETUPs; may be NULL */
    void *room;               /* of sb_running_room and zeroed, for one running; or NULL */
    bool timed;               /* a SUITE_SETUP that took longer than its limit has failed */
} sb_running_place;

/* The memory of one, ahead of need: a forked process that finds it need not touch its heap. The caller frees it. */
void *sb_running_room(void);
struct sb_running *sb_running_open(sb_running_place place);
/* Takes down all suites that are up. */
void sb_running_close(struct sb_running *running);

/* Between cases whose suites differ. Take down, innermost first, the suites that are up and not around the next one (NULL: all); then,
 * with the case in hand, bring up those around it, outermost first. The slot is that of the case. */
void sb_running_leave(struct sb_running *running, const sb_planned_suite *next);
void sb_running_enter(struct sb_running *running, const sb_planned *test, size_t index, sb_slot *slot);

/* Run one case: resources, steps, body, clean-ups. Failures go to the sink as they happen, and are counted in the slot: memory that
 * processes forked by the test share. */
sb_outcome sb_running_run(struct sb_running *running, const sb_planned *test, size_t index, sb_slot *slot);

/* For resources and generators: leave the running test as failed; the pair of sb_fail_later (ext/resource.h), which fails it and goes
 * on. Outside a test both abort with the text. */
#define sb_fail_now sb_fail_test
/* The seat of the worker that this process is: 0 in main under --isolate=none. */
unsigned sb_running_seat(void);
/* The place of the test that runs, for failures that have no better one; "" and 0 outside a test. */
const char *sb_running_file(void);
int sb_running_line(void);
/* suite/test of the test that runs; "no test" where none does. Safe in a handler of signals. */
const char *sb_running_name(void);
/* The test that runs, for what stands beside its source. */
typedef struct sb_running_test {
    const sb_planned *test;
    size_t index;
    unsigned attempt; /* from 0 */
    bool own_thread;  /* this is the thread, of the worker itself, that runs it: what it leaves to sb_when_over is done */
} sb_running_test;
/* Run fn(arg) in the thread of the test when nothing is left that can fail it: clean-ups are done and resources have ended. Its
 * folder is still there. What fn fails still counts. */
void sb_running_at_last(void (*fn)(void *), void *arg);
/* False where none runs: also in a SUITE_SETUP and SUITE_TEARDOWN. */
bool sb_running_test_of(sb_running_test *out);
/* A text for main, which collects them; from any thread or process of a test. */
void sb_running_note(const char *text);
/* What the running test, which has failed, did to rows of its sandbox: bytes of record/changes.h. */
void sb_running_rows(const char *bytes, size_t size);
/* How a block in a process of its own (ending.h) was left, other than by an end of that process. */
enum sb_left { SB_LEFT_NOT = 0, SB_LEFT_AT_ITS_END, SB_LEFT_BY_FAILURE, SB_LEFT_BY_EXCEPTION, SB_LEFT_BY_JUMP };
/* This process runs a block from now on: note in memory that its parent sees how it was left. */
void sb_running_block(_Atomic uint32_t *left);
/* Whether nothing has failed the running test so far, in any of its processes, and its time limit has not passed. */
bool sb_running_is_good(void);

#endif
