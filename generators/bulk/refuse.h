/* refuse.h -- what a bulk cannot do, each with a sentence that says what can be done instead. None of these returns where it refuses.
 */
#ifndef SEEDBED_GENERATORS_BULK_REFUSE_H
#define SEEDBED_GENERATORS_BULK_REFUSE_H

#include "plan.h"

/* One node on its way, and those whose rows need it. */
typedef struct sb_bulk_asking {
    const sb_maker *maker;
    const struct sb_bulk_asking *up;
} sb_bulk_asking;

/* Whether rows of the same table need it, further out. */
bool sb_bulk_is_among(const sb_bulk_asking *up, const sb_maker *maker);
/* An each() of no parent, of one that is given, or of one that has another. */
void sb_bulk_check_each(const sb_bulk_node *node, const sb_making *making);
/* A node that needs itself, further out. column: through which. */
void sb_bulk_check_cycle(const sb_making *making, const sb_bulk_asking *up, const sb_maker *again, const char *column);
/* Children that have children of the first again. */
void sb_bulk_check_children(const sb_making *making, const sb_bulk_asking *up, const sb_maker *again);
/* Blocks that are to meet more rows than there are. */
void sb_bulk_check_rounds(const sb_bulk_node *node, const sb_making *making);
/* Hooks, numbers of children and natural keys that want rows one by one. */
void sb_bulk_check_declared(const sb_making *making, const sb_maker *maker, const sb_recipe *recipe);
/* More rows than there are numbers. */
void sb_bulk_check_numbers(const sb_making *making, const sb_maker *maker, uint64_t n);
/* A row above in the same table, which a row is to have by a rule or by words. */
void sb_bulk_check_itself(const sb_bulk_node *node, const sb_making *making, size_t parent);
/* A row whose values are made from a row that it is made for, where rows of several blocks have it in turns. Never returns. */
void sb_bulk_refuse_turns(const sb_bulk_node *node, const sb_making *making);
/* A row that leaves to the database what others fill, or the other way round. */
void sb_bulk_check_columns(const sb_bulk_node *node, const sb_making *making);
/* A column of a parent's row that the database will compute, which nobody knows yet. */
void sb_bulk_check_known(const sb_row *row, const sb_making *making, size_t slot);

#endif
