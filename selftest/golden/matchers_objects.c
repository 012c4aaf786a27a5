/* matchers_objects.c -- samples of matchers about structs and what pointers point to. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"

typedef struct address {
    const char *city;
    int zip;
} address;
typedef struct user {
    int id;
    const char *name;
    char code[3];
    address home;
} user;
SB_STRUCT(address, city, zip);
SB_STRUCT(user, id, name, code, typed(home, address));

static const user ada = { 1, "ada", "NO", { "Oslo", 150 } }, alan = { 2, "alan", "UK", { "London", 150 } };

/* The same fields, of a struct that SB_STRUCT declared: object(user, &u), and objects(user, us, n) for an array of them. */
TEST(equal_to, a_struct)
{
    user found = ada, want = ada;
    passes should(object(user, &found), equal_to(object(user, &want)));
    want.name = "adam";
    want.home.zip = 151;
    fails should(object(user, &found), equal_to(object(user, &want)));
}

TEST(equal_to, an_array_of_structs)
{
    user found[] = { ada, alan }, want[] = { ada, ada };
    passes should(objects(user, found, 1), equal_to(objects(user, want, 1)));
    fails should(objects(user, found, 2), equal_to(objects(user, want, 2)));
}

/* The field satisfies a matcher; a path leads further: home.city, scores[2]. */
TEST(have_field, a_struct)
{
    passes should(object(user, &ada), have_field(home.city, start_with("Os")));
    fails should(object(user, &alan), have_field(home.city, start_with("Os")));
}

TEST(have_field, each_of_an_array)
{
    user all[] = { ada, alan };
    passes should(objects(user, all, 2), each(have_field(id, be_positive)));
    fails should(objects(user, all, 2), each(have_field(name, have_length(3))));
}

/* These fields have these values; all others do not count. */
TEST(be_like, a_struct)
{
    passes should(object(user, &ada), be_like(field(id, 1), field(home.zip, 150)));
    fails should(object(user, &alan), be_like(field(id, 1), field(name, "ada"), field(home.zip, 150)));
}

/* What the pointer points to satisfies a matcher. NULL points to nothing, asserted or negated. */
TEST(pointee, a_pointer)
{
    int seats = 3, *found = &seats, *none = NULL;
    passes should(found, pointee(int, be_above(2)));
    fails expect(found, pointee(int, be_above(3)));
    fails should_not(none, pointee(int, be_above(3)));
}
