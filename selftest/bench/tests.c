/* tests.c -- what a trivial passing test costs: whole process, isolated where the framework can. */
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>

enum { TESTS = 10000, ROUNDS = 5 };

static const int compared[] = { PEER_BARE, PEER_SEEDBED, PEER_CMOCKA, PEER_CUNIT, PEER_GTEST, PEER_CHECK, PEER_CRITERION };
enum { ENTRIES = sizeof compared / sizeof *compared };

typedef struct entry {
    bench_program program;
    bench_samples wall_s;
    double us; /* median, per test */
} entry;

static bool round_of(entry *all)
{
    for (int i = 0; i < ENTRIES; i++) {
        bench_cost cost;
        const char *argv[] = { all[i].program.path, NULL };
        if (!all[i].program.here)
            continue;
        if (!bench_run(argv, false, &cost)) {
            fprintf(stderr, "bench: %s did not end with exit code 0; run it to see why\n", all[i].program.path);
            return false;
        }
        bench_sample(&all[i].wall_s, cost.wall_s);
    }
    return true;
}

static void judge(const entry *all)
{
    const entry *floor = &all[0], *mine = &all[1], *cmocka = &all[2];
    if (cmocka->program.here)
        bench_bound(mine->us <= 0.2 * cmocka->us, "a test costs %.2f of cmocka's; at most 0.2", mine->us / cmocka->us);
    bench_bound(mine->us <= 2 * floor->us, "it costs %.2f times the floor; at most 2", mine->us / floor->us);
    for (int i = 3; i < ENTRIES; i++)
        if (compared[i] == PEER_CHECK && all[i].program.here)
            bench_bound(
                all[i].us >= 100 * mine->us, "Check in fork mode costs %.0f times as much; at least 100", all[i].us / mine->us);
    putchar('\n');
}

static void print(entry *all)
{
    for (int i = 0; i < ENTRIES; i++)
        all[i].us = bench_median(&all[i].wall_s) * 1e6 / TESTS;
    printf("%d trivial passing tests, wall time of the whole process, median of %d runs\n\n", TESTS, ROUNDS);
    printf("  %-34s %10s %12s\n", "", "us/test", "of Seedbed");
    for (int i = 0; i < ENTRIES; i++)
        if (all[i].program.here)
            printf("  %-34s %10.3f %12.2f\n", bench_peers[compared[i]].title, all[i].us, all[i].us / all[1].us);
    putchar('\n');
    judge(all);
}

int bench_tests(const char *out)
{
    bool good = true;
    entry *all = calloc(ENTRIES, sizeof *all);
    if (!all)
        return 1;
    for (int i = 0; i < ENTRIES; i++) {
        all[i].program = (bench_program){ .peer = compared[i], .kind = "pass", .tests = TESTS, .more = "" };
        good = bench_build(out, &all[i].program) && good;
    }
    for (int i = 0; i < ROUNDS && good; i++) {
        fprintf(stderr, "bench: passing tests, run %d of %d\n", i + 1, ROUNDS);
        good = round_of(all);
    }
    if (good)
        print(all);
    free(all);
    return good ? 0 : 1;
}
