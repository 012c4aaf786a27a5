/* parents.h -- rows that other rows refer to: given ones stand for their key, missing ones are made.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_PARENTS_H
#define SEEDBED_GENERATORS_FACTORY_PARENTS_H

#include "row.h"

/* with(name, row): put the keys of the parent into the columns that refer to it. Leaves the test where it is a row of another table. */
void sb_parent_give(sb_row *row, size_t parent, const sb_cell *word);
/* The value that stands for a row in a column. Leaves the test where the column refers to another table. */
sb_value sb_parent_key(
    const sb_making *making, const char *column, const char *table, const char *parent_column, const sb_row *given);
/* Fill the columns of a parent that is wanted: its row is made, with what words and rules say of it, and with the columns that other
 * parents have filled already. */
void sb_parent_make(sb_row *row, size_t parent);
/* Who makes the rows of a parent. NULL: there is no such table. */
sb_maker *sb_parent_maker(const sb_making *making, const sb_recipe *recipe, size_t parent);
/* as() words of a make, behind those of a rule (NULL: none), as one list. In the store. */
const char *sb_traits_of(const sb_making *making, const sb_cells *words, const char *as);
/* A make() of this name begins, in the sandbox of the running test. Leaves the test where there is none. */
sb_making sb_make_begin(const char *file, int line, const char *word, const char *factory);
/* The same words, and as with() what `filled` (of a row, by slot) has of a key of several columns: the row that it leads to must have that. */
const sb_cells *sb_words_with_key(
    const sb_making *making, const sb_cells *words, const sb_parent *parent, const sb_filled *filled);
/* The rows that a factory's children are, made for a row that is in its table. */
void sb_children_make(sb_row *row);
/* Who makes children, as what, and by which column they refer to this row; leaves the test where there is no such column, or several. False:
 * they are optional, and there is nothing for them. */
typedef struct sb_children_found {
    sb_maker *maker;
    const sb_recipe *recipe;
    const char *column;
} sb_children_found;
bool sb_children_look(const sb_row *row, const sb_children *children, sb_children_found *out);
/* The deep words that mean them, NULL where there are none. */
const sb_cells *sb_children_words(const sb_row *row, const sb_children *children);
/* Words that begin with "name.", without it. NULL: there are none. In the store. */
const sb_cells *sb_words_below(
    const sb_making *making, const sb_cells *words, bool (*means)(void *env, const char *name, size_t size), void *env);

#endif
