/* timing.c -- clocks, samples and medians. */
#include "timing.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t bench_now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void bench_sample(bench_samples *samples, double value)
{
    if (samples->n < BENCH_MAX_RUNS)
        samples->at[samples->n++] = value;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(const bench_samples *samples)
{
    bench_samples sorted = *samples;
    if (!sorted.n)
        return 0;
    qsort(sorted.at, sorted.n, sizeof *sorted.at, by_size);
    return sorted.n % 2 ? sorted.at[sorted.n / 2] : (sorted.at[sorted.n / 2 - 1] + sorted.at[sorted.n / 2]) / 2;
}

void bench_die(const char *what, const char *why)
{
    fprintf(stderr, "bench: %s: %s\n", what, why);
    exit(1);
}
