/* elements_test.c -- elements judged by the part of a composite: objects, bits of composites, many of them. */
#include "../support/record.h"
#include <seedbed.h>

typedef struct pet {
    int age;
    const char *name;
} pet;
SB_STRUCT(pet, age, name);

typedef enum hue { RED, GREEN } hue;
static void print_hue(const void *at, sb_text *out) { sb_text_add(out, "%s", *(const hue *)at == RED ? "RED" : "GREEN"); }
SB_TYPE(hue, .print = print_hue);

SUITE(elements);

TEST(elements, structs_are_elements_like_others)
{
    pet zoo[] = { { 1, "ada" }, { 2, "bob" }, { 1, "ada" } }, ada = zoo[0], eve = { 3, "eve" };

    should(objects(pet, zoo, 3), contain(object(pet, &ada)));
    should_not(objects(pet, zoo, 3), contain(object(pet, &eve)));
    should(objects(pet, zoo, 2), contain_exactly(object(pet, zoo + 1), object(pet, &ada)));
    should_not(objects(pet, zoo, 3), be_unique);
    should(objects(pet, zoo, 3), some(equal_to(object(pet, &ada))));
    should(objects(pet, zoo, 3), be_subset_of(objects(pet, zoo, 2)));
}

TEST(elements, a_struct_is_printed_with_its_fields)
{
    pet zoo[] = { { 1, "ada" }, { 1, "ada" } }, eve = { 3, "eve" };

    should_say("objects(pet, zoo, 2) should contain exactly object(pet, &eve) and object(pet, zoo) in any order\n"
               "  expected: exactly pet{age: 3, name: \"eve\"} and pet{age: 1, name: \"ada\"} in any order\n"
               "       got: [pet{age: 1, name: \"ada\"}, pet{age: 1, name: \"ada\"}]\n"
               "   missing: pet{age: 3, name: \"eve\"}\n"
               "     extra: pet{age: 1, name: \"ada\"} (1 of 2) at [1]",
        should(objects(pet, zoo, 2), contain_exactly(object(pet, &eve), object(pet, zoo))));
    should_say(
        "objects(pet, zoo, 2) should not contain 3\n"
        "  `contain 3` does not go with `objects(pet, zoo, 2)`: 3 is a number, and each element of `objects(pet, zoo, 2)` is an "
        "object",
        should_not(objects(pet, zoo, 2), contain(3)));
}

TEST(elements, texts_in_structs_may_be_compared_loosely)
{
    pet zoo[] = { { 1, "ada" }, { 2, "bob" }, { 1, "ADA" } };

    should(objects(pet, zoo, 3), be_unique);
    should_not(objects(pet, zoo, 3), ignoring_case(be_unique));
    should(objects(pet, zoo, 2), ignoring_case(contain_exactly(object(pet, zoo + 1), object(pet, zoo + 2))));
}

TEST(elements, an_enum_is_printed_by_its_type)
{
    hue hues[] = { GREEN, RED, RED };

    should_say("objects(hue, hues, 3) should contain exactly RED and GREEN in any order\n"
               "  expected: exactly RED and GREEN in any order\n"
               "       got: [GREEN, RED, RED]\n"
               "     extra: RED (1 of 2) at [2]",
        should(objects(hue, hues, 3), contain_exactly(RED, GREEN)));
    should_say("objects(hue, hues, 3) should be unique\n"
               "  expected: unique\n"
               "       got: [GREEN, RED, RED]\n"
               "  RED is there 2 times, at [1] and [2]",
        should(objects(hue, hues, 3), be_unique));
}

typedef struct wall {
    hue hue;
    const hue *beside;
} wall;
SB_STRUCT(wall, typed(hue, hue), behind(beside, hue));

TEST(elements, what_is_expected_of_an_enum_is_printed_by_its_type)
{
    hue hues[] = { GREEN, GREEN };

    should_say("objects(hue, hues, 2) should each equal RED\n"
               "  all 2 elements fail; the first:\n"
               "    expected: RED\n"
               "         got: GREEN",
        should(objects(hue, hues, 2), each(equal_to(RED))));
    should_say("objects(hue, hues, 2) should have none be one of RED or GREEN\n"
               "  2 of 2 elements do, at [0] and [1]; the first:\n"
               "    expected: not one of RED or GREEN\n"
               "         got: GREEN",
        should(objects(hue, hues, 2), none(be_one_of(RED, GREEN))));
    should_say("objects(hue, hues, 2) should each (be between -1 and RED or equal 7.5)\n"
               "  all 2 elements fail; the first:\n"
               "    expected: between -1 and RED or 7.5\n"
               "         got: GREEN",
        should(objects(hue, hues, 2), each(any_of(be_between(-1, RED), equal_to(7.5)))));
    should_say("hues should have the hue behind it equal RED\n"
               "  expected: RED\n"
               "       got: GREEN",
        should(hues, pointee(hue, equal_to(RED))));
}

TEST(elements, a_field_that_is_an_enum_is_printed_by_its_type)
{
    wall wall_ = { GREEN, NULL };

    should_say("object(wall, &wall_) should have its hue equal RED\n"
               "  hue:\n"
               "    expected: RED\n"
               "         got: GREEN",
        should(object(wall, &wall_), have_field(hue, equal_to(RED))));
    should_say("object(wall, &wall_) should not have its hue be close to RED give or take 1\n"
               "  hue:\n"
               "    expected: not 0 give or take 1\n"
               "         got: 1, 1 away",
        should_not(object(wall, &wall_), have_field(hue, be_close_to(RED, 1))));
}

TEST(elements, a_long_array_of_structs_has_a_line_for_each)
{
    pet zoo[12] = { { 1, "a name that is longer than most" }, { 2, "bob" } };

    should_say("objects(pet, zoo, 12) should have some that have its age be above 9\n"
               "  expected: some to have its \"age\" be above 9\n"
               "       got: [0] pet{age: 1, name: \"a name that is longer than most\"}\n"
               "            [1] pet{age: 2, name: \"bob\"}\n"
               "            [2] pet{age: 0, name: NULL}\n"
               "            [3] pet{age: 0, name: NULL}\n"
               "            ... (4 of 12 cut, --full-values shows all) ...\n"
               "            [8] pet{age: 0, name: NULL}\n"
               "            [9] pet{age: 0, name: NULL}\n"
               "            [10] pet{age: 0, name: NULL}\n"
               "            [11] pet{age: 0, name: NULL}",
        should(objects(pet, zoo, 12), some(have_field(age, be_above(9)))));
}

TEST(elements, an_array_at_null_satisfies_nothing_asserted_or_negated)
{
    int *nowhere = NULL, one[] = { 1 };
    const sb_view absent = array(nowhere, 2), list = array(one, 1);

    should_never(absent, contain(1));
    should_never(absent, contain_times(1, 0));
    should_never(absent, contain_all_of(1));
    should_never(absent, contain_any_of(1));
    should_never(absent, contain_in_order(array(one, 0)));
    should_never(absent, contain_exactly(array(one, 0)));
    should_never(absent, be_permutation_of(list));
    should_never(absent, be_subset_of(list));
    should_never(absent, be_superset_of(array(one, 0)));
    should_never(absent, each(be_above(1)));
    should_never(absent, some(be_above(1)));
    should_never(absent, none(be_above(1)));
    should_never(absent, exactly(0, be_above(1)));
    should_never(absent, at_least(0, be_above(1)));
    should_never(absent, at_most(0, be_above(1)));
    should_never(absent, be_sorted);
    should_never(absent, be_sorted_descending);
    should_never(absent, be_unique);
    should_never(absent, have_length(2));
    should_never(absent, have_length_at_least(0));
    should_never(absent, have_length_at_most(2));
    should_never(absent, be_empty);
}

TEST(elements, a_list_at_null_satisfies_nothing_asserted_or_negated)
{
    int *nowhere = NULL, one[] = { 1 };
    const char **nothing = NULL;
    const sb_view absent = array(nowhere, 2), list = array(one, 1);

    should_never(1, be_one_of(absent));
    should_never(list, contain_all_of(absent));
    should_never(list, contain_any_of(absent));
    should_never(list, contain_in_order(absent));
    should_never(list, contain_exactly(absent));
    should_never(array(one, 0), be_permutation_of(absent));
    should_never(array(one, 0), be_subset_of(absent));
    should_never(list, be_superset_of(absent));
    should_never("a", contain_all_of(array(nothing, 1)));
    should_never("a", contain_any_of(array(nothing, 1)));
    should_never("a", contain_in_order(array(nothing, 1)));
}

TEST(elements, composites_nest_on_both_sides)
{
    int xs[] = { 1, 12, 13 };

    should(array(xs, 3),
        all_of(each(any_of(be_below(2), be_between(10, 20))), exactly(2, none_of(be_below(2))), not_(be_sorted_descending)));
    should_say("array(xs, 3) should each (be below 2 or be one of 12 or 14) and have length 3\n"
               "  1 of 3 elements fails, at [2]:\n"
               "    expected: below 2 or one of 12 or 14\n"
               "         got: 13",
        should(array(xs, 3), all_of(each(any_of(be_below(2), be_one_of(12, 14))), have_length(3))));
    should_say("array(xs, 3) should each be above 5 or have some be above 20 or contain 2\n"
               "  expected: each to be above 5 or some to be above 20 or an array containing 2\n"
               "       got: [1, 12, 13]",
        should(array(xs, 3), any_of(each(be_above(5)), some(be_above(20)), contain(2))));
}

TEST(elements, many_places_are_cut)
{
    int xs[12] = { 0 };

    should_say("array(xs, 12) should have at most 3 equal 0\n"
               "  expected: at most 3 to equal 0\n"
               "       got: 12 of 12 elements, at [0], [1], [2], [3], [4], [5], [6], [7] and 4 more\n"
               "            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]",
        should(array(xs, 12), at_most(3, equal_to(0))));
    should_say("array(xs, 9) should have none equal 0\n"
               "  9 of 9 elements do, at [0], [1], [2], [3], [4], [5], [6], [7] and [8]; the first:\n"
               "    expected: not 0\n"
               "         got: 0",
        should(array(xs, 9), none(equal_to(0))));
}

TEST(elements, a_matcher_of_elements_has_no_place_on_anything_else)
{
    int n = 3;
    pet ada = { 1, "ada" };

    should_say(
        "n should each be above 1 or equal 3\n  `each be above 1` does not go with `n`: it is about an array, and `n` is a number",
        should(n, any_of(each(be_above(1)), equal_to(3))));
    should_say("object(pet, &ada) should not be unique\n"
               "  `be unique` does not go with `object(pet, &ada)`: it is about an array, and `object(pet, &ada)` is an object",
        should_not(object(pet, &ada), be_unique));
}
