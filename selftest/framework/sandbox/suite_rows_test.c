/* suite_rows_test.c -- rows that a SUITE_SETUP leaves in the sandbox: each test of the suite begins with them, and no other does. */
#include <seedbed.h>

SUITE(suite_rows, .sandbox = "suite_rows");
FIXTURE(suite_rows, (int64_t first));

SUITE_SETUP(suite_rows)
{
    should(db_exec("CREATE TABLE {notes}(id INTEGER PRIMARY KEY, text TEXT); INSERT INTO {notes}(text) VALUES ('of the suite')"),
        equal_to(0));
    self->first = db_int("SELECT id FROM {notes}");
}

SUITE_TEARDOWN(suite_rows) { should(sandbox_table("notes"), have_row(col(text, "of the suite"))); }

TEST_EACH(suite_rows, each_test_begins_with_them, (int n), { 1 }, { 2 }, { 3 })
{
    should(self->first, equal_to(1));
    should(sandbox_table("notes"), have_row(col(id, self->first), col(text, "of the suite")));
    should(row_count("notes"), equal_to(1));
    db_exec("INSERT INTO {notes}(text) VALUES ('of the test')");
}

SUITE_IN(suite_rows, suite_rows_inner);

SUITE_SETUP(suite_rows_inner) { db_exec("INSERT INTO {notes}(text) VALUES ('of the inner suite')"); }

TEST_EACH(suite_rows_inner, rows_of_both_suites_are_there, (int n), { 1 }, { 2 }) { should(row_count("notes"), equal_to(2)); }

SUITE_IN(suite_rows, suite_rows_next);

TEST(suite_rows_next, those_of_a_suite_that_is_over_are_gone) { should(row_count("notes"), equal_to(1)); }

SUITE(suite_rows_after, .sandbox = "suite_rows");

TEST(suite_rows_after, outside_of_the_suite_there_is_nothing)
{
    should(db_int("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%notes'"), equal_to(0));
}
