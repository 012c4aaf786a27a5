/* contain_test.c -- contain. */
#include "../../support/record.h"
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

    should_not(none, contain(""));
    should_not("hello", contain(none));
    should_say("none should contain \"a\"\n  expected: a string containing \"a\"\n       got: NULL", should(none, contain("a")));
    should_say("\"a\" should contain none\n  expected: a string containing NULL\n       got: \"a\"", should("a", contain(none)));
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
               "              ^^^ byte 1, in other case",
        should("hello", contain("ELL")));
    should_say("\"hello\" should contain \"x\"\n  expected: a string containing \"x\"\n       got: \"hello\"",
        should("hello", contain("x")));
}
