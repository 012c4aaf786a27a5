/* rows_test.c -- tests of framework/sandbox/rows.c, results.c, cells.c, result_row.c and have_no_row, in a throw-away sandbox. */
#include "../../support/record.h"
#include <seedbed.h>

SUITE(sandbox_rows, .sandbox = "tables");

SETUP(sandbox_rows)
{
    should(db_exec("CREATE TABLE {users} (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);"
                   "INSERT INTO {users} (name, age) VALUES ('ada', 36), ('bob', 36), ('cy', NULL), ('di', 4), ('ed', 5)"),
        equal_to(SB_OK));
}

TEST(sandbox_rows, a_table_has_no_row_of_values_that_none_has_together)
{
    should(sandbox_table("users"), have_no_row(col(name, "ada"), col(age, 37)));
    should_not(sandbox_table("users"), have_no_row(col(name, "ada"), col(age, 36)));
    should(sandbox_table("users"), not_(have_no_row(col(age, NULL))));
}

TEST(sandbox_rows, a_row_that_should_not_be_there_is_shown_by_have_no_row)
{
    should_say("sandbox_table(\"users\") should have no row col(age, 36)\n"
               "  expected: no row with age 36\n"
               "       got: 2 rows:\n"
               "            id 1, age 36\n"
               "            id 2, age 36",
        should(sandbox_table("users"), have_no_row(col(age, 36))));
    should_say("sandbox_table(\"users\") should not have no row col(name, \"zoe\")\n"
               "  expected: a row with name \"zoe\"\n"
               "       got: 5 rows; the nearest:\n"
               "            id 1, name \"ada\"\n"
               "            id 2, name \"bob\"\n"
               "            id 3, name \"cy\"\n"
               "            and 2 others",
        should_not(sandbox_table("users"), have_no_row(col(name, "zoe"))));
}

TEST(sandbox_rows, a_misspelt_column_is_no_proof_that_a_row_is_not_there)
{
    should_say("sandbox_table(\"users\") should have no row col(nam, \"ada\")\n"
               "  the table `users` has no column `nam`; did you mean `name`?",
        should(sandbox_table("users"), have_no_row(col(nam, "ada"))));
    should_say("db_rows(\"SELECT name FROM {users}\") should have no row col(nam, \"ada\")\n"
               "  the query has no column `nam`; did you mean `name`?",
        should(db_rows("SELECT name FROM {users}"), have_no_row(col(nam, "ada"))));
    should_say("db_rows(\"SELECT name FROM {users} WHERE 0\") should not have row col(nam, \"ada\")\n"
               "  the query has no column `nam`; did you mean `name`?",
        should_not(db_rows("SELECT name FROM {users} WHERE 0"), have_row(col(nam, "ada"))));
}

TEST(sandbox_rows, a_name_that_two_columns_have_is_no_answer)
{
    should_say("db_rows(\"SELECT id, id FROM {users}\") should not have row col(id, 9)\n"
               "  the query has two columns `id`; tell them apart with AS",
        should_not(db_rows("SELECT id, id FROM {users}"), have_row(col(id, 9))));
}

TEST(sandbox_rows, a_result_takes_the_matchers_of_tables)
{
    const sb_table *rows = db_rows("SELECT name, age FROM {users} ORDER BY id");
    should(rows, all_of(have_rows(5), not_(be_empty), have_row(col(name, "ada"), col(age, 36)), have_row(col(age, NULL))));
    should(rows, have_no_row(col(name, "ada"), col(age, 4)));
    should(db_rows("SELECT name FROM {users} WHERE age > 99"), be_empty);
}

TEST(sandbox_rows, a_result_is_what_there_was_when_it_was_asked)
{
    const sb_table *rows = db_rows("SELECT name FROM {users}");
    should(db_exec("DELETE FROM {users}"), equal_to(SB_OK));
    should(rows, have_row(col(name, "ada")));
}

TEST(sandbox_rows, values_of_results_compare_as_equal_to_has_it)
{
    const sb_table *rows = db_rows("SELECT 1 AS i, 0.5 AS d, '1' AS t, x'0001' AS b, 'a' || char(0) || 'b' AS n, NULL AS z");
    should(
        rows, have_row(col(i, 1.0), col(d, 0.5f), col(t, "1"), col(b, bytes("\0\1", 2)), col(n, bytes("a\0b", 3)), col(z, NULL)));
    should(rows, have_no_row(col(t, 1)));
    should(rows, have_no_row(col(i, NULL)));
    should(db_rows("SELECT 9223372036854775807 AS n"), have_no_row(col(n, 9223372036854775808u)));
}

TEST(sandbox_rows, the_nearest_rows_of_a_result_are_shown)
{
    const sb_table *rows = db_rows("SELECT name, age FROM {users} ORDER BY id");
    should_say("rows should have row col(name, \"di\"), col(age, 36)\n"
               "  expected: a row with name \"di\", age 36\n"
               "       got: 5 rows; the nearest:\n"
               "            [0] name \"ada\", age 36\n"
               "            [1] name \"bob\", age 36\n"
               "            [3] name \"di\", age 4\n"
               "            and 2 others",
        should(rows, have_row(col(name, "di"), col(age, 36))));
}

TEST(sandbox_rows, a_value_that_no_database_has_is_no_answer)
{
    should_say("db_rows(\"SELECT id FROM {users}\") should have no row col(id, &here)\n"
               "  the value of `id` is a pointer, which no database has: give a string, a number or bytes(p, n)",
        {
            int here = 0;
            should(db_rows("SELECT id FROM {users}"), have_no_row(col(id, &here)));
        });
}

TEST(sandbox_rows, single_values_are_read)
{
    const sb_table *rows = db_rows("SELECT name, age, age / 8.0 AS part FROM {users} ORDER BY id");
    should(rows_text(rows, 1, "name"), equal_to("bob"));
    should(rows_int(rows, 3, "age"), equal_to(4));
    should(rows_double(rows, 0, "part"), equal_to(4.5));
    should(rows_text(rows, 2, "age"), be_null);
}

TEST(sandbox_rows, single_values_are_read_as_what_they_are_not)
{
    const sb_table *rows = db_rows("SELECT '12' AS t, 7 AS i, 1e300 AS d, x'6100' AS b");
    should(rows_int(rows, 0, "t"), equal_to(12));
    should(rows_int(rows, 0, "d"), equal_to(INT64_MAX));
    should(rows_text(rows, 0, "i"), equal_to("7"));
    should(rows_bytes(rows, 0, "b"), equal_to(bytes("a\0", 2)));
}

TEST(sandbox_rows, those_of_a_table_are_read_in_the_order_of_its_key)
{
    should(db_exec("CREATE TABLE {places} (name TEXT PRIMARY KEY, n INTEGER); INSERT INTO {places} VALUES ('z', 1), ('a', 2)"),
        equal_to(SB_OK));
    should(rows_int(sandbox_table("places"), 0, "n"), equal_to(2));
}

TEST(sandbox_rows, a_value_that_is_not_there_fails_the_test)
{
    should_say("rows_int: there is no row [5]: there are 5 rows, counted from 0", rows_int(sandbox_table("users"), 5, "id"));
    should_say("rows_text: the query has no column `nam`; did you mean `name`?",
        rows_text(db_rows("SELECT name FROM {users}"), 0, "nam"));
}

TEST(sandbox_rows, what_is_no_query_fails_the_test)
{
    should_say("db_rows: The query does not compile: SELEC 1: near \"SELEC\": syntax error", db_rows("SELEC 1"));
    should_say("db_rows: the statement gives no rows, and a query does (db_exec runs all others): DELETE FROM users",
        db_rows("DELETE FROM {users}"));
    should(row_count("users"), equal_to(5));
}

TEST(sandbox_none, outside_of_a_sandbox_db_rows_says_how_to_ask_for_one)
{
    should_say("db_rows: this test is in no sandbox; give its suite one: SUITE(name, .sandbox = \"...\")", db_rows("SELECT 1"));
}
