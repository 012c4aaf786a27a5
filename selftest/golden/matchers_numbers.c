/* matchers_numbers.c -- samples of matchers about numbers. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"
#include <math.h>
#include <stdint.h>

/* The same value, by mathematics: -1 differs from SIZE_MAX, 1 equals 1.0, and nan equals nothing. Of strings, bytes, arrays and structs
 * further below. */
TEST(equal_to, a_number)
{
    int seats = 41;
    passes should(seats + 1, equal_to(42));
    fails should(seats, equal_to(42));
}

TEST(equal_to, numbers_of_two_types)
{
    long long owed = -1;
    passes should_not(owed, equal_to(SIZE_MAX));
    fails should(owed, equal_to(SIZE_MAX));
}

TEST(equal_to, a_float_and_a_double)
{
    float ratio = 0.1f;
    passes should(ratio, equal_to(0.1f));
    fails should(ratio, equal_to(0.1));
}

/* Above, below and the like compare numbers of any two types by mathematics. nan satisfies none of them, asserted or negated. */
TEST(be_above, a_number)
{
    int age = 17;
    passes should(age, be_above(16.5));
    fails should(age, be_above(17));
}

TEST(be_above, not_a_number)
{
    double ratio = NAN;
    passes should_not(1.0, be_above(2));
    fails should_not(ratio, be_above(2));
}

TEST(be_below, a_number)
{
    int delta = -1;
    passes should(delta, be_below(3u));
    fails should(delta, be_below(-1));
}

TEST(be_at_least, a_number)
{
    unsigned long rows = 4;
    passes should(rows, be_at_least(4));
    fails should(rows, be_at_least(5));
}

TEST(be_at_most, a_number)
{
    double load = 0.75;
    passes should(load, be_at_most(1));
    fails should(load, be_at_most(0.5));
}

/* Both ends count. Ends in the wrong order fail, asserted or negated. */
TEST(be_between, a_number)
{
    int percent = 101;
    passes should(percent - 1, be_between(0, 100));
    fails should(percent, be_between(0, 100));
}

TEST(be_between, ends_in_the_wrong_order)
{
    int percent = 50;
    passes should_not(percent, be_between(0, 10));
    fails should_not(percent, be_between(100, 0));
}

/* The distance is at most delta. */
TEST(be_close_to, a_number)
{
    double ratio = 0.31;
    passes should(ratio, be_close_to(0.3, 0.02));
    fails should(ratio, be_close_to(0.3, 1e-9));
}

/* The distance is at most so many percent of x. */
TEST(be_within_percent_of, a_number)
{
    int total = 190;
    passes should(total, be_within_percent_of(200, 5));
    fails should(total, be_within_percent_of(200, 2.5));
}

/* At most so many steps from one floating number to the next lie between the two. */
TEST(be_within_ulps_of, a_number)
{
    double sum = 0.1 + 0.2;
    passes should(sum, be_within_ulps_of(0.3, 1));
    fails should(sum, be_within_ulps_of(0.3, 0));
}

/* The only matcher that nan satisfies. */
TEST(be_nan, a_number)
{
    double ratio = 0.5;
    passes should(ratio - NAN, be_nan);
    fails should(ratio, be_nan);
}

/* Neither infinite nor nan: every integer is. */
TEST(be_finite, a_number)
{
    double ratio = INFINITY;
    passes should(1 / ratio, be_finite);
    fails should(ratio, be_finite);
}

TEST(be_infinite, a_number)
{
    double ratio = 1e308;
    passes should(-10 * ratio, be_infinite);
    fails should(ratio, be_infinite);
}

TEST(be_zero, a_number)
{
    int left = 2;
    passes should(left - 2, be_zero);
    fails should(left, be_zero);
}

/* Above 0: 0 itself is neither positive nor negative. */
TEST(be_positive, a_number)
{
    int balance = 0;
    passes should(balance + 1, be_positive);
    fails should(balance, be_positive);
}

TEST(be_negative, a_number)
{
    double balance = 12.5;
    passes should(-balance, be_negative);
    fails should(balance, be_negative);
}

/* Not zero, as C has it. */
TEST(be_true, a_number)
{
    int flags = 6;
    passes should(flags & 2, be_true);
    fails should(flags & 1, be_true);
}

TEST(be_false, a_bool)
{
    bool closed = true;
    passes should(!closed, be_false);
    fails should(closed, be_false);
}
