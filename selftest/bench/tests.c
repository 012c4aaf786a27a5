/* tests.c -- the first table: what a trivial passing test costs, whole process, isolated where the framework can. */
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 10000, ROUNDS = 5 };

typedef struct entry {
    bool here, unwanted;
    char program[4096];
    bench_samples wall_s;
    double us; /* median, per test */
} entry;

static int prepare(const char *out, const bench_peer *peer, entry *it)
{
    const char *out_of = getenv("BENCH_LEAVE_OUT");
    it->unwanted = out_of && strstr(out_of, peer->id);
    char *flags = it->unwanted ? NULL : bench_peer_flags(peer);
    if (!flags)
        return 0;
    const char *argv[] = { "sh", "selftest/bench/build.sh", out, peer->id, "10000", flags, NULL };
    it->here = bench_run(argv, true, NULL);
    free(flags);
    snprintf(it->program, sizeof it->program, "%s/bench/%s/tests", out, peer->id);
    if (!it->here)
        fprintf(stderr, "bench: the program of tests for %s does not build; what the compiler said is above\n", peer->title);
    return it->here ? 0 : 1;
}

static int round_of(entry *all)
{
    for (int i = 0; i < PEERS; i++) {
        bench_cost cost;
        const char *argv[] = { all[i].program, NULL };
        if (!all[i].here)
            continue;
        if (!bench_run(argv, false, &cost)) {
            fprintf(stderr, "bench: %s did not end with exit code 0; run it to see why\n", all[i].program);
            return 1;
        }
        bench_sample(&all[i].wall_s, cost.wall_s);
    }
    return 0;
}

static void print(entry *all)
{
    double mine = 0;
    for (int i = 0; i < PEERS; i++)
        all[i].us = bench_median(&all[i].wall_s) * 1e6 / TESTS;
    mine = all[PEER_SEEDBED].us;
    printf("%d trivial passing tests, wall time of the whole process, median of %d runs\n\n", TESTS, ROUNDS);
    printf("  %-32s %10s %12s\n", "", "us/test", "of Seedbed");
    for (int i = 0; i < PEERS; i++) {
        if (all[i].here)
            printf("  %-32s %10.3f %12.2f\n", bench_peers[i].title, all[i].us, all[i].us / mine);
        else if (!all[i].unwanted)
            bench_peer_missing(&bench_peers[i]);
    }
    putchar('\n');
    if (all[PEER_CMOCKA].here)
        bench_bound(mine <= all[PEER_CMOCKA].us, "a test costs %.2f of cmocka's; at most 1", mine / all[PEER_CMOCKA].us);
    if (all[PEER_CHECK].here)
        bench_bound(all[PEER_CHECK].us >= 100 * mine, "Check in fork mode costs %.0f times as much; at least 100",
            all[PEER_CHECK].us / mine);
    putchar('\n');
}

int bench_tests(const char *out)
{
    int bad = 0;
    entry *all = calloc(PEERS, sizeof *all);
    if (!all)
        return 1;
    for (int i = 0; i < PEERS; i++)
        bad |= prepare(out, &bench_peers[i], &all[i]);
    for (int i = 0; i < ROUNDS && !bad; i++) {
        fprintf(stderr, "bench: run %d of %d\n", i + 1, ROUNDS);
        bad = round_of(all);
    }
    if (!bad)
        print(all);
    free(all);
    return bad;
}
