/* judge.c -- what the end of a case counts as: to do, expected to fail, flaky; and whether it is tried again. */
#include "judge.h"

enum sb_state sb_judge(const sb_planned *test, const sb_slot *slot, enum sb_state ended)
{
    uint8_t said = atomic_load_explicit(&slot->said, memory_order_relaxed);
    if (said & SB_SAID_TODO)
        return SB_TODO;
    if (ended == SB_SKIPPED || ended == SB_UNSEEN)
        return ended;
    if (sb_planned_todo(test))
        return SB_TODO;
    if (sb_planned_xfail(test) || said & SB_SAID_XFAIL)
        return ended == SB_PASSED ? SB_XPASSED : SB_XFAILED;
    return ended == SB_PASSED && atomic_load_explicit(&slot->attempts, memory_order_relaxed) ? SB_FLAKY : ended;
}

bool sb_judge_again(const sb_planned *test, const sb_slot *slot, enum sb_state ended)
{
    unsigned attempts = atomic_load_explicit(&slot->attempts, memory_order_relaxed);
    return attempts < test->retries && attempts < UINT8_MAX && !sb_state_good(sb_judge(test, slot, ended)) && ended != SB_PASSED;
}
