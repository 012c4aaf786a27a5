/* number_test.c -- be_nan, be_finite, be_infinite, be_zero, be_positive, be_negative. */
#include "../../support/record.h"
#include <float.h>
#include <math.h>
#include <seedbed.h>

SUITE(matcher_number);

TEST(matcher_number, only_nan_is_nan)
{
    should(NAN, be_nan);
    should((double)NAN, be_nan);
    should(-(long double)NAN, be_nan);
    should_not(INFINITY, be_nan);
    should_not(0, be_nan);
}

TEST(matcher_number, nan_and_the_infinities_are_not_finite)
{
    should_not(NAN, be_finite);
    should_not(-INFINITY, be_finite);
    should(DBL_MAX, be_finite);
    should(UINT64_MAX, be_finite);
    should(5e-324, be_finite);
}

TEST(matcher_number, the_infinities_alone_are_infinite)
{
    should(INFINITY, be_infinite);
    should(-(double)INFINITY, be_infinite);
    should_not(NAN, be_infinite);
    should_not(-DBL_MAX, be_infinite);
    should_not(INT64_MIN, be_infinite);
}

TEST(matcher_number, both_zeros_are_zero_and_a_denormal_is_not)
{
    should(0, be_zero);
    should(-0.0, be_zero);
    should(false, be_zero);
    should_not(5e-324, be_zero);
    should_not(NAN, be_zero);
}

TEST(matcher_number, zero_has_no_sign)
{
    should_not(0, be_positive);
    should_not(0, be_negative);
    should_not(-0.0, be_negative);
    should_not(0u, be_positive);
}

TEST(matcher_number, extremes_have_their_sign)
{
    should(INT64_MIN, be_negative);
    should(UINT64_MAX, be_positive);
    should(-5e-324, be_negative);
    should(INFINITY, be_positive);
    should(-INFINITY, be_negative);
    should_not(UINT64_MAX, be_negative);
    should_not(INT64_MIN, be_positive);
}

TEST(matcher_number, the_messages)
{
    double ratio = INFINITY, sum = -3;

    should_say("ratio should be finite\n  expected: finite\n       got: inf", should(ratio, be_finite));
    should_say("ratio should be nan\n  expected: nan\n       got: inf", should(ratio, be_nan));
    should_say("ratio should not be infinite\n  expected: not infinite\n       got: inf", should_not(ratio, be_infinite));
    should_say("sum should be zero\n  expected: zero\n       got: -3", should(sum, be_zero));
    should_say("sum should be positive\n  expected: positive\n       got: -3", should(sum, be_positive));
    should_say("sum should not be negative\n  expected: not negative\n       got: -3", should_not(sum, be_negative));
}

TEST(matcher_number, a_zero_that_has_no_sign_is_explained)
{
    should_say("0 should be positive\n  expected: positive\n       got: 0\n  zero is neither positive nor negative",
        should(0, be_positive));
    should_say("-0.0 should be negative\n  expected: negative\n       got: -0\n"
               "  zero is neither positive nor negative, and -0 is zero",
        should(-0.0, be_negative));
}

TEST(matcher_number, nan_is_on_no_side_asserted_or_negated)
{
    should_say("NAN should not be positive\n  expected: not positive\n       got: nan\n"
               "  nan is neither above nor below zero: with it this does not hold, asserted or negated",
        should_not(NAN, be_positive));
    should_say("NAN should be negative\n  expected: negative\n       got: nan\n"
               "  nan is neither above nor below zero: with it this does not hold, asserted or negated",
        should(NAN, be_negative));
    should_say("NAN should not be nan\n  expected: not nan\n       got: nan", should_not(NAN, be_nan));
}
