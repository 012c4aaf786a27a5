/* pointee_test.c -- pointee: what a pointer points to. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(matcher_pointee);

typedef struct user {
    int id;
    const char *name;
} user;
typedef long tick;
SB_STRUCT(user, id, name);
SB_TYPE(tick);

TEST(matcher_pointee, reads_every_type_of_c)
{
    unsigned char uc = 255;
    signed char sc = -1;
    unsigned long long ull = UINT64_MAX;
    long double ld = 0.5L;
    bool b = true;
    const char *s = "ada";

    should(&uc, pointee(unsigned char, equal_to(255)));
    should(&sc, pointee(signed char, equal_to(-1)));
    should(&ull, pointee(unsigned long long, equal_to(UINT64_MAX)));
    should(&ld, pointee(long double, be_close_to(0.5, 0)));
    should(&b, pointee(bool, be_true));
    should(&s, pointee(const char *, start_with("ad")));
}

TEST(matcher_pointee, reads_types_by_their_names)
{
    int16_t i16 = -2;
    size_t size = 3;
    tick now = 4;
    char c = 'x';
    const user ada = { 1, "ada" };

    should(&i16, pointee(int16_t, equal_to(-2)));
    should(&size, pointee(size_t, equal_to(3)));
    should(&now, pointee(tick, equal_to(4)));
    should(&c, pointee(char, equal_to('x')));
    should(&ada, pointee(user, have_field(name, equal_to("ada"))));
}

TEST(matcher_pointee, shows_what_is_there)
{
    int n = 3, *p = &n;

    should_say("p should have the int behind it be above 3\n"
               "  expected: above 3\n"
               "       got: 3",
        should(p, pointee(int, be_above(3))));
    should_say("p should not have the int behind it be above 2\n"
               "  expected: not above 2\n"
               "       got: 3",
        should_not(p, pointee(int, be_above(2))));
}

TEST(matcher_pointee, structs_show_the_fields_that_differ)
{
    const user ada = { 1, "ada" }, bob = { 1, "bob" };

    should_say("&ada should have the user behind it equal object(user, &bob)\n"
               "  1 of 2 fields differs\n"
               "  name:\n"
               "    expected: \"bob\"\n"
               "         got: \"ada\"\n"
               "               ^ byte 0",
        should(&ada, pointee(user, equal_to(object(user, &bob)))));
}

TEST(matcher_pointee, null_fails_both_ways)
{
    const int *none = NULL;

    should_say("none should have the int behind it be above 3\n  the pointer is NULL: there is no int to look at",
        should(none, pointee(int, be_above(3))));
    should_say("none should not have the int behind it be above 3\n  the pointer is NULL: there is no int to look at",
        should_not(none, pointee(int, be_above(3))));
}

TEST(matcher_pointee, what_does_not_go_with_it_fails_both_ways)
{
    int n = 3;

    should_say("&n should not have the int behind it start with \"x\"\n"
               "  `start with \"x\"` does not go with `3`: it is about a string, and `3` is a number",
        should_not(&n, pointee(int, start_with("x"))));
}

TEST(matcher_pointee, goes_inside_others)
{
    int n = 3, *p = &n, **pp = &p;

    should(p, all_of(not_(be_null), pointee(int, any_of(equal_to(1), equal_to(3)))));
    should(pp, pointee(int *, pointee(int, equal_to(3))));
    should_say("p should not be NULL and have the int behind it (equal 1 or equal 2)\n"
               "  expected: 1 or 2\n"
               "       got: 3",
        should(p, all_of(not_(be_null), pointee(int, any_of(equal_to(1), equal_to(2))))));
}
