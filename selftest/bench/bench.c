/* bench.c -- `make bench`: ratios against other frameworks of this machine, taken in one run. It never fails on timing. */
#include "peers.h"
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *only = argc > 2 ? argv[2] : "";
    if (argc < 2) {
        fprintf(stderr, "usage: bench BUILD_FOLDER [tests|compile]\n");
        return 64;
    }
    int bad = 0;
    if (strcmp(only, "compile") != 0)
        bad |= bench_tests(argv[1]);
    fflush(stdout);
    if (strcmp(only, "tests") != 0)
        bad |= bench_compile(argv[1]);
    return bad;
}
