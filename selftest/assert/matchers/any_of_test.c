/* any_of_test.c -- any_of. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_any_of);

TEST(matcher_any_of, one_part_is_enough)
{
    should(12, any_of(be_below(3), be_above(9)));
    should_not(5, any_of(be_below(3), be_above(9)));
    should("b", any_of(equal_to("a"), equal_to("b"), be_null));
}

TEST(matcher_any_of, the_message_has_all_parts)
{
    int n = 5;

    should_say("n should be below 3 or be above 9\n  expected: below 3 or above 9\n       got: 5",
        should(n, any_of(be_below(3), be_above(9))));
    should_say("n should be below 3 or (be above 9 and not equal 12)\n  expected: below 3 or (above 9 and not 12)\n       got: 5",
        should(n, any_of(be_below(3), all_of(be_above(9), not_(equal_to(12))))));
}

TEST(matcher_any_of, negated_it_is_about_the_part_that_held)
{
    int n = 12;

    should_say("n should not (be below 3 or be above 9)\n  expected: not above 9\n       got: 12",
        should_not(n, any_of(be_below(3), be_above(9))));
}

TEST(matcher_any_of, a_part_that_holds_makes_up_for_one_that_never_can)
{
    should(NAN, any_of(be_above(1), be_true));
    should_say("NAN should not (be above 1 or be below 1)\n"
               "  expected: not above 1\n"
               "       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(NAN, any_of(be_above(1), be_below(1))));
}
