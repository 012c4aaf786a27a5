/* rows.h -- rows held in memory: what a query gave, or what a test lists. Private to framework/sandbox.
 *
 * Cells are as a backend gives them: NULL is SB_NONE, a text with a NUL in it is bytes.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_ROWS_H
#define SEEDBED_FRAMEWORK_SANDBOX_ROWS_H

#include "sandbox.h"

struct sb_kept;

typedef struct sb_rows {
    size_t columns, n;
    const char *const *column; /* NULL: they have no names */
    const sb_value *const *row;
    struct sb_kept *kept; /* all of it, the struct as well */
} sb_rows;

/* Runs a query, braces expanded, and holds what it gives. The caller ends them by sb_rows_free or sb_rows_keep. */
int sb_rows_query(const sb_db *db, const char *sql, sb_rows **out);
/* What a test lists: the value of each is the sb_parts of a row's values. */
int sb_rows_listed(const sb_cells *listed, sb_rows **out);
/* All rows of a table, those of its primary key in order, or of a result. owned_out: NULL, or what the caller frees. */
int sb_rows_of(const sb_table *table, const sb_rows **out, sb_rows **owned_out);
void sb_rows_free(sb_rows *rows);
/* They go with the test. */
const sb_table *sb_rows_keep(sb_rows *rows);
/* The column of this name, as the query spells it. SB_ENOTFOUND with a message that names the nearest; SB_ERR: there are two. */
int sb_rows_column(const sb_rows *rows, const char *name, size_t *out);

/* What stands in a test as the database would have it: NULL pointers of all kinds are NULL, a row is its id. */
int sb_cell_plain(const sb_value *from, sb_value *to);
/* Whether a database has values of this kind; if not, the message says so of `what`. */
int sb_cell_check(const char *what, const sb_value *value);
/* NULL equals NULL, and NaN NaN. */
bool sb_cell_equal(const sb_value *a, const sb_value *b);
/* Below, at or above 0: an order of all cells in which those that are equal stand together. */
int sb_cell_order(const sb_value *a, const sb_value *b);
/* As db_int and db_text have it; a text that had to be made goes with the test. */
int64_t sb_cell_int(const sb_value *cell);
const char *sb_cell_text(const sb_value *cell);
/* name "ada", age 36 */
void sb_rows_print(sb_text *to, const sb_rows *rows, size_t at, const char *const *column);

#endif
