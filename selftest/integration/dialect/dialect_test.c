/* dialect_test.c -- factories, fixtures, rows and questions on a database with types: see dialect.sh. */
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(dialect, .sandbox = "catalog");

TEST(dialect, every_type_gets_a_value)
{
    sb_row *one = make(everything), *two = make(everything);
    should(one, have_field(id, 1));
    should(id(two), equal_to(2));
    should(row_count("everything"), equal_to(2));
    should(db_int("SELECT count(*) FROM {everything} WHERE n > 0 AND twice = 2 * id AND u <> '00000000-0000-4000-8000-000000000000'"),
        equal_to(2));
}
