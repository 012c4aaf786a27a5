/* sorted_test.c -- be_sorted, be_sorted_descending. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_sorted);

TEST(matcher_sorted, equal_neighbours_are_in_order)
{
    int up[] = { -1, 0, 0, 7 }, down[] = { 7, 0, 0, -1 };
    const char *names[] = { "", "Zoe", "ada", "ada", "\xc3\xa9" };

    should(array(up, 4), be_sorted);
    should_not(array(up, 4), be_sorted_descending);
    should(array(down, 4), be_sorted_descending);
    should_not(array(down, 4), be_sorted);
    should(array(names, 5), be_sorted);
    should_not(array(names, 5), be_sorted_descending);
}

TEST(matcher_sorted, fewer_than_two_are_in_order)
{
    int one[] = { 1 }, *none = NULL;

    should(array(one, 1), all_of(be_sorted, be_sorted_descending));
    should(array(none, 0), all_of(be_sorted, be_sorted_descending));
    should_say("array(none, 1) should not be sorted\n"
               "  expected: not sorted\n"
               "       got: NULL\n"
               "  there is no array: NULL satisfies nothing about elements, asserted or negated",
        should_not(array(none, 1), be_sorted));
}

TEST(matcher_sorted, the_message_shows_the_first_pair_out_of_order)
{
    uint64_t xs[] = { 1, UINT64_MAX, 3, 2 };
    const char *names[] = { "ada", "bob" };

    should_say("array(xs, 4) should be sorted\n"
               "  expected: sorted\n"
               "       got: [1, 18446744073709551615, 3, 2]\n"
               "  out of order: [1] is 18446744073709551615, [2] is 3",
        should(array(xs, 4), be_sorted));
    should_say("array(names, 2) should be sorted descending\n"
               "  expected: sorted descending\n"
               "       got: [\"ada\", \"bob\"]\n"
               "  out of order: [0] is \"ada\", [1] is \"bob\"",
        should(array(names, 2), be_sorted_descending));
}

TEST(matcher_sorted, what_has_no_place_in_an_order_fails_both_ways)
{
    double ds[] = { 2, 1, NAN }, alone[] = { NAN };
    const char *names[] = { "a", NULL };

    should_say("array(ds, 3) should not be sorted\n"
               "  expected: not sorted\n"
               "       got: [2, 1, nan]\n"
               "  [2] is nan, which has no place in an order: it does not hold, asserted or negated",
        should_not(array(ds, 3), be_sorted));
    should_say("array(alone, 1) should be sorted\n"
               "  expected: sorted\n"
               "       got: [nan]\n"
               "  [0] is nan, which has no place in an order: it does not hold, asserted or negated",
        should(array(alone, 1), be_sorted));
    should_say("array(names, 2) should not be sorted descending\n"
               "  expected: not sorted descending\n"
               "       got: [\"a\", NULL]\n"
               "  [1] is NULL, which has no place in an order: it does not hold, asserted or negated",
        should_not(array(names, 2), be_sorted_descending));
}

TEST(matcher_sorted, case_and_space_may_be_ignored)
{
    const char *names[] = { "ada", "  Bob", "BOB", "eve" }, *none[] = { NULL };

    should_not(array(names, 4), be_sorted);
    should(array(names, 4), ignoring_case(ignoring_space(be_sorted)));
    should(array(names + 1, 2), ignoring_case(ignoring_space(be_sorted_descending)));
    should_not(array(names, 4), ignoring_case(ignoring_space(be_sorted_descending)));
    should_say("array(none, 1) should not be sorted ignoring case\n"
               "  expected: not sorted ignoring case\n"
               "       got: [NULL]\n"
               "  [0] is NULL, which has no place in an order: it does not hold, asserted or negated",
        should_not(array(none, 1), ignoring_case(be_sorted)));
}

TEST(matcher_sorted, pointers_have_no_order)
{
    int x = 1, *ps[] = { &x };

    should_say(
        "array(ps, 1) should not be sorted\n"
        "  `be sorted` does not go with `array(ps, 1)`: it is about numbers or strings, and each element of `array(ps, 1)` is a "
        "pointer",
        should_not(array(ps, 1), be_sorted));
}
