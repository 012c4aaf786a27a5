/* judge.h -- what the end of a case counts as: to do, expected to fail, flaky; and whether it is tried again.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_JUDGE_H
#define SEEDBED_FRAMEWORK_PROCESS_JUDGE_H

#include "../plan/plan.h"
#include "board.h"

/* ended: SB_PASSED, SB_FAILED, SB_SKIPPED, SB_CRASHED, SB_EXITED or SB_TIMED_OUT, as the process or main saw it. */
enum sb_state sb_judge(const sb_planned *test, const sb_slot *slot, enum sb_state ended);
/* Whether a case that ended so is begun again. */
bool sb_judge_again(const sb_planned *test, const sb_slot *slot, enum sb_state ended);

#endif
