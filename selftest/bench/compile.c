/* compile.c -- what one assertion costs the compiler: processor time of a file of them, less that of the same file with none. */
#include "peers.h"
#include "ways.h"
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 11, HEAVY_ROUNDS = 5, KINDS = 2, LEVELS = 2 };

static const struct {
    const char *name;
    int assertions;
} kinds[KINDS] = { { "int", 1000 }, { "string", 500 } };

static const struct {
    const char *flag;
    double at_most; /* times cmocka */
} levels[LEVELS] = { { "-O0", 2.0 }, { "-O2", 1.3 } };

/* One way with one kind at one level: seconds with the assertions and without. */
typedef struct entry {
    bench_samples with, without;
} entry;

typedef struct table {
    const char *out;
    bool here[WAYS];
    entry at[WAYS][KINDS][LEVELS];
} table;

static void source_name(char *to, size_t size, const char *out, int w, int kind, bool with)
{
    snprintf(to, size, "%s/bench/asserts_%s_%s%s.%s", out, bench_ways[w].id, kinds[kind].name, with ? "" : "_none",
        bench_ways[w].plus ? "cc" : "c");
}

static bool generate(const char *out, int w, int kind, bool with)
{
    char path[4096], command[8192];
    source_name(path, sizeof path, out, w, kind, with);
    snprintf(command, sizeof command, "awk -f selftest/bench/assertions.awk -v way=%s -v kind=%s -v n=%d >'%s'", bench_ways[w].id,
        kinds[kind].name, with ? kinds[kind].assertions : 0, path);
    const char *argv[] = { "sh", "-c", command, NULL };
    return bench_run(argv, true, NULL);
}

static bool compile(const char *out, int w, int kind, int level, bool with, bench_samples *to)
{
    char path[4096];
    bench_cost cost;
    const char *compiler = bench_way_compiler(&bench_ways[w]), *standard = bench_way_standard(&bench_ways[w]);
    source_name(path, sizeof path, out, w, kind, with);
    const char *argv[] = { compiler, standard, levels[level].flag, "-Iinclude", "-c", "-o", "/dev/null", path, NULL };
    if (!bench_run(argv, false, &cost)) {
        fprintf(stderr, "bench: %s does not compile; try %s %s -Iinclude -c on it\n", path, compiler, standard);
        return false;
    }
    bench_sample(to, cost.processor_s);
    return true;
}

static bool generate_all(table *it)
{
    bool good = true;
    for (int w = 0; w < WAYS; w++) {
        it->here[w] = bench_way_here(&bench_ways[w]);
        for (int kind = 0; kind < KINDS && it->here[w]; kind++)
            good = good && generate(it->out, w, kind, true) && generate(it->out, w, kind, false);
    }
    return good;
}

static bool round_of(table *it, int w)
{
    bool good = true;
    for (int kind = 0; kind < KINDS; kind++)
        for (int level = 0; level < LEVELS; level++) {
            entry *to = &it->at[w][kind][level];
            good = good && compile(it->out, w, kind, level, true, &to->with) &&
                compile(it->out, w, kind, level, false, &to->without);
        }
    return good;
}

static bool measure(table *it)
{
    bool good = true;
    for (int i = 0; i < ROUNDS && good; i++) {
        fprintf(stderr, "bench: compiling assertions, run %d of %d\n", i + 1, ROUNDS);
        for (int w = 0; w < WAYS && good; w++)
            if (it->here[w] && (i < HEAVY_ROUNDS || !bench_ways[w].heavy))
                good = round_of(it, w);
    }
    return good;
}

static double ms(const table *it, int w, int kind, int level)
{
    const entry *from = &it->at[w][kind][level];
    return (bench_median(&from->with) - bench_median(&from->without)) * 1e3 / kinds[kind].assertions;
}

static void print(const table *it)
{
    printf(
        "Compile time of one assertion: %d of an int, %d of a string, in 50 functions; user and system time less that of the same "
        "file with none,\nmedian of %d runs (%d of the heavy ones)\n\n",
        kinds[0].assertions, kinds[1].assertions, ROUNDS, HEAVY_ROUNDS);
    printf("  %-32s %10s %10s %10s %10s\n", "ms", "int -O0", "int -O2", "str -O0", "str -O2");
    for (int w = 0; w < WAYS; w++)
        if (it->here[w])
            printf("  %-32s %10.3f %10.3f %10.3f %10.3f\n", bench_ways[w].title, ms(it, w, 0, 0), ms(it, w, 0, 1),
                ms(it, w, 1, 0), ms(it, w, 1, 1));
    putchar('\n');
}

static void judge(const table *it, int kind, int level)
{
    const char *name = kinds[kind].name, *flag = levels[level].flag;
    double mine = ms(it, WAY_SEEDBED, kind, level), cmocka = ms(it, WAY_CMOCKA, kind, level),
           cgreen = ms(it, WAY_CGREEN, kind, level), criterion = ms(it, WAY_CRITERION_NEW, kind, level);
    if (it->here[WAY_CMOCKA])
        bench_bound(mine <= levels[level].at_most * cmocka, "%s %s: %.2f of cmocka's; at most %.1f", name, flag, mine / cmocka,
            levels[level].at_most);
    if (it->here[WAY_CGREEN])
        bench_bound(mine <= cgreen, "%s %s: %.2f of cgreen's; at most 1", name, flag, mine / cgreen);
    if (it->here[WAY_CRITERION_NEW])
        bench_bound(mine <= 0.1 * criterion, "%s %s: %.3f of Criterion's new one; at most 0.1", name, flag, mine / criterion);
}

int bench_compile(const char *out)
{
    table *it = calloc(1, sizeof *it);
    if (!it)
        return 1;
    it->out = out;
    bool good = generate_all(it) && measure(it);
    if (good)
        print(it);
    for (int kind = 0; kind < KINDS && good; kind++)
        for (int level = 0; level < LEVELS; level++)
            judge(it, kind, level);
    putchar('\n');
    free(it);
    return good ? 0 : 1;
}
