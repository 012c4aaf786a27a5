/* running.h -- the test that runs in this process: its failures, clean-ups and the way out of it.
 *
 * What it is: one struct sb_running per worker. It sets the listener of the context, so that assertions find the way here, and
 * holds the jump buffer through which a fatal failure leaves the test. There is one setjmp, in running.c, none in tests.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_RUNNING_H
#define SEEDBED_FRAMEWORK_PROCESS_RUNNING_H

#include "../plan/plan.h"
#include "sink.h"

/* What became of a test as its worker saw it. */
typedef struct sb_outcome {
    enum sb_state state; /* SB_PASSED, SB_FAILED or SB_SKIPPED */
    uint64_t checks;
} sb_outcome;

/* Run one case: resources, steps, body, clean-ups. Failures go to the sink as they happen. */
sb_outcome sb_running_run(const sb_planned *test, size_t index, uint64_t seed, const sb_sink *sink);

/* Open and leave every registered resource, in a worker. 0, or negative with a message. */
int sb_running_open_resources(void);
void sb_running_leave_resources(void);

/* For resources and generators: fail the running test and go on (later), or leave it (now). Outside a test: abort with the text. */
__attribute__((format(printf, 3, 4))) void sb_fail_later(const char *file, int line, const char *format, ...);
__attribute__((noreturn, format(printf, 3, 4))) void sb_fail_now(const char *file, int line, const char *format, ...);
/* Run fn(arg) when the running test is over, last-in first-out. */
void sb_when_over(void (*fn)(void *), void *arg);
/* The place of the test that runs, for failures that have no better one. */
const char *sb_running_file(void);
int sb_running_line(void);

#endif
