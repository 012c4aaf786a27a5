/* be_like_test.c -- be_like: the fields that are named, and no others. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_be_like);

typedef enum { AUDIT, VERIFIED } mode;
typedef struct address {
    char city[20];
    int zip;
} address;
typedef struct user {
    int id;
    const char *name;
    address home;
    int scores[3];
    mode mode;
    unsigned char mac[2];
} user;

static void print_mode(const void *at, sb_text *out) { sb_text_add(out, *(const mode *)at == AUDIT ? "AUDIT" : "VERIFIED"); }

SB_STRUCT(address, city, zip);
SB_TYPE(mode, .print = print_mode);
SB_STRUCT(user, id, name, typed(home, address), scores, typed(mode, mode), mac);

static const user ada = { 1, "ada", { "Oslo", 150 }, { 1, 2, 3 }, VERIFIED, { 1, 2 } };

TEST(matcher_be_like, fields_that_are_not_named_do_not_count)
{
    user other = ada;

    other.id = 2;
    other.mac[1] = 9;
    should(object(user, &other), be_like(field(name, "ada"), field(home.zip, 150)));
    should_not(object(user, &other), be_like(field(name, "ada"), field(id, 1)));
    should_not(object(user, &other), be_like(field(id, 1), field(name, "ada")));
}

TEST(matcher_be_like, values_of_every_kind)
{
    const long want[] = { 1, 2, 3 };
    const address home = { "Oslo", 150 };

    should(object(user, &ada), be_like(field(scores, array(want, 3)), field(scores[1], 2.0)));
    should(object(user, &ada), be_like(field(home, object(address, &home)), field(mac, bytes("\1\2", 2)), field(mode, VERIFIED)));
    should_not(object(user, &ada), be_like(field(scores, array(want, 2))));
    should_not(object(user, &ada), be_like(field(mode, AUDIT)));
}

TEST(matcher_be_like, twelve_fields)
{
    should(object(user, &ada),
        be_like(field(id, 1), field(name, "ada"), field(home.city, "Oslo"), field(home.zip, 150), field(scores[0], 1),
            field(scores[1], 2), field(scores[2], 3), field(mode, VERIFIED), field(mac[0], 1), field(mac[1], 2), field(id, 1),
            field(id, 1)));
}

TEST(matcher_be_like, only_the_fields_that_differ_are_shown)
{
    const address home = { "Bergen", 150 };

    should_say("object(user, &ada) should be like field(id, 1), field(name, \"adam\"), field(home, object(address, &home)), "
               "field(mode, AUDIT)\n"
               "  3 of 4 fields differ\n"
               "  name:\n"
               "    expected: \"adam\"\n"
               "         got: \"ada\"\n"
               "                  ^ byte 3: 1 more expected\n"
               "  home.city:\n"
               "    expected: \"Bergen\"\n"
               "         got: \"Oslo\"\n"
               "               ^ byte 0\n"
               "  mode:\n"
               "    expected: AUDIT (0)\n"
               "         got: VERIFIED (1)",
        should(object(user, &ada),
            be_like(field(id, 1), field(name, "adam"), field(home, object(address, &home)), field(mode, AUDIT))));
}

TEST(matcher_be_like, negated_it_shows_what_was_named_and_what_is_there)
{
    should_say("object(address, &ada.home) should not be like field(zip, 150)\n"
               "  expected: not like zip 150\n"
               "       got: address{city: \"Oslo\", zip: 150}",
        should_not(object(address, &ada.home), be_like(field(zip, 150))));
}

TEST(matcher_be_like, a_wrong_name_or_kind_fails_both_ways)
{
    should_say("object(user, &ada) should be like field(id, \"x\"), field(nmae, \"ada\")\n"
               "  `id` is a number, and cannot be compared with \"x\", which is a string\n"
               "  user has no field `nmae`: did you mean `name`?",
        should(object(user, &ada), be_like(field(id, "x"), field(nmae, "ada"))));
    should_say("object(user, &ada) should not be like field(name, 3)\n"
               "  `name` is a string, and cannot be compared with 3, which is a number",
        should_not(object(user, &ada), be_like(field(name, 3))));
}

TEST(matcher_be_like, null_fails_both_ways)
{
    const user *none = NULL;

    should_say("object(user, none) should be like field(id, 1)\n  it is NULL, and has no fields to look at",
        should(object(user, none), be_like(field(id, 1))));
    should_say("object(user, none) should not be like field(id, 1)\n  it is NULL, and has no fields to look at",
        should_not(object(user, none), be_like(field(id, 1))));
}

TEST(matcher_be_like, a_null_string_is_like_null_only)
{
    const char *null = NULL;
    user nobody = ada;

    nobody.name = NULL;
    should(object(user, &nobody), be_like(field(name, null)));
    should_not(object(user, &ada), be_like(field(name, null)));
    should_not(object(user, &nobody), be_like(field(name, "")));
}

TEST(matcher_be_like, goes_inside_others)
{
    should_say(
        "object(user, &ada) should be like field(id, 1) and not be like field(name, \"ada\")\n"
        "  expected: not like name \"ada\"\n"
        "       got: user{id: 1, name: \"ada\", home: address{city: \"Oslo\", zip: 150}, scores: [1, 2, 3], mode: VERIFIED, "
        "mac: 2 bytes: 01 02  |..|}",
        should(object(user, &ada), all_of(be_like(field(id, 1)), not_(be_like(field(name, "ada"))))));
}

TEST(matcher_be_like, one_field_that_differs_is_the_field)
{
    should_say("object(user, &ada) should be like field(id, 2)\n  the field differs\n  id:\n    expected: 2\n         got: 1",
        should(object(user, &ada), be_like(field(id, 2))));
}
