/* pool_test.c -- a pool of real workers inside a test: crashes, exits, limits, resume. */
#include "made_pool.h"
#include <pthread.h>
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(pool, (struct made_pool made));

static void exits(void *self, const void *each)
{
    (void)self, (void)each;
    _exit(0);
}

static void loops(void *self, const void *each)
{
    (void)self, (void)each;
    for (;;)
        usleep(1000);
}

static void loops_and_will_not_end(void *self, const void *each)
{
    signal(SIGTERM, SIG_IGN);
    loops(self, each);
}

static void fails(void *self, const void *each)
{
    (void)self, (void)each;
    should(1, equal_to(2));
}

static void forks_and_the_child_fails(void *self, const void *each)
{
    (void)self, (void)each;
    pid_t child = fork();
    if (child == 0)
        should(1, equal_to(2));
    waitpid(child, NULL, 0);
}

static void forks_and_the_child_returns(void *self, const void *each)
{
    (void)self, (void)each;
    pid_t child = fork();
    if (child)
        waitpid(child, NULL, 0);
}

static void *fail_in_thread(void *env)
{
    should(1, equal_to(2));
    return env;
}

static void fails_in_a_thread(void *self, const void *each)
{
    pthread_t thread;
    (void)self, (void)each;
    should(pthread_create(&thread, NULL, fail_in_thread, NULL), equal_to(0));
    pthread_join(thread, NULL);
    puts("the test went on");
}

SETUP(pool) { made_open(&self->made); }

TEARDOWN(pool) { made_close(&self->made); }

TEST(pool, a_crash_costs_its_own_case_only)
{
    made_case(&self->made, 1, made_crashes);
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.result[1].signal, equal_to(SIGSEGV));
    should(self->made.text[1], equal_to("|before the crash\n"));
    should(self->made.result[0].state, equal_to(SB_PASSED));
    should(self->made.result[5].state, equal_to(SB_PASSED));
}

static void naps(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(20000);
}

/* The worker that ran each case, as a word of 0s and 1s. */
static const char *workers_of(const struct made_pool *self)
{
    static char word[CASES + 1];
    for (size_t i = 0; i < CASES; i++)
        word[i] = (char)('0' + self->result[i].worker);
    return word;
}

TEST(pool, a_second_worker_begins_when_there_is_more_than_a_moment_of_work)
{
    for (size_t i = 0; i < CASES; i++)
        made_case(&self->made, i, naps);
    made_run(&self->made, 2, false);
    should(workers_of(&self->made), contain("1"));
}

TEST(pool, leaving_by_exit_is_not_passing)
{
    made_case(&self->made, 2, exits);
    made_run(&self->made, 2, false);
    should(self->made.result[2].state, equal_to(SB_EXITED));
    should(self->made.result[2].exit_code, equal_to(0));
    should(self->made.result[3].state, equal_to(SB_PASSED));
}

TEST(pool, an_endless_loop_ends_by_its_limit)
{
    made_case(&self->made, 0, loops);
    self->made.terms[0].timeout_ns = 50000000;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_TIMED_OUT));
    should(self->made.result[1].state, equal_to(SB_PASSED));
}

TEST(pool, a_limit_that_no_clock_reaches_is_not_over)
{
    made_case(&self->made, 0, naps);
    self->made.terms[0].timeout_ns = UINT64_MAX - 1;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_PASSED));
}

TEST(pool, a_test_that_ignores_the_request_is_ended_all_the_same)
{
    made_case(&self->made, 0, loops_and_will_not_end);
    self->made.terms[0].timeout_ns = 50000000;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_TIMED_OUT));
}

TEST(pool, a_failure_travels_with_its_text)
{
    made_case(&self->made, 4, fails);
    made_run(&self->made, 2, false);
    should(self->made.result[4].state, equal_to(SB_FAILED));
    should(self->made.text[4], start_with("1 should equal 2"));
    should(self->made.result[4].failure_count, equal_to(1));
}

TEST(pool, every_case_in_a_process_of_its_own_gives_the_same_states)
{
    made_case(&self->made, 1, made_crashes);
    made_case(&self->made, 3, fails);
    made_run(&self->made, 2, true);
    should(self->made.result[0].state, equal_to(SB_PASSED));
    should(self->made.result[1].state, equal_to(SB_CRASHED));
    should(self->made.result[3].state, equal_to(SB_FAILED));
    should(self->made.result[5].state, equal_to(SB_PASSED));
}

static void takes_its_time(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(60000);
}

/* Main looks a moment after a death; the cases between give it that moment. */
TEST(pool, told_to_stop_it_begins_nothing_more)
{
    made_case(&self->made, 0, made_crashes);
    for (size_t at = 1; at < 5; at++)
        made_case(&self->made, at, takes_its_time);
    self->made.stop = true;
    made_run(&self->made, 1, true);
    should(self->made.result[0].state, equal_to(SB_CRASHED));
    should(self->made.result[5].state, equal_to(SB_UNSEEN));
}

static void handle_term(int signal_) { (void)signal_; }

static void outlives_its_limit_and_returns(void *self, const void *each)
{
    (void)self, (void)each;
    signal(SIGTERM, handle_term);
    pause();
}

TEST(pool, a_test_that_handles_the_request_and_returns_is_over_its_limit_all_the_same)
{
    made_case(&self->made, 0, outlives_its_limit_and_returns);
    self->made.terms[0].timeout_ns = 50000000;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_TIMED_OUT));
    should(self->made.result[1].state, equal_to(SB_PASSED));
}

static void forks_one_that_fails_later(void *self, const void *each)
{
    (void)self, (void)each;
    if (fork() == 0) {
        usleep(100000);
        should(1, equal_to(2));
    }
}

static void waits(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(300000);
}

TEST(pool, a_process_that_fails_when_its_test_is_over_fails_no_other_test_and_is_told)
{
    made_case(&self->made, 0, forks_one_that_fails_later);
    made_case(&self->made, 1, waits);
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_FAILED));
    should(self->made.result[1].state, equal_to(SB_PASSED));
}

TEST(pool, fail_fast_stops_after_the_first_failure_at_once)
{
    made_case(&self->made, 1, fails);
    self->made.fail_fast = true;
    made_run(&self->made, 1, false);
    should(self->made.result[1].state, equal_to(SB_FAILED));
    should(self->made.result[2].state, equal_to(SB_UNSEEN));
}

TEST(pool, fail_fast_stops_after_a_crash_too)
{
    made_case(&self->made, 0, made_crashes);
    self->made.fail_fast = true;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_CRASHED));
    should(self->made.result[1].state, equal_to(SB_UNSEEN));
}

TEST(pool, crashes_in_every_case_are_all_reported)
{
    for (size_t i = 0; i < CASES; i++)
        made_case(&self->made, i, made_crashes);
    made_run(&self->made, 2, false);
    for (size_t i = 0; i < CASES; i++)
        should(self->made.result[i].state, equal_to(SB_CRASHED));
}

TEST(pool, a_failure_in_a_forked_process_fails_the_test)
{
    made_case(&self->made, 0, forks_and_the_child_fails);
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_FAILED));
    should(self->made.text[0], start_with("1 should equal 2"));
    should(self->made.result[1].state, equal_to(SB_PASSED));
}

TEST(pool, a_forked_process_that_returns_takes_no_cases)
{
    made_case(&self->made, 0, forks_and_the_child_returns);
    made_case(&self->made, 1, fails);
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_PASSED));
    should(self->made.result[1].failure_count, equal_to(1));
}

TEST(pool, a_fatal_failure_in_a_thread_ends_that_thread_only)
{
    made_case(&self->made, 0, fails_in_a_thread);
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_FAILED));
    should(self->made.text[0], end_with("the test went on\n"));
}

static ssize_t abort_on_write(void *env, const char *text, size_t size)
{
    (void)env, (void)text, (void)size;
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT); /* not abort, which a sanitizer has flush the streams, this one too */
    return -1;
}

/* What it leaves in the stream is written when the worker leaves, long after the test passed. */
static void leaves_a_stream_that_aborts(void *self, const void *each)
{
    (void)self, (void)each;
    FILE *stream = fopencookie(NULL, "w", (cookie_io_functions_t){ .write = abort_on_write });
    should_not(stream, be_null);
    stderr = stream; /* of all streams only the standard ones are flushed by who leaves */
    fputs("buffered", stderr);
}

TEST(pool, a_worker_that_dies_when_its_last_test_is_over_is_told)
{
    made_case(&self->made, CASES - 1, leaves_a_stream_that_aborts);
    made_run(&self->made, 1, false);
    should(self->made.result[CASES - 1].state, equal_to(SB_PASSED));
    should(sb_record_trouble(self->made.record),
        start_with("a worker died when s/t5, the last test it had run, was over: killed by SIGABRT"));
}

TEST(pool, a_case_that_was_taken_and_never_noted_runs_all_the_same)
{
    self->made.taken = 2;
    made_run(&self->made, 1, false);
    should(self->made.result[0].state, equal_to(SB_PASSED));
    should(self->made.result[1].state, equal_to(SB_PASSED));
}

static int will_not_open(void) { return sb_fail_with(SB_ERR, "no database today"); }

TEST(pool, workers_that_cannot_begin_end_the_run_with_the_reason)
{
    static const sb_resource shut = { .name = "shut", .open = will_not_open };
    sb_resource_node node = { &shut, NULL }, *saved = sb_context_get()->resources;
    self->made.wanted = SB_ERR;
    sb_context_get()->resources = &node;
    made_run(&self->made, 1, false);
    sb_context_get()->resources = saved;
    should(sb_record_broken(self->made.record), equal_to("no database today"));
    should(sb_error(), contain("before it began a test, three times"));
    should(self->made.result[0].state, equal_to(SB_UNSEEN));
}

TEST(pool, ends_are_known_also_where_the_one_who_started_us_ignores_children)
{
    made_case(&self->made, 0, made_crashes);
    signal(SIGCHLD, SIG_IGN);
    made_run(&self->made, 1, false);
    signal(SIGCHLD, SIG_DFL);
    should(self->made.result[0].state, equal_to(SB_CRASHED));
    should(self->made.result[0].signal, equal_to(SIGSEGV));
}
