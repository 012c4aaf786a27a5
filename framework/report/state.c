/* state.c -- how each state of a case looks and counts: the one table that every reporter reads. */
#include "state.h"

#define TALLY(f) .tally = offsetof(sb_tally, f)
const sb_state_look sb__state_look[SB__STATES] = {
    [SB_UNSEEN] = { "not run", "NOT RUN", "1;" SB__RED, "error", TALLY(unseen), true },
    [SB_PASSED] = { "passed", "PASS", SB__GREEN, NULL, TALLY(passed), false },
    [SB_FAILED] = { "failed", "FAIL", "1;" SB__RED, "failure", TALLY(failed), true },
    [SB_SKIPPED] = { "skipped", "SKIP", SB__YELLOW, "skipped", TALLY(skipped), false },
    [SB_CRASHED] = { "crashed", "CRASH", "1;" SB__RED, "error", TALLY(crashed), true },
    [SB_EXITED] = { "exited", "EXIT", "1;" SB__RED, "error", TALLY(exited), true },
    [SB_TIMED_OUT] = { "timed out", "TIMEOUT", "1;" SB__RED, "error", TALLY(timed_out), true },
    [SB_FLAKY] = { "flaky", "FLAKY", SB__YELLOW, NULL, TALLY(flaky), false },
    [SB_TODO] = { "to do", "TODO", SB__YELLOW, "skipped", TALLY(todo), false },
    [SB_XFAILED] = { "failed as expected", "XFAIL", SB__YELLOW, "skipped", TALLY(xfailed), false },
    [SB_XPASSED] = { "passed unexpectedly", "XPASS", "1;" SB__RED, "failure", TALLY(xpassed), true },
};

size_t sb__tally_count(const sb_tally *tally, enum sb_state state)
{
    return *(const size_t *)((const char *)tally + sb__state_look[state].tally);
}

const char *sb__reason(const sb_result *result)
{
    return result->reason && *result->reason ? result->reason : sb__state_look[result->state].word;
}
