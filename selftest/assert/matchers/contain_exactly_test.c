/* contain_exactly_test.c -- contain_exactly, be_permutation_of. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_contain_exactly);

TEST(matcher_contain_exactly, it_is_the_same_values_each_as_often)
{
    int xs[] = { 2, 1, 2 };
    double ys[] = { 2, 2, 1 };

    should(array(xs, 3), contain_exactly(1, 2, 2));
    should(array(xs, 3), contain_exactly(array(ys, 3)));
    should(array(xs, 3), be_permutation_of(array(ys, 3)));
    should(array(xs, 0), be_permutation_of(array(ys, 0)));
    should_not(array(xs, 3), contain_exactly(1, 2));
    should_not(array(xs, 3), contain_exactly(1, 1, 2));
    should_not(array(xs, 3), contain_exactly(1, 2, 2, 2));
}

TEST(matcher_contain_exactly, strings_compare_by_what_is_in_them_and_nan_equals_nothing)
{
    const char *names[] = { "ada", NULL, "bob" }, *none = NULL;
    char copy[] = "bob";
    double ds[] = { NAN };

    should(array(names, 3), contain_exactly(copy, "ada", none));
    should_not(array(ds, 1), contain_exactly(NAN));
    should_not(array(ds, 1), be_permutation_of(array(ds, 1)));
}

TEST(matcher_contain_exactly, the_message_says_what_is_missing_and_what_is_too_much)
{
    int xs[] = { 1, -2, 3, -4, 3 };

    should_say("array(xs, 5) should contain exactly 1, 3, 3, 3, 8 and -2 in any order\n"
               "  expected: exactly 1, 3, 3, 3, 8 and -2 in any order\n"
               "       got: [1, -2, 3, -4, 3]\n"
               "   missing: 3 (1 of 3), 8\n"
               "     extra: -4 at [3]",
        should(array(xs, 5), contain_exactly(1, 3, 3, 3, 8, -2)));
    should_say("array(xs, 5) should contain exactly 1, -2, 3 and -4 in any order\n"
               "  expected: exactly 1, -2, 3 and -4 in any order\n"
               "       got: [1, -2, 3, -4, 3]\n"
               "     extra: 3 (1 of 2) at [4]",
        should(array(xs, 5), contain_exactly(1, -2, 3, -4)));
}

TEST(matcher_contain_exactly, a_permutation_has_the_same_words)
{
    int xs[] = { 5, 6, 5 }, ys[] = { 6 };

    should_say("array(xs, 3) should be a permutation of array(ys, 1)\n"
               "  expected: a permutation of [6]\n"
               "       got: [5, 6, 5]\n"
               "     extra: 5 at [0] and [2]",
        should(array(xs, 3), be_permutation_of(array(ys, 1))));
    should_say("array(ys, 1) should not be a permutation of array(ys, 1)\n"
               "  expected: no permutation of [6]\n"
               "       got: [6]",
        should_not(array(ys, 1), be_permutation_of(array(ys, 1))));
}

TEST(matcher_contain_exactly, long_arrays_take_one_pass)
{
    enum { N = 100000 };
    static int xs[N], ys[N];

    for (int i = 0; i < N; i++) {
        xs[i] = i / 2;
        ys[N - 1 - i] = i / 2;
    }
    should(array(xs, N), be_permutation_of(array(ys, N)));
    ys[7] = -1;
    should_not(array(xs, N), be_permutation_of(array(ys, N)));
}
