/* tally.c -- results counted by how they ended. */
#include "tally.h"

void sb_tally_add(sb_tally *tally, const sb_result *result)
{
    size_t *const by_state[] = { [SB_UNSEEN] = &tally->unseen,
        [SB_PASSED] = &tally->passed,
        [SB_FAILED] = &tally->failed,
        [SB_SKIPPED] = &tally->skipped,
        [SB_CRASHED] = &tally->crashed,
        [SB_EXITED] = &tally->exited,
        [SB_TIMED_OUT] = &tally->timed_out,
        [SB_FLAKY] = &tally->flaky,
        [SB_TODO] = &tally->todo,
        [SB_XFAILED] = &tally->xfailed,
        [SB_XPASSED] = &tally->xpassed };
    ++*by_state[result->state];
    tally->reported += result->state != SB_UNSEEN;
    tally->checks += result->checks;
}

bool sb_tally_passed(const sb_tally *tally)
{
    return tally->planned > 0 && tally->reported == tally->planned &&
        tally->passed + tally->skipped + tally->flaky + tally->todo + tally->xfailed == tally->reported && !tally->trouble &&
        !tally->interrupted;
}
