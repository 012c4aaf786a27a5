/* pool_beside_test.c -- a pool of real workers inside a test: what runs beside what, by .serial and .needs. */
#include "made_pool.h"
#include <seedbed.h>
#include <signal.h>
#include <unistd.h>

FIXTURE(pool_beside, (struct made_pool made; uint32_t order[CASES]));

SETUP(pool_beside)
{
    made_open(&self->made);
    for (uint32_t i = 0; i < CASES; i++)
        self->order[i] = i;
    self->made.plan.order = self->order;
    self->made.plan.parallel = CASES;
}

TEARDOWN(pool_beside) { made_close(&self->made); }

/* How many run, and the most that ran at once. */
static void naps(void *self, const void *each)
{
    (void)self, (void)each;
    int now = __atomic_add_fetch(&made_counts()[0], 1, __ATOMIC_SEQ_CST);
    if (now > made_counts()[1])
        made_counts()[1] = now;
    usleep(20000);
    __atomic_sub_fetch(&made_counts()[0], 1, __ATOMIC_SEQ_CST);
}

/* The first waits for another one, however long a busy machine takes to begin it. */
static void meets_another(void *self, const void *each)
{
    (void)self, (void)each;
    int now = __atomic_add_fetch(&made_counts()[0], 1, __ATOMIC_SEQ_CST);
    if (now > made_counts()[1])
        made_counts()[1] = now;
    for (int waited = 0; waited < 5000 && __atomic_load_n(&made_counts()[1], __ATOMIC_SEQ_CST) < 2; waited++)
        usleep(1000);
    __atomic_sub_fetch(&made_counts()[0], 1, __ATOMIC_SEQ_CST);
}

static void wants_to_be_alone(void *self, const void *each)
{
    (void)self, (void)each;
    should(__atomic_add_fetch(&made_counts()[0], 1, __ATOMIC_SEQ_CST), equal_to(1));
    usleep(10000);
    should(__atomic_sub_fetch(&made_counts()[0], 1, __ATOMIC_SEQ_CST), equal_to(0));
    made_counts()[2]++;
}

static void run_all(struct made_pool *made)
{
    made_run(made, 2, false);
    for (size_t i = 0; i < CASES; i++)
        expect(made->result[i].state, equal_to(SB_PASSED));
}

TEST(pool_beside, without_a_word_cases_run_beside_each_other)
{
    for (size_t i = 0; i < CASES; i++)
        made_case(&self->made, i, meets_another);
    run_all(&self->made);
    should(made_counts()[1], equal_to(2));
}

TEST(pool_beside, serial_cases_run_alone_when_the_others_are_over)
{
    for (size_t i = 0; i < CASES; i++)
        made_case(&self->made, i, i < 3 ? naps : wants_to_be_alone);
    self->made.plan.parallel = 3;
    run_all(&self->made);
    should(made_counts()[2], equal_to(3));
}

TEST(pool_beside, a_plan_of_serial_cases_only_runs)
{
    for (size_t i = 0; i < CASES; i++)
        made_case(&self->made, i, wants_to_be_alone);
    self->made.plan.parallel = 0;
    run_all(&self->made);
    should(made_counts()[2], equal_to(CASES));
}

TEST(pool_beside, a_crash_of_a_parallel_case_does_not_lose_the_serial_ones)
{
    made_case(&self->made, 1, made_crashes);
    made_case(&self->made, 4, wants_to_be_alone);
    self->made.plan.parallel = 3;
    made_run(&self->made, 2, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.result[4].state, equal_to(SB_PASSED));
    should(self->made.result[5].state, equal_to(SB_PASSED));
}

TEST(pool_beside, cases_that_need_one_lock_never_run_at_once)
{
    for (size_t i = 0; i < CASES; i++) {
        made_case(&self->made, i, wants_to_be_alone);
        self->made.terms[i].locks = i % 2 ? 3 : 1;
    }
    run_all(&self->made);
    should(made_counts()[2], equal_to(CASES));
}

TEST(pool_beside, a_worker_whose_lock_is_held_goes_on_with_others)
{
    for (size_t i = 0; i < CASES; i++) {
        made_case(&self->made, i, meets_another);
        self->made.terms[i].locks = i < 2;
    }
    run_all(&self->made);
    should(made_counts()[1], equal_to(2));
}

TEST(pool_beside, the_locks_of_a_worker_that_died_are_free)
{
    for (size_t i = 0; i < CASES; i++) {
        made_case(&self->made, i, i % 2 ? made_crashes : naps);
        self->made.terms[i].locks = 1;
    }
    made_run(&self->made, 2, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.result[4].state, equal_to(SB_PASSED));
    should(made_counts()[1], equal_to(1));
}

TEST(pool_beside, locks_hold_where_each_case_has_a_process)
{
    for (size_t i = 0; i < CASES; i++) {
        made_case(&self->made, i, wants_to_be_alone);
        self->made.terms[i].locks = 1;
    }
    made_run(&self->made, 2, true);
    should(made_counts()[2], equal_to(CASES));
}
