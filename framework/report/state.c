/* state.c -- how each state of a case looks and counts: the one table that every reporter reads. */
#include "state.h"

#include <string.h>

#define TALLY(f) .tally = offsetof(sb_tally, f)
const sb_state_look sb__state_look[SB__STATES] = {
    [SB_UNSEEN] = { "unseen", "not run", "NOT RUN", "1;" SB__RED, "error", NULL, TALLY(unseen), true, false, false },
    [SB_PASSED] = { "passed", "passed", "PASS", SB__GREEN, NULL, NULL, TALLY(passed), false, false, false },
    [SB_FAILED] = { "failed", "failed", "FAIL", "1;" SB__RED, "failure", NULL, TALLY(failed), true, false, false },
    [SB_SKIPPED] = { "skipped", "skipped", "SKIP", SB__YELLOW, "skipped", "SKIP", TALLY(skipped), false, true, false },
    [SB_CRASHED] = { "crashed", "crashed", "CRASH", "1;" SB__RED, "error", NULL, TALLY(crashed), true, false, false },
    [SB_EXITED] = { "exited", "exited", "EXIT", "1;" SB__RED, "error", NULL, TALLY(exited), true, false, false },
    [SB_TIMED_OUT] = { "timed_out", "timed out", "TIMEOUT", "1;" SB__RED, "error", NULL, TALLY(timed_out), true, false, false },
    [SB_FLAKY] = { "flaky", "flaky", "FLAKY", SB__YELLOW, "flakyFailure", NULL, TALLY(flaky), false, false, false },
    [SB_TODO] = { "todo", "to do", "TODO", SB__YELLOW, "skipped", "TODO", TALLY(todo), false, true, true },
    [SB_XFAILED] = { "xfailed", "failed as expected", "XFAIL", SB__YELLOW, "skipped", "TODO", TALLY(xfailed), false, true, true },
    [SB_XPASSED] = { "xpassed", "passed unexpectedly", "XPASS", "1;" SB__RED, "failure", NULL, TALLY(xpassed), true, false,
        false },
};

bool sb__state_find(const char *name, enum sb_state *out)
{
    for (int state = 0; state < SB__STATES; state++)
        if (!strcmp(sb__state_look[state].name, name)) {
            *out = (enum sb_state)state;
            return true;
        }
    return false;
}

size_t sb__tally_count(const sb_tally *tally, enum sb_state state)
{
    return *(const size_t *)((const char *)tally + sb__state_look[state].tally);
}

const char *sb__reason(const sb_result *result)
{
    return result->reason && *result->reason ? result->reason : sb__state_look[result->state].word;
}

void sb__put_reason(sb_text *to, const sb_result *result)
{
    const sb_state_look *look = &sb__state_look[result->state];
    const char *reason = sb__reason(result);
    if (look->explain && reason != look->word)
        sb_text_add(to, "%s: ", look->word);
    sb_text_add(to, "%s", reason);
}
