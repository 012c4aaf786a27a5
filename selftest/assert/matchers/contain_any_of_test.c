/* contain_any_of_test.c -- contain_any_of. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_contain_any_of);

TEST(matcher_contain_any_of, one_of_them_is_enough)
{
    int xs[] = { 1, 2, 3 }, ys[] = { 9, 3 };
    const char *none = NULL, *words[] = { "x", "lo" };

    should("hello", contain_any_of("x", "ell"));
    should("hello", contain_any_of(array(words, 2)));
    should_never("hello", contain_any_of("x", none));
    should_never("hello", contain_any_of("ell", none));
    should_never(none, contain_any_of("", "a"));
    should(array(xs, 3), contain_any_of(7, 2.0));
    should(array(xs, 3), contain_any_of(array(ys, 2)));
    should_not(array(xs, 3), contain_any_of(array(ys, 1)));
    should_not(array(xs, 3), contain_any_of(array(ys, 0)));
}

TEST(matcher_contain_any_of, the_message_says_which_is_where)
{
    int xs[] = { 1, 3, 3 };

    should_say("\"abc\" should contain any of \"x\" or \"y\"\n"
               "  expected: a string containing any of \"x\" or \"y\"\n"
               "       got: \"abc\"",
        should("abc", contain_any_of("x", "y")));
    should_say("array(xs, 3) should not contain any of 7 or 3\n"
               "  expected: no array containing any of 7 or 3\n"
               "       got: [1, 3, 3]\n"
               "  3 is at [1] and [2]",
        should_not(array(xs, 3), contain_any_of(7, 3)));
}

TEST(matcher_contain_any_of, what_cannot_be_there_is_refused_both_ways)
{
    int xs[] = { 1 }, *none = NULL;

    should_say("\"abc\" should not contain any of \"x\" or 5\n"
               "  `contain any of \"x\" or 5` does not go with `\"abc\"`: 5 is a number, and `\"abc\"` is a string",
        should_not("abc", contain_any_of("x", 5)));
    should_say("array(xs, 1) should not contain any of array(none, 2)\n"
               "  expected: no array containing any of NULL\n"
               "       got: [1]\n"
               "  the array of what is looked for is NULL: it does not hold, asserted or negated",
        should_not(array(xs, 1), contain_any_of(array(none, 2))));
    should_say(
        "bytes(xs, 1) should contain any of 1 or 2\n"
        "  `contain any of 1 or 2` does not go with `bytes(xs, 1)`: it is about a string or an array, and `bytes(xs, 1)` is bytes",
        should(bytes(xs, 1), contain_any_of(1, 2)));
}
