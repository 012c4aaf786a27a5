/* pool_again_test.c -- a pool of real workers inside a test: attempts, and what runs once per suite, across workers that die. */
#include "made_pool.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FIXTURE(pool_again, (struct made_pool made));

SETUP(pool_again) { made_open(&self->made); }

TEARDOWN(pool_again) { made_close(&self->made); }

/* Passes when it is begun for the so-manieth time; the count is in shared memory, which outlives workers. */
static void counts_down(void *self, const void *each)
{
    (void)self, (void)each;
    should(--made_counts()[0], equal_to(0));
}

static void counts_down_and_crashes(void *self, const void *each)
{
    (void)self, (void)each;
    if (--made_counts()[0])
        raise(SIGKILL);
}

static void handle_term(int signal_) { (void)signal_; }

static void counts_down_and_hangs(void *self, const void *each)
{
    (void)self, (void)each;
    signal(SIGTERM, handle_term);
    if (--made_counts()[0])
        pause();
}

TEST_EACH(pool_again, an_attempt_that, (const char *what; sb_body * run; int count; enum sb_state state; unsigned attempts),
    { "passes later is flaky", counts_down, 2, SB_FLAKY, 2 }, { "never passes has failed", counts_down, 9, SB_FAILED, 3 },
    { "passes after crashes is flaky", counts_down_and_crashes, 3, SB_FLAKY, 3 },
    { "always crashes has crashed", counts_down_and_crashes, 9, SB_CRASHED, 3 },
    { "passes after its time limit is flaky", counts_down_and_hangs, 2, SB_FLAKY, 2 })
{
    made_counts()[0] = each->count;
    made_case(&self->made, 1, each->run);
    self->made.terms[1].retries = 2;
    self->made.terms[1].timeout_ns = each->run == counts_down_and_hangs ? 30000000 : 0;
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(each->state));
    should(self->made.result[1].attempts, equal_to(each->attempts));
    should(self->made.result[2].state, equal_to(SB_PASSED));
}

static void sets_up(void *self, const void *each)
{
    (void)self, (void)each;
    made_counts()[1]++;
}

static void crashes_the_first_time(void *self, const void *each)
{
    sets_up(self, each);
    if (made_counts()[1] == 1)
        raise(SIGKILL);
}

static void hangs(void *self, const void *each)
{
    (void)self, (void)each;
    pause();
}

static sb_planned_level made_level(sb_step *step, const sb_step **at, sb_body *up, sb_body *down)
{
    *step = (sb_step){ .suite = "s", .file = "x.c", .line = 1, .run = up ? up : down };
    *at = step;
    sb_planned_level level = { .suite = { .name = "s" } };
    if (up)
        level.setup = at, level.setup_count = 1;
    else
        level.teardown = at, level.teardown_count = 1;
    return level;
}

static void run_with_level(struct made_pool *self, sb_body *up, sb_body *down, bool one_case)
{
    sb_step step;
    const sb_step *at;
    sb_planned_level level = made_level(&step, &at, up, down);
    self->suite.level = &level;
    self->suite.levels = 1;
    self->suite.once = true;
    made_run(self, 1, one_case);
}

TEST(pool_again, a_suite_is_set_up_once_in_a_worker_and_again_after_a_crash)
{
    made_case(&self->made, 2, made_crashes);
    run_with_level(&self->made, sets_up, NULL, false);
    should(made_counts()[1], equal_to(2));
    should(self->made.board->suite_setups, equal_to(2));
}

TEST(pool_again, a_suite_is_set_up_for_each_test_where_each_has_a_process)
{
    run_with_level(&self->made, sets_up, NULL, true);
    should(made_counts()[1], equal_to(CASES));
}

TEST(pool_again, a_crash_in_a_set_up_of_a_suite_is_that_of_the_test_in_hand)
{
    run_with_level(&self->made, crashes_the_first_time, NULL, false);
    should(self->made.result[0].state, equal_to(SB_CRASHED));
    should(self->made.reason[0], end_with("; that was in SUITE_SETUP of s"));
    should(self->made.result[1].state, equal_to(SB_PASSED));
}

TEST(pool_again, a_set_up_of_a_suite_that_hangs_ends_by_the_limit_of_the_test_in_hand)
{
    self->made.plan.n = 1;
    self->made.terms[0].timeout_ns = 30000000;
    run_with_level(&self->made, hangs, NULL, false);
    should(self->made.result[0].state, equal_to(SB_TIMED_OUT));
    should(self->made.reason[0], end_with("; that was in SUITE_SETUP of s"));
}

static void naps_long(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(60000);
}

TEST(pool_again, the_time_of_a_set_up_of_a_suite_is_not_that_of_its_first_test)
{
    self->made.plan.n = 1;
    run_with_level(&self->made, naps_long, NULL, false);
    should(self->made.result[0].began_ns, be_at_least(60000000));
}

static void naps_longer(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(200000);
}

TEST(pool_again, a_set_up_of_a_suite_and_its_first_test_have_the_limit_each_to_itself)
{
    self->made.plan.n = 1;
    made_case(&self->made, 0, naps_longer);
    self->made.terms[0].timeout_ns = 350000000;
    run_with_level(&self->made, naps_longer, NULL, false);
    should(self->made.result[0].state, equal_to(SB_PASSED));
}

TEST_EACH(pool_again, a_tear_down_of_a_suite_that, (const char *what; sb_body * run; const char *trouble),
    { "crashes is trouble of the run", made_crashes,
        "a worker died in SUITE_TEARDOWN of s, when s/t5 was over: killed by SIGSEGV" },
    { "hangs is trouble of the run", hangs,
        "a worker died in SUITE_TEARDOWN of s, when s/t5 was over: it took longer than the time limit of that test" })
{
    self->made.terms[CASES - 1].timeout_ns = made_limit_ns(each->run == hangs ? 100 : 2000);
    run_with_level(&self->made, NULL, each->run, false);
    should(self->made.result[CASES - 1].state, equal_to(SB_PASSED));
    should(sb_record_trouble(self->made.record), start_with(each->trouble));
}

TEST(pool_again, the_case_that_waits_behind_a_tear_down_that_crashes_is_not_lost)
{
    sb_planned_suite other = { .suite = { .name = "other" } };
    self->made.item[3].suite = &other;
    run_with_level(&self->made, NULL, made_crashes, false);
    should(self->made.result[3].state, equal_to(SB_PASSED));
    should(self->made.result[CASES - 1].state, equal_to(SB_PASSED));
}
