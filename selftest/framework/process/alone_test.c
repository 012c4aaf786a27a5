/* alone_test.c -- a pool of real workers inside a test: what crashed behind others in one process is run once more alone. */
#include "made_pool.h"
#include <seedbed.h>
#include <signal.h>
#include <unistd.h>

FIXTURE(alone, (struct made_pool made));

SETUP(alone)
{
    made_open(&self->made);
    self->made.reruns = 10;
}

TEARDOWN(alone) { made_close(&self->made); }

/* Others set the bit in their own process; counts survive it. */
static bool poisoned;

static void poisons(void *self, const void *each)
{
    (void)self, (void)each;
    poisoned = true;
}

static void crashes_where_poisoned(void *self, const void *each)
{
    (void)self, (void)each;
    made_counts()[0]++;
    if (poisoned)
        raise(SIGKILL);
}

static void crashes_first(void *self, const void *each)
{
    (void)self, (void)each;
    if (++made_counts()[0] == 1)
        raise(SIGKILL);
    should(1, equal_to(2));
}

static void hangs_the_second_time(void *self, const void *each)
{
    (void)self, (void)each;
    if (++made_counts()[0] == 1)
        raise(SIGKILL);
    pause();
}

static void kills_itself(void *self, const void *each)
{
    (void)self, (void)each;
    made_counts()[0]++;
    raise(SIGKILL);
}

TEST(alone, what_passes_alone_has_crashed_all_the_same_and_names_what_ran_before_it)
{
    made_case(&self->made, 0, poisons);
    made_case(&self->made, 2, crashes_where_poisoned);
    made_run(&self->made, 1, false);
    should(self->made.result[2].state, equal_to(SB_CRASHED));
    should(self->made.result[2].signal, equal_to(SIGKILL));
    should(self->made.reason[2],
        end_with("\nRun again alone it passed: look at what ran before it in the same process: s/t0, s/t1"));
    should(self->made.result[3].state, equal_to(SB_PASSED));
}

TEST(alone, of_many_that_ran_before_it_the_last_three_are_named)
{
    made_case(&self->made, 0, poisons);
    made_case(&self->made, 5, crashes_where_poisoned);
    made_run(&self->made, 1, false);
    should(self->made.reason[5], end_with(": s/t2, s/t3, s/t4, and 2 before those"));
}

TEST(alone, what_crashes_alone_too_says_so)
{
    made_case(&self->made, 1, kills_itself);
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.reason[1], end_with("; and again when run alone"));
    should(made_counts()[0], equal_to(2));
}

TEST(alone, the_first_case_of_a_worker_was_alone_already)
{
    made_case(&self->made, 0, kills_itself);
    made_run(&self->made, 1, false);
    should(made_counts()[0], equal_to(1));
    should(self->made.reason[0], not_(contain("alone")));
}

TEST(alone, nothing_is_run_again_where_each_case_has_a_process)
{
    made_case(&self->made, 1, kills_itself);
    made_run(&self->made, 1, true);
    should(made_counts()[0], equal_to(1));
}

TEST(alone, what_fails_alone_has_crashed)
{
    made_case(&self->made, 1, crashes_first);
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.reason[1], end_with("\nRun again alone it failed, and did not crash"));
    should(self->made.result[1].failure_count, equal_to(1));
}

TEST(alone, what_hangs_alone_has_crashed)
{
    made_case(&self->made, 1, hangs_the_second_time);
    self->made.terms[1].timeout_ns = made_limit_ns(400);
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.reason[1], end_with("\nRun again alone it took longer than its time limit"));
    should(self->made.result[2].state, equal_to(SB_PASSED));
}

static void crashes_then_is_to_do(void *self, const void *each)
{
    (void)self, (void)each;
    if (++made_counts()[0] == 1)
        raise(SIGKILL);
    todo_test("the second time");
}

TEST(alone, what_is_to_do_alone_has_crashed)
{
    made_case(&self->made, 1, crashes_then_is_to_do);
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
}

TEST(alone, after_so_many_that_crashed_again_no_more_are_tried_and_that_is_said_once)
{
    for (size_t i = 1; i < CASES; i += 1)
        made_case(&self->made, i, i % 2 ? kills_itself : made_passes);
    self->made.reruns = 1;
    made_run(&self->made, 1, false);
    should(self->made.reason[1], end_with("and again when run alone"));
    should(self->made.reason[3], contain("\nNot run again alone"));
    should(self->made.reason[5], not_(contain("alone")));
    should(made_counts()[0], equal_to(4));
}

TEST(alone, nothing_is_run_again_where_that_is_not_wanted)
{
    self->made.reruns = 0;
    made_case(&self->made, 1, kills_itself);
    made_run(&self->made, 1, false);
    should(made_counts()[0], equal_to(1));
}

TEST(alone, where_the_first_failure_stops_the_run_nothing_is_run_again)
{
    made_case(&self->made, 1, kills_itself);
    self->made.fail_fast = true;
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(made_counts()[0], equal_to(1));
    should(self->made.result[2].state, equal_to(SB_UNSEEN));
}
