/* not_test.c -- not_. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_not);

TEST(matcher_not, it_turns_a_part_round)
{
    should(5, not_(be_above(9)));
    should_not(12, not_(be_above(9)));
    should(5, not_(not_(equal_to(5))));
    should("a", all_of(not_(be_null), not_(be_empty)));
}

TEST(matcher_not, the_message_is_that_of_should_not)
{
    int n = 12;

    should_say("n should not be above 9\n  expected: not above 9\n       got: 12", should(n, not_(be_above(9))));
    should_say("n should not (not be above 90)\n  expected: above 90\n       got: 12", should_not(n, not_(be_above(90))));
    should_say("n should not (be above 3 and be below 19)\n  expected: not (above 3 and below 19)\n       got: 12",
        should(n, not_(all_of(be_above(3), be_below(19)))));
    should_say("25 should not (not be below 19)\n  expected: below 19\n       got: 25", should(25, not_(not_(be_below(19)))));
    should_say(
        "n should not (not (not be above 9))\n  expected: not above 9\n       got: 12", should_not(n, not_(not_(be_above(9)))));
}

TEST(matcher_not, what_never_holds_does_not_hold_turned_round)
{
    should_say("NAN should not be above 1\n"
               "  expected: not above 1\n"
               "       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should(NAN, not_(be_above(1))));
}
