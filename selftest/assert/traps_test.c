/* traps_test.c -- what other frameworks get wrong, and people remember: each trap is sprung once in passing and once in failing. */
#include "../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(traps);

TEST(traps, a_fraction_is_not_cut_to_an_integer)
{
    should_say("0.31 should equal 0\n  expected: 0\n       got: 0.31", should(0.31, equal_to(0)));
    should_not(0, equal_to(0.31));
    should(0.31, be_between(0, 1));
    should(1, equal_to(1.0));
}

TEST(traps, minus_one_is_not_the_largest_size)
{
    should_say("-1 should equal SIZE_MAX\n  expected: 18446744073709551615\n       got: -1", should(-1, equal_to(SIZE_MAX)));
    should(-1, be_below(SIZE_MAX));
    should(-1, be_below(0u));
    should(SIZE_MAX, be_above(INT64_MAX));
    should_not(SIZE_MAX, equal_to(-1));
}

TEST(traps, a_string_that_is_null_is_no_crash)
{
    const char *name = NULL;

    should_say("name should equal \"abc\"\n  expected: \"abc\"\n       got: NULL", should(name, equal_to("abc")));
    should_say("\"abc\" should equal name\n  expected: NULL\n       got: \"abc\"", should("abc", equal_to(name)));
    should_not(name, equal_to(""));
    should(name, equal_to(NULL));
}

TEST(traps, strings_are_compared_and_not_their_addresses)
{
    char a[] = "same", b[] = "same";

    should(a, equal_to(b));
    should_not(a, be(b));
}

TEST(traps, a_float_is_told_apart_from_a_double_that_prints_alike)
{
    should_say("0.1f should equal 0.1\n  expected: 0.10000000000000001 (double)\n       got: 0.10000000149011612 (float)",
        should(0.1f, equal_to(0.1)));
    should(0.1f, be_close_to(0.1, 1e-8));
    should(0.5f, equal_to(0.5));
}

TEST(traps, what_is_not_a_number_is_neither_above_nor_not_above)
{
    const double nothing = NAN;

    should_say("nothing should not be above 1\n  expected: not above 1\n       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(nothing, be_above(1)));
    should_say("nothing should be above 1\n  expected: above 1\n       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should(nothing, be_above(1)));
    should_not(nothing, equal_to(nothing));
}

static int yes(void) { return 1; }

TEST(traps, operands_may_be_any_expression)
{
    int x = 1;
    bool set = true;

    should((x + 1) == 2, be_true);
    should(!yes(), be_false);
    should(x & 1, equal_to(1));
    should(x ? 3 : 4, equal_to(x ? 3 : 4));
    should(x << 2 | 1, equal_to(5));
    should(set && yes(), equal_to(true));
    should(-x, be_below(+x));
    should_say("(x + 1) == 2 should be false\n  expected: false\n       got: 1", should((x + 1) == 2, be_false));
}

static int sum(int a, int b) { return a + b; }
struct point {
    int x, y;
};
#define TWO_THINGS 1, 2

TEST(traps, commas_in_parentheses_are_no_separators)
{
    should(sum(1, 2), equal_to(sum(2, 1)));
    should(((void)0, 3), equal_to(3));
    should(((struct point){ 1, 2 }).y, equal_to(((struct point){ 1, 2 }).y));
    should(sum(TWO_THINGS), all_of(equal_to(sum(1, 2)), be_between(sum(1, 1), sum(2, 2))));
    should_say("sum(1, 2) should equal sum(1, 1)\n  expected: 2\n       got: 3", should(sum(1, 2), equal_to(sum(1, 1))));
}

TEST(traps, percent_signs_and_quotes_in_operands_are_text)
{
    const char *s = "100%s";

    should(s, equal_to("100%s"));
    should_say("s should equal \"50%n\"\n  expected: \"50%n\"\n       got: \"100%s\"\n             ^ byte 0",
        should(s, equal_to("50%n")));
}

TEST(traps, side_effects_happen_once)
{
    volatile int n = 0, x = 0, y = 0; /* changed between setjmp and longjmp */

    should(n++, equal_to(x++));
    should(++n, be_between(++x, ++y + 5));
    should(++n, all_of(equal_to(++x), not_(equal_to(y++))));
    should_say("n++ should be below x++\n  expected: below 3\n       got: 3", should(n++, be_below(x++)));
    should_say("sum(++n, 0) should not be below 6\n  expected: not below 6\n       got: 5", should_not(sum(++n, 0), be_below(6)));
    should(n, equal_to(5));
    should(x, equal_to(4));
    should(y, equal_to(2));
}

TEST(traps, a_hundred_thousand_passes_in_one_test)
{
    uint64_t before = sb_context_checks();

    for (int i = 0; i < 100000; i++)
        should(i, be_below(100000));
    should(sb_context_checks() - before, equal_to(100000));
}

TEST(traps, two_on_one_line)
{
    int n = 1;

    /* clang-format off */
    should(n, equal_to(1)); should(n, be_above(0)); should_change(n, by(1)) n++;
    if (n == 2) should(n, equal_to(2)); else should(n, equal_to(3));
    should_say("n should equal 4\n  expected: 4\n       got: 2", expect(n, equal_to(2)); should(n, equal_to(4)));
    /* clang-format on */
}

TEST(traps, an_if_without_braces_keeps_its_else)
{
    int n = 2;

    if (n == 1)
        should(n, equal_to(1));
    else if (n == 2)
        expect(n, equal_to(2));
    else
        should_not(n, equal_to(n));
}
