/* cmocka.c -- the assertions of docs/COMPARED.md in cmocka; see run.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "values.h"
#include <cmocka.h>

#define TEST(name) static void name(void **state_ UNUSED)

TEST(two_numbers) { assert_int_equal(age, 18); }
TEST(a_number_and_a_size) { assert_int_equal(delta, SIZE_MAX); }
TEST(a_long_string) { assert_string_equal(greeting, "Welcome to the catalogue of courses"); }
TEST(several_lines) { assert_string_equal(page, "name: ada\nrole: teacher\nseats: 1\n"); }
TEST(no_string) { assert_string_equal(no_name, "abc"); }
TEST(a_prefix) { assert_true(strncmp(path, "/opt", 4) == 0); }
TEST(a_close_number) { assert_float_equal(ratio, 0.3, 1e-9); }
TEST(some_bytes) { assert_memory_equal(sent, wanted, 19); }
TEST(an_array) { assert_memory_equal(xs, ys, sizeof xs); }
TEST(a_struct) { assert_memory_equal(&found, &expected, sizeof found); }
TEST(two_conditions) { assert_true(temperature > 10 && temperature < 20); }

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_numbers),
        cmocka_unit_test(a_number_and_a_size),
        cmocka_unit_test(a_long_string),
        cmocka_unit_test(several_lines),
        cmocka_unit_test(no_string),
        cmocka_unit_test(a_prefix),
        cmocka_unit_test(a_close_number),
        cmocka_unit_test(some_bytes),
        cmocka_unit_test(an_array),
        cmocka_unit_test(a_struct),
        cmocka_unit_test(two_conditions),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
