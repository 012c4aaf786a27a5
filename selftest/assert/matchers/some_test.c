/* some_test.c -- some, none. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_some);

TEST(matcher_some, one_element_is_enough)
{
    int xs[] = { 1, 2, 3 };

    should(array(xs, 3), some(equal_to(2)));
    should_not(array(xs, 3), some(be_above(3)));
    should_not(array(xs, 0), some(be_above(0)));
    should(array(xs, 3), none(be_above(3)));
    should(array(xs, 0), none(be_above(0)));
    should_not(array(xs, 3), none(be_one_of(9, 1)));
}

TEST(matcher_some, the_message_shows_the_array)
{
    int xs[] = { 1, 2 };

    should_say("array(xs, 2) should have some be above 9\n  expected: some to be above 9\n       got: [1, 2]",
        should(array(xs, 2), some(be_above(9))));
    should_say("array(xs, 2) should not have none be above 9\n  expected: some to be above 9\n       got: [1, 2]",
        should_not(array(xs, 2), none(be_above(9))));
}

TEST(matcher_some, why_each_failed_is_said_where_they_are_few_and_there_is_more_to_say)
{
    const char *names[] = { "bob", "eve", "joe", "kim" };

    should_say("array(names, 2) should have some start with \"be\"\n"
               "  expected: some to start with \"be\"\n"
               "       got: [\"bob\", \"eve\"]\n"
               "  [0] fails:\n"
               "    expected: a string starting with \"be\"\n"
               "         got: \"bob\"\n"
               "                ^ byte 1\n"
               "  [1] fails:\n"
               "    expected: a string starting with \"be\"\n"
               "         got: \"eve\"\n"
               "               ^ byte 0",
        should(array(names, 2), some(start_with("be"))));
    should_say("array(names, 4) should have some start with \"be\"\n"
               "  expected: some to start with \"be\"\n"
               "       got: [\"bob\", \"eve\", \"joe\", \"kim\"]",
        should(array(names, 4), some(start_with("be"))));
}

TEST(matcher_some, what_should_not_be_there_is_said_with_its_index)
{
    int xs[] = { 1, 5, 6 };

    should_say("array(xs, 3) should have none be above 4\n"
               "  2 of 3 elements do, at [1] and [2]; the first:\n"
               "    expected: not above 4\n"
               "         got: 5",
        should(array(xs, 3), none(be_above(4))));
    should_say("array(xs, 3) should not have some be above 5\n"
               "  1 of 3 elements does, at [2]:\n"
               "    expected: not above 5\n"
               "         got: 6",
        should_not(array(xs, 3), some(be_above(5))));
}

TEST(matcher_some, what_cannot_be_judged_fails_both_ways_unless_another_settles_it)
{
    double ds[] = { NAN, 3, NAN };
    int *none_ = NULL;

    should(array(ds, 3), some(be_above(2)));
    should_not(array(ds, 3), none(be_above(2)));
    should_say("array(ds, 2) should not have some be above 9\n"
               "  [0] cannot be judged, asserted or negated:\n"
               "    expected: not above 9\n"
               "         got: nan\n"
               "    nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(array(ds, 2), some(be_above(9))));
    should_say(
        "array(ds, 2) should have none be empty\n"
        "  `be empty` does not go with the elements: it is about a string, bytes, an array or a table, and `each element` is a "
        "number",
        should(array(ds, 2), none(be_empty)));
    should_say("array(none_, 1) should have some be above 1\n"
               "  expected: some to be above 1\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should(array(none_, 1), some(be_above(1))));
    should_say("array(none_, 1) should not have some be above 1\n"
               "  expected: not some to be above 1\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none_, 1), some(be_above(1))));
}
