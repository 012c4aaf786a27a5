/* wanted.h -- from the options to the plan of a run, with what is known of the last one.
 */
#ifndef SEEDBED_FRAMEWORK_WANTED_H
#define SEEDBED_FRAMEWORK_WANTED_H

#include "config/options.h"
#include "plan/plan.h"
#include "record/last.h"

/* SB_ERR, SB_ENOTFOUND: as sb_plan_make. `last` is to be released in any case. */
int sb_wanted_plan(const sb_options *options, sb_last *last, sb_plan *out);
/* Whether the plan has all that is registered. */
bool sb_wanted_all(const sb_options *options, const sb_plan *plan);

#endif
