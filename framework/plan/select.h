/* select.h -- which cases a run wants, by name.
 *
 * A pattern is a full name, the beginning of one up to a slash ("enrolment", "price/by_mode"), or a glob over the full name
 * ("enrol*", "*full*"; a slash is an ordinary character to it). With ! in front it takes away. Without any pattern that adds, all
 * cases are wanted before the ! patterns take away.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_SELECT_H
#define SEEDBED_FRAMEWORK_PLAN_SELECT_H

#include "plan.h"

bool sb_select_wants(const sb_selection *selection, const char *name);
/* SB_ENOTFOUND with a message for the first pattern that no name in the list (ends in NULL) fits. */
int sb_select_check(const sb_selection *selection, const char *const *names);

#endif
