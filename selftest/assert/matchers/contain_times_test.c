/* contain_times_test.c -- contain_times. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_contain_times);

TEST(matcher_contain_times, strings_are_counted_without_overlap)
{
    const char *none = NULL;

    should("one two one", contain_times("one", 2));
    should("aaa", contain_times("aa", 1));
    should("aaaa", contain_times("aa", 2));
    should("abc", contain_times("x", 0));
    should_not("abc", contain_times("a", 2));
    should_never(none, contain_times("a", 0));
    should_never("abc", contain_times(none, 0));
    should(bytes("\0\0\0", 3), contain_times(bytes("\0", 1), 3));
}

TEST(matcher_contain_times, elements_are_counted)
{
    int xs[] = { 3, 1, 3 };
    char cs[] = { 'a', 'b', 'a' };

    should(array(xs, 3), contain_times(3, 2));
    should(array(xs, 3), contain_times(4, 0));
    should_not(array(xs, 3), contain_times(3, 1));
    should(array(cs, 3), contain_times('a', 2));
}

TEST(matcher_contain_times, what_is_no_number_of_times_never_is_it)
{
    should_never("abc", contain_times("a", -1));
    should_never("abc", contain_times("a", 1.5));
    should_say("\"abc\" should not contain \"a\" exactly NAN times\n"
               "  expected: no string containing \"a\" exactly nan times\n"
               "       got: \"abc\"\n"
               "  how many is a whole number, 0 or more, and nan is none: it does not hold, asserted or negated\n"
               "  it is there once, at byte 0",
        should_not("abc", contain_times("a", NAN)));
}

TEST(matcher_contain_times, the_empty_string_cannot_be_counted)
{
    should_say("\"abc\" should not contain \"\" exactly 4 times\n"
               "  expected: no string containing \"\" exactly 4 times\n"
               "       got: \"abc\"\n"
               "  how often nothing is there cannot be said: it does not hold, asserted or negated",
        should_not("abc", contain_times("", 4)));
    should_say("bytes(\"abc\", 3) should contain bytes(\"\", 0) exactly 1 time\n"
               "  expected: bytes containing 0 bytes exactly 1 time\n"
               "       got: 3 bytes: 61 62 63  |abc|\n"
               "  how often nothing is there cannot be said: it does not hold, asserted or negated",
        should(bytes("abc", 3), contain_times(bytes("", 0), 1)));
}

TEST(matcher_contain_times, blanks_of_which_nothing_is_left_cannot_be_counted)
{
    should_never("a b", ignoring_space(contain_times(" \t", 5)));
    should("a b", ignoring_space(contain_times("a  b", 1)));
    should_say(
        "\"a b\" should contain \" \" exactly 1 time ignoring white space\n"
        "  expected: a string containing \" \" exactly 1 time ignoring white space\n"
        "       got: \"a b\"\n"
        "  nothing is left of what is asked for, and how often nothing is there cannot be said: it does not hold, asserted or"
        " negated",
        should("a b", ignoring_space(contain_times(" ", 1))));
}

TEST(matcher_contain_times, the_message_says_where_it_is)
{
    int xs[] = { 3, 1, 3 }, many[20] = { 0 };
    char cs[] = { 'a', 'b' };

    should_say("array(xs, 3) should contain 3 exactly 1 + 2 times\n"
               "  expected: an array containing 3 exactly 3 times\n"
               "       got: [3, 1, 3]\n"
               "  it is there 2 times, at [0] and [2]",
        should(array(xs, 3), contain_times(3, 1 + 2)));
    should_say("array(cs, 2) should contain 'b' exactly 2 times\n"
               "  expected: an array containing 'b' (98) exactly 2 times\n"
               "       got: ['a' (97), 'b' (98)]\n"
               "  it is there once, at [1]",
        should(array(cs, 2), contain_times('b', 2)));
    should_say("\"aXbX\" should contain \"X\" exactly 1 time\n"
               "  expected: a string containing \"X\" exactly 1 time\n"
               "       got: \"aXbX\"\n"
               "  it is there 2 times, at byte 1 and byte 3",
        should("aXbX", contain_times("X", 1)));
    should_say("array(many, 20) should contain 0 exactly 3 times\n"
               "  expected: an array containing 0 exactly 3 times\n"
               "       got: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\n"
               "  it is there 20 times, at [0], [1], [2], [3], ... (15 cut) ... and [19]",
        should(array(many, 20), contain_times(0, 3)));
}
