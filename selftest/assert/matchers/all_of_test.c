/* all_of_test.c -- all_of. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_all_of);

TEST(matcher_all_of, every_part_holds)
{
    int n = 12;

    should(n, all_of(be_above(3), be_below(19), equal_to(12)));
    should_not(n, all_of(be_above(3), be_below(9)));
    should("hello", all_of(start_with("he"), have_length(5), match("l{2}")));
}

TEST(matcher_all_of, it_goes_inside_itself)
{
    should(12, all_of(all_of(be_above(3), all_of(be_below(19))), any_of(equal_to(12), all_of(equal_to(13)))));
}

TEST(matcher_all_of, the_message_is_about_the_part_that_failed)
{
    int n = 12;

    should_say(
        "n should be above 3 and be below 9\n  expected: below 9\n       got: 12", should(n, all_of(be_above(3), be_below(9))));
    should_say("\"abd\" should start with \"a\" and equal \"abc\"\n"
               "  expected: \"abc\"\n"
               "       got: \"abd\"\n"
               "               ^ byte 2",
        should("abd", all_of(start_with("a"), equal_to("abc"))));
}

TEST(matcher_all_of, negated_all_of_them_held)
{
    int n = 12;

    should_say("n should not (be above 3 and be below 19)\n  expected: not (above 3 and below 19)\n       got: 12",
        should_not(n, all_of(be_above(3), be_below(19))));
}

TEST(matcher_all_of, a_part_that_can_never_hold_fails_it_asserted_and_negated)
{
    should_say("NAN should not (be above 1 and be below 3)\n"
               "  expected: not above 1\n"
               "       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(NAN, all_of(be_above(1), be_below(3))));
    should_say("\"a\" should start with \"a\" and match \"(\"\n"
               "   pattern: \"(\"\n"
               "              ^ byte 1: missing closing parenthesis",
        should("a", all_of(start_with("a"), match("("))));
}
