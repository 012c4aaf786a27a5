/* sink.h -- where the events of a run go: process/ gives, record/ takes, and process/ knows nothing of it.
 *
 * failed and skipped are called in the worker while the test runs; what they write must survive the worker's death.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_SINK_H
#define SEEDBED_FRAMEWORK_PROCESS_SINK_H

#include <seedbed/ext/reporter.h>

typedef struct sb_sink {
    void (*failed)(void *env, size_t index, const sb_failure *failure);
    void (*skipped)(void *env, size_t index, const char *file, int line, const char *reason);
    void *env;
} sb_sink;

#endif
