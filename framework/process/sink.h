/* sink.h -- where the events of a run go: process/ gives, record/ takes, and process/ knows nothing of it.
 *
 * The calls are made in the worker, while and after the test runs; what they write must survive the worker's death. Under
 * --isolate=none main is the worker. What passes makes no call.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_SINK_H
#define SEEDBED_FRAMEWORK_PROCESS_SINK_H

#include <seedbed/ext/reporter.h>

typedef struct sb_sink {
    void (*failed)(void *env, size_t index, const sb_failure *failure);
    /* Why it is skipped, to do, or expected to fail. */
    void (*reason)(void *env, size_t index, const char *file, int line, const char *text);
    /* What was told of this case since it began is what an attempt came to, which ended so; another one follows. */
    void (*again)(void *env, size_t index, enum sb_state ended);
    /* More about how it ended, to stand behind the reason. */
    void (*remark)(void *env, size_t index, const char *text);
    /* Something failed that belongs to no case: `what` says what it was. */
    void (*trouble)(void *env, const char *what, const sb_failure *failure);
    /* What a test that failed had written to stdout and stderr. */
    void (*output)(void *env, size_t index, const char *bytes, size_t size);
    /* What a test that failed did to rows of its sandbox: bytes of record/changes.h. */
    void (*rows)(void *env, size_t index, const char *bytes, size_t size);
    /* The worker cannot go on at all: a resource would not open. */
    void (*broken)(void *env, const char *reason);
    /* A text for main of what tests use beside what they say: see sb_running_note. */
    void (*noted)(void *env, const char *text);
    /* Memory that tests of this worker allocated and lost, as the instrument that found it reports it. */
    void (*leaked)(void *env, const char *report, size_t size);
    void *env;
} sb_sink;

#endif
