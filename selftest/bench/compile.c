/* compile.c -- the second table: what one assertion costs the compiler. */
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ASSERTIONS = 1000, ROUNDS = 7, LEVELS = 2 };

/* A framework at one level of optimisation: the file with the assertions, and the same one without. */
typedef struct entry {
    bench_samples with, without; /* seconds of the processor */
} entry;

typedef struct bounded {
    const char *flag;
    double at_most; /* times cmocka */
} bounded;
static const bounded levels[LEVELS] = { { "-O0", 2.0 }, { "-O2", 1.3 } };
static const int measured[] = { PEER_SEEDBED, PEER_CMOCKA };

static void source_name(char *to, size_t size, const char *out, const bench_peer *peer, bool with)
{
    snprintf(to, size, "%s/bench/%s_%s.c", out, peer->id, with ? "with" : "without");
}

static bool generate(const char *out, const bench_peer *peer, bool with)
{
    char path[4096], command[8192];
    source_name(path, sizeof path, out, peer, with);
    snprintf(command, sizeof command, "awk -f selftest/bench/generate.awk -v peer=%s -v assertions=%d >'%s'", peer->id,
        with ? ASSERTIONS : 0, path);
    const char *argv[] = { "sh", "-c", command, NULL };
    return bench_run(argv, true, NULL);
}

static bool compile(const char *out, const bench_peer *peer, const char *flag, bool with, bench_samples *to)
{
    char path[4096];
    bench_cost cost;
    const char *cc = getenv("CC");
    source_name(path, sizeof path, out, peer, with);
    const char *argv[] = { cc && *cc ? cc : "gcc", "-std=gnu11", flag, "-Iinclude", "-c", "-o", "/dev/null", path, NULL };
    if (!bench_run(argv, false, &cost)) {
        fprintf(stderr, "bench: %s does not compile; try %s -std=gnu11 -Iinclude -c on it\n", path, argv[0]);
        return false;
    }
    bench_sample(to, cost.processor_s);
    return true;
}

static bool round_of(const char *out, const bool *here, entry (*all)[LEVELS])
{
    for (size_t m = 0; m < sizeof measured / sizeof *measured; m++)
        for (int level = 0; level < LEVELS && here[m]; level++) {
            const bench_peer *peer = &bench_peers[measured[m]];
            entry *it = &all[m][level];
            if (!compile(out, peer, levels[level].flag, true, &it->with) ||
                !compile(out, peer, levels[level].flag, false, &it->without))
                return false;
        }
    return true;
}

static double us(const entry *it) { return (bench_median(&it->with) - bench_median(&it->without)) * 1e6 / ASSERTIONS; }

static void print(const bool *here, entry (*all)[LEVELS])
{
    printf("%d assertions in 50 functions: compile time of one, user and system, median of %d\n\n", ASSERTIONS, ROUNDS);
    printf("  %-32s %10s %10s\n", "", "us at -O0", "us at -O2");
    printf("  %-32s %10.1f %10.1f\n", "should(x, equal_to(n))", us(&all[0][0]), us(&all[0][1]));
    if (here[1])
        printf("  %-32s %10.1f %10.1f\n", "cmocka's assert_int_equal(x, n)", us(&all[1][0]), us(&all[1][1]));
    else
        bench_peer_missing(&bench_peers[PEER_CMOCKA]);
    putchar('\n');
    for (int level = 0; level < LEVELS && here[1]; level++) {
        double ratio = us(&all[0][level]) / us(&all[1][level]);
        bench_bound(ratio <= levels[level].at_most, "at %s an assertion costs the compiler %.2f of cmocka's; at most %.1f",
            levels[level].flag, ratio, levels[level].at_most);
    }
}

int bench_compile(const char *out)
{
    bool here[] = { true, false }, good = true;
    entry(*all)[LEVELS] = calloc(sizeof measured / sizeof *measured, sizeof *all);
    if (!all)
        return 1;
    char *flags = bench_peer_flags(&bench_peers[PEER_CMOCKA]);
    here[1] = flags != NULL;
    free(flags);
    for (size_t m = 0; m < sizeof measured / sizeof *measured; m++)
        good = good && generate(out, &bench_peers[measured[m]], true) && generate(out, &bench_peers[measured[m]], false);
    for (int i = 0; i < ROUNDS && good; i++)
        good = round_of(out, here, all);
    if (good)
        print(here, all);
    free(all);
    return good ? 0 : 1;
}
