/* bench.c -- `make bench`: ratios against other frameworks of this machine, taken in one run. It never fails on timing. */
#include "peers.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(const char *out);
} tables[] = {
    { "tests", bench_tests },
    { "crashes", bench_crashes },
    { "many", bench_many },
    { "workers", bench_workers },
    { "compile", bench_compile },
    { "passes", bench_passes },
    { "resets", bench_resets },
    { "workers_db", bench_workers_db },
    { "generate", bench_generate },
};

int main(int argc, char **argv)
{
    const char *only = argc > 2 ? argv[2] : NULL;
    if (argc < 2) {
        fprintf(stderr, "usage: bench BUILD_FOLDER [tests|crashes|many|workers|compile|passes|resets|workers_db|generate]\n");
        return 64;
    }
    int bad = 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (!only || strcmp(only, tables[i].name) == 0)
            bad |= tables[i].run(argv[1]);
        fflush(stdout);
    }
    return bad;
}
