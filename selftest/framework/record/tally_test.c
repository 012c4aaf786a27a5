/* tally_test.c -- what makes a run green. */
#include "../../../framework/record/tally.h"
#include <seedbed.h>

static sb_tally after(size_t planned, enum sb_state first, enum sb_state second)
{
    sb_tally tally = { .planned = planned };
    sb_result one = { .state = first, .checks = 2 }, two = { .state = second, .checks = 3 };
    sb_tally_add(&tally, &one);
    sb_tally_add(&tally, &two);
    return tally;
}

TEST_EACH(tally, is_green_only_when_all_came_and_none_failed,
    (const char *why; size_t planned; enum sb_state first, second; bool green), { "both passed", 2, SB_PASSED, SB_PASSED, true },
    { "skipped is no failure", 2, SB_PASSED, SB_SKIPPED, true }, { "failed", 2, SB_PASSED, SB_FAILED, false },
    { "crashed", 2, SB_CRASHED, SB_PASSED, false }, { "exited", 2, SB_EXITED, SB_PASSED, false },
    { "timed out", 2, SB_TIMED_OUT, SB_PASSED, false }, { "one never ran", 2, SB_PASSED, SB_UNSEEN, false },
    { "more were planned", 3, SB_PASSED, SB_PASSED, false })
{
    sb_tally tally = after(each->planned, each->first, each->second);
    should(sb_tally_passed(&tally), equal_to(each->green));
}

TEST(tally, many_that_passed_count_as_each_of_them_would)
{
    sb_tally tally = { .planned = 3 };
    sb_tally_add_passed(&tally, 3, 7);
    should(tally.passed, equal_to(3));
    should(tally.checks, equal_to(7));
    should(sb_tally_passed(&tally), be_true);
}

TEST(tally, counts_by_state_and_adds_checks)
{
    sb_tally tally = after(2, SB_PASSED, SB_CRASHED);
    should(tally.passed, equal_to(1));
    should(tally.crashed, equal_to(1));
    should(tally.checks, equal_to(5));
    should(tally.reported, equal_to(2));
}

TEST(tally, nothing_planned_is_not_green)
{
    sb_tally tally = { .planned = 0 };
    should(sb_tally_passed(&tally), be_false);
}

TEST(tally, an_interrupted_run_is_not_green)
{
    sb_tally tally = after(2, SB_PASSED, SB_PASSED);
    tally.interrupted = true;
    should(sb_tally_passed(&tally), be_false);
}
