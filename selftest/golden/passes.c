/* passes.c -- a program whose tests all pass: rows, a nested suite, names in every listing. */
/* run: --report=tap */
/* run: --report=terminal */
/* run: --report=terminal --verbose */
/* run: --report=junit */
/* run: --list */
/* run: --report=tap sums/rows */
/* run: --report=tap !sums */
/* run: --no-such-option */
/* run: no_such_test */
#define SEEDBED_CORE
#include <seedbed.h>

SUITE(sums, .timeout = 5);

TEST(sums, two_and_two) { should(2 + 2, equal_to(4)); }

TEST(sums, a_string_begins) { should("seedbed", start_with("seed")); }

/* On one line, because compilers differ in the line they give to words that take several. */
TEST_EACH(sums, rows, (const char *what; int n), { "small", 1 }, { "negative", -1 }, { "zero <&> \"", 0 })
{
    should(each->n - each->n, equal_to(0));
}

SUITE_IN(sums, large);

FIXTURE(large, (int start));

SETUP(large) { self->start = 40; }

TEST(large, the_fixture_is_set_up) { should(self->start + 2, equal_to(42)); }
