/* unknown.h -- the ways in which a make() can be wrong, each with a sentence that names the nearest right thing. None returns.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_UNKNOWN_H
#define SEEDBED_GENERATORS_FACTORY_UNKNOWN_H

#include "row.h"

/* Leave the test with this text, at the place of the make(). */
__attribute__((noreturn, format(printf, 2, 3))) void sb_make_fail(const sb_making *making, const char *format, ...);
__attribute__((noreturn)) void sb_unknown_factory(const sb_making *making, const char *name);
__attribute__((noreturn)) void sb_unknown_column(
    const sb_making *making, const sb_maker *maker, const sb_table_info *info, const char *column);
__attribute__((noreturn)) void sb_unknown_trait(const sb_making *making, const sb_maker *maker, const char *trait);
/* A parent that needs itself: "user -> team -> user". */
__attribute__((noreturn)) void sb_parents_cycle(const sb_making *making, const sb_maker *again, const char *column);
/* The database said no, in the words of `refusal`. */
__attribute__((noreturn)) void sb_insert_refused(const sb_making *making, const sb_row *row, const char *refusal);

#endif
