/* plan.c -- from what is registered to what will run. */
#include "plan.h"
#include "known.h"
#include "names.h"
#include "rows.h"
#include "select.h"
#include "suites.h"
#include <stdlib.h>
#include <string.h>

/* By file, then line, so that the order does not depend on how the linker ordered the constructors. */
static int by_place(const void *a, const void *b)
{
    const sb_case *x = *(const sb_case *const *)a, *y = *(const sb_case *const *)b;
    int file = x->file == y->file ? 0 : strcmp(x->file, y->file);
    return file ? file : (x->line > y->line) - (x->line < y->line);
}

/* Constructors of one file run from its top to its end, and the registry has the newest case first, so that mostly nothing is left to
 * sort once the list is turned round. */
static const sb_case **sorted_cases(const sb_context *from, size_t *n_out)
{
    size_t n = 0;
    bool sorted = true;
    for (const sb_case *c = from->cases; c; c = c->next)
        n++;
    const sb_case **list = sb_alloc((n + 1) * sizeof *list), **at = list + n;
    for (const sb_case *c = from->cases; c; c = c->next) {
        *--at = c;
        sorted = sorted && (!c->next || by_place(&c->next, &c) <= 0);
    }
    if (!sorted)
        qsort(list, n, sizeof *list, by_place);
    *n_out = n;
    return list;
}

/* Index of the suite in the plan, resolved at its first case. */
static int find_suite(sb_plan *plan, const sb_context *from, const char *name, size_t *room, size_t *at_out)
{
    for (size_t i = plan->suites; i-- > 0;) /* neighbours share a suite, so the last one is the likely one */
        if (plan->suite[i].suite.name == name || strcmp(plan->suite[i].suite.name, name) == 0) {
            *at_out = i;
            return SB_OK;
        }
    plan->suite = sb_grow(plan->suite, plan->suites, room, sizeof *plan->suite);
    int rc = sb_suite_resolve(from, name, &plan->suite[plan->suites]);
    *at_out = plan->suites++;
    return rc;
}

static uint64_t limit_of(double seconds) { return seconds > 0 ? (uint64_t)(seconds * 1e9) : 0; }

static uint64_t timeout_of(const sb_case *test, const sb_suite *suite, double otherwise)
{
    if (test->timeout != 0)
        return limit_of(test->timeout);
    return limit_of(suite->timeout != 0 ? suite->timeout : otherwise);
}

/* A case before the suites have their final addresses, and before it is known whether it is wanted. */
typedef struct draft {
    const sb_case *test;
    const void *row;
    size_t suite; /* index */
} draft;

typedef struct drafts {
    draft *at;
    char **name; /* one each, and NULL behind the last */
    size_t n, room, name_room, suites_room;
} drafts;

static void add_draft(drafts *list, draft one, char *name)
{
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->name = sb_grow(list->name, list->n + 1, &list->name_room, sizeof *list->name);
    list->at[list->n] = one;
    list->name[list->n++] = name;
    list->name[list->n] = NULL;
}

static int draft_case(sb_plan *plan, const sb_context *from, const sb_case *test, drafts *list)
{
    size_t suite = 0;
    int rc = find_suite(plan, from, test->suite, &list->suites_room, &suite);
    if (rc)
        return rc;
    if (!test->rows) {
        add_draft(list, (draft){ test, NULL, suite }, sb_name_join(&plan->names, test->suite, test->name, NULL));
        return SB_OK;
    }
    char **row = sb_row_names(test->row_text, test->row_count);
    for (size_t i = 0; i < test->row_count; i++) {
        const char *at = (const char *)test->rows + i * test->row_size;
        add_draft(list, (draft){ test, at, suite }, sb_name_join(&plan->names, test->suite, test->name, row[i]));
        free(row[i]);
    }
    free(row);
    return SB_OK;
}

static int refuse_doubles(const drafts *list)
{
    size_t earlier = 0, later = sb_name_double(list->name, list->n, &earlier);
    if (later == list->n)
        return SB_OK;
    const sb_case *a = list->at[earlier].test, *b = list->at[later].test;
    return sb_fail_with(SB_ERR, "two tests are named `%s`: at %s:%d and at %s:%d; rename one", list->name[later], a->file,
        a->line, b->file, b->line);
}

static sb_planned planned_of(sb_plan *plan, const drafts *list, size_t i, const sb_selection *selection)
{
    const sb_case *test = list->at[i].test;
    const sb_planned_suite *suite = &plan->suite[list->at[i].suite];
    return (sb_planned){ .test = test,
        .suite = suite,
        .row = list->at[i].row,
        .name = list->name[i],
        .test_at = strlen(test->suite) + 1,
        .timeout_ns = timeout_of(test, &suite->suite, selection->timeout),
        .tags = "",
        .needs = "",
        .number = (uint32_t)i };
}

/* Suites in the order of their first case; inside a suite the drafts keep theirs. A count per suite, then one pass: O(n). */
static void arrange(sb_plan *plan, const drafts *list, const sb_selection *selection)
{
    size_t *next = sb_alloc((plan->suites + 1) * sizeof *next);
    bool *wanted = sb_alloc(list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        wanted[i] = sb_select_wants(selection, list->name[i]);
        next[list->at[i].suite + 1] += wanted[i];
        plan->n += wanted[i];
    }
    for (size_t i = 1; i < plan->suites; i++)
        next[i] += next[i - 1];
    plan->item = sb_alloc((plan->n + 1) * sizeof *plan->item);
    for (size_t i = 0; i < list->n; i++)
        if (wanted[i])
            plan->item[next[list->at[i].suite]++] = planned_of(plan, list, i, selection);
    plan->order = sb_alloc((plan->n + 1) * sizeof *plan->order);
    for (size_t i = 0; i < plan->n; i++) {
        plan->item[i].place = i;
        plan->order[i] = (uint32_t)i;
    }
    plan->parallel = plan->selected = plan->n;
    free(wanted);
    free(next);
}

static int check_patterns(const drafts *list, const sb_selection *selection)
{
    if (list->n == 0)
        return sb_fail_with(SB_ENOTFOUND, "this program has no tests: write TEST(suite, name) { ... } and link the file");
    if (selection->pattern_count == 0)
        return SB_OK;
    return sb_select_check(selection, (const char *const *)list->name);
}

int sb_plan_make(sb_plan *plan, const sb_context *from, const sb_selection *selection)
{
    size_t n = 0;
    int rc = SB_OK;
    drafts list = { .n = 0 };
    *plan = (sb_plan){ .item = NULL };
    const sb_case **cases = sorted_cases(from, &n);
    for (size_t i = 0; i < n && rc == SB_OK; i++)
        rc = draft_case(plan, from, cases[i], &list);
    if (rc == SB_OK)
        rc = refuse_doubles(&list);
    if (rc == SB_OK && n)
        rc = sb_known_check(from);
    if (rc == SB_OK)
        rc = check_patterns(&list, selection);
    plan->registered = list.n;
    if (rc == SB_OK)
        arrange(plan, &list, selection);
    free(list.at);
    free(list.name);
    free(cases);
    if (rc == SB_OK && plan->n == 0)
        rc = sb_fail_with(SB_ENOTFOUND, "the patterns leave no test to run; --list prints the names");
    if (rc)
        sb_plan_release(plan);
    return rc;
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
