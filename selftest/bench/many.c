/* many.c -- whether a test of 100,000 costs more time and memory than one of 10,000. */
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 5 };

typedef struct entry {
    bench_program program;
    bench_samples wall_s, kib;
} entry;

static bool round_of(entry all[2])
{
    for (int i = 0; i < 2; i++) {
        bench_cost cost;
        double kib;
        /* Memory with one worker each: a second one begins only where there is more than a moment of work, and what processes share
         * counts for each of them. */
        const char *argv[] = { all[i].program.path, NULL }, *one_worker[] = { all[i].program.path, "--jobs=1", NULL };
        if (!bench_run(argv, false, &cost)) {
            fprintf(stderr, "bench: %s did not end with exit code 0; run it to see why\n", all[i].program.path);
            return false;
        }
        bench_sample(&all[i].wall_s, cost.wall_s);
        if (bench_peak(one_worker, &kib))
            bench_sample(&all[i].kib, kib);
    }
    return true;
}

static void print(const entry all[2])
{
    double us[2], kib[2];
    printf(
        "more tests: wall time of the whole process; the most memory that main and one worker held resident; median of %d runs\n\n",
        ROUNDS);
    printf("  %-34s %10s %12s\n", "", "us/test", "KiB/test");
    for (int i = 0; i < 2; i++) {
        us[i] = bench_median(&all[i].wall_s) * 1e6 / all[i].program.tests;
        kib[i] = bench_median(&all[i].kib) / all[i].program.tests;
        printf("  %7d %-26s %10.3f %12.3f\n", all[i].program.tests, "passing tests", us[i], kib[i]);
    }
    putchar('\n');
    bench_bound(us[1] <= us[0], "of 100,000 tests one takes %.2f of the time of one of 10,000; at most 1", us[1] / us[0]);
    if (all[0].kib.n && all[1].kib.n)
        bench_bound(kib[1] <= kib[0], "and %.2f of its memory; at most 1", kib[1] / kib[0]);
    else
        printf("  memory is not measured: this system lets no process trace another\n");
    putchar('\n');
}

int bench_many(const char *out)
{
    entry *all = calloc(2, sizeof *all);
    if (!all)
        return 1;
    all[0].program = (bench_program){ .peer = PEER_SEEDBED, .kind = "pass", .tests = 10000, .more = "" };
    all[1].program = (bench_program){ .peer = PEER_SEEDBED, .kind = "many", .tests = 100000, .more = "" };
    bool good = bench_build(out, &all[0].program) && bench_build(out, &all[1].program);
    for (int i = 0; i < ROUNDS && good && all[0].program.here; i++)
        good = round_of(all);
    if (good && all[0].program.here)
        print(all);
    free(all);
    return good ? 0 : 1;
}
