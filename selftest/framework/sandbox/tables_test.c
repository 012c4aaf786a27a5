/* tables_test.c -- tests of framework/sandbox/db.c, have_row.c, have_rows.c and resource.c, in a throw-away sandbox. */
#include "../../support/record.h"
#include <seedbed.h>
#include <sqlite3.h>
#include <stdio.h>

SUITE(sandbox_tables, .sandbox = "tables");

SETUP(sandbox_tables)
{
    should(db_exec("CREATE TABLE {users} (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);"
                   "INSERT INTO {users} (name, age) VALUES ('ada', 36), ('bob', 36), ('cy', NULL), ('di', 4), ('ed', 5)"),
        equal_to(SB_OK));
}

TEST(sandbox_tables, every_test_begins_without_the_tables_of_the_one_before) { should(row_count("users"), equal_to(5)); }

TEST(sandbox_tables, numbers_and_texts_are_read)
{
    should(db_int("SELECT age FROM {users} WHERE name = 'ada'"), equal_to(36));
    should(db_text("SELECT name FROM {users} ORDER BY id"), equal_to("ada"));
    should(db_text("SELECT age FROM {users} ORDER BY id"), equal_to("36"));
}

TEST(sandbox_tables, no_row_and_null_are_nothing)
{
    should(db_int("SELECT age FROM {users} WHERE name = 'cy'"), equal_to(0));
    should(db_int("SELECT age FROM {users} WHERE name = 'nobody'"), equal_to(0));
    should(db_text("SELECT age FROM {users} WHERE name = 'cy'"), be_null);
}

TEST(sandbox_tables, a_statement_that_fails_is_an_error_of_db_exec)
{
    should(db_exec("DELETE FROM {users}; SELEC 1"), equal_to(SB_ERR));
    should(sb_error(), contain("Statement 2"));
}

TEST(sandbox_tables, the_path_is_in_the_working_folder_and_is_never_written)
{
    should(sandbox_url(), end_with("/tables.db"));
    should(sandbox_prefix(), equal_to(""));
    should(fopen(sandbox_url(), "r") == NULL, be_true);
}

TEST(sandbox_tables, a_connection_of_the_application_sees_the_same_tables)
{
    sqlite3 *db;
    should(sqlite3_open("tables.db", &db), equal_to(SQLITE_OK));
    add_cleanup(sqlite3_close, db);
    should(sqlite3_exec(db, "DELETE FROM users", NULL, NULL, NULL), equal_to(SQLITE_OK));
    should(row_count("users"), equal_to(0));
}

TEST(sandbox_tables, rows_that_are_there_are_found)
{
    should(sandbox_table("users"), have_row(col(name, "ada"), col(age, 36)));
    should(sandbox_table("users"), have_row(col(age, NULL)));
    should_not(sandbox_table("users"), have_row(col(name, "ada"), col(age, 37)));
    should(sandbox_table("users"), all_of(have_rows(5), not_(have_row(col(name, "zoe"))), not_(be_empty)));
}

TEST(sandbox_tables, the_nearest_rows_are_shown)
{
    should_say("sandbox_table(\"users\") should have row col(name, \"bob\"), col(age, 7)\n"
               "  expected: a row with name \"bob\", age 7\n"
               "       got: 5 rows; the nearest:\n"
               "            id 2, name \"bob\", age 36\n"
               "            id 1, name \"ada\", age 36\n"
               "            id 3, name \"cy\", age NULL\n"
               "            and 2 others",
        should(sandbox_table("users"), have_row(col(name, "bob"), col(age, 7))));
}

TEST(sandbox_tables, a_row_that_should_not_be_there_is_shown)
{
    should_say("sandbox_table(\"users\") should not have row col(age, 36)\n"
               "  expected: no row with age 36\n"
               "       got: 2 rows:\n"
               "            id 1, age 36\n"
               "            id 2, age 36",
        should_not(sandbox_table("users"), have_row(col(age, 36))));
}

TEST(sandbox_tables, an_empty_table_is_called_empty)
{
    should(db_exec("DELETE FROM {users}"), equal_to(SB_OK));
    should_say("sandbox_table(\"users\") should have row col(id, 1)\n"
               "  expected: a row with id 1\n"
               "       got: the table is empty",
        should(sandbox_table("users"), have_row(col(id, 1))));
}

TEST(sandbox_tables, a_misspelt_column_is_never_right)
{
    should_say("sandbox_table(\"users\") should have row col(nam, \"ada\")\n"
               "  the table `users` has no column `nam`; did you mean `name`?",
        should(sandbox_table("users"), have_row(col(nam, "ada"))));
    should_say("sandbox_table(\"users\") should not have row col(nam, \"ada\")\n"
               "  the table `users` has no column `nam`; did you mean `name`?",
        should_not(sandbox_table("users"), have_row(col(nam, "ada"))));
}

TEST(sandbox_tables, have_rows_says_how_many_there_are)
{
    should_say("sandbox_table(\"users\") should have rows 1\n"
               "  expected: 1 rows\n"
               "       got: 5 rows",
        should(sandbox_table("users"), have_rows(1)));
}

TEST(sandbox_tables, what_counts_nothing_is_no_number_of_rows)
{
    should_never(sandbox_table("users"), have_rows(-1));
    should_say("sandbox_table(\"users\") should not have rows 2.5\n"
               "  expected: not 2.5 rows\n"
               "       got: 5 rows\n"
               "  how many is a whole number, 0 or more, and 2.5 is none: it does not hold, asserted or negated",
        should_not(sandbox_table("users"), have_rows(2.5)));
}

TEST(sandbox_tables, an_unknown_table_names_the_nearest)
{
    should_say("row_count: the sandbox `tables` has no table `user`; did you mean `users`?", row_count("user"));
    should_say("sandbox_table: the sandbox `tables` has no table `invoices`", sandbox_table("invoices"));
}

TEST(sandbox_tables, a_query_that_does_not_compile_fails_the_test)
{
    should_say("db_int: The query does not compile: SELEC 1: near \"SELEC\": syntax error", db_int("SELEC 1"));
}

TEST(sandbox_none, outside_of_a_sandbox_its_words_say_how_to_ask_for_one)
{
    should_say("row_count: this test is in no sandbox; give its suite one: SUITE(name, .sandbox = \"...\")", row_count("users"));
}
