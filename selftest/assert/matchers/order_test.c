/* order_test.c -- be_above, be_below, be_at_least, be_at_most, be_between. */
#include "../../support/record.h"
#include <limits.h>
#include <math.h>
#include <seedbed.h>
#include <stdlib.h>

SUITE(matcher_order);

TEST(matcher_order, the_edge_belongs_to_at_least_and_at_most_and_between)
{
    should_not(3, be_above(3));
    should_not(3, be_below(3));
    should(3, be_at_least(3));
    should(3, be_at_most(3));
    should(3, be_between(3, 9));
    should(9, be_between(3, 9));
    should_not(10, be_between(3, 9));
}

TEST(matcher_order, ints_and_other_numbers_are_judged_alike)
{
    long below = 2, at = 3, above = 4;

    should(above, be_above(3));
    should_not(at, be_above(3));
    should(below, be_below(3));
    should(at, be_at_least(3));
    should_not(below, be_at_least(3));
    should_not(above, be_at_most(3));
}

TEST(matcher_order, ints_at_the_edge_fail_negated)
{
    should_say("3 should not be at least 3\n  expected: not at least 3\n       got: 3", should_not(3, be_at_least(3)));
    should_say("3 should not be at most 3\n  expected: not at most 3\n       got: 3", should_not(3, be_at_most(3)));
    should_say("3 should be above 3\n  expected: above 3\n       got: 3", should(3, be_above(3)));
    should_say("3 should be below 3\n  expected: below 3\n       got: 3", should(3, be_below(3)));
}

TEST(matcher_order, integers_compare_by_mathematical_value)
{
    should(-1, be_below(3u));
    should(INT64_MIN, be_below(UINT64_MAX));
    should(UINT64_MAX, be_above(INT64_MAX));
    should(INT64_MIN, be_between(INT64_MIN, UINT64_MAX));
}

TEST(matcher_order, an_integer_beyond_the_digits_of_a_double_is_compared_exactly)
{
    should(9007199254740993, be_above(9007199254740992.0));
    should(UINT64_MAX, be_below(18446744073709551616.0));
    should(INT64_MIN, be_at_least(-9223372036854775808.0));
    should(0, be_above(-1e-300));
    should(-1, be_above(-1.5));
}

TEST(matcher_order, infinity_is_beyond_every_integer)
{
    should(UINT64_MAX, be_below(INFINITY));
    should(INT64_MIN, be_above(-INFINITY));
}

TEST(matcher_order, the_message_has_the_words_of_the_source_and_the_values)
{
    int n = 2, limit = 3;

    should_say("n should be above limit\n  expected: above 3\n       got: 2", should(n, be_above(limit)));
    should_say("n should be at least limit\n  expected: at least 3\n       got: 2", should(n, be_at_least(limit)));
    should_say("n should not be below limit\n  expected: not below 3\n       got: 2", should_not(n, be_below(limit)));
    should_say("n should not be at most limit\n  expected: not at most 3\n       got: 2", should_not(n, be_at_most(limit)));
}

TEST(matcher_order, between_names_both_ends)
{
    int age = 5;

    should_say(
        "age should not be between 1 and 9\n  expected: not between 1 and 9\n       got: 5", should_not(age, be_between(1, 9)));
    should_say("age should be between 6 and 9\n  expected: between 6 and 9\n       got: 5", should(age, be_between(6, 9)));
}

TEST(matcher_order, nan_says_why_it_fails_although_it_is_negated)
{
    should_say("NAN should not be above 1\n  expected: not above 1\n       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(NAN, be_above(1)));
}

/* How many of the failures that should come did come. */
static size_t failures_with(double n, double limit)
{
    struct record record;
    char *text;

    record_open(&record);
    expect(n, be_above(limit));
    expect_not(n, be_above(limit));
    expect(n, be_below(limit));
    expect_not(n, be_below(limit));
    expect(n, be_at_least(limit));
    expect_not(n, be_at_least(limit));
    expect(n, be_at_most(limit));
    expect_not(n, be_at_most(limit));
    expect(n, be_between(limit, limit));
    expect_not(n, be_between(limit, limit));
    record_stop(&record);
    text = sb_text_take(&record.text);
    free(text);
    return record.failures;
}

TEST(matcher_order, nan_on_either_side_fails_every_ordering_asserted_and_negated)
{
    should(failures_with(NAN, 1), equal_to(10));
    should(failures_with(1, NAN), equal_to(10));
    should(failures_with(NAN, NAN), equal_to(10));
    should(failures_with(1, 1), equal_to(5));
}

TEST(matcher_order, ends_in_the_wrong_order_are_a_mistake_asserted_and_negated)
{
    should_say("5 should not be between 9 and 1\n  expected: not between 9 and 1\n       got: 5\n"
               "  the ends are in the wrong order: the lower one comes first",
        should_not(5, be_between(9, 1)));
    should_say("5 should be between 9 and 1\n  expected: between 9 and 1\n       got: 5\n"
               "  the ends are in the wrong order: the lower one comes first",
        should(5, be_between(9, 1)));
}
