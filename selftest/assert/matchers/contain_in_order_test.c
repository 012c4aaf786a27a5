/* contain_in_order_test.c -- contain_in_order. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_contain_in_order);

TEST(matcher_contain_in_order, each_is_behind_the_one_before_it)
{
    int xs[] = { 1, 5, 2, 2, 3 }, ys[] = { 1, 2, 2, 3 };

    should(array(xs, 5), contain_in_order(1, 2, 3));
    should(array(xs, 5), contain_in_order(array(ys, 4)));
    should(array(xs, 5), contain_in_order(array(ys, 0)));
    should_not(array(xs, 5), contain_in_order(2, 1));
    should_not(array(xs, 5), contain_in_order(2, 2, 2));
    should_not(array(xs, 0), contain_in_order(1));
}

TEST(matcher_contain_in_order, substrings_do_not_overlap)
{
    const char *none = NULL, *words[] = { "a" };

    should("one two three", contain_in_order("one", "three"));
    should("aa", contain_in_order("a", "a", ""));
    should_not("aba", contain_in_order("ab", "ba"));
    should_never(none, contain_in_order(""));
    should_never(none, contain_in_order(array(words, 0)));
    should("", contain_in_order(array(words, 0)));
    should_never("abc", contain_in_order("a", none));
    should_never("abc", contain_in_order("x", none));
}

TEST(matcher_contain_in_order, the_message_says_which_is_not_behind_which)
{
    int xs[] = { 1, 5, 2 };

    should_say("array(xs, 3) should contain 1, 2 and 5 in order\n"
               "  expected: an array containing 1, 2 and 5 in order\n"
               "       got: [1, 5, 2]\n"
               "  behind 2 at [2] there is no 5; there is one at [1]",
        should(array(xs, 3), contain_in_order(1, 2, 5)));
    should_say("\"one two\" should contain \"one\" and \"six\" in order\n"
               "  expected: a string containing \"one\" and \"six\" in order\n"
               "       got: \"one two\"\n"
               "  behind \"one\" at byte 0 there is no \"six\"",
        should("one two", contain_in_order("one", "six")));
    should_say("array(xs, 3) should contain 9 in order\n"
               "  expected: an array containing 9 in order\n"
               "       got: [1, 5, 2]\n"
               "  there is no 9",
        should(array(xs, 3), contain_in_order(9)));
    should_say("\"ab\" should not contain \"a\" and \"b\" in order\n"
               "  expected: no string containing \"a\" and \"b\" in order\n"
               "       got: \"ab\"",
        should_not("ab", contain_in_order("a", "b")));
}

TEST(matcher_contain_in_order, arrays_at_null_fail_both_ways)
{
    int xs[] = { 1 }, *none = NULL;

    should_say("array(none, 1) should not contain 1 in order\n"
               "  expected: no array containing 1 in order\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 1), contain_in_order(1)));
    should_say("array(xs, 1) should not contain array(none, 1) in order\n"
               "  expected: no array containing NULL in order\n"
               "       got: [1]\n"
               "  the array of what is looked for is NULL: it does not hold, asserted or negated",
        should_not(array(xs, 1), contain_in_order(array(none, 1))));
}
