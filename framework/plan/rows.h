/* rows.h -- the names of the rows of a TEST_EACH, from their source text.
 *
 * A row's name is the first string in it, or else its text without the braces, or else its number from 1;
 * where a macro stands for rows, all are numbered. Rows of one name get
 * #2, #3 ... behind it, so that every row can be asked for.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_ROWS_H
#define SEEDBED_FRAMEWORK_PLAN_ROWS_H

#include <stddef.h>

/* count names, each the caller's to free; the array too. */
char **sb_row_names(const char *text, size_t count);

#endif
