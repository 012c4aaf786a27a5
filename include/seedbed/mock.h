/* mock.h -- a database of nothing but the rows of a fixture, for code that only asks.
 *
 *     TEST(report, lists_students)
 *     {
 *         sqlite3 *db = sandbox_mock("students");              fixtures/students.yaml, .json, .csv or .xml
 *         should(report_print(db, out), equal_to(0));
 *         should(row_count("users"), equal_to(3));
 *     }
 *
 * What it is: a table for each model of the fixture, with the columns that its rows name, in a database in memory that lives until the
 * end of the test. No schema, no server and no seedbed.yaml are needed, so code that was written for any database can be shown
 * just the rows that matter to it. Queries are answered by SQLite from these rows, whatever they ask; nothing has to be set up query by query.
 *
 * Tables: named as the model, "user" or "app.user", is written. A column of whole numbers alone is INTEGER, of numbers REAL, of texts
 * TEXT, and of several kinds has no type; pk is the column `id` and the primary key. There are no other constraints: what a schema
 * would refuse goes in, and what it would add (defaults, triggers) is not there. For these use a sandbox.
 *
 * Until the end of the test the mock is its sandbox: db_exec, db_int, row_count, sandbox_table and the matchers of tables refer to
 * it, should_run_queries counts what runs on it, and sandbox_url() is a path that sqlite3_open finds it by. The prefix is "".
 *
 * Errors: a test of a suite with a sandbox fails, and so does a second mock in one test: there would be two answers to every question.
 * A fixture that is not there or not sound fails the test with file:line:column.
 */
#ifndef SEEDBED_MOCK_H
#define SEEDBED_MOCK_H

#include <seedbed/db.h>

SB__C_BEGIN
/* set: names separated by spaces, as in SUITE(.fixtures), looked for in the folders under `fixtures:` of seedbed.yaml; or, with a dot
 * or a slash in it, the path of one file from the working folder. "": no table at all, until db_exec makes some.
 * Returns the sqlite3 * of the mock, which is ours: do not close it. */
void *sandbox_mock(const char *set);
SB__C_END

#endif
