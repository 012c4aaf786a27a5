/* criterion.c -- the assertions of docs/COMPARED.md in Criterion's new API; see run.sh. */
#include "values.h"
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

/* What a struct wants before it can be compared. */
static int cr_user_user_eq(user *a, user *b) { return a->id == b->id && !strcmp(a->name, b->name) && a->seats == b->seats; }
static int cr_user_user_lt(user *a, user *b) { return a->id < b->id; }
static char *cr_user_user_tostr(user *u)
{
    char *out = NULL;
    cr_asprintf(&out, "{ .id = %d, .name = \"%s\", .seats = %d }", u->id, u->name, u->seats);
    return out;
}

Test(compared, two_numbers) { cr_assert(eq(int, age, 18)); }
Test(compared, a_number_and_a_size) { cr_assert(eq(sz, delta, SIZE_MAX)); }
Test(compared, a_long_string) { cr_assert(eq(str, (char *)greeting, "Welcome to the catalogue of courses")); }
Test(compared, several_lines) { cr_assert(eq(str, (char *)page, "name: ada\nrole: teacher\nseats: 1\n")); }
Test(compared, no_string) { cr_assert(eq(str, (char *)no_name, "abc")); }
Test(compared, a_prefix) { cr_assert(eq(int, strncmp(path, "/opt", 4), 0)); }
Test(compared, a_close_number) { cr_assert(epsilon_eq(dbl, ratio, 0.3, 1e-9)); }
Test(compared, some_bytes)
{
    struct cr_mem a = { sent, 19 }, b = { wanted, 19 };
    cr_assert(eq(mem, a, b));
}
Test(compared, an_array) { cr_assert(eq(int[4], xs, ys)); }
Test(compared, a_struct) { cr_assert(eq(type(user), found, expected)); }
Test(compared, two_conditions) { cr_assert(all(gt(int, temperature, 10), lt(int, temperature, 20))); }
