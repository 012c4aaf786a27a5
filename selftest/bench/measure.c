/* measure.c -- running commands and taking their time. */
#include "measure.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

static void become(const char *const *argv, bool loud)
{
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    if (!loud) {
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
    }
    /* execvp takes char *const * and changes none of them. */
    union {
        const char *const *in;
        char *const *out;
    } arguments = { .in = argv };
    execvp(argv[0], arguments.out);
    _exit(127);
}

bool bench_run(const char *const *argv, bool loud, bench_cost *cost)
{
    double start = now();
    pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        become(argv, loud);
    int status;
    struct rusage used;
    if (wait4(child, &status, 0, &used) != child)
        return false;
    if (cost) {
        cost->wall_s = now() - start;
        cost->processor_s = seconds(used.ru_utime) + seconds(used.ru_stime);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
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
