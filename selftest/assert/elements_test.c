/* elements_test.c -- elements judged by the part of a composite: objects, bits of composites, many of them. */
#include "../support/record.h"
#include <seedbed.h>

typedef struct pet {
    int age;
    const char *name;
} pet;
SB_STRUCT(pet, age, name);

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

    should_say(
        "array(xs, 12) should have at most 3 equal 0\n"
        "  expected: at most 3 to equal 0\n"
        "       got: 12 of 12 elements, at [0], [1], [2], [3], [4], [5], [6], [7] and 4 more: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]",
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
