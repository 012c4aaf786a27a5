/* judge_test.c -- what the end of a case counts as, and whether it is tried again. */
#include "../../../framework/process/judge.h"
#include <seedbed.h>

FIXTURE(judge, (sb_case one; sb_planned_terms terms; sb_planned test; sb_slot slot));

SETUP(judge)
{
    self->test.test = &self->one;
    self->test.terms = &self->terms;
}

TEST_EACH(judge, counts, (const char *what; const char *todo, *xfail; unsigned said, attempts; enum sb_state ended, state),
    { "a pass", NULL, NULL, 0, 0, SB_PASSED, SB_PASSED }, { "a crash", NULL, NULL, 0, 0, SB_CRASHED, SB_CRASHED },
    { "a later pass as flaky", NULL, NULL, 0, 1, SB_PASSED, SB_FLAKY },
    { "a later failure as that", NULL, NULL, 0, 2, SB_FAILED, SB_FAILED },
    { "todo that fails", "why", NULL, 0, 0, SB_FAILED, SB_TODO }, { "todo that passes", "why", NULL, 0, 0, SB_PASSED, SB_TODO },
    { "todo that skips as skipped", "why", NULL, 0, 0, SB_SKIPPED, SB_SKIPPED },
    { "todo said at run time", NULL, NULL, SB_SAID_TODO, 0, SB_PASSED, SB_TODO },
    { "an expected crash", NULL, "why", 0, 0, SB_CRASHED, SB_XFAILED },
    { "an expected failure that passes", NULL, "why", 0, 0, SB_PASSED, SB_XPASSED },
    { "an expected failure that skips", NULL, "why", 0, 0, SB_SKIPPED, SB_SKIPPED },
    { "a failure expected at run time", NULL, NULL, SB_SAID_XFAIL, 0, SB_TIMED_OUT, SB_XFAILED },
    { "a skip behind a failure", NULL, NULL, 0, 1, SB_SKIPPED, SB_FAILED },
    { "todo said behind a failure", NULL, NULL, SB_SAID_TODO, 1, SB_PASSED, SB_FAILED },
    { "a failure expected behind one", NULL, NULL, SB_SAID_XFAIL, 1, SB_FAILED, SB_FAILED },
    { "a crash expected behind a failure", NULL, NULL, SB_SAID_XFAIL, 1, SB_CRASHED, SB_CRASHED },
    { "a suite that did not come up", NULL, "why", SB_SAID_BLOCKED, 0, SB_CRASHED, SB_CRASHED },
    { "todo in a suite that did not come up", "why", NULL, SB_SAID_BLOCKED, 0, SB_FAILED, SB_TODO })
{
    self->one.more = &(sb_case_more){ .options = { .todo = each->todo, .xfail = each->xfail } };
    atomic_store(&self->slot.said, (uint8_t)each->said);
    atomic_store(&self->slot.attempts, (uint8_t)each->attempts);
    should(sb_judge(&self->test, &self->slot, each->ended), equal_to(each->state));
}

TEST_EACH(judge, tries_again, (const char *what; unsigned retries, attempts; const char *xfail; enum sb_state ended; bool again),
    { "a failure", 2, 0, NULL, SB_FAILED, true }, { "a crash at the second attempt", 2, 1, NULL, SB_CRASHED, true },
    { "not after the last", 2, 2, NULL, SB_FAILED, false }, { "not what has no retries", 0, 0, NULL, SB_FAILED, false },
    { "not a pass", 2, 0, NULL, SB_PASSED, false }, { "not a skip", 2, 0, NULL, SB_SKIPPED, false },
    { "not an expected failure", 2, 0, "why", SB_FAILED, false },
    { "not one that passed against expectation", 2, 0, "why", SB_PASSED, false })
{
    self->one.more = &(sb_case_more){ .options = { .xfail = each->xfail } };
    self->terms.retries = each->retries;
    atomic_store(&self->slot.attempts, (uint8_t)each->attempts);
    should(sb_judge_again(&self->test, &self->slot, each->ended), equal_to(each->again));
}
