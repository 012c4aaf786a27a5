/* pool_rare_test.c -- a pool of real workers inside a test: an interrupt, a worker ended for another case, no process to be had. */
#include "made_pool.h"
#include <pthread.h>
#include <sched.h>
#include <seedbed.h>
#include <seedbed/ext/resource.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(pool_rare, (struct made_pool made; void (*on_interrupt)(int)));

/* Whoever runs this in the background may have SIGINT ignored, and a run heeds that. */
SETUP(pool_rare)
{
    self->on_interrupt = signal(SIGINT, SIG_DFL);
    made_open(&self->made);
}

TEARDOWN(pool_rare)
{
    made_close(&self->made);
    signal(SIGINT, self->on_interrupt);
}

static void interrupts(void *self, const void *each)
{
    (void)self, (void)each;
    kill(getppid(), SIGINT);
    for (;;)
        pause();
}

TEST(pool_rare, an_interrupt_ends_the_run_and_blames_no_case)
{
    made_case(&self->made, 1, interrupts);
    made_run(&self->made, 1, false);
    should(self->made.interrupted, be_true);
    should(self->made.result[0].state, equal_to(SB_PASSED));
    should(self->made.result[1].state, equal_to(SB_UNSEEN));
    should(self->made.result[2].state, equal_to(SB_UNSEEN));
}

static void crashes_then_interrupts(void *self, const void *each)
{
    if (++made_counts()[0] == 1)
        raise(SIGKILL);
    interrupts(self, each);
}

TEST(pool_rare, an_interrupt_while_a_crashed_case_runs_alone_leaves_it_crashed)
{
    made_case(&self->made, 1, crashes_then_interrupts);
    self->made.reruns = 10;
    made_run(&self->made, 1, false);
    should(self->made.interrupted, be_true);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.result[1].signal, equal_to(SIGKILL));
}

static void handle_term(int signal_) { (void)signal_; }

static void outlives_its_limit(void *self, const void *each)
{
    (void)self, (void)each;
    signal(SIGTERM, handle_term);
    pause();
}

/* Longer than the grace that main gives the case before it. */
static void naps(void *self, const void *each)
{
    (void)self, (void)each;
    made_counts()[0]++;
    usleep(200000);
}

TEST(pool_rare, a_case_that_main_cut_short_for_the_one_before_it_runs_again)
{
    made_case(&self->made, 0, outlives_its_limit);
    made_case(&self->made, 1, naps);
    self->made.terms[0].timeout_ns = 30000000;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_TIMED_OUT));
    should(self->made.result[1].state, equal_to(SB_PASSED));
    should(made_counts()[0], equal_to(2));
}

/* As a user whom limits bind, in a process of its own. */
static void run_without_processes(struct made_pool *made)
{
    if (geteuid() == 0 && setuid(65534))
        skip_test("no other user to be");
    made->starve = true;
    made->wanted = SB_ERR;
    made_case(made, 1, made_crashes);
    made_run(made, 1, false);
    should(sb_error(), start_with("no process for a worker could be started"));
    should(made->result[1].state, equal_to(SB_CRASHED));
    should(made->result[2].state, equal_to(SB_UNSEEN));
    made_counts()[0] = 1;
}

TEST(pool_rare, where_no_process_is_to_be_had_after_a_crash_the_run_ends_with_the_reason)
{
    pid_t child = fork();
    if (child == 0) {
        run_without_processes(&self->made);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    should(made_counts()[0], equal_to(1));
}

/* ---- with no case in hand ---- */

static void *holds_stdout(void *env)
{
    flockfile(stdout);
    *(_Atomic bool *)env = true;
    while (pause())
        continue;
    return NULL;
}

static void leaves_a_thread_that_holds_stdout(void *self, const void *each)
{
    static _Atomic bool held;
    pthread_t thread;
    (void)self, (void)each;
    should(pthread_create(&thread, NULL, holds_stdout, (void *)&held), equal_to(0));
    pthread_detach(thread);
    while (!held)
        sched_yield();
}

TEST(pool_rare, a_worker_that_does_not_come_to_its_end_is_ended_and_told)
{
    made_case(&self->made, CASES - 1, leaves_a_thread_that_holds_stdout);
    self->made.patience_ns = 50000000;
    made_run(&self->made, 1, false);
    should(self->made.result[CASES - 1].state, equal_to(SB_PASSED));
    should(sb_record_trouble(self->made.record), contain("s/t5, the last test it had run, was over: it did not come to its end"));
    should(sb_record_all_good(self->made.record), be_false);
}

static int hangs_in_open(void)
{
    while (pause())
        continue;
    return SB_OK;
}

static int begins(const sb_suite *suite, const char *test, uint64_t stream)
{
    (void)suite, (void)test, (void)stream;
    return SB_OK;
}

TEST(pool_rare, a_worker_whose_resource_does_not_open_in_time_ends_the_run_with_a_sentence)
{
    static const sb_resource hangs = { .name = "hangs", .begin = begins, .open = hangs_in_open };
    static sb_resource_node node = { .resource = &hangs };
    sb_resource_node *saved = sb_context_get()->resources;
    self->made.wanted = SB_ERR;
    self->made.patience_ns = 20000000;
    for (size_t i = 0; i < CASES; i++)
        self->made.terms[i].timeout_ns = 30000000;
    sb_context_get()->resources = &node;
    made_run(&self->made, 1, false);
    sb_context_get()->resources = saved;
    should(sb_error(), start_with("worker 0 did not come to its first test within 0.05 s, and was ended"));
    should(self->made.result[0].state, equal_to(SB_UNSEEN));
}

/* What main prints between two looks would be written by workers too, had it a buffer then; and what it prints later has one again. */
TEST(pool_rare, stdout_is_buffered_again_when_the_workers_are_gone)
{
    static char room[BUFSIZ];
    setvbuf(stdout, room, _IOFBF, sizeof room);
    made_case(&self->made, 1, made_crashes);
    made_run(&self->made, 2, false);
    int mode = sb_os_unbuffer(stdout); /* as it was before this test */
    should(mode, equal_to(_IOFBF));
    should(self->made.result[1].state, equal_to(SB_CRASHED));
}
