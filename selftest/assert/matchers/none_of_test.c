/* none_of_test.c -- none_of. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_none_of);

TEST(matcher_none_of, no_part_holds)
{
    const char *none = NULL;

    should(5, none_of(be_below(5), be_above(5)));
    should("ada", none_of(be_empty, start_with("b"), any_of(contain("x"), contain("y"))));
    should_not(5, none_of(be_below(5), be_above(4)));
    should_never(none, none_of(be_empty));
    should_not(5, not_(none_of(be_below(5))));
}

TEST(matcher_none_of, the_message_is_of_the_part_that_holds)
{
    should_say("\"ada\" should not (be empty or start with \"a\")\n"
               "  expected: no string starting with \"a\"\n"
               "       got: \"ada\"",
        should("ada", none_of(be_empty, start_with("a"))));
    should_say("3 should not (not (be below 1 or be above 5))\n  expected: below 1 or above 5\n       got: 3",
        should(3, not_(none_of(be_below(1), be_above(5)))));
    should_say("3 should not (not (be below 1 or be above 5))\n  expected: below 1 or above 5\n       got: 3",
        should_not(3, none_of(be_below(1), be_above(5))));
}

TEST(matcher_none_of, a_part_that_can_never_hold_settles_nothing)
{
    should_not(NAN, none_of(be_above(1), be_close_to(NAN, 1), not_(equal_to(1))));
    should_say("NAN should not (be above 1 or equal 1)\n"
               "  expected: not above 1\n"
               "       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should(NAN, none_of(be_above(1), equal_to(1))));
}
