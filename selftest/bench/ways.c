/* ways.c -- the ways to write one assertion whose price the bench compares, and which of them this machine has. */
#include "ways.h"
#include "measure.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const bench_way bench_ways[WAYS] = {
    [WAY_SEEDBED] = { "seedbed", "should", NULL, NULL, false, false },
    [WAY_ASSERT] = { "assert", "assert()", NULL, NULL, false, false },
    [WAY_CMOCKA] = { "cmocka", "cmocka", "cmocka.h", "apt-get install libcmocka-dev", false, false },
    [WAY_CGREEN] = { "cgreen", "cgreen", "cgreen/cgreen.h", "github.com/cgreen-devs/cgreen", false, false },
    [WAY_CRITERION] = { "criterion", "Criterion, cr_assert_eq", "criterion/criterion.h", "apt-get install libcriterion-dev",
        false, false },
    [WAY_CRITERION_NEW] = { "criterion_new", "Criterion, cr_assert(eq())", "criterion/new/assert.h",
        "apt-get install libcriterion-dev", false, true },
    [WAY_GTEST] = { "gtest", "gtest", "gtest/gtest.h", "apt-get install libgtest-dev", true, true },
    [WAY_DOCTEST] = { "doctest", "doctest", "doctest/doctest.h", "apt-get install doctest-dev", true, true },
    [WAY_CATCH2] = { "catch2", "Catch2", "catch2/catch.hpp", "apt-get install catch2", true, true },
};

const char *bench_way_compiler(const bench_way *way)
{
    const char *set = getenv(way->plus ? "CXX" : "CC");
    return set && *set ? set : way->plus ? "g++" : "gcc";
}

const char *bench_way_standard(const bench_way *way) { return way->plus ? "-std=gnu++17" : "-std=gnu11"; }

bool bench_way_here(const bench_way *way)
{
    char command[500];
    const char *unwanted = getenv("BENCH_LEAVE_OUT");
    const char *argv[] = { "sh", "-c", command, NULL };
    if (unwanted && strstr(unwanted, way->id)) {
        printf("  %-32s left out\n", way->title);
        return false;
    }
    /* What comes before some of the headers (cmocka's) is not known here, so it is looked for, not compiled. */
    snprintf(command, sizeof command, "printf '#if !__has_include(<%s>)\\n#error\\n#endif\\n' | %s -E -x %s -",
        way->header ? way->header : "stddef.h", bench_way_compiler(way), way->plus ? "c++" : "c");
    if (bench_run(argv, false, NULL))
        return true;
    printf("  %-32s not installed, left out (%s)\n", way->title, way->package);
    return false;
}
