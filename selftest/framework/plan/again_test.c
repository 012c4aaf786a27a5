/* again_test.c -- main's plan in another process of the same program, played by a second context. */
#include "../../../framework/plan/again.h"
#include <seedbed.h>
#include <string.h>

static void nothing(void *self, const void *each) { (void)self, (void)each; }
static const int rows[] = { 7, 8 };

/* The registry of a program: main and the worker have it each, at other addresses. */
struct program {
    sb_case test[4]; /* of which three are registered */
    sb_case_range range;
    sb_context context;
};
FIXTURE(again, (struct program in_main, in_worker; sb_plan plan, again; bool made));

static void fill(struct program *p)
{
    static const sb_case_more table = { .rows = { rows, sizeof *rows, 2, "{ 7 }, { 8 }" } };
    p->test[0] = (sb_case)SB_CASE("x.c", 1, "a", "one", nothing, NULL);
    p->test[1] = (sb_case)SB_CASE("x.c", 2, "a", "t", nothing, &table);
    p->test[2] = (sb_case)SB_CASE("x.c", 3, "b", "last", nothing, NULL);
    p->test[3] = (sb_case)SB_CASE("x.c", 9, "c", "more", nothing, NULL);
    p->range = (sb_case_range){ .first = p->test, .end = p->test + 3 };
    p->context.cases = &p->range;
}

SETUP(again)
{
    static const char *const pattern[] = { "!a/one" };
    sb_selection selection = { .pattern = pattern, .pattern_count = 1, .timeout = 2 };
    fill(&self->in_main);
    fill(&self->in_worker);
    should(sb_plan_make(&self->plan, &self->in_main.context, &selection), equal_to(SB_OK));
}

TEARDOWN(again)
{
    sb_plan_release(&self->plan);
    if (self->made)
        sb_plan_release(&self->again);
}

static int send(struct sb_fixture_again *self)
{
    sb_sent_plan sent = { self->plan, self->plan.item, self->plan.terms, self->plan.order, sb_plan_names(&self->plan) };
    int rc = sb_plan_again(&self->again, &self->in_worker.context, &sent);
    self->made = rc == SB_OK;
    return rc;
}

TEST(again, the_worker_has_the_cases_that_main_selected_and_no_others)
{
    should(send(self), equal_to(SB_OK));
    should(self->again.n, equal_to(3));
    should(self->again.item[1].name, equal_to("a/t/8"));
    should(self->again.item[2].name, equal_to("b/last"));
    should(self->again.item[2].test, equal_to(&self->in_worker.test[2]));
}

TEST(again, rows_are_found_by_number_and_never_by_address)
{
    self->plan.item[1].row = NULL;
    should(send(self), equal_to(SB_OK));
    should(*(const int *)self->again.item[1].row, equal_to(8));
    should(self->again.item[1].suite->suite.name, equal_to("a"));
}

TEST(again, what_main_decided_holds)
{
    uint32_t backwards[] = { 2, 1, 0 };
    self->plan.order = sb_alloc(sizeof backwards);
    memcpy(self->plan.order, backwards, sizeof backwards);
    self->plan.terms[0].retries = 4;
    self->plan.parallel = 1;
    should(send(self), equal_to(SB_OK));
    should(sb_plan_at(&self->again, 0), equal_to(2));
    should(self->again.item[0].terms->timeout_ns, equal_to(2000000000));
    should(self->again.item[0].terms->retries, equal_to(4));
    should(self->again.parallel, equal_to(1));
}

TEST(again, a_program_with_other_tests_is_found_out)
{
    self->in_worker.test[2] = (sb_case)SB_CASE("x.c", 3, "b", "other", nothing, NULL);
    should(send(self), equal_to(SB_ERR));
    should(sb_error(), contain("a spawned worker has other tests than main"));
}

TEST(again, a_program_with_fewer_or_more_tests_is_found_out)
{
    self->in_worker.range.first++;
    should(send(self), equal_to(SB_ERR));
    self->in_worker.range = (sb_case_range){ .first = self->in_worker.test, .end = self->in_worker.test + 4 };
    should(send(self), equal_to(SB_ERR));
    should(sb_error(), contain("use --start=fork where they cannot"));
}

TEST(again, rounds_are_the_case_that_the_worker_knows)
{
    sb_plan_release(&self->plan);
    should(sb_plan_make(&self->plan, &self->in_main.context, &(sb_selection){ .repeat = 2 }), equal_to(SB_OK));
    should(send(self), equal_to(SB_OK));
    should(self->again.n, equal_to(8));
    should(self->again.item[7].name, equal_to("b/last"));
    should(self->again.item[7].test, equal_to(&self->in_worker.test[2]));
}
