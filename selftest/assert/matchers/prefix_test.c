/* prefix_test.c -- start_with. */
#include "../../support/record.h"
#include <seedbed.h>
#include <string.h>

#define X40 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X9 "xxxxxxxxx"

SUITE(matcher_prefix);

TEST(matcher_prefix, the_empty_string_starts_every_string)
{
    should("hello", start_with("hel"));
    should("hello", start_with("hello"));
    should("", start_with(""));
    should("hello", start_with(""));
    should_not("hel", start_with("hello"));
    should_not("hello", start_with("Hel"));
}

TEST(matcher_prefix, null_starts_with_nothing_and_starts_nothing)
{
    const char *none = NULL;

    should_never(none, start_with(""));
    should_never("hello", start_with(none));
    should_never("hello", ignoring_space(start_with(none)));
    should_say("none should start with \"a\"\n  expected: a string starting with \"a\"\n       got: NULL\n"
               "  there is no string: NULL satisfies nothing about what is in it, asserted or negated",
        should(none, start_with("a")));
}

TEST(matcher_prefix, the_message_points_to_where_they_part)
{
    should_say("\"hello\" should start with \"help\"\n"
               "  expected: a string starting with \"help\"\n"
               "       got: \"hello\"\n"
               "                ^ byte 3",
        should("hello", start_with("help")));
    should_say("\"hello\" should not start with \"hel\"\n"
               "  expected: no string starting with \"hel\"\n"
               "       got: \"hello\"",
        should_not("hello", start_with("hel")));
}

TEST(matcher_prefix, of_long_strings_what_is_around_the_difference_is_shown)
{
    char s[1001] = "", x[801] = "";

    memset(s, 'x', 1000);
    memset(x, 'x', 800);
    x[700] = 'Q';
    should_say("s should start with x\n"
               "  expected: a string starting with ... \"" X40 "Q" X40 X9 "\" ... (800 bytes)\n"
               "       got: ... \"" X40 "x" X40 X9 "\" ... (1,000 bytes)\n"
               "                                                         ^ byte 700\n"
               "  cut around the difference, --full-values shows all",
        should(s, start_with(x)));
    should(s + 1, not_(start_with(x)));
}
