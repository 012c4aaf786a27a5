/* unique_test.c -- be_unique. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>
#include <stdlib.h>

SUITE(matcher_unique);

TEST(matcher_unique, equal_is_what_equal_to_says)
{
    int xs[] = { 1, 2, 3 }, *none = NULL;
    double ds[] = { 0.0, -0.0 }, nans[] = { NAN, NAN };
    char a[] = "ada", b[] = "ada";
    const char *names[] = { a, b };

    should(array(xs, 3), be_unique);
    should(array(none, 0), be_unique);
    should_not(array(ds, 2), be_unique);
    should(array(nans, 2), be_unique);
    should_not(array(names, 2), be_unique);
}

TEST(matcher_unique, the_message_says_what_is_there_more_than_once_and_where)
{
    int xs[] = { 5, 3, 5, 4, 4, 5 }, many[] = { 1, 1, 2, 2, 3, 3, 4, 4, 5, 5 };

    should_say("array(xs, 6) should be unique\n"
               "  expected: unique\n"
               "       got: [5, 3, 5, 4, 4, 5]\n"
               "  5 is there 3 times, at [0], [2] and [5]\n"
               "  4 is there 2 times, at [3] and [4]",
        should(array(xs, 6), be_unique));
    should_say("array(many, 10) should be unique\n"
               "  expected: unique\n"
               "       got: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]\n"
               "  1 is there 2 times, at [0] and [1]\n"
               "  2 is there 2 times, at [2] and [3]\n"
               "  3 is there 2 times, at [4] and [5]\n"
               "  and 2 more values are there more than once",
        should(array(many, 10), be_unique));
    should_say(
        "array(xs, 2) should not be unique\n  expected: not unique\n       got: [5, 3]", should_not(array(xs, 2), be_unique));
}

TEST(matcher_unique, an_array_at_null_fails_both_ways)
{
    int *none = NULL;

    should_say("array(none, 2) should not be unique\n"
               "  expected: not unique\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 2), be_unique));
}

TEST(matcher_unique, long_arrays_take_one_pass)
{
    enum { N = 100000 };
    static int64_t xs[N];
    static double ds[N];

    for (int i = 0; i < N; i++) {
        xs[i] = (int64_t)i * 4096;
        ds[i] = i / 8.0;
    }
    should(array(xs, N), be_unique);
    should(array(ds, N), be_unique);
    xs[N - 1] = 4096;
    should_not(array(xs, N), be_unique);
}

typedef struct numbered {
    int n;
    const char *name;
} numbered;
SB_STRUCT(numbered, n, name);

/* So many that a comparison of each with each would not come to an end. */
TEST(matcher_unique, many_objects_are_told_apart_where_case_is_ignored)
{
    enum { MANY = 100000 };
    numbered *all = calloc(MANY, sizeof *all);

    for (int i = 0; i < MANY; i++)
        all[i] = (numbered){ i / 2, i % 2 ? "Ada" : "bob" };
    expect(objects(numbered, all, MANY), ignoring_case(be_unique));
    all[MANY - 1].name = "BOB";
    expect_not(objects(numbered, all, MANY), ignoring_case(be_unique));
    free(all);
}
