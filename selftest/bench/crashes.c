/* crashes.c -- what it costs when every tenth of 1,000 tests writes to NULL, and who lives to tell of all 100. */
#include "rounds.h"
#include <stdio.h>
#include <stdlib.h>

enum { TESTS = 1000 };

/* The floor is 100 times fork, a write to NULL in the child, and wait, by hand and in the same process: one that has run Seedbed's
 * tests first, so that what it takes is what it takes longer than Seedbed. Alone, in a process with the same mappings that has run
 * nothing, the same forks show what the growth of the process adds to them. All are taken as whole processes (see generate.awk). */
static const int compared[] = { PEER_AFTER, PEER_SEEDBED, PEER_FORKS, PEER_CMOCKA, PEER_CHECK, PEER_CRITERION };
enum { ENTRIES = sizeof compared / sizeof *compared };

static bool is_forks(int peer) { return peer == PEER_FORKS || peer == PEER_AFTER; }

typedef struct entry {
    bench_timed timed;
    bool reports; /* all 100 of them */
    int signal;   /* that it died of itself */
    double ms;
} entry;

static void listen_to(entry *it, const bench_peer *peer)
{
    bench_cost cost = { .signal = 0 };
    const char *argv[] = { it->timed.program.path, NULL };
    it->reports = peer->crashes && bench_says(argv, peer->crashes, &cost);
    it->signal = cost.signal;
}

static const char *verdict(const entry *it, int peer)
{
    if (is_forks(peer))
        return "";
    return it->reports ? "reports all 100" : it->signal ? "died of the first" : "does not report all 100";
}

static void print(entry *all)
{
    const entry *after = &all[0], *mine = &all[1], *alone = &all[2];
    for (int i = 0; i < ENTRIES; i++)
        all[i].ms = bench_median(&all[i].timed.wall_s) * 1e3;
    printf("%d tests, every 10th writes to NULL", TESTS);
    bench_time_print();
    printf("  %-34s %10s %12s\n", "", "ms", "of Seedbed");
    for (int i = 0; i < ENTRIES; i++)
        if (all[i].timed.program.here)
            printf("  %-34s %10.1f %12.2f  %s\n", bench_peers[compared[i]].title, all[i].ms, all[i].ms / mine->ms,
                verdict(&all[i], compared[i]));
    putchar('\n');
    bench_bound(mine->reports, "all 100 crashes are reported");
    double floor_ms = after->ms - mine->ms;
    bench_bound(mine->ms <= 2 * floor_ms, "they cost %.2f times 100 bare fork and wait of the same process (%.1f ms); at most 2",
        mine->ms / floor_ms, floor_ms);
    printf("  and %.2f times those of a process that has run nothing, its start included\n", mine->ms / alone->ms);
    putchar('\n');
}

int bench_crashes(const char *out)
{
    bool good = true;
    bench_timed *timed[ENTRIES];
    entry *all = calloc(ENTRIES, sizeof *all);
    if (!all)
        return 1;
    for (int i = 0; i < ENTRIES; i++) {
        timed[i] = &all[i].timed;
        all[i].timed.program = (bench_program){ .peer = compared[i], .kind = "crash", .tests = TESTS, .more = "-v every=10" };
        good = bench_build(out, &all[i].timed.program) && good;
        if (good && all[i].timed.program.here && !is_forks(compared[i]))
            listen_to(&all[i], &bench_peers[compared[i]]);
    }
    good = good && bench_time(timed, ENTRIES, "crashing tests", false); /* tests fail, and so do the programs */
    if (good)
        print(all);
    free(all);
    return good ? 0 : 1;
}
