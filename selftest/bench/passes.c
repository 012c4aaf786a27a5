/* passes.c -- what a passing assertion takes at run time, against assert() and gtest: nanoseconds, each in one process. */
#include "peers.h"
#include "ways.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMPARED = 3, KINDS = 3 };

static const struct {
    int way;
    const char *title, *libraries;
} compared[COMPARED] = {
    { WAY_ASSERT, "assert()", "" },
    { WAY_SEEDBED, "should", "'%s/libseedbed.a' -Wl,--as-needed $(${PKG_CONFIG:-pkg-config} --libs libpcre2-8) -lm -ldl" },
    { WAY_GTEST, "gtest's EXPECT, gMock's AllOf", "-lgtest_main -lgtest" },
};
static const char *const kinds[KINDS] = { "int", "string", "composite" };

typedef struct entry {
    bool here;
    double ns[KINDS];
} entry;

static bool build(const char *out, int c, const char *program)
{
    const bench_way *way = &bench_ways[compared[c].way];
    char libraries[4500], command[16384];
    const char *argv[] = { "sh", "-c", command, NULL };
    if (strstr(compared[c].libraries, "%s"))
        snprintf(libraries, sizeof libraries, "'%s%s", out, strstr(compared[c].libraries, "%s") + 2);
    else
        snprintf(libraries, sizeof libraries, "%s", compared[c].libraries);
    snprintf(command, sizeof command, "%s %s -O2 -Iinclude -o '%s' selftest/bench/programs/passes_%s.%s %s -pthread",
        bench_way_compiler(way), bench_way_standard(way), program, way->id, way->plus ? "cc" : "c", libraries);
    return bench_run(argv, true, NULL);
}

static bool take(const char *program, entry *to)
{
    char path[4200], name[32];
    double ns;
    const char *argv[] = { program, NULL };
    snprintf(path, sizeof path, "%s.ns", program);
    unlink(path);
    setenv("BENCH_TO", path, 1);
    bool good = bench_run(argv, false, NULL);
    FILE *file = good ? fopen(path, "re") : NULL;
    while (file && fscanf(file, "%31s %lf", name, &ns) == 2)
        for (int kind = 0; kind < KINDS; kind++)
            if (strcmp(kinds[kind], name) == 0)
                to->ns[kind] = ns;
    if (file)
        fclose(file);
    return good && to->ns[0] > 0;
}

static void print(const entry all[COMPARED])
{
    printf("A passing assertion, compiled with -O2, in one process: median of 15 times 200000\n\n");
    printf("  %-32s %10s %10s %10s\n", "ns", kinds[0], kinds[1], kinds[2]);
    for (int c = 0; c < COMPARED; c++)
        if (all[c].here)
            printf("  %-32s %10.2f %10.2f %10.2f\n", compared[c].title, all[c].ns[0], all[c].ns[1], all[c].ns[2]);
    putchar('\n');
}

int bench_passes(const char *out)
{
    entry all[COMPARED] = { { .here = false } };
    for (int c = 0; c < COMPARED; c++) {
        char program[4096];
        const bench_way *way = &bench_ways[compared[c].way];
        snprintf(program, sizeof program, "%s/bench/passes_%s", out, way->id);
        all[c].here = bench_way_here(way);
        if (all[c].here && !(build(out, c, program) && take(program, &all[c]))) {
            fprintf(stderr, "bench: %s does not build or run; what the compiler said is above\n", program);
            return 1;
        }
    }
    print(all);
    return 0;
}
