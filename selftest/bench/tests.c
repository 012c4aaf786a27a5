/* tests.c -- what a trivial passing test costs: whole process, isolated where the framework can. */
#include "rounds.h"
#include <stdio.h>
#include <stdlib.h>

enum { TESTS = 10000 };

static const int compared[] = { PEER_BARE, PEER_SEEDBED, PEER_CMOCKA, PEER_CUNIT, PEER_GTEST, PEER_CHECK, PEER_CRITERION };
enum { ENTRIES = sizeof compared / sizeof *compared };

typedef struct entry {
    bench_timed timed;
    double us; /* median, per test */
} entry;

static void judge(const entry *all)
{
    const entry *floor = &all[0], *mine = &all[1], *cmocka = &all[2];
    if (cmocka->timed.program.here)
        bench_bound(mine->us <= 0.2 * cmocka->us, "a test costs %.2f of cmocka's; at most 0.2", mine->us / cmocka->us);
    bench_bound(mine->us <= 2 * floor->us, "it costs %.2f times the floor; at most 2", mine->us / floor->us);
    for (int i = 3; i < ENTRIES; i++)
        if (compared[i] == PEER_CHECK && all[i].timed.program.here)
            bench_bound(
                all[i].us >= 100 * mine->us, "Check in fork mode costs %.0f times as much; at least 100", all[i].us / mine->us);
    putchar('\n');
}

static void print(entry *all)
{
    for (int i = 0; i < ENTRIES; i++)
        all[i].us = bench_median(&all[i].timed.wall_s) * 1e6 / TESTS;
    printf("%d trivial passing tests", TESTS);
    bench_time_print();
    printf("  %-34s %10s %12s\n", "", "us/test", "of Seedbed");
    for (int i = 0; i < ENTRIES; i++)
        if (all[i].timed.program.here)
            printf("  %-34s %10.3f %12.2f\n", bench_peers[compared[i]].title, all[i].us, all[i].us / all[1].us);
    putchar('\n');
    judge(all);
}

int bench_tests(const char *out)
{
    bool good = true;
    bench_timed *timed[ENTRIES];
    entry *all = calloc(ENTRIES, sizeof *all);
    if (!all)
        return 1;
    for (int i = 0; i < ENTRIES; i++) {
        timed[i] = &all[i].timed;
        all[i].timed.program = (bench_program){ .peer = compared[i], .kind = "pass", .tests = TESTS, .more = "" };
        good = bench_build(out, &all[i].timed.program) && good;
    }
    good = good && bench_time(timed, ENTRIES, "passing tests", true);
    if (good)
        print(all);
    free(all);
    return good ? 0 : 1;
}
