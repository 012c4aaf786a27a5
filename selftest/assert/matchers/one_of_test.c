/* one_of_test.c -- be_one_of. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_one_of);

static const char *failure_of_pointer(const char *name, const void *p)
{
    struct record record;

    record_open(&record);
    expect_not(name, be_one_of("ada", p));
    record_stop(&record);
    return record_text(&record);
}

TEST(matcher_one_of, it_equals_one_of_the_values_whatever_their_types)
{
    const char *mode = "audit", *none = NULL;
    char c = 'b';

    should(3, be_one_of(1, 2u, 3.0));
    should(c, be_one_of('a', 'b'));
    should(mode, be_one_of("verified", "audit"));
    should(none, be_one_of("a", none));
    should_not(-1, be_one_of(SIZE_MAX, 1));
    should_not(none, be_one_of("", "a"));
    should_not(NAN, be_one_of(1, NAN));
}

TEST(matcher_one_of, sixteen_values_and_any_kind_go_in)
{
    int a[] = { 1, 2 }, b[] = { 1, 3 }, *p = a;
    char raw[] = { 1, 2 };

    should(16, be_one_of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
    should(p, be_one_of(b, a));
    should(array(b, 2), be_one_of(array(a, 2), array(b, 2)));
    should(bytes(raw, 2), be_one_of(bytes(raw, 1), bytes("\1\2", 2)));
    should(2, all_of(be_one_of(1, 2), not_(be_one_of(3, 4))));
}

TEST(matcher_one_of, an_array_stands_for_its_elements)
{
    int primes[] = { 2, 3, 5 }, none[] = { 0 };

    should(3, be_one_of(array(primes, 3)));
    should_not(4, be_one_of(array(primes, 3)));
    should_not(0, be_one_of(array(none, 0)));
    should(array(primes, 3), be_one_of(array(primes, 3))); /* of arrays, the list is of arrays */
    should_say("3 should not be one of array(primes, 3)\n"
               "  expected: not one of [2, 3, 5]\n"
               "       got: 3\n"
               "  it equals [1] of them",
        should_not(3, be_one_of(array(primes, 3))));
}

TEST(matcher_one_of, the_message_lists_them_and_names_the_nearest)
{
    const char *mode = "audti";

    should_say(
        "1 + 3 should be one of 1, 2 or 3\n  expected: one of 1, 2 or 3\n       got: 4", should(1 + 3, be_one_of(1, 2, 3)));
    should_say("mode should be one of \"verified\" or \"audit\"\n"
               "  expected: one of \"verified\" or \"audit\"\n"
               "       got: \"audti\"\n"
               "   nearest: \"audit\"",
        should(mode, be_one_of("verified", "audit")));
    should_say("0.1f should be one of 0.1 or 2\n"
               "  expected: one of 0.10000000000000001 (double) or 2\n"
               "       got: 0.10000000149011612 (float)",
        should(0.1f, be_one_of(0.1, 2)));
}

TEST(matcher_one_of, a_string_is_no_pointer_unless_it_is_null)
{
    const char *name = "ada", *none = NULL;
    const void *p = name;

    should(none, be_one_of("a", NULL));
    should(failure_of_pointer(name, p), contain("is a pointer, and `name` is a string"));
}

TEST(matcher_one_of, a_value_of_another_kind_is_refused_both_ways)
{
    int n = 1, *none = NULL;
    const char *names[] = { "ada" };

    should_say("n should be one of 1 or \"x\"\n"
               "  `be one of 1 or \"x\"` does not go with `n`: \"x\" is a string, and `n` is a number",
        should(n, be_one_of(1, "x")));
    should_say("n should not be one of array(names, 1)\n"
               "  `be one of [\"ada\"]` does not go with `n`: each value of its array is a string, and `n` is a number",
        should_not(n, be_one_of(array(names, 1))));
    should_say("n should not be one of array(none, 2)\n"
               "  expected: not one of NULL\n"
               "       got: 1\n"
               "  the array of what it may be is NULL: it does not hold, asserted or negated",
        should_not(n, be_one_of(array(none, 2))));
}
