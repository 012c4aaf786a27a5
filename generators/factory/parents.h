/* parents.h -- rows that other rows refer to: given ones stand for their key, missing ones are made.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_PARENTS_H
#define SEEDBED_GENERATORS_FACTORY_PARENTS_H

#include "row.h"

/* The value that stands for a row in a column. Leaves the test where the column refers to another table. */
sb_value sb_parent_key(const sb_making *making, const sb_column *column, const sb_row *row);
/* A column that refers to a row which make() was not given, and wants one: the row is made and its key put into out. False where
 * the column refers to nothing, or can do without. */
bool sb_parent_make(const sb_making *making, const sb_column *column, const sb_field *field, sb_value *out);
/* Whether with(name, row) may mean this column: user for user_id. */
bool sb_parent_fits(const sb_making *making, const sb_column *column, const char *name);

#endif
