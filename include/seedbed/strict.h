/* strict.h -- strict mode: a test may touch rows of its own and no others; and matchers that say whether a row is there.
 *
 *     SUITE(enrolment, .sandbox = "catalog", .strict = true);
 *
 *     sb_row *ada = make(user);
 *     catalog_forget(id(ada));
 *     should(ada, be_deleted_from("users"));
 *     should(7, exist_in("countries"));
 *
 * What it is: code that updates without a WHERE, or with the wrong one, passes most tests, because they look at the row that they made.
 * In strict mode the rows beside it are looked at too. It is asked for by .strict = true of a suite (suites inside inherit it), by
 * `strict: true` of a sandbox in seedbed.yaml, or by --strict for a run.
 *
 * Whose a row is: a test's own are the rows
 *   - that were inserted while it ran, by whatever connection, statement or trigger, factories included;
 *   - that its fixtures (.fixtures) and the SUITE_SETUPs around it left: they were put there for these tests, and what code does to what a
 *     test has arranged is what the test is about, wherever it was arranged;
 *   - that it named by exist_in or be_deleted_from, at any time before its end.
 * All others are those of the base state, which the schema files made or which stand in the installed tables.
 *
 * What fails a test, at its end, with table, key and statement:
 *   - an UPDATE or DELETE, or a REPLACE and the like, that changed or deleted a row that is not its own, on any connection of the process, by
 *     a trigger or a foreign key too: then the statement is the one that set them off. On SQLite this counts as it is done, also where the row
 *     is changed back later, or the transaction is rolled back; on PostgreSQL what was rolled back does not count. TRUNCATE and DROP TABLE
 *     delete the rows of a table; of what was dropped the statement is known on SQLite where nothing was written before in its transaction.
 *   - a query by db_int, db_text or db_rows that gives such a row: where it asks one table for columns, without a join, a subquery among the
 *     columns, an aggregate or GROUP BY. It is asked a second time for that, with the key behind its columns. Of db_int and db_text the first
 *     row counts. What the application reads by itself is not judged, nor are tables without a key or a row number.
 *
 *     strict mode: the test wrote 1 row that is not its own:
 *       users id = 3 changed by UPDATE users SET age = age + 1
 *
 * The matchers work without strict mode too:
 *   exist_in("users")         the operand is a row that make() returned, or the whole number that is the key of one; it is in the table
 *   be_deleted_from("users")  it is not
 * Negated they say the same of the contrary, and make no row the test's own.
 *
 * Known limits, of SQLite: statements are known by a preupdate hook, which the library must have been built with; one without it tells rows
 * but not statements. A hook of the application's own is called behind ours where it is set through a dynamically linked SQLite; where it is
 * not, that is told, and fails the test. Of the first thousand rows statements are known. Connections with a shared cache are not watched:
 * what they left changed is told without a statement.
 *
 * Known limits, of PostgreSQL: several statements in one call are told as one text, of a statement its first thousand characters. A part of
 * a partitioned table is told under the name of the whole; a query that names the part is judged as one of another table. Under
 * `reset: reload`, `watermark`, `tracked`, `truncate` and `rebuild` rows are told without statements, and not those that were changed back.
 *
 * Errors: a table that is not there, a row of another table, a NULL row, and a number in a table whose key has several columns fail the
 * assertion, asserted or negated. In strict mode, what is not known (a transaction that was left open locks the rows) fails the test.
 */
#ifndef SEEDBED_STRICT_H
#define SEEDBED_STRICT_H

#include <seedbed/db.h>

#define SB_M_exist_in(table) &sb_m_exist_in, SB__ROW_OF, table
#define SB_M_be_deleted_from(table) &sb_m_be_deleted_from, SB__ROW_OF, table

/* A row or a whole number, and a name. */
#define SB__ROW_OF(a, x) ((a >> 4 == 2 && (a < 0x28 || a > 0x2a)) || a == 0xe1 || a == 0xe3) && x == 0xe2

SB__C_BEGIN
extern const sb_matcher_type sb_m_exist_in, sb_m_be_deleted_from;
SB__C_END

#endif
