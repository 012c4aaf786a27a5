/* described_as_test.c -- described_as. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_described_as);

#define SB_M_be_a_port SB_M_described_as("be a port", be_between(1, 65535))

TEST(matcher_described_as, it_judges_as_its_part)
{
    should(80, be_a_port);
    should_not(0, be_a_port);
    should(80, all_of(be_a_port, described_as("be round", any_of(equal_to(80), equal_to(8080)))));
    should(NULL, described_as(NULL, be_null));
}

TEST(matcher_described_as, its_words_and_what_the_part_says)
{
    int n = 0;

    should_say("n should be a port\n  expected: between 1 and 65535\n       got: 0", should(n, be_a_port));
    should_say("n should not be gone\n  expected: not 0\n       got: 0", should_not(n, described_as("be gone", equal_to(0))));
}

TEST(matcher_described_as, inside_others)
{
    int n = 0;

    should_say("n should be above -1 and be a port\n  expected: between 1 and 65535\n       got: 0",
        should(n, all_of(be_above(-1), be_a_port)));
    should_say(
        "n should be a port or equal 7\n  expected: a port or 7\n       got: 0", should(n, any_of(be_a_port, equal_to(7))));
    should_say("n should be as described\n  expected: 7\n       got: 0", should(n, described_as(NULL, equal_to(7))));
}

TEST(matcher_described_as, words_that_are_none_and_words_of_two_lines)
{
    int n = 0;

    should_say("n should be as described\n  expected: 7\n       got: 0", should(n, described_as("", equal_to(7))));
    should_say("n should be very large or equal 7\n  expected: very large or 7\n       got: 0",
        should(n, any_of(described_as("be\nvery\rlarge", be_above(9)), equal_to(7))));
}

TEST(matcher_described_as, an_operand_that_does_not_go_with_it)
{
    should_say("\"x\" should be large\n  `be above 3` does not go with `\"x\"`: it is about a number, and `\"x\"` is a string",
        should("x", described_as("be large", be_above(3))));
}

TEST(matcher_described_as, what_never_holds)
{
    should_say("NAN should not be a port\n"
               "  expected: not between 1 and 65535\n"
               "       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(NAN, be_a_port));
    should_say("NAN should be a port\n"
               "  expected: between 1 and 65535\n"
               "       got: nan\n"
               "  nan has no place in an order: with it no ordering holds, asserted or negated",
        should(NAN, be_a_port));
}
