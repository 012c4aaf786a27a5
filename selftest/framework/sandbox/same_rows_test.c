/* same_rows_test.c -- tests of framework/sandbox/same_rows.c, lacking_rows.c and of rows that a test lists, in a throw-away sandbox. */
#include "../../support/record.h"
#include <seedbed.h>
#include <stdio.h>

SUITE(same_rows, .sandbox = "tables");

SETUP(same_rows)
{
    should(db_exec("CREATE TABLE {seats} (id INTEGER PRIMARY KEY, name TEXT, n INTEGER);"
                   "INSERT INTO {seats} (name, n) VALUES ('ada', 3), ('bob', 4), ('cy', NULL)"),
        equal_to(SB_OK));
}

static const sb_table *seats(void) { return db_rows("SELECT name, n FROM {seats} ORDER BY id"); }

TEST(same_rows, a_result_has_the_rows_that_are_listed)
{
    should(seats(), have_same_rows_as(these_rows(row("ada", 3), row("bob", 4), row("cy", NULL))));
    should(seats(), have_same_rows_as(db_rows("VALUES ('ada', 3), ('bob', 4.0), ('cy', NULL)")));
    should_not(seats(), have_same_rows_as(these_rows(row("bob", 4), row("ada", 3), row("cy", NULL))));
    should_not(seats(), have_same_rows_as(these_rows(row("ada", 3), row("bob", 4))));
}

TEST(same_rows, order_and_number_count_where_they_are_said_to)
{
    const sb_table *turned = these_rows(row("cy", NULL), row("ada", 3), row("bob", 4));
    const sb_table *twice = these_rows(row("cy", NULL), row("ada", 3), row("bob", 4), row("ada", 3));
    should_not(seats(), have_same_rows_as(turned));
    should(seats(), have_same_rows_in_any_order_as(turned));
    should_not(seats(), have_same_rows_in_any_order_as(twice));
    should(seats(), have_same_distinct_rows_as(twice));
    should_not(seats(), have_same_distinct_rows_as(these_rows(row("ada", 3))));
}

TEST(same_rows, a_table_is_its_rows_in_the_order_of_its_key)
{
    should(sandbox_table("seats"), have_same_rows_as(these_rows(row(1, "ada", 3), row(2, "bob", 4), row(3, "cy", NULL))));
    should(db_rows("SELECT * FROM {seats} ORDER BY id"), have_same_rows_as(sandbox_table("seats")));
    should(sandbox_table("seats"), not_(have_same_rows_as(db_rows("SELECT * FROM {seats} ORDER BY id DESC"))));
}

TEST(same_rows, results_without_rows_are_the_same)
{
    const sb_table *none = db_rows("SELECT 1, 2 WHERE 0");
    should(db_rows("SELECT name, n FROM {seats} WHERE 0"), have_same_rows_as(none));
    should(none, have_same_distinct_rows_as(none));
    should_not(seats(), have_same_rows_in_any_order_as(none));
}

TEST(same_rows, values_are_the_same_by_their_kinds)
{
    const sb_table *rows = db_rows("SELECT 1, '1', x'31', 9223372036854775807, 'a' || char(0) || 'b', 0.1, NULL");
    should(rows, have_same_rows_as(these_rows(row(true, "1", bytes("1", 1), INT64_MAX, bytes("a\0b", 3), 0.1, NULL))));
    should_not(db_rows("SELECT '1'"), have_same_rows_as(these_rows(row(1))));
    should_not(db_rows("SELECT x'31'"), have_same_rows_as(these_rows(row("1"))));
    should_not(db_rows("SELECT 9223372036854775807"), have_same_rows_as(these_rows(row(9223372036854775808u))));
    should_not(db_rows("SELECT 'a' || char(0) || 'b'"), have_same_rows_as(db_rows("SELECT 'a' || char(0) || 'c'")));
}

TEST(same_rows, the_first_row_that_differs_is_shown)
{
    should_say("seats() should have the same rows as these_rows(row(\"ada\", 3), row(\"bob\", 5), row(\"di\", 0))\n"
               "  expected: [1] name \"bob\", n 5\n"
               "       got: [1] name \"bob\", n 4\n"
               "  n is 4, not 5\n"
               "  1 other row differs",
        should(seats(), have_same_rows_as(these_rows(row("ada", 3), row("bob", 5), row("di", 0)))));
    should_say("seats() should have the same rows as these_rows(row(NULL, 3))\n"
               "  expected: [0] name NULL, n 3\n"
               "       got: [0] name \"ada\", n 3\n"
               "  name is \"ada\", not NULL\n"
               "  there are 3 rows, not 1",
        should(seats(), have_same_rows_as(these_rows(row(NULL, 3)))));
}

TEST(same_rows, that_the_order_alone_differs_is_said)
{
    should_say("seats() should have the same rows as these_rows(row(\"bob\", 4), row(\"ada\", 3), row(\"cy\", NULL))\n"
               "  expected: [0] name \"bob\", n 4\n"
               "       got: [0] name \"ada\", n 3\n"
               "  name is \"ada\", not \"bob\"; n is 3, not 4\n"
               "  the rows are the same in another order, which have_same_rows_in_any_order_as allows",
        should(seats(), have_same_rows_as(these_rows(row("bob", 4), row("ada", 3), row("cy", NULL)))));
}

TEST(same_rows, the_rows_behind_the_end_are_shown)
{
    should_say("seats() should have the same rows as these_rows(row(\"ada\", 3))\n"
               "  expected: 1 row\n"
               "       got: 3 rows\n"
               "     extra: [1] name \"bob\", n 4\n"
               "            [2] name \"cy\", n NULL",
        should(seats(), have_same_rows_as(these_rows(row("ada", 3)))));
    should_say("db_rows(\"SELECT 1 WHERE 0\") should have the same rows as "
               "db_rows(\"WITH RECURSIVE t(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM t WHERE i < 7) SELECT i FROM t\")\n"
               "  expected: 7 rows\n"
               "       got: no rows\n"
               "   missing: [0] i 1\n"
               "            [1] i 2\n"
               "            [2] i 3\n"
               "            [3] i 4\n"
               "            [4] i 5\n"
               "            and 2 others\n"
               "  the names of columns differ, which does not count: column [0] is 1, not i",
        should(db_rows("SELECT 1 WHERE 0"),
            have_same_rows_as(
                db_rows("WITH RECURSIVE t(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM t WHERE i < 7) SELECT i FROM t"))));
}

TEST(same_rows, what_is_missing_and_what_is_too_much_is_shown)
{
    const sb_table *want = these_rows(row("cy", NULL), row("ada", 3), row("bob", 5));
    should_say("seats() should have the same rows in any order as want\n"
               "  expected: 3 rows in any order\n"
               "       got: 3 rows\n"
               "   missing: name \"bob\", n 5\n"
               "     extra: [1] name \"bob\", n 4\n"
               "  n is 4, not 5",
        should(seats(), have_same_rows_in_any_order_as(want)));
    should_say("seats() should have the same distinct rows as these_rows(row(\"ada\", 3), row(\"di\", 1), row(\"di\", 1))\n"
               "  expected: 3 rows, each however often\n"
               "       got: 3 rows\n"
               "   missing: name \"di\", n 1\n"
               "     extra: [1] name \"bob\", n 4\n"
               "            [2] name \"cy\", n NULL",
        should(seats(), have_same_distinct_rows_as(these_rows(row("ada", 3), row("di", 1), row("di", 1)))));
}

TEST(same_rows, how_often_a_row_is_there_is_said_where_it_counts)
{
    const sb_table *some = db_rows("VALUES (1), (2), (1), (1)");
    should_say("some should have the same rows in any order as these_rows(row(2), row(1), row(2))\n"
               "  expected: 3 rows in any order\n"
               "       got: 4 rows\n"
               "   missing: column1 2 (1 of 2)\n"
               "     extra: [2] column1 1 (2 of 3)",
        should(some, have_same_rows_in_any_order_as(these_rows(row(2), row(1), row(2)))));
}

TEST(same_rows, rows_that_are_the_same_and_should_not_be_are_counted)
{
    should_say("seats() should not have the same rows as seats()\n"
               "  expected: other rows or another order\n"
               "       got: the same 3 rows",
        should_not(seats(), have_same_rows_as(seats())));
}

TEST(same_rows, another_number_of_columns_is_no_answer)
{
    should_say("db_rows(\"SELECT name FROM {seats}\") should not have the same rows as sandbox_table(\"seats\")\n"
               "  expected: 3 columns: id, name, n\n"
               "       got: 1 column: name",
        should_not(db_rows("SELECT name FROM {seats}"), have_same_rows_as(sandbox_table("seats"))));
    should_say("db_rows(\"SELECT 1 WHERE 0\") should have the same distinct rows as these_rows(row(1, 2))\n"
               "  expected: 2 columns\n"
               "       got: 1 column: 1",
        should(db_rows("SELECT 1 WHERE 0"), have_same_distinct_rows_as(these_rows(row(1, 2)))));
}

TEST(same_rows, names_of_columns_that_differ_are_said_and_do_not_count)
{
    should(db_rows("SELECT 1 AS a"), have_same_rows_as(db_rows("SELECT 1 AS b")));
    should_say("db_rows(\"SELECT 1 AS a\") should have the same rows as db_rows(\"VALUES (2)\")\n"
               "  expected: [0] a 2\n"
               "       got: [0] a 1\n"
               "  a is 1, not 2",
        should(db_rows("SELECT 1 AS a"), have_same_rows_as(db_rows("VALUES (2)"))));
    should_say("db_rows(\"SELECT 1 AS a\") should have the same rows as db_rows(\"SELECT 2 AS b\")\n"
               "  expected: [0] b 2\n"
               "       got: [0] a 1\n"
               "  a is 1, not 2\n"
               "  the names of columns differ, which does not count: column [0] is a, not b",
        should(db_rows("SELECT 1 AS a"), have_same_rows_as(db_rows("SELECT 2 AS b"))));
}

TEST(same_rows, a_table_that_is_gone_is_no_answer)
{
    const sb_table *table = sandbox_table("seats"), *rows = seats();
    should(db_exec("DROP TABLE {seats}"), equal_to(SB_OK));
    should_never(rows, have_same_rows_as(table));
    should_never(table, have_same_distinct_rows_as(rows));
    should_never(rows, have_same_rows_as((const sb_table *)NULL));
}

TEST(same_rows, rows_that_are_listed_have_one_width_and_values_of_a_database)
{
    should_say("these_rows: row [1] has 1 value, and row [0] has 2", these_rows(row(1, 2), row(3)));
    should_say("these_rows: value [1] of row [0] is a pointer, which no database has: give a string, a number or bytes(p, n)",
        these_rows(row(1, stdin)));
}
