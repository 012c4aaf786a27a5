/* prefix_test.c -- start_with. */
#include "../../support/record.h"
#include <seedbed.h>

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

    should_not(none, start_with(""));
    should_not("hello", start_with(none));
    should_say("none should start with \"a\"\n  expected: a string starting with \"a\"\n       got: NULL",
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
