/* passes.h -- times a loop of passing assertions and writes nanoseconds per pass, for C and C++, in whatever process it stands. */
#ifndef SEEDBED_SELFTEST_BENCH_PROGRAMS_PASSES_H
#define SEEDBED_SELFTEST_BENCH_PROGRAMS_PASSES_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { PASSES = 200000, SAMPLES = 15 };

/* What is compared, behind volatile: nothing of it is known when compiling. */
static volatile int passes_int = 5;
static const char *volatile passes_string = "the quick brown fox";

static inline double passes_now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline int passes_by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* loop(n) makes n passing assertions. What it takes goes to the file that BENCH_TO names, because a framework may capture stdout. */
static inline void passes_measure(const char *name, void (*loop)(long n))
{
    double at[SAMPLES];
    const char *path = getenv("BENCH_TO");
    FILE *to = path ? fopen(path, "a") : NULL;
    if (!to)
        return;
    loop(PASSES);
    for (int i = 0; i < SAMPLES; i++) {
        double began = passes_now_ns();
        loop(PASSES);
        at[i] = (passes_now_ns() - began) / PASSES;
    }
    qsort(at, SAMPLES, sizeof *at, passes_by_size);
    fprintf(to, "%s %.3f\n", name, at[SAMPLES / 2]);
    fclose(to);
}

#endif
