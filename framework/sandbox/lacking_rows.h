/* lacking_rows.h -- what two lists of rows lack of each other, when order does not count. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_LACKING_ROWS_H
#define SEEDBED_FRAMEWORK_SANDBOX_LACKING_ROWS_H

#include "rows.h"

/* Per row of a list: the other has it `lack` times less, of the `of` times that it is here. One of those that are equal says so, the
 * others have zeros. */
typedef struct sb_lacking_row {
    size_t lack, of;
} sb_lacking_row;

typedef struct sb_lacking_rows {
    size_t missing, extra;      /* rows in all */
    sb_lacking_row *want, *got; /* as many as the lists have */
} sb_lacking_rows;

/* distinct: how often a row is there does not count. */
void sb_lacking_rows_find(const sb_rows *want, const sb_rows *got, bool distinct, sb_lacking_rows *out);
void sb_lacking_rows_release(sb_lacking_rows *it);
/* Below, at or above 0. Rows of one width. */
int sb_rows_order(const sb_value *a, const sb_value *b, size_t columns);

#endif
