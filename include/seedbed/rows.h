/* rows.h -- what a query gives, as an operand of should(), and results that are the same.
 *
 *     should(db_rows("SELECT name, seats FROM {courses} ORDER BY id"), have_rows(2));
 *     should(db_rows("SELECT name FROM {courses} WHERE seats = 0"), be_empty);
 *     should(db_rows("SELECT name, seats FROM {courses}"), have_row(col(name, "ada"), col(seats, 3)));
 *     should(db_rows("SELECT name, seats FROM {courses} ORDER BY id"), have_same_rows_as(these_rows(row("ada", 3), row("bob", NULL))));
 *     should(sandbox_table("courses"), have_same_rows_in_any_order_as(db_rows("SELECT * FROM {archive}")));
 *
 * What it is: db_rows runs a query on the sandbox's own connection, at once, and holds all of its rows. They take every matcher that
 * tables take: have_rows, be_empty, have_row, have_no_row (db.h). The matchers here compare two results, or tables, of which all columns
 * count, in the order of the primary key. Rows that a test lists are a third operand: these_rows(row(...), ...) of up to 12 rows of up to
 * 16 values, strings, numbers, NULL, bytes(p, n) and rows of factories, which stand for their ids; more of them, and those that are
 * computed, are a query too: db_rows("VALUES ('ada', 3), ('bob', NULL)").
 *
 * Values are those of the database: NULL, which is col(name, NULL), integers, floating numbers, texts and blobs. Here they compare as
 * equal_to has it and not as SQL does: numbers by value, 1 equals 1.0 and not '1'; texts byte by byte; NULL equals NULL and nothing else; NaN,
 * which SQLite does not have, equals NaN. A text with a NUL byte in it is bytes here, as a blob is: bytes(p, n). In messages rows are counted from 0, as elements of arrays are.
 *
 * Errors: SQL that does not compile, several statements, and a statement that gives no rows (db_exec is for these) fail the test. So
 * does a matcher that names a column which the query does not give, or gives twice, and one that compares rows of three columns with rows
 * of two, asserted or negated.
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
/* What these_rows makes; private. */
const sb_table *sb_list_rows(const sb_cells *rows);
SB__C_END

static inline sb_value sb__listed_row(const sb_parts *values)
{
    sb_value row = sb__box_p(values);
    row.kind = SB_PARTS;
    return row;
}
#define SB_THESE_ROWS(...) sb_list_rows(SB__CELLS(SB_R_, __VA_ARGS__))
#define SB_R_row(...) SB__CELL("row", SB_WORD_ROW, sb__listed_row(SB__VALUES(__VA_ARGS__)))

/* The same rows in the same order, by the positions of their columns; names of columns do not count. A failure shows the first row that
 * differs. Give a query an ORDER BY, or say that order does not count. */
#define SB_M_have_same_rows_as(x) &sb_m_have_same_rows_as, SB__TABLES, x
/* The same rows, each as often. A failure shows those that are missing and those that are too much. */
#define SB_M_have_same_rows_in_any_order_as(x) &sb_m_have_same_rows_in_any_order_as, SB__TABLES, x
/* The same rows, in any order and however often each is there: two sets. */
#define SB_M_have_same_distinct_rows_as(x) &sb_m_have_same_distinct_rows_as, SB__TABLES, x
SB__C_BEGIN
extern const sb_matcher_type sb_m_have_same_rows_as, sb_m_have_same_rows_in_any_order_as, sb_m_have_same_distinct_rows_as;
SB__C_END

#endif
