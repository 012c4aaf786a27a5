/* timing.h -- clocks, samples and medians, for the bench and for its programs that measure by themselves. */
#ifndef SEEDBED_SELFTEST_BENCH_TIMING_H
#define SEEDBED_SELFTEST_BENCH_TIMING_H

#include <stddef.h>
#include <stdint.h>

enum { BENCH_MAX_RUNS = 512 };

/* Samples of one thing, taken round by round so that a slow minute of the machine hits all things alike. */
typedef struct bench_samples {
    double at[BENCH_MAX_RUNS];
    size_t n;
} bench_samples;

int64_t bench_now_ns(void);
/* More than BENCH_MAX_RUNS are dropped. */
void bench_sample(bench_samples *samples, double value);
/* 0 of none. */
double bench_median(const bench_samples *samples);
/* What cannot go on says so and ends. */
__attribute__((noreturn)) void bench_die(const char *what, const char *why);

#endif
