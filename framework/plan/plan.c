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

/* Whether all are wanted, and those of one suite stand together as they do in the drafts. */
static bool as_it_stands(const sb_drafts *list, const bool *wanted)
{
    return !list->mixed && !memchr(wanted, false, list->n * sizeof *wanted);
}

/* Suites in the order of their first case, which is that of the plan's list of them; inside a suite the drafts keep theirs. A count
 * per suite, then one pass: O(n). */
static void arrange(sb_plan *plan, const sb_drafts *list, const bool *wanted)
{
    size_t *next = sb_alloc((plan->suites + 1) * sizeof *next);
    for (size_t i = 0; i < list->n; i++) {
        next[list->at[i].suite - plan->suite + 1] += wanted[i];
        plan->n += wanted[i];
    }
    for (size_t i = 1; i < plan->suites; i++)
        next[i] += next[i - 1];
    plan->item = sb_alloc((plan->n + 1) * sizeof *plan->item);
    for (size_t i = 0; i < list->n; i++)
        if (wanted[i])
            plan->item[next[list->at[i].suite - plan->suite]++] = list->at[i];
    free(next);
}

static void take_over(sb_plan *plan, sb_drafts *list)
{
    plan->item = list->at;
    plan->n = list->n;
    list->at = NULL;
}

static int arrange_wanted(sb_plan *plan, sb_drafts *list, const sb_selection *selection)
{
    bool *wanted = sb_alloc(list->n + 1);
    int rc = sb_select(selection, list, wanted);
    if (rc == SB_OK && as_it_stands(list, wanted))
        take_over(plan, list);
    else if (rc == SB_OK)
        arrange(plan, list, wanted);
    if (rc == SB_OK && list->locked)
        sb_locks_number(plan);
    free(wanted);
    return rc;
}

/* What no memory holds is told before anything is begun. */
static int check_rounds(const sb_plan *plan, const sb_selection *selection)
{
    enum { MOST_CASES = 10000000 }; /* more than this no record may have either */
    size_t rounds = selection->repeat ? selection->repeat : 1;
    if (plan->n <= MOST_CASES / rounds)
        return SB_OK;
    return sb_fail_with(SB_ERR,
        "--repeat=%zu of %zu tests are more than %d at once; repeat fewer times or select fewer tests, or use --until-fail=%zu, "
        "which remembers no round",
        rounds, plan->n, MOST_CASES, rounds);
}

int sb_plan_make(sb_plan *plan, const sb_context *from, const sb_selection *selection)
{
    sb_drafts list;
    *plan = (sb_plan){ .item = NULL };
    int rc = sb_drafts_make(&list, plan, from, selection);
    plan->registered = list.n;
    if (rc == SB_OK)
        rc = arrange_wanted(plan, &list, selection);
    if (rc == SB_OK)
        rc = check_rounds(plan, selection);
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
    free(plan->terms);
    free(plan->order);
    sb_name_release(&plan->names);
    *plan = (sb_plan){ .item = NULL };
}
