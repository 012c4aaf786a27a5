/* unknown.h -- the ways in which a make() can be wrong, each with a sentence that names the nearest right thing. None returns that does not say so.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_UNKNOWN_H
#define SEEDBED_GENERATORS_FACTORY_UNKNOWN_H

#include "row.h"

/* Leave the test with this text, at the place of the make(). */
__attribute__((noreturn, format(printf, 2, 3))) void sb_make_fail(const sb_making *making, const char *format, ...);
__attribute__((noreturn)) void sb_unknown_factory(const sb_making *making, const char *name);
/* Of .optional children, which there may well not be: nothing where no name is near. of: who declares them. */
void sb_unknown_optional(const sb_making *making, const char *of, const char *name);
__attribute__((noreturn)) void sb_unknown_inherited(const sb_making *making, const sb_factory *factory);
__attribute__((noreturn)) void sb_unknown_trait(const sb_making *making, const sb_maker *maker, const char *trait);
/* with(column, ...), and with(name.column, ...) or each(name, ...), by `word`, whose name is no parent and no child. */
__attribute__((noreturn)) void sb_unknown_column(const sb_making *making, const sb_recipe *recipe, const char *column);
__attribute__((noreturn)) void sb_unknown_deep(
    const sb_making *making, const sb_recipe *recipe, const char *word, const char *column);
/* get_text(row, column) */
__attribute__((noreturn)) void sb_unknown_in_row(const sb_making *making, const sb_row *row, const char *column);
/* A rule for a column that there is not; of: whose rule. */
__attribute__((noreturn)) void sb_unknown_in_rule(
    const sb_making *making, const sb_recipe *recipe, const char *of, const char *column);
/* A factory's person_of, which is no row that it refers to. */
__attribute__((noreturn)) void sb_unknown_person(const sb_making *making, const sb_recipe *recipe);
/* A copy or format of what there is not. slot: whose; NULL: a lazy value asked. */
__attribute__((noreturn)) void sb_unknown_source(const sb_row *row, const sb_ingredient *slot, const char *name, size_t size);
__attribute__((noreturn)) void sb_unknown_kind(const sb_making *making, const sb_ingredient *slot);
/* A parent that needs itself: "user -> team -> user". */
__attribute__((noreturn)) void sb_parents_cycle(const sb_making *making, const sb_maker *again, const char *column);
/* Children whose children are they again, from the innermost of those: "branch -> twig -> branch". */
__attribute__((noreturn)) void sb_children_cycle(const sb_making *making, const sb_path *from);
/* A value that needs itself: "a -> b -> a". */
__attribute__((noreturn)) void sb_values_cycle(const sb_row *row, size_t again);
/* The database said no, in the words of `refusal`. */
__attribute__((noreturn)) void sb_insert_refused(const sb_row *row, const char *refusal);

#endif
