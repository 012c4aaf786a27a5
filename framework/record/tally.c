/* tally.c -- results counted by how they ended. */
#include "tally.h"
#include <stddef.h>

/* Where the count of a state is in a tally. */
static const size_t count_of[] = { [SB_UNSEEN] = offsetof(sb_tally, unseen),
    [SB_PASSED] = offsetof(sb_tally, passed),
    [SB_FAILED] = offsetof(sb_tally, failed),
    [SB_SKIPPED] = offsetof(sb_tally, skipped),
    [SB_CRASHED] = offsetof(sb_tally, crashed),
    [SB_EXITED] = offsetof(sb_tally, exited),
    [SB_TIMED_OUT] = offsetof(sb_tally, timed_out),
    [SB_FLAKY] = offsetof(sb_tally, flaky),
    [SB_TODO] = offsetof(sb_tally, todo),
    [SB_XFAILED] = offsetof(sb_tally, xfailed),
    [SB_XPASSED] = offsetof(sb_tally, xpassed) };

void sb_tally_add(sb_tally *tally, const sb_result *result)
{
    ++*(size_t *)(void *)((char *)tally + count_of[result->state]);
    tally->reported += result->state != SB_UNSEEN;
    tally->checks += result->checks;
}

void sb_tally_add_passed(sb_tally *tally, size_t passed, uint64_t checks)
{
    tally->passed += passed;
    tally->reported += passed;
    tally->checks += checks;
}

bool sb_tally_passed(const sb_tally *tally)
{
    return tally->planned > 0 && tally->reported == tally->planned &&
        tally->passed + tally->skipped + tally->flaky + tally->todo + tally->xfailed == tally->reported && !tally->trouble &&
        !tally->interrupted;
}
