/* pool_test.c -- a pool of real workers inside a test: crashes, exits, limits, resume. */
#include "../../../framework/process/pool.h"
#include "../../../framework/record/record.h"
#include <pthread.h>
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CASES = 6 };

FIXTURE(pool,
    (sb_plan plan; sb_planned item[CASES]; sb_case test[CASES]; sb_planned_suite suite; sb_board * board; sb_record * record;
        bool interrupted, stop, fail_fast; uint64_t taken; int wanted; sb_result result[CASES]; char text[CASES][200]));

static void passes(void *self, const void *each) { (void)self, (void)each; }

static void crashes(void *self, const void *each)
{
    (void)self, (void)each;
    puts("before the crash");
    signal(SIGSEGV, SIG_DFL); /* a sanitizer takes it: give it back */
    raise(SIGSEGV);
}

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

static void set_case(struct sb_fixture_pool *self, size_t at, sb_body *run)
{
    self->test[at] = (sb_case){ .suite = "s", .name = "t", .file = "x.c", .line = (int)at + 1, .run = run };
    self->item[at] = (sb_planned){
        .test = &self->test[at], .suite = &self->suite, .name = (char *)(uintptr_t) "s/t", .test_at = 2, .tags = "", .needs = ""
    };
    if (self->plan.n <= at)
        self->plan.n = at + 1;
}

SETUP(pool)
{
    self->suite.suite.name = "s";
    self->plan.item = self->item;
    for (size_t i = 0; i < CASES; i++)
        set_case(self, i, passes);
}

TEARDOWN(pool)
{
    if (self->record)
        sb_record_close(self->record);
    if (self->board)
        sb_board_close(self->board);
}

static void on_output(void *env, unsigned seat, size_t index, const char *text, size_t size)
{
    struct sb_fixture_pool *self = env;
    (void)seat;
    sb_record_output(self->record, index, text, size);
}

static bool on_gone(void *env, unsigned seat)
{
    sb_record_gone(((struct sb_fixture_pool *)env)->record, seat);
    return true;
}

static void on_trouble(void *env, size_t last, int signal_, int exit_code, const char *output)
{
    sb_record_died_after(((struct sb_fixture_pool *)env)->record, last, signal_, exit_code, output);
}

static void on_forget(void *env, size_t index) { sb_record_forget(((struct sb_fixture_pool *)env)->record, index); }

static bool on_look(void *env) { return ((struct sb_fixture_pool *)env)->stop; }

static void run_pool(struct sb_fixture_pool *self, unsigned jobs, bool one_case)
{
    self->board = sb_board_open(self->plan.n, jobs);
    atomic_store(&self->board->next, self->taken);
    should(sb_record_open(&self->plan, self->board, &self->record), equal_to(SB_OK));
    sb_pool pool = { .plan = &self->plan,
        .board = self->board,
        .one_case = one_case,
        .fail_fast = self->fail_fast,
        .sink = sb_record_sinks(self->record),
        .events = { on_output, on_gone, on_trouble, on_forget, on_look, self },
        .grace_ns = 50000000 };
    /* The scratch folders of the run that this test belongs to are not the inner pool's to clear. */
    char *scratch = sb_context_get()->scratch;
    sb_context_get()->scratch = NULL;
    int rc = sb_pool_run(&pool, &self->interrupted);
    sb_context_get()->scratch = scratch;
    should(rc, equal_to(self->wanted));
    for (size_t i = 0; i < self->plan.n && sb_record_next(self->record, true, &self->result[i]); i++)
        snprintf(self->text[i], sizeof self->text[i], "%s|%.*s",
            self->result[i].failure_count ? self->result[i].failure[0].text : "", (int)self->result[i].output_size,
            self->result[i].output);
}

TEST(pool, a_crash_costs_its_own_case_only)
{
    set_case(self, 1, crashes);
    run_pool(self, 1, false);
    should(self->result[1].state, equal_to(SB_CRASHED));
    should(self->result[1].signal, equal_to(SIGSEGV));
    should(self->text[1], equal_to("|before the crash\n"));
    should(self->result[0].state, equal_to(SB_PASSED));
    should(self->result[5].state, equal_to(SB_PASSED));
}

static void naps(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(5000);
}

/* The worker that ran each case, as a word of 0s and 1s. */
static const char *workers_of(const struct sb_fixture_pool *self)
{
    static char word[CASES + 1];
    for (size_t i = 0; i < CASES; i++)
        word[i] = (char)('0' + self->result[i].worker);
    return word;
}

TEST(pool, a_second_worker_begins_when_there_is_more_than_a_moment_of_work)
{
    for (size_t i = 0; i < CASES; i++)
        set_case(self, i, naps);
    run_pool(self, 2, false);
    should(workers_of(self), contain("1"));
}

TEST(pool, leaving_by_exit_is_not_passing)
{
    set_case(self, 2, exits);
    run_pool(self, 2, false);
    should(self->result[2].state, equal_to(SB_EXITED));
    should(self->result[2].exit_code, equal_to(0));
    should(self->result[3].state, equal_to(SB_PASSED));
}

TEST(pool, an_endless_loop_ends_by_its_limit)
{
    set_case(self, 0, loops);
    self->item[0].timeout_ns = 50000000;
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_TIMED_OUT));
    should(self->result[1].state, equal_to(SB_PASSED));
}

TEST(pool, a_test_that_ignores_the_request_is_ended_all_the_same)
{
    set_case(self, 0, loops_and_will_not_end);
    self->item[0].timeout_ns = 50000000;
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_TIMED_OUT));
}

TEST(pool, a_failure_travels_with_its_text)
{
    set_case(self, 4, fails);
    run_pool(self, 2, false);
    should(self->result[4].state, equal_to(SB_FAILED));
    should(self->text[4], start_with("1 should equal 2"));
    should(self->result[4].failure_count, equal_to(1));
}

TEST(pool, every_case_in_a_process_of_its_own_gives_the_same_states)
{
    set_case(self, 1, crashes);
    set_case(self, 3, fails);
    run_pool(self, 2, true);
    should(self->result[0].state, equal_to(SB_PASSED));
    should(self->result[1].state, equal_to(SB_CRASHED));
    should(self->result[3].state, equal_to(SB_FAILED));
    should(self->result[5].state, equal_to(SB_PASSED));
}

TEST(pool, told_to_stop_it_begins_nothing_more)
{
    set_case(self, 0, crashes);
    self->stop = true;
    run_pool(self, 1, true);
    should(self->result[0].state, equal_to(SB_CRASHED));
    should(self->result[5].state, equal_to(SB_UNSEEN));
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
    set_case(self, 0, outlives_its_limit_and_returns);
    self->item[0].timeout_ns = 50000000;
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_TIMED_OUT));
    should(self->result[1].state, equal_to(SB_PASSED));
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
    set_case(self, 0, forks_one_that_fails_later);
    set_case(self, 1, waits);
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_FAILED));
    should(self->result[1].state, equal_to(SB_PASSED));
}

TEST(pool, fail_fast_stops_after_the_first_failure_at_once)
{
    set_case(self, 1, fails);
    self->fail_fast = true;
    run_pool(self, 1, false);
    should(self->result[1].state, equal_to(SB_FAILED));
    should(self->result[2].state, equal_to(SB_UNSEEN));
}

TEST(pool, fail_fast_stops_after_a_crash_too)
{
    set_case(self, 0, crashes);
    self->fail_fast = true;
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_CRASHED));
    should(self->result[1].state, equal_to(SB_UNSEEN));
}

TEST(pool, crashes_in_every_case_are_all_reported)
{
    for (size_t i = 0; i < CASES; i++)
        set_case(self, i, crashes);
    run_pool(self, 2, false);
    for (size_t i = 0; i < CASES; i++)
        should(self->result[i].state, equal_to(SB_CRASHED));
}

TEST(pool, a_failure_in_a_forked_process_fails_the_test)
{
    set_case(self, 0, forks_and_the_child_fails);
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_FAILED));
    should(self->text[0], start_with("1 should equal 2"));
    should(self->result[1].state, equal_to(SB_PASSED));
}

TEST(pool, a_forked_process_that_returns_takes_no_cases)
{
    set_case(self, 0, forks_and_the_child_returns);
    set_case(self, 1, fails);
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_PASSED));
    should(self->result[1].failure_count, equal_to(1));
}

TEST(pool, a_fatal_failure_in_a_thread_ends_that_thread_only)
{
    set_case(self, 0, fails_in_a_thread);
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_FAILED));
    should(self->text[0], end_with("the test went on\n"));
}

static ssize_t abort_on_write(void *env, const char *text, size_t size)
{
    (void)env, (void)text, (void)size;
    signal(SIGABRT, SIG_DFL);
    abort();
}

/* What it leaves in the stream is written when the worker leaves, long after the test passed. */
static void leaves_a_stream_that_aborts(void *self, const void *each)
{
    (void)self, (void)each;
    FILE *stream = fopencookie(NULL, "w", (cookie_io_functions_t){ .write = abort_on_write });
    should_not(stream, be_null);
    fputs("buffered", stream);
}

TEST(pool, a_worker_that_dies_when_its_last_test_is_over_is_told)
{
    set_case(self, CASES - 1, leaves_a_stream_that_aborts);
    run_pool(self, 1, false);
    should(self->result[CASES - 1].state, equal_to(SB_PASSED));
    should(sb_record_trouble(self->record),
        start_with("a worker died when s/t, the last test it had run, was over: killed by SIGABRT"));
}

TEST(pool, a_case_that_was_taken_and_never_noted_runs_all_the_same)
{
    self->taken = 2;
    run_pool(self, 1, false);
    should(self->result[0].state, equal_to(SB_PASSED));
    should(self->result[1].state, equal_to(SB_PASSED));
}

static int will_not_open(void) { return sb_fail_with(SB_ERR, "no database today"); }

TEST(pool, workers_that_cannot_begin_end_the_run_with_the_reason)
{
    static const sb_resource shut = { .name = "shut", .open = will_not_open };
    sb_resource_node node = { &shut, NULL }, *saved = sb_context_get()->resources;
    self->wanted = SB_ERR;
    sb_context_get()->resources = &node;
    run_pool(self, 1, false);
    sb_context_get()->resources = saved;
    should(sb_record_broken(self->record), equal_to("no database today"));
    should(sb_error(), contain("before it began a test, three times"));
    should(self->result[0].state, equal_to(SB_UNSEEN));
}

TEST(pool, ends_are_known_also_where_the_one_who_started_us_ignores_children)
{
    set_case(self, 0, crashes);
    signal(SIGCHLD, SIG_IGN);
    run_pool(self, 1, false);
    signal(SIGCHLD, SIG_DFL);
    should(self->result[0].state, equal_to(SB_CRASHED));
    should(self->result[0].signal, equal_to(SIGSEGV));
}
