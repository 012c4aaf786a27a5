/* each_test.c -- each. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_each);

TEST(matcher_each, it_holds_for_every_element_and_for_no_elements)
{
    int xs[] = { 1, 2, 3 }, *none = NULL;
    const char *names[] = { "ada", "adam" };

    should(array(xs, 3), each(be_above(0)));
    should_not(array(xs, 3), each(be_above(1)));
    should(array(none, 0), each(be_above(1)));
    should(array(names, 2), each(all_of(start_with("a"), have_length_at_least(3))));
    should(array(xs, 3), not_(each(be_one_of(1, 2))));
}

TEST(matcher_each, the_message_is_of_the_first_that_fails)
{
    int xs[] = { 1, -2, 3, -4 };

    should_say("array(xs, 4) should each be above 0\n"
               "  2 of 4 elements fail, at [1] and [3]; the first:\n"
               "    expected: above 0\n"
               "         got: -2",
        should(array(xs, 4), each(be_above(0))));
    should_say("array(xs, 3) should each be above 0\n"
               "  1 of 3 elements fails, at [1]:\n"
               "    expected: above 0\n"
               "         got: -2",
        should(array(xs, 3), each(be_above(0))));
    should_say("array(xs, 2) should each be above 5\n"
               "  all 2 elements fail; the first:\n"
               "    expected: above 5\n"
               "         got: 1",
        should(array(xs, 2), each(be_above(5))));
}

TEST(matcher_each, the_part_of_a_composite_says_what_failed_in_it)
{
    const char *names[] = { "ada", "bo" };

    should_say("array(names, 2) should each (start with \"a\" and have length 3)\n"
               "  1 of 2 elements fails, at [1]:\n"
               "    expected: a string starting with \"a\"\n"
               "         got: \"bo\"\n"
               "               ^ byte 0",
        should(array(names, 2), each(all_of(start_with("a"), have_length(3)))));
}

TEST(matcher_each, negated_one_has_to_fail)
{
    int xs[] = { 1, 2 };

    should_say("array(xs, 2) should not each be above 0\n  expected: not each to be above 0\n       got: [1, 2]",
        should_not(array(xs, 2), each(be_above(0))));
    should_say("array(xs, 0) should not each be above 0\n"
               "  expected: not each to be above 0\n"
               "       got: []\n"
               "  of no elements each one holds",
        should_not(array(xs, 0), each(be_above(0))));
}

TEST(matcher_each, a_matcher_that_elements_do_not_go_with_is_refused_both_ways)
{
    int xs[] = { 1 }, *none = NULL;
    const char *refusal =
        "array(xs, 0) should each start with \"a\"\n"
        "  `start with \"a\"` does not go with the elements: it is about a string, and `each element` is a number";

    should_say(refusal, should(array(xs, 0), each(start_with("a"))));
    should_say("array(xs, 1) should not each start with \"a\"\n"
               "  `start with \"a\"` does not go with the elements: it is about a string, and `each element` is a number",
        should_not(array(xs, 1), each(start_with("a"))));
    should_say("array(none, 1) should not each be above 1\n"
               "  expected: not each to be above 1\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 1), each(be_above(1))));
}

TEST(matcher_each, an_element_that_cannot_be_judged_fails_both_ways_unless_another_settles_it)
{
    double ds[] = { 1, NAN, 3 };

    should_not(array(ds, 3), each(be_above(2)));
    should_say("array(ds, 2) should each be above 0\n"
               "  [1] cannot be judged, asserted or negated:\n"
               "    expected: above 0\n"
               "         got: nan\n"
               "    nan has no place in an order: with it no ordering holds, asserted or negated",
        should(array(ds, 2), each(be_above(0))));
    should_say("array(ds, 3) should not each be above 0\n"
               "  [1] cannot be judged, asserted or negated:\n"
               "    expected: not above 0\n"
               "         got: nan\n"
               "    nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(array(ds, 3), each(be_above(0))));
}
