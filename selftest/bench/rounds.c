/* rounds.c -- programs timed round by round, each under the same conditions as the others. */
#include "rounds.h"
#include <stdio.h>

static bool run(const bench_timed *one, bool passing, bench_cost *cost)
{
    const char *argv[] = { one->program.path, NULL };
    if (bench_run(argv, false, cost) || !passing)
        return true;
    fprintf(stderr, "bench: %s did not end with exit code 0; run it to see why\n", one->program.path);
    return false;
}

static bool warm_up(bench_timed *const *all, size_t n, bool passing)
{
    for (size_t i = 0; i < n; i++) {
        bench_cost cost = { .wall_s = 0 };
        if (!all[i]->program.here)
            continue;
        if (!run(all[i], passing, &cost))
            return false;
        all[i]->slow = cost.wall_s >= 1;
    }
    return true;
}

static bool round_of(bench_timed *const *all, size_t n, bool slow, bool passing)
{
    for (size_t i = 0; i < n; i++) {
        bench_cost cost = { .wall_s = 0 };
        if (!all[i]->program.here || all[i]->slow != slow)
            continue;
        if (!run(all[i], passing, &cost))
            return false;
        bench_sample(&all[i]->wall_s, cost.wall_s);
    }
    return true;
}

static bool block_of(bench_timed *const *all, size_t n, bool slow, bool passing, const char *what)
{
    int rounds = slow ? BENCH_SLOW_ROUNDS : BENCH_QUICK_ROUNDS;
    bool good = true;
    for (int i = 0; i < rounds && good; i++) {
        fprintf(stderr, "bench: %s, %s programs, run %d of %d\n", what, slow ? "slow" : "quick", i + 1, rounds);
        good = round_of(all, n, slow, passing);
    }
    return good;
}

bool bench_time(bench_timed *const *all, size_t n, const char *what, bool passing)
{
    bool any_slow = false;
    fprintf(stderr, "bench: %s, each once, not counted\n", what);
    if (!warm_up(all, n, passing))
        return false;
    for (size_t i = 0; i < n; i++)
        any_slow = any_slow || all[i]->slow;
    return block_of(all, n, false, passing, what) && (!any_slow || block_of(all, n, true, passing, what));
}

void bench_time_print(void)
{
    printf(", wall time of the whole process: median of %d alternating runs, behind one that is not counted;\n"
           "of programs that take a second or more, which run behind all others, of %d\n\n",
        BENCH_QUICK_ROUNDS, BENCH_SLOW_ROUNDS);
}
