/* matchers.h -- what the matchers of tables share. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_MATCHERS_H
#define SEEDBED_FRAMEWORK_SANDBOX_MATCHERS_H

#include "../../assert/value.h"
#include "sandbox.h"

/* How many rows a message shows before it says how many others there are. */
enum { SB_ROWS_SHOWN = 3 };

struct sb_rows;

/* How many rows; negative with a message. */
int64_t sb_table_rows(const sb_table *table);
/* "1 row", "2 rows". */
void sb_table_count(sb_text *to, int64_t rows);
/* The line "and 2 others", where not all rows are shown. */
void sb_table_others(sb_text *to, int64_t rows, size_t shown);

/* have_row and have_no_row of the rows that a query gave: how many have these values, and what a failure says. */
int sb_result_count_rows(const struct sb_rows *rows, const sb_cells *cells, int64_t *out);
int sb_result_explain_row(const struct sb_rows *rows, const sb_cells *cells, bool absent, sb_text *out);

#endif
