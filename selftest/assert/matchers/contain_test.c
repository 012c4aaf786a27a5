/* contain_test.c -- contain. */
#include "../../support/record.h"
#include <limits.h>
#include <seedbed.h>

SUITE(matcher_contain);

TEST(matcher_contain, the_empty_string_is_in_every_string)
{
    should("hello", contain("ell"));
    should("hello", contain(""));
    should("", contain(""));
    should_not("hello", contain("hello!"));
}

TEST(matcher_contain, null_contains_nothing_and_is_in_nothing)
{
    const char *none = NULL;

    should_never(none, contain(""));
    should_never("hello", contain(none));
    should_say("none should contain \"a\"\n  expected: a string containing \"a\"\n       got: NULL\n"
               "  there is no string: NULL satisfies nothing about what is in it, asserted or negated",
        should(none, contain("a")));
    should_say("\"a\" should not contain none\n  expected: no string containing NULL\n       got: \"a\"\n"
               "  what is asked for is NULL: it does not hold, asserted or negated",
        should_not("a", contain(none)));
    should_never(none, contain("a"));
    should_never("a", contain(none));
    should_never("a", not_(contain(none)));
    should_never("a", none_of(contain(none), match(none)));
    should_never("a", any_of(contain(none), match("b")));
    should_never("a", ignoring_case(contain(none)));
    should_never(bytes("a", 1), contain(bytes(none, 2)));
    should_never(bytes(none, 2), contain(bytes("a", 1)));
}

TEST(matcher_contain, the_message_points_to_what_should_not_be_there)
{
    should_say("\"hello\" should not contain \"ell\"\n"
               "  expected: no string containing \"ell\"\n"
               "       got: \"hello\"\n"
               "              ^^^ byte 1",
        should_not("hello", contain("ell")));
}

TEST(matcher_contain, the_message_finds_it_in_other_case)
{
    should_say("\"hello\" should contain \"ELL\"\n"
               "  expected: a string containing \"ELL\"\n"
               "       got: \"hello\"\n"
               "              ^^^ byte 1, ignoring case",
        should("hello", contain("ELL")));
    should_say("\"hello\" should contain \"x\"\n  expected: a string containing \"x\"\n       got: \"hello\"",
        should("hello", contain("x")));
}

TEST(matcher_contain, an_array_contains_what_equals_an_element)
{
    int xs[] = { 1, -2, 3 };
    const char *names[] = { "ada", NULL, "bob" }, *none = NULL, *same = "bob";
    unsigned char raw[] = { 255, 0 };

    should(array(xs, 3), contain(3.0));
    should_not(array(xs, 3), contain(UINT_MAX - 1));
    should_not(array(xs, 0), contain(1));
    should(array(names, 3), all_of(contain(same), contain(none)));
    should_not(array(names, 3), contain("ad"));
    should(array(raw, 2), contain(255));
}

TEST(matcher_contain, bytes_contain_bytes)
{
    should(bytes("a\0b", 3), contain(bytes("\0b", 2)));
    should_not(bytes("ab", 2), contain(bytes("abc", 3)));
    should_say("bytes(\"a-b\", 3) should not contain bytes(\"b\", 1)\n"
               "  expected: no bytes containing 1 byte: 62  |b|\n"
               "       got: 3 bytes: 61 2d 62  |a-b|\n"
               "  it is at byte 2",
        should_not(bytes("a-b", 3), contain(bytes("b", 1))));
}

TEST(matcher_contain, the_message_says_at_which_indexes)
{
    int xs[] = { 3, 1, 3 };
    float fs[] = { 0.1F, 2 };

    should_say("array(xs, 3) should contain 7\n  expected: an array containing 7\n       got: [3, 1, 3]",
        should(array(xs, 3), contain(7)));
    should_say("array(xs, 3) should not contain 3\n"
               "  expected: no array containing 3\n"
               "       got: [3, 1, 3]\n"
               "  it is at [0] and [2]",
        should_not(array(xs, 3), contain(3)));
    should_say("array(fs, 2) should contain 0.1\n"
               "  expected: an array containing 0.10000000000000001 (double)\n"
               "       got: [0.10000000149011612 (float), 2]",
        should(array(fs, 2), contain(0.1)));
}

TEST(matcher_contain, the_message_names_the_nearest_string_of_an_array)
{
    const char *names[] = { NULL, "bob", "ada" };

    should_say("array(names, 3) should contain \"Ada\"\n"
               "  expected: an array containing \"Ada\"\n"
               "       got: [NULL, \"bob\", \"ada\"]\n"
               "   nearest: \"ada\" at [2]",
        should(array(names, 3), contain("Ada")));
    should_say("array(names, 3) should contain \"zzzz\"\n"
               "  expected: an array containing \"zzzz\"\n"
               "       got: [NULL, \"bob\", \"ada\"]",
        should(array(names, 3), contain("zzzz")));
}

TEST(matcher_contain, a_value_that_no_element_can_be_is_refused_both_ways)
{
    int xs[] = { 1, 2 };

    should_say(
        "array(xs, 2) should not contain \"1\"\n"
        "  `contain \"1\"` does not go with `array(xs, 2)`: \"1\" is a string, and each element of `array(xs, 2)` is a number",
        should_not(array(xs, 2), contain("1")));
    should_say(
        "array(xs, 2) should contain array(xs, 1)\n"
        "  `contain [1]` does not go with `array(xs, 2)`: [1] is an array, and each element of `array(xs, 2)` is a number; "
        "contain_all_of, contain_any_of, contain_in_order and contain_exactly take an array",
        should(array(xs, 2), contain(array(xs, 1))));
    should_say("bytes(xs, 1) should contain \"a\"\n"
               "  `contain \"a\"` does not go with `bytes(xs, 1)`: its argument should be bytes and is a string",
        should(bytes(xs, 1), contain("a")));
}

TEST(matcher_contain, an_array_at_null_fails_both_ways)
{
    int *none = NULL;

    should_not(array(none, 0), contain(1));
    should_say("array(none, 2) should not contain 1\n"
               "  expected: no array containing 1\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 2), contain(1)));
}
