/* compared.c -- Seedbed's half of docs/COMPARED.md: assertions that fail, which compared/ has in other frameworks. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "compared/values.h"
#include <seedbed.h>

SB_STRUCT(user, id, name, seats);

/* Two numbers */
TEST(compared, two_numbers) { should(age, equal_to(18)); }

/* A negative number and a size */
TEST(compared, a_number_and_a_size) { should(delta, equal_to(SIZE_MAX)); }

/* A long string */
TEST(compared, a_long_string) { should(greeting, equal_to("Welcome to the catalogue of courses")); }

/* A string of several lines */
TEST(compared, several_lines) { should(page, equal_to("name: ada\nrole: teacher\nseats: 1\n")); }

/* NULL in place of a string */
TEST(compared, no_string) { should(no_name, equal_to("abc")); }

/* The beginning of a string */
TEST(compared, a_prefix) { should(path, start_with("/opt")); }

/* A number that is close to another */
TEST(compared, a_close_number) { should(ratio, be_close_to(0.3, 1e-9)); }

/* Bytes in memory */
TEST(compared, some_bytes) { should(bytes(sent, 19), equal_to(bytes(wanted, 19))); }

/* An array */
TEST(compared, an_array) { should(array(xs, 4), equal_to(array(ys, 4))); }

/* A struct */
TEST(compared, a_struct) { should(object(user, &found), equal_to(object(user, &expected))); }

/* Two conditions at once */
TEST(compared, two_conditions) { should(temperature, all_of(be_above(10), be_below(20))); }
