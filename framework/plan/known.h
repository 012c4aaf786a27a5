/* known.h -- whether every suite that a step or a SUITE_IN names has tests: a misspelt name would else be silent.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_KNOWN_H
#define SEEDBED_FRAMEWORK_PLAN_KNOWN_H

#include "declared.h"
#include "plan.h"

/* The plan has a suite for each that cases name. SB_ERR with a message that names the place and the nearest suite that has tests. */
int sb_known_check(const sb_declared *from, const sb_plan *plan);

#endif
