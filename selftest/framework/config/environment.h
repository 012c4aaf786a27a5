/* environment.h -- for tests of the options: the environment of whoever runs them must not speak, nor may that of a test in the next.
 */
#ifndef SEEDBED_SELFTEST_CONFIG_ENVIRONMENT_H
#define SEEDBED_SELFTEST_CONFIG_ENVIRONMENT_H

#include "../../../framework/config/options.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

static inline void clear_environment(void)
{
    static const char *const name[] = { "SEEDBED_JOBS", "SEEDBED_SEED", "SEEDBED_ISOLATE", "SEEDBED_START", "SEEDBED_TIMEOUT",
        "SEEDBED_TIMEOUT_SCALE", "SEEDBED_RETRIES", "SEEDBED_LAST", "SEEDBED_DEBUGGER", "SEEDBED_FULL_VALUES", "NO_COLOR",
        "TEST_TOTAL_SHARDS", "TEST_SHARD_INDEX", "TEST_SHARD_STATUS_FILE", "TESTBRIDGE_TEST_ONLY",
        "TESTBRIDGE_TEST_RUNNER_FAIL_FAST", "XML_OUTPUT_FILE", "TEST_PREMATURE_EXIT_FILE", "TEST_RANDOM_SEED",
        "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP",
        "SLURM_ARRAY_TASK_COUNT" };
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        unsetenv(name[i]);
}

/* A line of arguments that ends in NULL, as argv does. */
static inline int read_line(sb_options *to, char **line)
{
    int n = 0;
    while (line[n])
        n++;
    return sb_options_read(to, n, line);
}

#endif
