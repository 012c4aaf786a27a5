/* have_field_test.c -- have_field: one field of an object, judged by any matcher. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_have_field);

typedef struct address {
    char city[20], country[2];
} address;
typedef struct user {
    int id;
    const char *name;
    address home;
    int scores[3];
    unsigned bits : 3;
    double rate;
} user;
SB_STRUCT(address, city, country);
SB_STRUCT(user, id, name, typed(home, address), scores, bits(bits), rate);

static const user ada = { 1, "ada", { "Oslo", { 'N', 'O' } }, { 1, 2, 3 }, 5, NAN };

TEST(matcher_have_field, judges_fields_of_every_kind)
{
    const int want[] = { 1, 2, 3 };

    should(object(user, &ada), have_field(name, start_with("a")));
    should(object(user, &ada), have_field(home.country, equal_to("NO")));
    should(object(user, &ada), have_field(scores, equal_to(array(want, 3))));
    should(object(user, &ada), have_field(scores[1], be_between(2, 2)));
    should(object(user, &ada), have_field(bits, be_above(4)));
    should(object(user, &ada), have_field(home, equal_to(object(address, &ada.home))));
}

TEST(matcher_have_field, is_a_part_like_others_and_has_parts)
{
    should(object(user, &ada), have_field(home, have_field(city, all_of(start_with("O"), have_length(4)))));
    should(object(user, &ada), all_of(have_field(id, be_true), not_(have_field(name, equal_to("bob")))));
    should_not(object(user, &ada), any_of(have_field(id, equal_to(2)), have_field(name, equal_to("bob"))));
}

TEST(matcher_have_field, says_what_the_field_is)
{
    should_say("object(user, &ada) should have its home.city equal \"Bergen\"\n"
               "  home.city:\n"
               "    expected: \"Bergen\"\n"
               "         got: \"Oslo\"\n"
               "               ^ byte 0",
        should(object(user, &ada), have_field(home.city, equal_to("Bergen"))));
    should_say("object(user, &ada) should not have its home.country equal \"NO\"\n"
               "  home.country:\n"
               "    expected: not \"NO\"\n"
               "         got: \"NO\"",
        should_not(object(user, &ada), have_field(home.country, equal_to("NO"))));
}

TEST(matcher_have_field, one_inside_another_says_both)
{
    should_say("object(user, &ada) should have its home have its city start with \"B\"\n"
               "  home:\n"
               "    city:\n"
               "      expected: a string starting with \"B\"\n"
               "           got: \"Oslo\"\n"
               "                 ^ byte 0",
        should(object(user, &ada), have_field(home, have_field(city, start_with("B")))));
}

TEST(matcher_have_field, a_field_that_is_not_there_fails_both_ways)
{
    should_say("object(user, &ada) should have its nmae equal \"ada\"\n"
               "  user has no field `nmae`: did you mean `name`?",
        should(object(user, &ada), have_field(nmae, equal_to("ada"))));
    should_say("object(user, &ada) should not have its scores[3] equal 1\n"
               "  `scores` has 3 elements: there is no [3]",
        should_not(object(user, &ada), have_field(scores[3], equal_to(1))));
}

TEST(matcher_have_field, null_fails_both_ways)
{
    const user *none = NULL;

    should_say("object(user, none) should have its id equal 1\n"
               "  it is NULL, and has no fields to look at",
        should(object(user, none), have_field(id, equal_to(1))));
    should_say("object(user, none) should not have its id equal 1\n"
               "  it is NULL, and has no fields to look at",
        should_not(object(user, none), have_field(id, equal_to(1))));
}

TEST(matcher_have_field, a_matcher_that_does_not_go_with_the_field_fails_both_ways)
{
    should_say("object(user, &ada) should have its id start with \"a\"\n"
               "  id:\n"
               "    `start with \"a\"` does not go with `1`: it is about a string, and `1` is a number",
        should(object(user, &ada), have_field(id, start_with("a"))));
    should_say("object(user, &ada) should not have its name be above 3\n"
               "  name:\n"
               "    `be above 3` does not go with `\"ada\"`: it is about a number, and `\"ada\"` is a string",
        should_not(object(user, &ada), have_field(name, be_above(3))));
}

TEST(matcher_have_field, nan_in_a_field_satisfies_no_ordering)
{
    should_say("object(user, &ada) should not have its rate be above 1\n"
               "  rate:\n"
               "    expected: not above 1\n"
               "         got: nan\n"
               "    nan has no place in an order: with it no ordering holds, asserted or negated",
        should_not(object(user, &ada), have_field(rate, be_above(1))));
}

TEST(matcher_have_field, is_about_objects_only)
{
    should_say("array(ada.scores, 3) should have its id equal 1\n"
               "  `have its \"id\" equal 1` does not go with `array(ada.scores, 3)`: it is about an object, and "
               "`array(ada.scores, 3)` is an array",
        should(array(ada.scores, 3), have_field(id, equal_to(1))));
}
