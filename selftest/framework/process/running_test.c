/* running_test.c -- one case from its first set-up to its last clean-up, in a running of its own inside this test. */
#include "../../../framework/process/board.h"
#include "../../../framework/process/running.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What happens is written down letter by letter; `fail_in` and `skip_in` name the step that does so. */
FIXTURE(running,
    (char trace[32]; char fail_in, skip_in; sb_planned_step setup[2], teardown[2]; sb_step step[4]; sb_case test;
        sb_planned_suite suite; sb_outcome outcome; char text[200]; char reason[100]; size_t failures));

static void note(struct sb_fixture_running *self, char what)
{
    self->trace[strlen(self->trace)] = what;
    if (self->fail_in == what)
        fail_test("failed in %c", what);
    if (self->skip_in == what)
        skip_test("skipped in %c", what);
}

/* The steps find the outer fixture through the row. */
static struct sb_fixture_running *outer;

static void set_up_outer(void *self, const void *each)
{
    (void)self, (void)each;
    note(outer, '1');
}

static void set_up_inner(void *self, const void *each)
{
    (void)self, (void)each;
    note(outer, '2');
}

static void clean(void) { note(outer, 'c'); }

static void clean_more(void *env)
{
    (void)env;
    note(outer, 'C');
}

static void body(void *self, const void *each)
{
    (void)self, (void)each;
    add_cleanup(clean);
    sb_when_over(clean_more, NULL);
    note(outer, 'b');
}

static void tear_down_inner(void *self, const void *each)
{
    (void)self, (void)each;
    note(outer, '3');
}

static void tear_down_outer(void *self, const void *each)
{
    (void)self, (void)each;
    note(outer, '4');
}

static void on_failed(void *env, size_t index, const sb_failure *failure)
{
    struct sb_fixture_running *self = env;
    (void)index;
    self->failures++;
    snprintf(self->text, sizeof self->text, "%s", failure->text);
}

static void on_reason(void *env, size_t index, const char *file, int line, const char *reason)
{
    struct sb_fixture_running *self = env;
    (void)index, (void)file, (void)line;
    snprintf(self->reason, sizeof self->reason, "%s", reason);
}

SETUP(running)
{
    outer = self;
    self->step[0].run = set_up_outer, self->step[1].run = set_up_inner;
    self->step[2].run = tear_down_inner, self->step[3].run = tear_down_outer;
    self->setup[0].step = &self->step[0], self->setup[1].step = &self->step[1];
    self->teardown[0] = (sb_planned_step){ &self->step[2], 0, 2 };
    self->teardown[1] = (sb_planned_step){ &self->step[3], 0, 1 };
    self->suite = (sb_planned_suite){
        .suite = { .name = "s" }, .setup = self->setup, .setup_count = 2, .teardown = self->teardown, .teardown_count = 2
    };
    self->test = (sb_case)SB_CASE("x.c", 7, "s", "t", body, NULL);
}

static const sb_planned_terms plain = { .tags = "", .needs = "" };

/* The running of this very test steps aside meanwhile; so do the resources, which are open already. */
static void run_it(struct sb_fixture_running *self)
{
    sb_context *context = sb_context_get();
    sb_context saved = *context;
    sb_sink sink = { .failed = on_failed, .reason = on_reason, .env = self };
    sb_planned planned = { .test = &self->test, .suite = &self->suite, .terms = &plain, .name = "s/t" };
    sb_slot slot = { .state = SB_UNSEEN };
    context->resources = NULL;
    struct sb_running *running = sb_running_open((sb_running_place){ .seat = SB_MOST_SEATS, .sink = &sink, .seed = 1 });
    self->outcome = sb_running_run(running, &planned, 0, &slot);
    sb_running_close(running);
    context->resources = saved.resources;
    context->listener = saved.listener;
    context->running = saved.running;
}

TEST(running, steps_go_outside_in_and_back_and_cleanups_last_in_first_out)
{
    run_it(self);
    should(self->trace, equal_to("12b34Cc"));
    should(self->outcome.state, equal_to(SB_PASSED));
}

TEST_EACH(running, a_failure, (const char *where; char in; const char *trace; size_t failures),
    { "in the body still takes down and cleans up", 'b', "12b34Cc", 1 },
    { "in the inner set-up skips the test and takes both down", '2', "1234", 1 },
    { "in the outer set-up leaves the inner suite alone", '1', "14", 1 },
    { "in a tear-down does not stop the others", '3', "12b34Cc", 1 },
    { "in a clean-up does not stop the others", 'C', "12b34Cc", 1 })
{
    self->fail_in = each->in;
    run_it(self);
    should(self->trace, equal_to(each->trace));
    should(self->outcome.state, equal_to(SB_FAILED));
    should(self->failures, equal_to(each->failures));
    should(self->text, start_with("failed in"));
}

TEST(running, skipping_in_the_body_or_a_set_up_is_no_failure)
{
    self->skip_in = '1';
    run_it(self);
    should(self->outcome.state, equal_to(SB_SKIPPED));
    should(self->reason, equal_to("skipped in 1"));
    should(self->trace, equal_to("14"));
}

TEST(running, skipping_after_a_failure_does_not_hide_it)
{
    self->fail_in = 'b';
    self->skip_in = '3';
    run_it(self);
    should(self->outcome.state, equal_to(SB_FAILED));
}

static void soft(void *self, const void *each)
{
    (void)self, (void)each;
    expect(1, equal_to(2));
    expect(3, equal_to(4));
    note(outer, 'x');
}

TEST(running, expect_goes_on_and_the_test_fails)
{
    self->test.run = soft;
    run_it(self);
    should(self->trace, equal_to("12x34"));
    should(self->failures, equal_to(2));
    should(self->outcome.state, equal_to(SB_FAILED));
    should(self->outcome.checks, equal_to(2));
}

static void count_up(void *self, const void *each)
{
    int *n = self;
    (void)each;
    outer->trace[0] = (char)('a' + ++*n);
}

TEST(running, the_fixture_is_zeroed_before_each_test)
{
    self->test.run = count_up;
    self->suite = (sb_planned_suite){ .suite = { .name = "s" }, .fixture_size = 16, .self_at = 0 };
    run_it(self);
    run_it(self);
    should(self->trace, equal_to("b"));
}

static char folder[200];

static void use_temp_dir(void *self, const void *each)
{
    (void)self, (void)each;
    snprintf(folder, sizeof folder, "%s", sb_temp_dir());
    char *file = sb_format("%s/file", sb_temp_dir());
    FILE *made = fopen(file, "w");
    should_not(made, be_null);
    fclose(made);
    free(file);
}

TEST(running, the_temporary_folder_goes_with_the_test)
{
    struct stat about;
    self->test.run = use_temp_dir;
    run_it(self);
    should(self->outcome.state, equal_to(SB_PASSED));
    should(folder, contain("seedbed-"));
    should(stat(folder, &about), equal_to(-1));
}

static void *skip_in_thread(void *env)
{
    skip_test("from a thread");
    return env;
}

static void skips_from_a_thread(void *self, const void *each)
{
    pthread_t thread;
    (void)self, (void)each;
    should(pthread_create(&thread, NULL, skip_in_thread, NULL), equal_to(0));
    pthread_join(thread, NULL);
    note(outer, 'j');
}

TEST(running, skipping_from_a_thread_ends_the_thread_and_the_test_goes_on)
{
    self->test.run = skips_from_a_thread;
    run_it(self);
    should(self->trace, equal_to("12j34"));
    should(self->outcome.state, equal_to(SB_SKIPPED));
}

static void tell_place(void *self, const void *each)
{
    (void)self, (void)each;
    should(sb_running_file(), equal_to("x.c"));
    should(sb_running_line(), equal_to(7));
}

TEST(running, the_place_of_the_running_test_is_known)
{
    self->test.run = tell_place;
    run_it(self);
    should(self->outcome.state, equal_to(SB_PASSED));
}

/* ---- a thread that outlives its tests ---- */

enum { LATE_TESTS = 300 };
struct late {
    sb_slot slot[LATE_TESTS];
    _Atomic uint32_t told[LATE_TESTS];
    _Atomic bool over;
    uint32_t failures; /* what the thread made */
};

static void on_late(void *env, size_t index, const sb_failure *failure)
{
    (void)failure;
    atomic_fetch_add(&((struct late *)env)->told[index], 1);
}

static void *fail_until_all_is_over(void *env)
{
    struct late *late = env;
    do {
        expect(1, equal_to(2));
        late->failures++;
    } while (!atomic_load(&late->over));
    return NULL;
}

static void wait_a_little(void *self, const void *each)
{
    (void)self, (void)each;
    usleep(20);
}

static uint32_t run_beside_a_thread(struct sb_running *running, const sb_planned *planned, struct late *late)
{
    pthread_t thread;
    uint32_t counted = 0;
    sb_running_run(running, planned, 0, &late->slot[0]);
    if (pthread_create(&thread, NULL, fail_until_all_is_over, late))
        return 0;
    for (size_t i = 1; i < LATE_TESTS; i++)
        sb_running_run(running, planned, i, &late->slot[i]);
    atomic_store(&late->over, true);
    pthread_join(thread, NULL);
    for (size_t i = 0; i < LATE_TESTS; i++)
        counted += late->slot[i].failures;
    return counted;
}

TEST(running, what_a_thread_fails_late_counts_for_the_test_it_is_told_of)
{
    static struct late late;
    sb_context *context = sb_context_get();
    sb_context saved = *context;
    sb_sink sink = { .failed = on_late, .env = &late };
    sb_planned_suite suite = { .suite = { .name = "s" } };
    self->test.run = wait_a_little;
    sb_planned planned = { .test = &self->test, .suite = &suite, .terms = &plain, .name = "s/t" };
    context->resources = NULL;
    struct sb_running *running = sb_running_open((sb_running_place){ .seat = SB_MOST_SEATS, .sink = &sink, .seed = 1 });
    uint32_t counted = run_beside_a_thread(running, &planned, &late);
    sb_running_close(running);
    context->resources = saved.resources;
    context->listener = saved.listener;
    context->running = saved.running;
    should(counted, equal_to(late.failures));
    for (size_t i = 0; i < LATE_TESTS; i++)
        should(late.told[i], equal_to(late.slot[i].failures));
}
