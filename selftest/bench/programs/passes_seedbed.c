/* passes_seedbed.c -- what a passing assertion of Seedbed takes, inside a test. */
#define SEEDBED_CORE
#include "passes.h"
#include <seedbed.h>

static void ints(long n)
{
    while (n--)
        should(passes_int, equal_to(5));
}

static void strings(long n)
{
    while (n--)
        should(passes_string, equal_to("the quick brown fox"));
}

static void composites(long n)
{
    while (n--)
        should(passes_int, all_of(be_at_least(1), be_at_most(9)));
}

TEST(bench, passes)
{
    passes_measure("int", ints);
    passes_measure("string", strings);
    passes_measure("composite", composites);
    should(passes_int, equal_to(5));
}
