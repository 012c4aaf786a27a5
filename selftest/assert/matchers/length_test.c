/* length_test.c -- have_length. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_length);

TEST(matcher_length, it_is_bytes_and_not_characters)
{
    char raw[3] = { 0, 0, 0 };

    should("h\xc3\xa9llo", have_length(6));
    should("", have_length(0));
    should("abc", have_length((size_t)3));
    should(bytes(raw, 3), have_length(3));
}

TEST(matcher_length, what_counts_nothing_is_no_length)
{
    should_never("abc", have_length(-1));
    should_never("abc", have_length(2.5));
    should_never("abc", have_length(INFINITY));
    should_never("abc", have_length_at_least(-1));
    should_never("abc", have_length_at_most(3.5));
    should_never("abc", any_of(have_length_at_least(NAN), have_length_at_most(NAN)));
    should("abc", have_length(3.0));
    should_say("\"abc\" should not have length NAN\n"
               "  expected: not length nan\n"
               "       got: length 3: \"abc\"\n"
               "  how many is a whole number, 0 or more, and nan is none: it does not hold, asserted or negated",
        should_not("abc", have_length(NAN)));
}

TEST(matcher_length, null_has_no_length)
{
    const char *none = NULL;

    should_never(none, have_length(0));
    should_never(bytes(none, 2), have_length(3));
    should(bytes(none, 0), have_length(0));
    should_say("none should have length 0\n  expected: length 0\n       got: NULL\n"
               "  there is no string: NULL satisfies nothing about what is in it, asserted or negated",
        should(none, have_length(0)));
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

TEST(matcher_length, of_an_array_it_is_its_elements)
{
    int xs[] = { 1, 2, 3 }, *none = NULL;
    char cs[] = { 'a', 'b' };

    should(array(xs, 3), all_of(have_length(3), have_length_at_least(3), have_length_at_most(3)));
    should(array(none, 0), have_length(0));
    should_not(array(xs, 3), have_length(12));
    should_say("array(cs, 2) should have length 3\n  expected: length 3\n       got: length 2: ['a' (97), 'b' (98)]",
        should(array(cs, 2), have_length(3)));
    should_say("array(none, 2) should not have length 3\n"
               "  expected: not length 3\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 2), have_length(3)));
}

TEST(matcher_length, at_least_and_at_most_count_the_end)
{
    const char *none = NULL;

    should("abc", all_of(have_length_at_least(3), have_length_at_least(0), have_length_at_most(3), have_length_at_most(1e9)));
    should_not("abc", have_length_at_least(4));
    should_not("abc", have_length_at_most(2));
    should_never(none, have_length_at_least(0));
    should_never(none, have_length_at_most(9));
    should(bytes("ab", 2), all_of(have_length_at_least(2), have_length_at_most(2)));
    should_say("\"abc\" should have length at least 2 + 2\n  expected: length at least 4\n       got: length 3: \"abc\"",
        should("abc", have_length_at_least(2 + 2)));
    should_say("\"abc\" should not have length at most 3\n  expected: not length at most 3\n       got: length 3: \"abc\"",
        should_not("abc", have_length_at_most(3)));
}
