/* constraints.h -- the keys and checks of a table, gathered one after another while a backend describes it.
 *
 * Calling sequence: a zeroed struct; any of the adding functions; sb_constraints_tell; sb_constraints_release when the description goes.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_CONSTRAINTS_H
#define SEEDBED_FRAMEWORK_SANDBOX_CONSTRAINTS_H

#include "../../assert/text.h"
#include <seedbed/ext/backend.h>

/* Between the names of a list that is one text: a byte that no name has. */
#define SB_NAMES_BETWEEN "\x01"

typedef struct sb_constraints {
    sb_reference *reference;
    sb_unique *unique;
    const char **check; /* ends in NULL, once there is one */
    size_t references, uniques, checks, reference_room, unique_room, check_room;
} sb_constraints;

/* A list in one text, cut into one that ends in NULL: a single block, which the caller frees. NULL for NULL. */
const char *const *sb_names_cut(const char *names, size_t *n_out);

/* Columns are lists in one text. */
void sb_constraints_add_reference(sb_constraints *to, const char *columns, const char *table, const char *parent_columns);
/* The same columns twice are kept once. some: as in sb_unique. */
void sb_constraints_add_unique(sb_constraints *to, const char *columns, bool some);
/* Of an index on expressions: the columns, and those of the table that stand in the expressions. Either may be NULL. */
void sb_constraints_add_unique_of(
    sb_constraints *to, const char *columns, const char *expressions, bool some, const sb_table_info *info);
void sb_constraints_add_check(sb_constraints *to, const char *check, size_t size);

/* Into a description, which borrows them; and its columns are told by which of them they must differ. */
void sb_constraints_tell(const sb_constraints *from, sb_table_info *info, sb_column *column);
/* Whether two descriptions have the same. */
bool sb_constraints_same(const sb_table_info *a, const sb_table_info *b);
void sb_constraints_release(sb_constraints *constraints);

#endif
