/* passes_assert.c -- what a passing assert() takes. */
#include "passes.h"
#include <assert.h>
#include <string.h>

static void ints(long n)
{
    while (n--)
        assert(passes_int == 5);
}

static void strings(long n)
{
    while (n--)
        assert(strcmp(passes_string, "the quick brown fox") == 0);
}

static void composites(long n)
{
    while (n--) {
        int x = passes_int;
        assert(x >= 1 && x <= 9);
    }
}

int main(void)
{
    passes_measure("int", ints);
    passes_measure("string", strings);
    passes_measure("composite", composites);
    return 0;
}
