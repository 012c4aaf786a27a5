/* contain_all_of_test.c -- contain_all_of, be_superset_of, be_subset_of. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_contain_all_of);

TEST(matcher_contain_all_of, how_often_does_not_matter)
{
    int xs[] = { 1, 2, 3, 3 }, ys[] = { 3, 1, 1, 1 };
    const char *none = NULL, *words[] = { "a" };

    should(array(xs, 4), contain_all_of(2, 2, 1.0));
    should(array(xs, 4), contain_all_of(array(ys, 4)));
    should(array(xs, 0), contain_all_of(array(ys, 0)));
    should_not(array(xs, 4), contain_all_of(1, 4));
    should("hello", contain_all_of("lo", "hel", ""));
    should_never("hello", contain_all_of("hel", none));
    should_never("hello", contain_all_of("x", none));
    should_never(none, contain_all_of(""));
    should_never(none, contain_all_of(array(words, 0)));
    should("", contain_all_of(array(words, 0)));
    should_never("hello", contain_all_of("hel", NULL));
}

TEST(matcher_contain_all_of, subset_and_superset_are_each_other_turned_round)
{
    int few[] = { 3, 1, 3 }, many[] = { 1, 2, 3, 4 };
    double same[] = { 1, 3 };

    should(array(few, 3), be_subset_of(array(many, 4)));
    should_not(array(many, 4), be_subset_of(array(few, 3)));
    should(array(many, 4), be_superset_of(array(few, 3)));
    should_not(array(few, 3), be_superset_of(array(many, 4)));
    should(array(few, 3), all_of(be_subset_of(array(same, 2)), be_superset_of(array(same, 2))));
    should(array(few, 0), be_subset_of(array(many, 0)));
    should_not(array(few, 3), be_subset_of(array(many, 0)));
}

TEST(matcher_contain_all_of, the_message_says_what_is_missing)
{
    int xs[] = { 1, 2 };

    should_say("array(xs, 2) should contain all of 1, 9 and 2.5\n"
               "  expected: an array containing all of 1, 9 and 2.5\n"
               "       got: [1, 2]\n"
               "   missing: 9, 2.5",
        should(array(xs, 2), contain_all_of(1, 9, 2.5)));
    should_say("\"one two\" should contain all of \"two\", \"six\" and \"ten\"\n"
               "  expected: a string containing all of \"two\", \"six\" and \"ten\"\n"
               "       got: \"one two\"\n"
               "   missing: \"six\", \"ten\"",
        should("one two", contain_all_of("two", "six", "ten")));
    should_say("array(xs, 2) should not contain all of 1 and 2\n"
               "  expected: no array containing all of 1 and 2\n"
               "       got: [1, 2]",
        should_not(array(xs, 2), contain_all_of(1, 2)));
}

TEST(matcher_contain_all_of, the_message_says_what_is_too_much_and_where)
{
    int xs[] = { 1, 7, 2, 7 }, ys[] = { 1, 2 };

    should_say("array(xs, 4) should be a subset of array(ys, 2)\n"
               "  expected: a subset of [1, 2]\n"
               "       got: [1, 7, 2, 7]\n"
               "     extra: 7 at [1] and [3]",
        should(array(xs, 4), be_subset_of(array(ys, 2))));
    should_say("array(ys, 2) should be a superset of array(xs, 4)\n"
               "  expected: a superset of [1, 7, 2, 7]\n"
               "       got: [1, 2]\n"
               "   missing: 7",
        should(array(ys, 2), be_superset_of(array(xs, 4))));
    should_say("array(ys, 2) should not be a subset of array(xs, 4)\n"
               "  expected: no subset of [1, 7, 2, 7]\n"
               "       got: [1, 2]",
        should_not(array(ys, 2), be_subset_of(array(xs, 4))));
}

TEST(matcher_contain_all_of, what_cannot_be_compared_is_refused_both_ways)
{
    int xs[] = { 1 }, *none = NULL;
    const char *names[] = { "a" };

    should_say(
        "array(xs, 1) should not be a subset of array(names, 1)\n"
        "  `be a subset of [\"a\"]` does not go with `array(xs, 1)`: each value of its array is a string, and each element of "
        "`array(xs, 1)` is a number",
        should_not(array(xs, 1), be_subset_of(array(names, 1))));
    should_say(
        "array(xs, 1) should be a superset of bytes(xs, 1)\n"
        "  `be a superset of 1 byte: 01  |.|` does not go with `array(xs, 1)`: its argument should be an array and is bytes",
        should(array(xs, 1), be_superset_of(bytes(xs, 1))));
    should_say("array(xs, 1) should not be a superset of array(none, 1)\n"
               "  expected: no superset of NULL\n"
               "       got: [1]\n"
               "  the array that is asked for is NULL: it does not hold, asserted or negated",
        should_not(array(xs, 1), be_superset_of(array(none, 1))));
}

TEST(matcher_contain_all_of, of_many_missing_strings_a_few_are_named)
{
    static const char *const names[] = { "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o" };
    struct record record;

    record_open(&record);
    expect("a", contain_all_of(array(names, 14)));
    record_stop(&record);
    should(record_text(&record),
        end_with("\n   missing: \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\", \"l\", \"m\" and 2 more"));
}
