/* plan.c -- the plan, asked directly: what is registered comes in order, rows are cases, clashes are refused. Exit code 0. */
#include "../../framework/plan/plan.h"
#include <stdio.h>
#include <string.h>

static int wrong;

static void must(int holds, const char *what)
{
    if (!holds) {
        printf("bootstrap plan: %s\n", what);
        wrong = 1;
    }
}

static void body(void *self, const void *each)
{
    (void)self;
    (void)each;
}

static const int numbers[] = { 1, 2, 3 };
static const sb_case_more table = { .rows = { numbers, sizeof *numbers, 3, "1, 2, 3" } };
static sb_case cases[] = {
    SB_CASE("x.c", 9, "b", "late", body, NULL),
    SB_CASE("x.c", 1, "a", "first", body, NULL),
    SB_CASE("x.c", 2, "a", "table", body, &table),
};
static sb_case clash = SB_CASE("y.c", 7, "b", "late", body, NULL);

static void in_order(const sb_context *context)
{
    sb_plan plan;
    sb_selection all = { 0 };
    must(sb_plan_make(&plan, context, &all) == 0, "a sound registry is refused");
    must(plan.n == 5, "there are not five cases");
    must(plan.n > 0 && !strcmp(plan.item[0].name, "a/first"), "the first case is not a/first");
    must(plan.n > 4 && !strcmp(plan.item[4].name, "b/late"), "the last case is not b/late");
    must(plan.n > 2 && plan.item[2].row == &numbers[1], "the second row is not where it should be");
    sb_plan_release(&plan);
}

static void selected(const sb_context *context)
{
    sb_plan plan;
    const char *pattern[] = { "a/first" };
    sb_selection one = { .pattern = pattern, .pattern_count = 1 };
    must(sb_plan_make(&plan, context, &one) == 0 && plan.n == 1, "one name does not select one case");
    sb_plan_release(&plan);
}

static void refused(const sb_context *context)
{
    sb_plan plan;
    sb_selection all = { 0 };
    static sb_case_range range = { .first = &clash, .end = &clash + 1 };
    sb_add_cases(&range);
    must(sb_plan_make(&plan, context, &all) < 0, "two cases of one name are accepted");
    must(strstr(sb_error(), "x.c:9") && strstr(sb_error(), "y.c:7"), "the message does not name both places");
    sb_plan_release(&plan);
}

int main(void)
{
    sb_context *context = sb_context_get();
    context->ran = true; /* this program looks at the plan and means to run nothing */
    static sb_case_range range = { .first = cases, .end = cases + sizeof cases / sizeof *cases };
    sb_add_cases(&range);
    sb_add_cases(&range); /* the second time is not another one */
    in_order(context);
    selected(context);
    refused(context);
    return wrong;
}
