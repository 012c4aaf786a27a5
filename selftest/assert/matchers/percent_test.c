/* percent_test.c -- be_within_percent_of. */
#include "../../support/record.h"
#include <float.h>
#include <math.h>
#include <seedbed.h>

SUITE(matcher_percent);

TEST(matcher_percent, both_ends_count)
{
    should(190, be_within_percent_of(200, 5));
    should(210.0, be_within_percent_of(200, 5));
    should_not(211, be_within_percent_of(200, 5));
    should(-190, be_within_percent_of(-200, 5));
    should_not(190, be_within_percent_of(-200, 100));
    should(1.25, be_within_percent_of(1, 25));
}

TEST(matcher_percent, of_zero_and_of_an_infinity_only_itself)
{
    should(0, be_within_percent_of(0, 50));
    should(-0.0, be_within_percent_of(0, 0));
    should_not(5e-324, be_within_percent_of(0, 50));
    should(INFINITY, be_within_percent_of(INFINITY, 1));
    should_not(1, be_within_percent_of(INFINITY, 1));
    should_not(INFINITY, be_within_percent_of(-INFINITY, 100));
}

TEST(matcher_percent, extremes_do_not_overflow)
{
    should(INT64_MIN, be_within_percent_of(INT64_MAX, 201));
    should_not(INT64_MIN, be_within_percent_of(UINT64_MAX, 100));
    should(UINT64_MAX, be_within_percent_of(UINT64_MAX, 0));
    should(1e308, be_within_percent_of(1.7e308, 50));
    should_not(0.0, be_within_percent_of(DBL_MAX, 5));
    should(DBL_MAX, be_within_percent_of(DBL_MAX / 2, 101));
}

/* Where they are numbers: valgrind knows no long double above DBL_MAX. */
TEST(matcher_percent, the_largest_long_doubles_do_not_overflow)
{
    volatile long double most = LDBL_MAX;

    if (!(most > most / 2))
        skip_test("a long double holds no more than a double here");
    should_not(0.0L, be_within_percent_of(most, 5));
    should_not(-most, be_within_percent_of(most, 199));
    should(-most, be_within_percent_of(most, 200));
    should(most / 2, be_within_percent_of(most, 50));
}

TEST(matcher_percent, the_message_has_the_percentage_that_it_was)
{
    int total = 188;

    should_say("total should be within 5 percent of 200\n"
               "  expected: within 5 percent of 200\n"
               "       got: 188, 6 percent away",
        should(total, be_within_percent_of(200, 5)));
    should_say("total should not be within 7 percent of 200\n"
               "  expected: not within 7 percent of 200\n"
               "       got: 188, 6 percent away",
        should_not(total, be_within_percent_of(200, 7)));
}

TEST(matcher_percent, the_sentence_has_the_words_of_the_source_in_their_order)
{
    int total = 188, budget = 200, slack = 5;

    should_say("total should be within slack percent of budget\n"
               "  expected: within 5 percent of 200\n"
               "       got: 188, 6 percent away",
        should(total, be_within_percent_of(budget, slack)));
    should_say("total should be positive and be within slack percent of budget\n"
               "  expected: within 5 percent of 200\n"
               "       got: 188, 6 percent away",
        should(total, all_of(be_positive, be_within_percent_of(budget, slack))));
}

TEST(matcher_percent, a_percentage_of_zero_gets_advice)
{
    should_say("0.1 should be within 5 percent of 0\n"
               "  expected: within 5 percent of 0\n"
               "       got: 0.1\n"
               "  any percentage of 0 is 0: be_close_to(0, delta) takes a distance",
        should(0.1, be_within_percent_of(0, 5)));
}

TEST(matcher_percent, nan_and_a_percentage_that_is_none_fail_asserted_and_negated)
{
    should_say("NAN should not be within 5 percent of 1\n"
               "  expected: not within 5 percent of 1\n"
               "       got: nan\n"
               "  nan is near nothing: with it be_within_percent_of does not hold, asserted or negated",
        should_not(NAN, be_within_percent_of(1, 5)));
    should_say("2 should not be within -5 percent of 1\n"
               "  expected: not within -5 percent of 1\n"
               "       got: 2, 100 percent away\n"
               "  a percentage is a finite number, 0 or more",
        should_not(2, be_within_percent_of(1, -5)));
    should_say("2 should be within INFINITY percent of 1\n"
               "  expected: within inf percent of 1\n"
               "       got: 2, 100 percent away\n"
               "  a percentage is a finite number, 0 or more",
        should(2, be_within_percent_of(1, INFINITY)));
}
