/* rows.h -- what a query gives, as an operand of should().
 *
 *     should(db_rows("SELECT name, seats FROM {courses} ORDER BY id"), have_rows(2));
 *     should(db_rows("SELECT name FROM {courses} WHERE seats = 0"), be_empty);
 *     should(db_rows("SELECT name, seats FROM {courses}"), have_row(col(name, "ada"), col(seats, 3)));
 *
 * What it is: db_rows runs a query on the sandbox's own connection, at once, and holds all of its rows. They take every matcher that
 * tables take: have_rows, be_empty, have_row, have_no_row (db.h).
 *
 * Values are those of the database: NULL, which is col(name, NULL), integers, floating numbers, texts and blobs. Here they compare as
 * equal_to has it and not as SQL does: numbers by value, 1 equals 1.0 and not '1'; texts byte by byte; NULL equals NULL and nothing else. A
 * text with a NUL byte in it is bytes here, as a blob is: bytes(p, n). In messages rows are counted from 0, as elements of arrays are.
 *
 * Errors: SQL that does not compile, several statements, and a statement that gives no rows (db_exec is for these) fail the test. So
 * does a matcher that names a column which the query does not give, or gives twice, asserted or negated.
 */
#ifndef SEEDBED_ROWS_H
#define SEEDBED_ROWS_H

#include <seedbed/db.h>

SB__C_BEGIN
/* The rows of a query; {table} stands for the table with its prefix. Borrowed, for the test. */
const sb_table *db_rows(const char *sql);
/* One value, by the number of its row (from 0) and the name of its column, which fail the test where they are not there. As a number:
 * 0 for NULL, texts as strtoll and strtod read them, floating numbers without their fraction, a blob as 0. As a text: NULL for NULL, numbers in decimal;
 * as bytes: NULL for NULL, of texts without their NUL; else no bytes of no place. Of a table the values that it has now. Borrowed, for the
 * test. */
int64_t rows_int(const sb_table *rows, size_t at, const char *column);
double rows_double(const sb_table *rows, size_t at, const char *column);
const char *rows_text(const sb_table *rows, size_t at, const char *column);
sb_view rows_bytes(const sb_table *rows, size_t at, const char *column);
SB__C_END

#endif
