/* plausible.h -- a value for a column that nobody has declared: by its type, its name and what the checks of its table want.
 *
 * Promise: as that of kinds (fake/kind.h): what is given depends on the call, the facts and the other value alone. Where call->unique is set
 * no two n give the same, also where the case of letters does not count.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_PLAUSIBLE_H
#define SEEDBED_GENERATORS_FACTORY_PLAUSIBLE_H

#include "../fake/kind.h"
#include "checks.h"

/* facts: NULL where there are none. other: the value of the column facts->than; NULL, or SB_NONE, where it has none. call->rule may be NULL.
 * False: it must be unique, and n is beyond all that the column can tell apart. */
bool sb_plausible(const sb_column *column, const sb_facts *facts, const sb_kind_call *call, const sb_value *other, sb_value *out);
/* Whether the name of a column says that its text is of a person. */
bool sb_named_person(const char *column);

#endif
