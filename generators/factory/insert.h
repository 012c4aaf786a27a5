/* insert.h -- put a filled row into its table, and know how it is found again.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_INSERT_H
#define SEEDBED_GENERATORS_FACTORY_INSERT_H

#include "row.h"

/* Insert it; where a value that we made is there already, take the series' next number. `again` is called when values were made anew. Leaves
 * the test where the database says no for another reason. */
void sb_row_insert(sb_row *row, sb_maker *maker, void (*again)(sb_row *row));
/* Insert rows of one recipe, at most SB_INSERT_ROWS, by a backend that can. False: none of them is in the table. */
bool sb_rows_insert(sb_row *const *row, size_t rows);
/* The row that has the same values in these columns (separated by spaces). True: it is this row now. */
bool sb_row_meet(sb_row *row, const char *by);
/* Whether a row is there that has the same in all of these columns, of which one at least was made. */
bool sb_row_meets(const sb_row *row, size_t n, const char *const *column);

#endif
