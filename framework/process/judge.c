/* judge.c -- what the end of a case counts as: to do, expected to fail, flaky; and whether it is tried again. */
#include "judge.h"

/* A skip, or word of what is to do or expected, in an attempt behind one that failed: the failure stays. */
static bool excuses_too_late(const sb_slot *slot, uint8_t said, enum sb_state ended)
{
    bool excuse = ended == SB_SKIPPED || said & (SB_SAID_TODO | SB_SAID_XFAIL);
    return excuse && atomic_load_explicit(&slot->attempts, memory_order_relaxed);
}

enum sb_state sb_judge(const sb_planned *test, const sb_slot *slot, enum sb_state ended)
{
    uint8_t said = atomic_load_explicit(&slot->said, memory_order_relaxed);
    if (ended != SB_UNSEEN && excuses_too_late(slot, said, ended))
        return ended == SB_PASSED || ended == SB_SKIPPED ? SB_FAILED : ended;
    if (said & SB_SAID_TODO)
        return SB_TODO;
    if (ended == SB_SKIPPED || ended == SB_UNSEEN)
        return ended;
    if (sb_planned_todo(test))
        return SB_TODO;
    if (said & SB_SAID_BLOCKED)
        return ended;
    if (sb_planned_xfail(test) || said & SB_SAID_XFAIL)
        return ended == SB_PASSED ? SB_XPASSED : SB_XFAILED;
    return ended == SB_PASSED && atomic_load_explicit(&slot->attempts, memory_order_relaxed) ? SB_FLAKY : ended;
}

bool sb_judge_again(const sb_planned *test, const sb_slot *slot, enum sb_state ended)
{
    unsigned attempts = atomic_load_explicit(&slot->attempts, memory_order_relaxed);
    return attempts < test->terms->retries && attempts < UINT8_MAX && !sb_state_good(sb_judge(test, slot, ended)) &&
        ended != SB_PASSED;
}
