/* exactly_test.c -- exactly, at_least, at_most. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_exactly);

TEST(matcher_exactly, so_many_elements_hold)
{
    int xs[] = { 1, 5, 6 };

    should(array(xs, 3), all_of(exactly(2, be_above(4)), at_least(2, be_above(4)), at_most(2, be_above(4))));
    should_not(array(xs, 3), exactly(1, be_above(4)));
    should_not(array(xs, 3), exactly(3, be_above(4)));
    should_not(array(xs, 3), at_least(3, be_above(4)));
    should_not(array(xs, 3), at_most(1, be_above(4)));
    should(array(xs, 0), exactly(0, be_above(4)));
}

TEST(matcher_exactly, the_message_says_how_many_and_where)
{
    int xs[] = { 1, 5, 6 };
    char cs[] = { 'a', 'b' };

    should_say("array(xs, 3) should have exactly 1 + 2 be above 4\n"
               "  expected: exactly 3 to be above 4\n"
               "       got: 2 of 3 elements, at [1] and [2]\n"
               "            [1, 5, 6]",
        should(array(xs, 3), exactly(1 + 2, be_above(4))));
    should_say("array(xs, 3) should have at least 1 (be above 6 and be below 9)\n"
               "  expected: at least 1 to (be above 6 and be below 9)\n"
               "       got: 0 of 3 elements\n"
               "            [1, 5, 6]",
        should(array(xs, 3), at_least(1, all_of(be_above(6), be_below(9)))));
    should_say("array(cs, 2) should not have at most 1 equal 'a'\n"
               "  expected: not at most 1 to equal 'a' (97)\n"
               "       got: 1 of 2 elements, at [0]\n"
               "            ['a' (97), 'b' (98)]",
        should_not(array(cs, 2), at_most(1, equal_to('a'))));
}

TEST(matcher_exactly, what_cannot_be_counted_fails_both_ways)
{
    int xs[] = { 1 };
    double ds[] = { NAN, 3 };

    should_say(
        "array(xs, 1) should not have exactly \"2\" be above 1\n  how many is a whole number, 0 or more, and \"2\" is a string: it does not hold, asserted or negated",
        should_not(array(xs, 1), exactly("2", be_above(1))));
    should_say(
        "array(xs, 1) should not have at least NAN be above 1\n  how many is a whole number, 0 or more, and nan is none: it does not hold, asserted or negated",
        should_not(array(xs, 1), at_least(NAN, be_above(1))));
    should_never(array(xs, 1), exactly(2.5, be_above(1)));
    should_never(array(xs, 1), at_least(-1, be_above(1)));
    should_never(array(xs, 1), at_most(INFINITY, be_above(1)));
    should_say("array(ds, 2) should have exactly 1 be above 1\n"
               "  [0] cannot be judged, asserted or negated:\n"
               "    expected: above 1\n"
               "         got: nan\n"
               "    nan has no place in an order: with it no ordering holds, asserted or negated",
        should(array(ds, 2), exactly(1, be_above(1))));
}
