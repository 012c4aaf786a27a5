/* plan.c -- from what is registered to what will run. */
#include "plan.h"
#include "drafts.h"
#include "locks.h"
#include "order.h"
#include "part.h"
#include "select.h"
#include "suites.h"
#include <stdlib.h>
#include <string.h>

static uint64_t limit_of(const sb_case *test, const sb_suite *suite, const sb_selection *selection)
{
    double seconds = test->timeout != 0 ? test->timeout : suite->timeout != 0 ? suite->timeout : selection->timeout;
    double ns = seconds * 1e9 * (selection->timeout_scale > 0 ? selection->timeout_scale : 1);
    if (selection->unlimited || !(ns > 0))
        return 0;
    return ns < 1e19 ? (uint64_t)ns : UINT64_MAX;
}

static unsigned retries_of(const sb_case *test, const sb_suite *suite, unsigned otherwise)
{
    int own = test->retries ? test->retries : suite->retries;
    return own < 0 ? 0 : own ? (unsigned)own : otherwise;
}

static sb_planned planned_of(sb_plan *plan, const sb_drafts *list, size_t i, const sb_selection *selection)
{
    const sb_draft *draft = &list->at[i];
    const sb_planned_suite *suite = &plan->suite[draft->suite];
    return (sb_planned){ .test = draft->test,
        .suite = suite,
        .row = draft->row,
        .name = list->name[i],
        .test_at = strlen(draft->test->suite) + 1,
        .timeout_ns = limit_of(draft->test, &suite->suite, selection),
        .tags = draft->tags,
        .needs = draft->needs,
        .retries = retries_of(draft->test, &suite->suite, selection->retries),
        .serial = draft->test->serial || suite->suite.serial,
        .number = (uint32_t)i };
}

/* Suites in the order of their first case; inside a suite the drafts keep theirs. A count per suite, then one pass: O(n). */
static void arrange(sb_plan *plan, const sb_drafts *list, const sb_selection *selection, const bool *wanted)
{
    size_t *next = sb_alloc((plan->suites + 1) * sizeof *next);
    for (size_t i = 0; i < list->n; i++) {
        next[list->at[i].suite + 1] += wanted[i];
        plan->n += wanted[i];
    }
    for (size_t i = 1; i < plan->suites; i++)
        next[i] += next[i - 1];
    plan->item = sb_alloc((plan->n + 1) * sizeof *plan->item);
    for (size_t i = 0; i < list->n; i++)
        if (wanted[i])
            plan->item[next[list->at[i].suite]++] = planned_of(plan, list, i, selection);
    free(next);
    sb_locks_number(plan);
}

static int arrange_wanted(sb_plan *plan, const sb_drafts *list, const sb_selection *selection)
{
    bool *wanted = sb_alloc(list->n + 1);
    int rc = sb_select(selection, list, wanted);
    if (rc == SB_OK)
        arrange(plan, list, selection, wanted);
    free(wanted);
    return rc;
}

int sb_plan_make(sb_plan *plan, const sb_context *from, const sb_selection *selection)
{
    sb_drafts list;
    *plan = (sb_plan){ .item = NULL };
    int rc = sb_drafts_make(&list, plan, from);
    plan->registered = list.n;
    if (rc == SB_OK)
        rc = arrange_wanted(plan, &list, selection);
    sb_drafts_release(&list);
    if (rc) {
        sb_plan_release(plan);
        return rc;
    }
    sb_plan_part(plan, selection->shard, selection->shards, selection->repeat);
    sb_plan_order(plan, selection);
    return SB_OK;
}

void sb_plan_release(sb_plan *plan)
{
    for (size_t i = 0; i < plan->suites; i++)
        sb_suite_release(&plan->suite[i]);
    free(plan->item);
    free(plan->suite);
    free(plan->order);
    sb_name_release(&plan->names);
    *plan = (sb_plan){ .item = NULL };
}
