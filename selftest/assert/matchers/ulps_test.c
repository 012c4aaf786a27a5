/* ulps_test.c -- be_within_ulps_of. */
#include "../../support/record.h"
#include <float.h>
#include <math.h>
#include <seedbed.h>

SUITE(matcher_ulps);

TEST(matcher_ulps, the_operand_says_how_wide_a_step_is)
{
    float third = 1.0f / 3;

    should(0.1 + 0.2, be_within_ulps_of(0.3, 1));
    should_not(0.1 + 0.2, be_within_ulps_of(0.3, 0));
    should(nextafterf(third, 1), be_within_ulps_of(third, 1));
    should_not(nextafterf(third, 1), be_within_ulps_of(third, 0));
    should(third, be_within_ulps_of(1.0 / 3, 0)); /* made a float */
    should_not((double)third, be_within_ulps_of(1.0 / 3, 1000000));
}

TEST(matcher_ulps, steps_go_on_across_a_power_of_two_and_zero)
{
    should(nextafter(1, 2), be_within_ulps_of(nextafter(1, 0), 2));
    should_not(nextafter(1, 2), be_within_ulps_of(nextafter(1, 0), 1));
    should(-5e-324, be_within_ulps_of(5e-324, 2));
    should_not(-5e-324, be_within_ulps_of(5e-324, 1));
    should(-0.0, be_within_ulps_of(0.0, 0));
    should(-FLT_TRUE_MIN, be_within_ulps_of(0, 1));
}

TEST(matcher_ulps, an_infinity_is_near_itself_alone)
{
    should(INFINITY, be_within_ulps_of(INFINITY, 0));
    should_not(INFINITY, be_within_ulps_of(-INFINITY, UINT64_MAX));
    should_not(DBL_MAX, be_within_ulps_of((double)INFINITY, 4));
    should_not((double)INFINITY, be_within_ulps_of(DBL_MAX, UINT64_MAX));
}

TEST(matcher_ulps, an_integer_takes_the_steps_of_the_argument)
{
    should(1, be_within_ulps_of(nextafter(1, 2), 1));
    should_not(1, be_within_ulps_of(nextafter(1, 2), 0));
    should(12, be_within_ulps_of(10, 2));
    should_not(13, be_within_ulps_of(10, 2));
    should(INT64_MIN, be_within_ulps_of(INT64_MAX, UINT64_MAX));
    should_not(INT64_MIN, be_within_ulps_of(UINT64_MAX, UINT64_MAX));
}

TEST(matcher_ulps, the_farthest_doubles_have_a_distance)
{
    should(-DBL_MAX, be_within_ulps_of(DBL_MAX, UINT64_MAX));
    should_not(-DBL_MAX, be_within_ulps_of(DBL_MAX, INT64_MAX));
}

/* The type of the operand is what x is made: an infinity, which is not the x that was asked for. */
TEST(matcher_ulps, what_the_type_of_the_operand_cannot_hold_is_near_nothing)
{
    should_not(FLT_MAX, be_within_ulps_of(1e300, UINT64_MAX));
    should_not(-FLT_MAX, be_within_ulps_of(-1e39, 1));
    should_not((float)INFINITY, be_within_ulps_of(1e300, 1));
    should_not(DBL_MAX, be_within_ulps_of(ldexpl(1, 1024), UINT64_MAX));
    should_say("FLT_MAX should be within 1 ulps of 1e300\n"
               "  expected: within 1 ulps of 1e+300\n"
               "       got: 3.4028235e+38",
        should(FLT_MAX, be_within_ulps_of(1e300, 1)));
}

TEST(matcher_ulps, integers_farther_apart_than_any_integer_are_counted_exactly)
{
    should(INT64_MIN, be_within_ulps_of(UINT64_MAX, 1e20));
    should(-2, be_within_ulps_of(UINT64_MAX, ldexpl(1, 64) + 4096));
    should_not(-2, be_within_ulps_of(UINT64_MAX, ldexpl(1, 64)));
}

/* By numbers that are doubles too: valgrind computes with no more digits. */
TEST(matcher_ulps, steps_of_a_long_double_are_those_at_the_larger)
{
    const double n = ldexp(1, LDBL_MANT_DIG - DBL_MANT_DIG);

    should(1.0L + DBL_EPSILON, be_within_ulps_of(1.0L, n));
    should_not(1.0L + DBL_EPSILON, be_within_ulps_of(1.0L, n - 0.5));
    should(1.0L - DBL_EPSILON / 2, be_within_ulps_of(1.0L, n / 2));
    should_not(1.0L - DBL_EPSILON / 2, be_within_ulps_of(1.0L, n / 2 - 0.25));
    should(0.0L, be_within_ulps_of(-0.0L, 0));
}

/* Which are 0 where a long double is computed as a double, and then are near each other too. */
TEST(matcher_ulps, steps_of_the_smallest_long_doubles_are_all_of_one_size)
{
    volatile long double least = LDBL_TRUE_MIN;

    should(least * 4, be_within_ulps_of(least * 2, 2));
    should(least * 3, be_within_ulps_of(least, 2));
    if (least > 0)
        should_not(least * 4, be_within_ulps_of(least * 2, 1));
}

TEST(matcher_ulps, the_message_counts_the_steps)
{
    double sum = 0.1 + 0.2;
    float half = 0.5f;

    should_say("sum should be within 0 ulps of 0.3\n"
               "  expected: within 0 ulps of 0.3\n"
               "       got: 0.30000000000000004, 1 ulp of a double away",
        should(sum, be_within_ulps_of(0.3, 0)));
    should_say("half should be within 4 ulps of 0.25f\n"
               "  expected: within 4 ulps of 0.25\n"
               "       got: 0.5, 8388608 ulps of a float away",
        should(half, be_within_ulps_of(0.25f, 4)));
    should_say("sum should not be within 4 ulps of 0.3\n"
               "  expected: not within 4 ulps of 0.3\n"
               "       got: 0.30000000000000004, 1 ulp of a double away",
        should_not(sum, be_within_ulps_of(0.3, 4)));
}

TEST(matcher_ulps, nan_and_a_negative_number_of_steps_fail_asserted_and_negated)
{
    should_say("1 should not be within 4 ulps of NAN\n"
               "  expected: not within 4 ulps of nan\n"
               "       got: 1\n"
               "  nan is near nothing: with it be_within_ulps_of does not hold, asserted or negated",
        should_not(1, be_within_ulps_of(NAN, 4)));
    should_say("1.0 should be within -1 ulps of 1.0\n"
               "  expected: within -1 ulps of 1\n"
               "       got: 1, 0 ulps of a double away\n"
               "  the second argument is a number of steps and cannot be negative",
        should(1.0, be_within_ulps_of(1.0, -1)));
}
