/* close_test.c -- be_close_to. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_close);

TEST(matcher_close, the_edge_is_close_and_what_is_behind_it_is_not)
{
    should(12, be_close_to(10, 2));
    should(8, be_close_to(10, 2));
    should_not(13, be_close_to(10, 2));
    should(0.1 + 0.2, be_close_to(0.3, 1e-9));
    should_not(0.31, be_close_to(0.3, 1e-9));
}

TEST(matcher_close, integers_far_apart_do_not_overflow)
{
    should_not(INT64_MIN, be_close_to(UINT64_MAX, UINT64_MAX));
    should(INT64_MIN, be_close_to(INT64_MAX, UINT64_MAX));
    should_not(INT64_MIN, be_close_to(INT64_MAX, UINT64_MAX - 1));
    should(UINT64_MAX, be_close_to(UINT64_MAX - 1, 1));
    should(-1, be_close_to(UINT64_MAX - 1, UINT64_MAX));
}

TEST(matcher_close, a_distance_above_every_integer_is_exact)
{
    should(INT64_MIN, be_close_to(UINT64_MAX, 1e20));
    should(INT64_MIN, be_close_to(UINT64_MAX, INFINITY));
    should(-1, be_close_to(UINT64_MAX, 18446744073709551616.0));
    should_not(-2, be_close_to(UINT64_MAX, 18446744073709551616.0));
    should(-2, be_close_to(UINT64_MAX, 18446744073709555712.0));
}

TEST(matcher_close, infinity_is_close_to_itself_and_to_nothing_else)
{
    should(INFINITY, be_close_to(INFINITY, 0));
    should_not(INFINITY, be_close_to(1, 1e300));
    should_not(INFINITY, be_close_to(-INFINITY, 1e300));
}

TEST(matcher_close, the_message_says_how_far_away)
{
    should_say("10 should be close to 20 give or take 3\n"
               "  expected: 20 give or take 3\n"
               "       got: 10, 10 away",
        should(10, be_close_to(20, 3)));
    should_say("0.5 should not be close to 0.25 give or take 1\n"
               "  expected: not 0.25 give or take 1\n"
               "       got: 0.5, 0.25 away",
        should_not(0.5, be_close_to(0.25, 1)));
    should_say("INT64_MIN should be close to UINT64_MAX give or take 3\n"
               "  expected: 18446744073709551615 give or take 3\n"
               "       got: -9223372036854775808, more than 2^64 away",
        should(INT64_MIN, be_close_to(UINT64_MAX, 3)));
}

TEST(matcher_close, nan_and_a_negative_distance_fail_asserted_and_negated)
{
    should_say("NAN should not be close to 1 give or take 1\n"
               "  expected: not 1 give or take 1\n"
               "       got: nan\n"
               "  nan is near nothing: with it be_close_to does not hold, asserted or negated",
        should_not(NAN, be_close_to(1, 1)));
    should_say("5 should not be close to 1 give or take -1\n"
               "  expected: not 1 give or take -1\n"
               "       got: 5, 4 away\n"
               "  the second argument is a distance and cannot be negative",
        should_not(5, be_close_to(1, -1)));
}
