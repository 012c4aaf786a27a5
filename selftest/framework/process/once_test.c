/* once_test.c -- SUITE_SETUP and SUITE_TEARDOWN in a running of its own inside this test: order, fixtures, clean-ups, failures. */
#include "../../../framework/process/board.h"
#include "../../../framework/process/running.h"
#include <seedbed.h>
#include <seedbed/ext/resource.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct numbers {
    int n;
};

/* Two suites, one in the other; what happens is written down letter by letter. */
FIXTURE(once,
    (char trace[64]; char fail_in, skip_in; bool soft; sb_step step[4]; const sb_step *at[4];
        sb_planned_level level[2], outer_level, other_level; sb_planned_suite outer, inner, other; sb_case test; sb_sink sink;
        sb_context saved; struct sb_running * running; _Atomic uint32_t setups; sb_outcome outcome;
        char text[200], reason[100], trouble[200]; char folder[200]; int seen));

static struct sb_fixture_once *mine;

static void note(char what)
{
    mine->trace[strlen(mine->trace)] = what;
    if (mine->fail_in == what && mine->soft)
        expect(1, equal_to(2));
    else if (mine->fail_in == what)
        fail_test("failed in %c", what);
    if (mine->skip_in == what)
        skip_test("skipped in %c", what);
}

static void clean_outer(void) { note('c'); }

static void outer_up(void *self, const void *each)
{
    (void)each;
    ((struct numbers *)self)->n = 5;
    add_cleanup(clean_outer);
    snprintf(mine->folder, sizeof mine->folder, "%s", sb_temp_dir());
    note('O');
}

static void inner_up(void *self, const void *each)
{
    (void)each;
    ((struct numbers *)self)->n = ((struct numbers *)sb_fixture_of("x.c", 1, "outer"))->n + 1;
    note('I');
}

static void inner_down(void *self, const void *each)
{
    (void)self, (void)each;
    note('i');
}

static void outer_down(void *self, const void *each)
{
    (void)each;
    mine->seen = ((struct numbers *)self)->n;
    note('o');
}

static void body(void *self, const void *each)
{
    struct numbers *own = self;
    (void)each;
    mine->seen = own ? own->n++ : -1;
    note('b');
}

static void on_failed(void *env, size_t index, const sb_failure *failure)
{
    (void)env, (void)index;
    snprintf(mine->text, sizeof mine->text, "%s:%d %s", failure->file, failure->line, failure->text);
}

static void on_reason(void *env, size_t index, const char *file, int line, const char *text)
{
    (void)env, (void)index, (void)file, (void)line;
    snprintf(mine->reason, sizeof mine->reason, "%s", text);
}

static void on_trouble(void *env, const char *what, const sb_failure *failure)
{
    (void)env;
    snprintf(mine->trouble, sizeof mine->trouble, "%s: %s", what, failure->text);
    snprintf(mine->text, sizeof mine->text, "%s:%d %s", failure->file, failure->line, failure->text);
}

static void lay_out(struct sb_fixture_once *self)
{
    sb_body *const run[] = { outer_up, outer_down, inner_up, inner_down };
    for (size_t i = 0; i < 4; i++) {
        self->step[i] = (sb_step){ .suite = i < 2 ? "outer" : "inner", .file = "s.c", .line = (int)i, .run = run[i] };
        self->at[i] = &self->step[i];
    }
    for (size_t i = 0; i < 2; i++)
        self->level[i] = (sb_planned_level){ .suite = { .name = i ? "inner" : "outer", .file = "s.c" },
            .self_at = i ? 0 : 16,
            .fixture_size = 16,
            .setup = &self->at[2 * i],
            .setup_count = 1,
            .teardown = &self->at[2 * i + 1],
            .teardown_count = 1 };
    self->outer_level = self->level[0];
    self->outer_level.self_at = 0;
    self->outer = (sb_planned_suite){
        .suite = { .name = "outer" }, .fixture_size = 16, .level = &self->outer_level, .levels = 1, .once = true
    };
    self->inner =
        (sb_planned_suite){ .suite = { .name = "inner" }, .fixture_size = 32, .level = self->level, .levels = 2, .once = true };
    self->other_level = (sb_planned_level){ .suite = { .name = "other" } };
    self->other = (sb_planned_suite){ .suite = { .name = "other" }, .level = &self->other_level, .levels = 1 };
}

/* The running of this very test, and its resources, step aside. */
SETUP(once)
{
    sb_context *context = sb_context_get();
    mine = self;
    lay_out(self);
    self->test = (sb_case)SB_CASE("x.c", 7, "s", "t", body, NULL);
    self->sink = (sb_sink){ .failed = on_failed, .reason = on_reason, .trouble = on_trouble };
    self->saved = *context;
    context->resources = NULL;
    self->running = sb_running_open((sb_running_place){ .seat = SB_MOST_SEATS, .sink = &self->sink, .setups = &self->setups });
    context->listener = self->saved.listener;
    context->running = self->saved.running;
}

/* Inside, the inner running is the one of this process. */
static void inside(struct sb_fixture_once *self, bool enter)
{
    static const sb_listener *listener;
    static struct sb_running *outside;
    sb_context *context = sb_context_get();
    if (enter) {
        listener = context->listener;
        outside = context->running;
        context->listener = (const sb_listener *)(const void *)self->running; /* its first member */
        context->running = self->running;
    } else {
        context->listener = listener;
        context->running = outside;
    }
}

static void run_in(struct sb_fixture_once *self, const sb_planned_suite *suite)
{
    sb_slot slot = { .state = SB_UNSEEN };
    static const sb_planned_terms plain = { .tags = "", .needs = "" };
    sb_planned planned = { .test = &self->test, .suite = suite, .terms = &plain, .name = "s/t" };
    inside(self, true);
    sb_running_leave(self->running, suite);
    sb_running_enter(self->running, &planned, 0, &slot);
    self->outcome = sb_running_run(self->running, &planned, 0, &slot);
    inside(self, false);
}

static void close_it(struct sb_fixture_once *self)
{
    const sb_listener *listener = sb_context_get()->listener;
    struct sb_running *running = sb_context_get()->running;
    inside(self, true);
    sb_running_close(self->running);
    self->running = NULL;
    sb_context_get()->listener = listener;
    sb_context_get()->running = running;
}

TEARDOWN(once)
{
    mine->fail_in = mine->skip_in = 0;
    if (self->running)
        close_it(self);
    sb_context_get()->resources = self->saved.resources;
}

TEST(once, suites_come_up_outside_in_once_and_go_down_inside_out)
{
    run_in(self, &self->outer);
    run_in(self, &self->inner);
    run_in(self, &self->inner);
    run_in(self, &self->other);
    should(self->trace, equal_to("ObIbbiocb"));
    should(self->setups, equal_to(2));
}

TEST(once, an_outer_suite_stays_up_when_an_inner_one_is_left)
{
    run_in(self, &self->inner);
    run_in(self, &self->outer);
    should(self->trace, equal_to("OIbib"));
}

TEST(once, what_is_up_at_the_end_goes_down)
{
    run_in(self, &self->inner);
    close_it(self);
    should(self->trace, equal_to("OIbioc"));
}

TEST(once, each_test_begins_with_what_the_set_up_left)
{
    run_in(self, &self->outer);
    run_in(self, &self->outer);
    should(self->seen, equal_to(5));
    run_in(self, &self->inner);
    run_in(self, &self->inner);
    should(self->seen, equal_to(6));
}

TEST(once, the_tear_down_has_the_fixture_that_the_set_up_left)
{
    run_in(self, &self->outer);
    self->seen = 0;
    close_it(self);
    should(self->seen, equal_to(5));
}

TEST(once, the_folder_of_a_suite_lasts_as_long_as_it_is_up)
{
    struct stat about;
    run_in(self, &self->outer);
    should(stat(self->folder, &about), equal_to(0));
    run_in(self, &self->other);
    should(stat(self->folder, &about), equal_to(-1));
}

TEST(once, a_set_up_that_fails_fails_each_test_and_none_of_them_runs)
{
    self->fail_in = 'O';
    run_in(self, &self->outer);
    should(self->outcome.state, equal_to(SB_FAILED));
    self->text[0] = '\0';
    run_in(self, &self->inner);
    should(self->outcome.state, equal_to(SB_FAILED));
    should(self->text, contain("SUITE_SETUP of outer failed:\nfailed in O"));
    should(self->trace, equal_to("O"));
}

TEST(once, a_set_up_that_fails_softly_fails_the_tests_too)
{
    self->fail_in = 'O';
    self->soft = true;
    run_in(self, &self->outer);
    should(self->outcome.state, equal_to(SB_FAILED));
    should(self->trace, equal_to("O"));
}

TEST(once, a_set_up_that_fails_is_taken_down_and_cleaned_up)
{
    self->fail_in = 'I';
    run_in(self, &self->inner);
    run_in(self, &self->other);
    should(self->trace, equal_to("OIiocb"));
    should(self->outcome.state, equal_to(SB_PASSED));
}

TEST(once, a_set_up_that_skips_skips_each_test)
{
    self->skip_in = 'O';
    run_in(self, &self->outer);
    run_in(self, &self->outer);
    should(self->outcome.state, equal_to(SB_SKIPPED));
    should(self->reason, equal_to("skipped in O"));
    should(self->trace, equal_to("O"));
}

TEST_EACH(once, a_failure_going_down, (const char *where; char in; const char *trouble),
    { "in the tear-down is trouble of the run", 'o', "SUITE_TEARDOWN of outer: failed in o" },
    { "in a clean-up is trouble of the run", 'c', "SUITE_TEARDOWN of outer: failed in c" },
    { "in an inner suite takes the outer one down too", 'i', "SUITE_TEARDOWN of inner: failed in i" })
{
    self->fail_in = each->in;
    run_in(self, &self->inner);
    run_in(self, &self->other);
    should(self->trouble, equal_to(each->trouble));
    should(self->trace, equal_to("OIbiocb"));
    should(self->outcome.state, equal_to(SB_PASSED));
}

static void asks_for_a_stranger(void *self, const void *each)
{
    (void)self, (void)each;
    sb_fixture_of("x.c", 3, "outer");
}

TEST(once, the_fixture_of_a_suite_that_is_not_around_is_a_failure)
{
    self->test.run = asks_for_a_stranger;
    run_in(self, &self->other);
    should(self->outcome.state, equal_to(SB_FAILED));
    should(self->text, start_with("x.c:3 fixture_of(outer): the running suite `other` is not inside `outer`"));
}

static void says_todo(void *self, const void *each)
{
    (void)self, (void)each;
    todo_test("later");
}

TEST(once, todo_test_in_a_set_up_is_a_failure)
{
    self->step[0].run = says_todo;
    run_in(self, &self->outer);
    should(self->text, contain("todo_test was called in a SUITE_SETUP"));
}

static int refuses(const sb_suite *suite, const char *test, uint64_t stream)
{
    (void)suite, (void)test, (void)stream;
    return sb_fail_with(SB_ERR, "no database");
}

static const sb_resource refusing = { .name = "refusing", .begin = refuses };

TEST(once, a_resource_that_does_not_begin_for_an_undeclared_suite_stands_at_its_first_step)
{
    sb_resource_node node = { .resource = &refusing };
    self->outer_level.suite.file = NULL;
    sb_context_get()->resources = &node;
    run_in(self, &self->outer);
    sb_context_get()->resources = NULL;
    should(self->outcome.state, equal_to(SB_FAILED));
    should(self->text, equal_to("s.c:0 SUITE_SETUP of outer failed:\nno database"));
}

TEST(once, and_so_does_one_that_does_not_begin_when_the_suite_goes)
{
    sb_resource_node node = { .resource = &refusing };
    self->outer_level.suite.file = NULL;
    run_in(self, &self->outer);
    sb_context_get()->resources = &node;
    inside(self, true);
    sb_running_leave(self->running, NULL);
    inside(self, false);
    sb_context_get()->resources = NULL;
    should(self->trouble, equal_to("SUITE_TEARDOWN of outer: no database"));
    should(self->text, equal_to("s.c:0 no database"));
}
