/* length_test.c -- have_length. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_length);

TEST(matcher_length, it_is_bytes_and_not_characters)
{
    char raw[3] = { 0, 0, 0 };

    should("h\xc3\xa9llo", have_length(6));
    should("", have_length(0));
    should("abc", have_length((size_t)3));
    should(bytes(raw, 3), have_length(3));
    should_not("abc", have_length(-1));
    should_not("abc", have_length(3.5));
}

TEST(matcher_length, null_has_no_length)
{
    const char *none = NULL;

    should_not(none, have_length(0));
    should_say("none should have length 0\n  expected: length 0\n       got: NULL", should(none, have_length(0)));
}

TEST(matcher_length, the_message_says_the_length_and_the_value)
{
    char raw[2] = { 'A', 2 };

    should_say("\"abc\" should have length 5 - 1\n  expected: length 4\n       got: length 3: \"abc\"",
        should("abc", have_length(5 - 1)));
    should_say("\"abc\" should not have length 3\n  expected: not length 3\n       got: length 3: \"abc\"",
        should_not("abc", have_length(3)));
    should_say("bytes(raw, 2) should have length 3\n  expected: length 3\n       got: 2 bytes: 41 02  |A.|",
        should(bytes(raw, 2), have_length(3)));
}
