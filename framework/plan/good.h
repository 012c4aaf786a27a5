/* good.h -- which ends of a case leave the run green. */
#ifndef SEEDBED_FRAMEWORK_PLAN_GOOD_H
#define SEEDBED_FRAMEWORK_PLAN_GOOD_H

#include <seedbed/ext/reporter.h>
#include <stdbool.h>

static inline bool sb_state_good(enum sb_state state)
{
    return state == SB_PASSED || state == SB_SKIPPED || state == SB_FLAKY || state == SB_TODO || state == SB_XFAILED;
}

#endif
