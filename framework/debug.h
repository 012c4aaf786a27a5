/* debug.h -- --debug NAME: a debugger with this program and one test of it, stopped where the test begins.
 */
#ifndef SEEDBED_FRAMEWORK_DEBUG_H
#define SEEDBED_FRAMEWORK_DEBUG_H

#include "config/options.h"
#include "plan/plan.h"

/* Becomes the debugger. Comes back with SB_ERR and a message only: the plan does not have exactly one case, or there is no debugger. */
int sb_debug(const sb_options *options, const sb_plan *plan);

#endif
