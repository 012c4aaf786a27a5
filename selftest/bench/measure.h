/* measure.h -- running commands and taking their time and memory. */
#ifndef SEEDBED_SELFTEST_BENCH_MEASURE_H
#define SEEDBED_SELFTEST_BENCH_MEASURE_H

#include "timing.h"
#include <stdbool.h>

/* What one run of a command took, its descendants' processor time included. */
typedef struct bench_cost {
    double wall_s;
    double processor_s; /* user and system */
    int signal;         /* that ended the command, or 0 */
} bench_cost;

/* Run argv with its output to /dev/null, or to the terminal when loud. false: it could not start, or did not end with 0; it may have
 * cost something all the same. */
bool bench_run(const char *const *argv, bool loud, bench_cost *cost);
/* Run argv and look for a text in what it writes to stdout or stderr. */
bool bench_says(const char *const *argv, const char *text, bench_cost *cost);
/* Run argv and add up the most memory that each process of it held resident, in KiB: what two processes share counts twice. They are
 * asked when they end, under ptrace; false where that is not allowed. */
bool bench_peak(const char *const *argv, double *kib_out);

#endif
