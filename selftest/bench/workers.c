/* workers.c -- how much sooner two workers are done than one, where tests keep the processor busy. */
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>

/* Tests of about two milliseconds each, all alike and far more than workers, so that what is measured is the runner and not how
 * well the tests can be shared out. */
enum { TESTS = 250, ROUNDS = 7, WAYS = 2 };
#define TURNS "-v turns=300000"

static bool round_of(const char *program, bench_samples wall_s[WAYS])
{
    static const char *const jobs[WAYS] = { "--jobs=1", "--jobs=2" };
    for (int i = 0; i < WAYS; i++) {
        bench_cost cost;
        const char *argv[] = { program, jobs[i], NULL };
        if (!bench_run(argv, false, &cost)) {
            fprintf(stderr, "bench: %s %s did not end with exit code 0; run it to see why\n", program, jobs[i]);
            return false;
        }
        bench_sample(&wall_s[i], cost.wall_s);
    }
    return true;
}

int bench_workers(const char *out)
{
    bench_samples wall_s[WAYS] = { { .n = 0 }, { .n = 0 } };
    bench_program program = { .peer = PEER_SEEDBED, .kind = "busy", .tests = TESTS, .more = TURNS };
    bool good = bench_build(out, &program);
    for (int i = 0; i < ROUNDS && good && program.here; i++)
        good = round_of(program.path, wall_s);
    if (!good || !program.here)
        return good ? 0 : 1;
    double one_s = bench_median(&wall_s[0]), two_s = bench_median(&wall_s[1]);
    printf("%d tests that keep the processor busy, wall time of the whole process, median of %d runs\n\n", TESTS, ROUNDS);
    printf("  %-34s %10.0f ms\n  %-34s %10.0f ms\n\n", "one worker", one_s * 1e3, "two workers", two_s * 1e3);
    bench_bound(one_s >= 1.85 * two_s, "two workers are %.2f times as fast as one; at least 1.85", one_s / two_s);
    putchar('\n');
    return 0;
}
