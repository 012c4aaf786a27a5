/* plan_test.c -- from registered cases to a plan, on a context of its own. */
#include "../../../framework/plan/plan.h"
#include <math.h>
#include <seedbed.h>

static void nothing(void *self, const void *each) { (void)self, (void)each; }

/* A context with its own lists: what constructors would have left. */
FIXTURE(plan, (sb_context from; sb_case_range range[3]; size_t ranges; sb_plan made; bool is_made));

static void add_case(struct sb_fixture_plan *self, sb_case *one)
{
    sb_case_range *range = &self->range[self->ranges++];
    one->run = nothing;
    *range = (sb_case_range){ .first = one, .end = one + 1, .next = self->from.cases };
    self->from.cases = range;
}

static void add_suite(sb_context *to, sb_suite *one)
{
    one->next = to->suites;
    to->suites = one;
}

static void add_step(sb_context *to, sb_step *one)
{
    one->run = nothing;
    one->next = to->steps;
    to->steps = one;
}

static int make_plan(struct sb_fixture_plan *self, const char *pattern, double timeout)
{
    sb_selection selection = { .pattern = pattern ? &pattern : NULL, .pattern_count = pattern != NULL, .timeout = timeout };
    int rc = sb_plan_make(&self->made, &self->from, &selection);
    self->is_made = rc == SB_OK;
    return rc;
}

TEARDOWN(plan)
{
    if (self->is_made)
        sb_plan_release(&self->made);
}

TEST(plan, cases_stand_as_in_their_files_and_suites_by_their_first_case)
{
    sb_case one = SB_CASE("x.c", 1, "b", "one", NULL, NULL);
    sb_case two = SB_CASE("x.c", 2, "a", "two", NULL, NULL);
    sb_case three = SB_CASE("x.c", 3, "b", "three", NULL, NULL);
    add_case(self, &three);
    add_case(self, &one);
    add_case(self, &two);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    should(self->made.item[0].name, equal_to("b/one"));
    should(self->made.item[1].name, equal_to("b/three"));
    should(self->made.item[2].name, equal_to("a/two"));
}

TEST(plan, each_row_is_a_case_of_its_own)
{
    static const int rows[] = { 7, 8 };
    static const sb_case_more of_two = { .rows = { rows, sizeof *rows, 2, "{ 7 }, { 8 }" } };
    sb_case table = SB_CASE("x.c", 0, "s", "t", NULL, &of_two);
    add_case(self, &table);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    should(self->made.n, equal_to(2));
    should(self->made.item[1].name, equal_to("s/t/8"));
    should(*(const int *)self->made.item[1].row, equal_to(8));
}

TEST(plan, two_cases_of_one_name_are_refused_and_both_places_named)
{
    sb_case one = SB_CASE("x.c", 3, "s", "t", NULL, NULL), two = SB_CASE("y.c", 9, "s", "t", NULL, NULL);
    add_case(self, &one);
    add_case(self, &two);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), all_of(contain("`s/t`"), contain("x.c:3"), contain("y.c:9")));
}

TEST(plan, a_suite_inside_itself_is_refused)
{
    sb_suite outer = { .name = "outer", .inside = "inner" }, inner = { .name = "inner", .inside = "outer" };
    sb_case one = SB_CASE("x.c", 0, "inner", "t", NULL, NULL);
    add_suite(&self->from, &outer);
    add_suite(&self->from, &inner);
    add_case(self, &one);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), contain("inside itself"));
}

TEST(plan, a_suite_declared_twice_is_refused)
{
    sb_suite one = { .name = "s", .file = "x.c", .line = 1 }, two = { .name = "s", .file = "y.c", .line = 2 };
    sb_case test = SB_CASE("x.c", 0, "s", "t", NULL, NULL);
    add_suite(&self->from, &one);
    add_suite(&self->from, &two);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), all_of(contain("x.c:1"), contain("y.c:2")));
}

TEST(plan, two_fixtures_of_one_suite_are_refused)
{
    sb_step one = { .suite = "s", .file = "x.c", .line = 1, .when = SB_WHEN_FIXTURE, .fixture_size = 8 };
    sb_step two = { .suite = "s", .file = "x.c", .line = 5, .when = SB_WHEN_FIXTURE, .fixture_size = 8 };
    sb_case test = SB_CASE("x.c", 9, "s", "t", NULL, NULL);
    add_step(&self->from, &one);
    add_step(&self->from, &two);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), contain("two fixtures"));
}

/* Each file that includes it registers a struct of its own. */
TEST(plan, a_step_in_a_header_is_one_however_many_include_it)
{
    sb_step one = { .suite = "s", .file = "x.h", .line = 1, .when = SB_WHEN_FIXTURE, .fixture_size = 8 }, same = one;
    sb_step set_up = { .suite = "s", .file = "x.h", .line = 2, .when = SB_WHEN_SETUP }, again = set_up;
    sb_case test = SB_CASE("x.c", 9, "s", "t", NULL, NULL);
    add_step(&self->from, &one);
    add_step(&self->from, &set_up);
    add_step(&self->from, &same);
    add_step(&self->from, &again);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    should(self->made.item[0].suite->setup_count, equal_to(1));
}

TEST(plan, options_are_inherited_and_the_test_has_the_last_word)
{
    sb_suite outer = { .name = "outer", .timeout = 3, .sandbox = "db" }, inner = { .name = "inner", .inside = "outer" };
    sb_case plain = SB_CASE("x.c", 1, "inner", "a", NULL, NULL);
    sb_case own = SB_CASE("x.c", 2, "inner", "b", NULL, &(sb_case_more){ .options = { .timeout = -1 } });
    add_suite(&self->from, &outer);
    add_suite(&self->from, &inner);
    add_case(self, &plain);
    add_case(self, &own);
    should(make_plan(self, NULL, 10), equal_to(SB_OK));
    should(self->made.item[0].suite->suite.sandbox, equal_to("db"));
    should(self->made.item[0].terms->timeout_ns, equal_to(3000000000));
    should(self->made.item[1].terms->timeout_ns, equal_to(0));
}

TEST(plan, steps_run_from_the_outside_in_and_back)
{
    sb_suite inner = { .name = "inner", .inside = "outer" };
    sb_step a = { .suite = "outer", .file = "x.c", .line = 1, .when = SB_WHEN_SETUP };
    sb_step b = { .suite = "inner", .file = "x.c", .line = 2, .when = SB_WHEN_SETUP };
    sb_step c = { .suite = "outer", .file = "x.c", .line = 3, .when = SB_WHEN_TEARDOWN };
    sb_step d = { .suite = "inner", .file = "x.c", .line = 4, .when = SB_WHEN_TEARDOWN };
    sb_case test = SB_CASE("x.c", 9, "inner", "t", NULL, NULL);
    add_suite(&self->from, &inner);
    add_step(&self->from, &d);
    add_step(&self->from, &c);
    add_step(&self->from, &b);
    add_step(&self->from, &a);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    const sb_planned_suite *suite = self->made.item[0].suite;
    should(suite->setup[0].step, be(&a));
    should(suite->setup[1].step, be(&b));
    should(suite->teardown[0].step, be(&d));
    should(suite->teardown[1].after, equal_to(1));
}

TEST(plan, nested_fixtures_do_not_share_memory)
{
    sb_suite inner = { .name = "inner", .inside = "outer" };
    sb_step of_outer = { .suite = "outer", .file = "x.c", .line = 1, .when = SB_WHEN_FIXTURE, .fixture_size = 24 };
    sb_step of_inner = { .suite = "inner", .file = "x.c", .line = 2, .when = SB_WHEN_FIXTURE, .fixture_size = 8 };
    sb_step set_up = { .suite = "outer", .file = "x.c", .line = 3, .when = SB_WHEN_SETUP };
    sb_case test = SB_CASE("x.c", 9, "inner", "t", NULL, NULL);
    add_suite(&self->from, &inner);
    add_step(&self->from, &of_outer);
    add_step(&self->from, &of_inner);
    add_step(&self->from, &set_up);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    const sb_planned_suite *suite = self->made.item[0].suite;
    should(suite->setup[0].self_at, equal_to(suite->self_at + 16));
    should(suite->fixture_size, be_at_least(40));
}

TEST(plan, patterns_select)
{
    sb_case one = SB_CASE("x.c", 1, "s", "one", NULL, NULL), two = SB_CASE("x.c", 2, "s", "two", NULL, NULL);
    add_case(self, &one);
    add_case(self, &two);
    should(make_plan(self, "*two", 0), equal_to(SB_OK));
    should(self->made.n, equal_to(1));
    should(self->made.registered, equal_to(2));
}

TEST(plan, a_pattern_that_fits_nothing_is_an_error)
{
    sb_case one = SB_CASE("x.c", 1, "s", "one", NULL, NULL);
    add_case(self, &one);
    should(make_plan(self, "s/on", 0), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("did you mean `s/one`?"));
}

TEST(plan, files_come_in_the_order_of_their_names)
{
    sb_case late = SB_CASE("y.c", 1, "a", "t", NULL, NULL);
    sb_case early = SB_CASE("x.c", 9, "b", "t", NULL, NULL);
    add_case(self, &early);
    add_case(self, &late);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    should(self->made.item[0].name, equal_to("b/t"));
    should(sb_planned_test(&self->made.item[0]), equal_to("t"));
}

/* Whatever the linker did: by file, then by line, and none of another suite or another kind. */
TEST(plan, steps_come_in_the_order_of_their_places)
{
    sb_case test = SB_CASE("x.c", 9, "b", "t", NULL, NULL), before = SB_CASE("x.c", 1, "a", "t", NULL, NULL),
            behind = SB_CASE("x.c", 2, "c", "t", NULL, NULL);
    sb_step step[] = { { .suite = "b", .file = "y.c", .line = 1, .when = SB_WHEN_SETUP },
        { .suite = "a", .file = "x.c", .line = 4, .when = SB_WHEN_SETUP },
        { .suite = "b", .file = "x.c", .line = 12, .when = SB_WHEN_SETUP },
        { .suite = "b", .file = "x.c", .line = 5, .when = SB_WHEN_TEARDOWN },
        { .suite = "b", .file = "x.c", .line = 3, .when = SB_WHEN_SETUP },
        { .suite = "c", .file = "x.c", .line = 4, .when = SB_WHEN_SETUP } };
    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        add_step(&self->from, &step[i]);
    add_case(self, &test);
    add_case(self, &before);
    add_case(self, &behind);
    should(make_plan(self, "b", 0), equal_to(SB_OK));
    const sb_planned_suite *suite = self->made.item[0].suite;
    should(suite->setup_count, equal_to(3));
    should(suite->setup[0].step, equal_to((void *)&step[4]));
    should(suite->setup[1].step, equal_to((void *)&step[2]));
    should(suite->setup[2].step, equal_to((void *)&step[0]));
    should(suite->teardown_count, equal_to(1));
}

TEST(plan, a_step_of_a_suite_without_tests_is_refused)
{
    sb_step lost = { .suite = "enrolmnt", .file = "x.c", .line = 4, .when = SB_WHEN_SETUP };
    sb_case test = SB_CASE("x.c", 9, "enrolment", "t", NULL, NULL);
    add_step(&self->from, &lost);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), equal_to("x.c:4: SETUP names the suite `enrolmnt`, which has no tests; did you mean `enrolment`?"));
}

TEST(plan, a_suite_in_one_that_is_not_there_is_refused)
{
    sb_suite inner = { .name = "inner", .inside = "no_such", .file = "x.c", .line = 2 };
    sb_case test = SB_CASE("x.c", 9, "inner", "t", NULL, NULL);
    add_suite(&self->from, &inner);
    add_case(self, &test);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), start_with("x.c:2: SUITE_IN names the suite `no_such`"));
}

TEST(plan, nothing_registered_and_nothing_left_are_errors)
{
    sb_case one = SB_CASE("x.c", 1, "s", "one", NULL, NULL);
    should(make_plan(self, NULL, 0), equal_to(SB_ENOTFOUND));
    add_case(self, &one);
    should(make_plan(self, "!s", 0), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("leave no test"));
}

/* ---- what a case and its suites say of how it runs ---- */

static const sb_planned *one_of_two_suites(struct sb_fixture_plan *self, sb_suite *outer, sb_suite *inner, sb_case *test)
{
    outer->name = "outer";
    inner->name = "inner";
    inner->inside = "outer";
    *test = (sb_case)SB_CASE("x.c", 7, "inner", "t", NULL, test->more);
    add_suite(&self->from, outer);
    add_suite(&self->from, inner);
    add_case(self, test);
    return make_plan(self, NULL, 0) == SB_OK ? &self->made.item[0] : NULL;
}

TEST(plan, tags_and_needs_of_all_levels_add_up)
{
    sb_suite outer = { .tags = "slow db", .needs = "port" }, inner = { .tags = "net slow", .needs = "disk" };
    sb_case test = { .more = &(sb_case_more){ .options = { .tags = "x", .needs = "port a" } } };
    const sb_planned *made = one_of_two_suites(self, &outer, &inner, &test);
    should(made->terms->tags, equal_to("x net slow db"));
    should(made->terms->needs, equal_to("a disk port"));
}

TEST(plan, without_words_of_its_own_a_case_has_those_of_its_suites)
{
    sb_suite outer = { .tags = "slow" }, inner = { .tags = NULL };
    sb_case test = { .more = &(sb_case_more){ .options = { .tags = NULL } } };
    const sb_planned *made = one_of_two_suites(self, &outer, &inner, &test);
    should(made->terms->tags, equal_to("slow"));
    should(made->terms->needs, equal_to(""));
}

TEST(plan, the_same_words_in_two_suites_are_joined_with_those_of_each)
{
    static const char own[] = "x";
    sb_suite a = { .name = "a", .tags = "db" }, b = { .name = "b", .tags = "net" };
    sb_case one = SB_CASE("x.c", 1, "a", "t", NULL, &(sb_case_more){ .options = { .tags = own } });
    sb_case two = SB_CASE("x.c", 2, "b", "t", NULL, &(sb_case_more){ .options = { .tags = own } });
    add_suite(&self->from, &a);
    add_suite(&self->from, &b);
    add_case(self, &one);
    add_case(self, &two);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    should(self->made.item[0].terms->tags, equal_to("x db"));
    should(self->made.item[1].terms->tags, equal_to("x net"));
}

TEST(plan, words_that_no_expression_could_ask_for_are_refused)
{
    sb_suite outer = { .tags = NULL }, inner = { .tags = NULL };
    sb_case test = { .more = &(sb_case_more){ .options = { .tags = "slow,db" } } };
    should(one_of_two_suites(self, &outer, &inner, &test), be_null);
    should(sb_error(), equal_to("x.c:7: .tags = \"slow,db\": `,` cannot be part of a word; words are separated by spaces"));
}

TEST_EACH(plan, retries, (int outer, inner, test; unsigned otherwise, tried), { .otherwise = 3, .tried = 3 },
    { .outer = 2, .otherwise = 3, .tried = 2 }, { .outer = 2, .inner = 1, .tried = 1 }, { .outer = 2, .inner = -1, .tried = 0 },
    { .outer = 2, .test = -1, .otherwise = 3, .tried = 0 }, { .inner = -1, .test = 4, .tried = 4 })
{
    sb_suite outer = { .retries = each->outer }, inner = { .retries = each->inner };
    sb_case test = { .more = &(sb_case_more){ .options = { .retries = each->test } } };
    should(one_of_two_suites(self, &outer, &inner, &test), not_(be_null));
    sb_plan_release(&self->made);
    sb_plan_make(&self->made, &self->from, &(sb_selection){ .retries = each->otherwise });
    should(self->made.item[0].terms->retries, equal_to(each->tried));
}

TEST_EACH(plan, serial, (bool outer, inner, test; bool serial), { .serial = false }, { .outer = true, .serial = true },
    { .inner = true, .serial = true }, { .test = true, .serial = true })
{
    sb_suite outer = { .serial = each->outer }, inner = { .serial = each->inner };
    sb_case test = { .more = &(sb_case_more){ .options = { .serial = each->test } } };
    should(one_of_two_suites(self, &outer, &inner, &test)->terms->serial, equal_to(each->serial));
}

TEST_EACH(plan, limits, (double test, scale; bool unlimited; uint64_t ns), { 2, 0, false, 2000000000 },
    { 2, 2.5, false, 5000000000 }, { 0, 3, false, 30000000000 }, { -1, 2, false, 0 }, { 2, 2, true, 0 },
    { 1e300, 1, false, UINT64_MAX }, { NAN, 1, false, 10000000000 })
{
    sb_case test = SB_CASE("x.c", 0, "s", "t", NULL, &(sb_case_more){ .options = { .timeout = each->test } });
    sb_selection selection = { .timeout = 10, .timeout_scale = each->scale, .unlimited = each->unlimited };
    add_case(self, &test);
    self->is_made = sb_plan_make(&self->made, &self->from, &selection) == SB_OK;
    should(self->made.item[0].terms->timeout_ns, equal_to(each->ns));
}

TEST(plan, each_level_of_a_suite_has_its_own_fixture_and_what_runs_once)
{
    sb_suite outer = { .name = "outer", .sandbox = "box" }, inner = { .name = "inner", .inside = "outer", .sandbox = "other" };
    sb_step fixture = { .suite = "outer", .file = "x.c", .line = 1, .when = SB_WHEN_FIXTURE, .fixture_size = 5 };
    sb_step up = { .suite = "outer", .file = "x.c", .line = 2, .when = SB_WHEN_SUITE_SETUP };
    sb_step down = { .suite = "inner", .file = "x.c", .line = 3, .when = SB_WHEN_SUITE_TEARDOWN };
    sb_case one = SB_CASE("x.c", 4, "inner", "one", NULL, NULL);
    add_suite(&self->from, &outer), add_suite(&self->from, &inner);
    add_step(&self->from, &fixture), add_step(&self->from, &up), add_step(&self->from, &down);
    add_case(self, &one);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    const sb_planned_suite *suite = self->made.item[0].suite;
    should(suite->levels, equal_to(2));
    should(suite->level[0].suite.sandbox, equal_to("box"));
    should(suite->level[0].setup[0], equal_to(&up));
    should(suite->level[0].fixture_size, be_at_least(5));
    should(suite->level[1].teardown[0], equal_to(&down));
    should(suite->level[1].fixture_size, equal_to(0));
    should(suite->once, be_true);
}

TEST(plan, a_suite_set_up_of_a_suite_without_tests_is_refused)
{
    sb_case one = SB_CASE("x.c", 4, "s", "one", NULL, NULL);
    sb_step up = { .suite = "t", .file = "x.c", .line = 2, .when = SB_WHEN_SUITE_SETUP };
    add_case(self, &one);
    add_step(&self->from, &up);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), start_with("x.c:2: SUITE_SETUP names the suite `t`, which has no tests"));
}

TEST(plan, what_is_needed_by_one_name_has_one_lock)
{
    sb_case one = SB_CASE("x.c", 1, "s", "one", NULL, &(sb_case_more){ .options = { .needs = "port disk" } });
    sb_case two = SB_CASE("x.c", 2, "s", "two", NULL, &(sb_case_more){ .options = { .needs = "disk" } });
    sb_case three = SB_CASE("x.c", 3, "s", "three", NULL, NULL);
    add_case(self, &three), add_case(self, &two), add_case(self, &one);
    should(make_plan(self, NULL, 0), equal_to(SB_OK));
    should(self->made.item[0].terms->locks, equal_to(3));
    should(self->made.item[1].terms->locks, equal_to(1)); /* disk comes before port */
    should(self->made.item[2].terms->locks, equal_to(0));
}

TEST_EACH(plan, an_empty_reason_is_refused, (const char *todo, *xfail, *message),
    { "", NULL, "x.c:4: .todo of `s/one` is empty; " }, { NULL, "", "x.c:4: .xfail of `s/one` is empty; " })
{
    sb_case_options own = { .todo = each->todo, .xfail = each->xfail };
    sb_case one = SB_CASE("x.c", 4, "s", "one", NULL, &(sb_case_more){ .options = own });
    add_case(self, &one);
    should(make_plan(self, NULL, 0), equal_to(SB_ERR));
    should(sb_error(), start_with(each->message));
}
