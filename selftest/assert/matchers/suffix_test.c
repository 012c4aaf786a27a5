/* suffix_test.c -- end_with. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_suffix);

TEST(matcher_suffix, the_empty_string_ends_every_string)
{
    should("hello", end_with("llo"));
    should("hello", end_with("hello"));
    should("hello", end_with(""));
    should("", end_with(""));
    should_not("llo", end_with("hello"));
}

TEST(matcher_suffix, null_ends_with_nothing_and_ends_nothing)
{
    const char *none = NULL;

    should_not(none, end_with(""));
    should_not("hello", end_with(none));
    should_say(
        "none should end with \"a\"\n  expected: a string ending with \"a\"\n       got: NULL", should(none, end_with("a")));
}

TEST(matcher_suffix, the_message_points_to_where_they_part_from_the_end)
{
    should_say("\"hello\" should end with \"allo\"\n"
               "  expected: a string ending with \"allo\"\n"
               "       got: \"hello\"\n"
               "              ^ byte 1",
        should("hello", end_with("allo")));
    should_say("\"llo\" should end with \"hello\"\n"
               "  expected: a string ending with \"hello\"\n"
               "       got: \"llo\"",
        should("llo", end_with("hello")));
    should_say("\"hello\" should not end with \"llo\"\n"
               "  expected: no string ending with \"llo\"\n"
               "       got: \"hello\"",
        should_not("hello", end_with("llo")));
}
