/* suffix_test.c -- end_with. */
#include "../../support/record.h"
#include <seedbed.h>
#include <string.h>

#define X40 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X9 "xxxxxxxxx"
#define Y40 "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
#define Y9 "XXXXXXXXX"

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

    should_never(none, end_with(""));
    should_never("hello", end_with(none));
    should_say("none should end with \"a\"\n  expected: a string ending with \"a\"\n       got: NULL\n"
               "  there is no string: NULL satisfies nothing about what is in it, asserted or negated",
        should(none, end_with("a")));
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

TEST(matcher_suffix, of_long_strings_what_is_around_the_difference_is_shown)
{
    char s[1001] = "", x[801] = "";

    memset(s, 'x', 1000);
    memset(x, 'X', 800);
    x[700] = 'Q';
    should_say("s should end with x ignoring case\n"
               "  expected: a string ending with ... \"" Y40 "Q" Y40 Y9 "\" ... (800 bytes)\n"
               "       got: ... \"" X40 "x" X40 X9 "\" ... (1,000 bytes)\n"
               "                                                         ^ byte 900\n"
               "  cut around the difference, --full-values shows all",
        should(s, ignoring_case(end_with(x))));
    should_say("s + 1000 - 3 should end with s\n"
               "  expected: a string ending with ... \"" X40 "xxxx\" (1,000 bytes)\n"
               "       got: \"xxx\"\n"
               "             ^ byte 0: more is expected before it\n"
               "  cut around the difference, --full-values shows all",
        should(s + 1000 - 3, end_with(s)));
}

TEST(matcher_suffix, what_is_ignored_is_no_difference)
{
    should_say("\"say HULLO \" should end with \"hello\" ignoring white space and case\n"
               "  expected: a string ending with \"hello\" ignoring case and white space\n"
               "       got: \"say HULLO \"\n"
               "                  ^ byte 5",
        should("say HULLO ", ignoring_case(ignoring_space(end_with("hello")))));
    should("say HELLO ", ignoring_case(ignoring_space(end_with("y hello"))));
}
