/* ways.h -- the ways to write one assertion whose price the bench compares, and which of them this machine has. */
#ifndef SEEDBED_SELFTEST_BENCH_WAYS_H
#define SEEDBED_SELFTEST_BENCH_WAYS_H

#include <stdbool.h>

enum {
    WAY_SEEDBED,
    WAY_ASSERT,
    WAY_CMOCKA,
    WAY_CGREEN,
    WAY_CRITERION,
    WAY_CRITERION_NEW,
    WAY_GTEST,
    WAY_DOCTEST,
    WAY_CATCH2,
    WAYS
};

typedef struct bench_way {
    const char *id;      /* for assertions.awk and file names */
    const char *title;   /* in the table */
    const char *header;  /* that it needs, and that says whether it is here; NULL: always */
    const char *package; /* what to install, and how */
    bool plus;           /* C++ */
    bool heavy;          /* it takes seconds to compile: fewer runs */
} bench_way;

extern const bench_way bench_ways[WAYS];

/* The compiler of a way, CC or CXX where they are set, and the language standard it is given. */
const char *bench_way_compiler(const bench_way *way);
const char *bench_way_standard(const bench_way *way);
/* Whether its header can be included, and BENCH_LEAVE_OUT does not name it; if not, a line says so. */
bool bench_way_here(const bench_way *way);

#endif
