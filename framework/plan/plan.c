/* plan.c -- from what is registered to what will run. */
#include "plan.h"
#include "known.h"
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

static const sb_case **sorted_cases(const sb_context *from, size_t *n_out)
{
    size_t n = 0, room = 0;
    const sb_case **list = NULL;
    for (const sb_case *c = from->cases; c; c = c->next) {
        list = sb_grow(list, n, &room, sizeof *list);
        list[n++] = c;
    }
    if (n)
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

static char *join(const char *suite, const char *test, const char *row)
{
    size_t a = strlen(suite), b = strlen(test), c = row ? strlen(row) + 1 : 0;
    char *name = sb_alloc(a + 1 + b + c + 1);
    memcpy(name, suite, a);
    name[a] = '/';
    memcpy(name + a + 1, test, b);
    if (row) {
        name[a + 1 + b] = '/';
        memcpy(name + a + 2 + b, row, c - 1);
    }
    return name;
}

static uint64_t limit_of(double seconds) { return seconds > 0 ? (uint64_t)(seconds * 1e9) : 0; }

static uint64_t timeout_of(const sb_case *test, const sb_suite *suite, double otherwise)
{
    if (test->timeout != 0)
        return limit_of(test->timeout);
    return limit_of(suite->timeout != 0 ? suite->timeout : otherwise);
}

/* A case before the suites have their final addresses: `suite` is an index then. */
typedef struct draft {
    sb_planned item;
    size_t suite;
} draft;

typedef struct drafts {
    draft *at;
    size_t n, room, suites_room;
} drafts;

static void add_draft(drafts *list, const sb_case *test, size_t suite, const void *row, char *name)
{
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->at[list->n++] =
        (draft){ { .test = test, .row = row, .name = name, .test_at = strlen(test->suite) + 1, .tags = "", .needs = "" }, suite };
}

static int draft_case(sb_plan *plan, const sb_context *from, const sb_case *test, drafts *list)
{
    size_t suite = 0;
    int rc = find_suite(plan, from, test->suite, &list->suites_room, &suite);
    if (rc)
        return rc;
    if (!test->rows) {
        add_draft(list, test, suite, NULL, join(test->suite, test->name, NULL));
        return SB_OK;
    }
    char **row = sb_row_names(test->row_text, test->row_count);
    for (size_t i = 0; i < test->row_count; i++) {
        const char *at = (const char *)test->rows + i * test->row_size;
        add_draft(list, test, suite, at, join(test->suite, test->name, row[i]));
        free(row[i]);
    }
    free(row);
    return SB_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(const draft *const *)a)->item.name, (*(const draft *const *)b)->item.name);
}

static int refuse_doubles(const drafts *list)
{
    int rc = SB_OK;
    const draft **sorted = sb_alloc((list->n + 1) * sizeof *sorted);
    for (size_t i = 0; i < list->n; i++)
        sorted[i] = &list->at[i];
    qsort(sorted, list->n, sizeof *sorted, by_name);
    for (size_t i = 1; i < list->n && rc == SB_OK; i++) {
        const sb_planned *a = &sorted[i - 1]->item, *b = &sorted[i]->item;
        if (strcmp(a->name, b->name) == 0)
            rc = sb_fail_with(SB_ERR, "two tests are named `%s`: at %s:%d and at %s:%d; rename one", a->name, a->test->file,
                a->test->line, b->test->file, b->test->line);
    }
    free(sorted);
    return rc;
}

/* Suites in the order of their first case; inside a suite the drafts keep theirs. A count per suite, then one pass: O(n). */
static void arrange(sb_plan *plan, const drafts *list, const sb_selection *selection)
{
    size_t *next = sb_alloc((plan->suites + 1) * sizeof *next);
    bool *wanted = sb_alloc(list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        wanted[i] = sb_select_wants(selection, list->at[i].item.name);
        next[list->at[i].suite + 1] += wanted[i];
        plan->n += wanted[i];
    }
    for (size_t i = 1; i < plan->suites; i++)
        next[i] += next[i - 1];
    plan->item = sb_alloc((plan->n + 1) * sizeof *plan->item);
    for (size_t i = 0; i < list->n; i++) {
        sb_planned item = list->at[i].item;
        item.suite = &plan->suite[list->at[i].suite];
        item.timeout_ns = timeout_of(item.test, &item.suite->suite, selection->timeout);
        if (wanted[i])
            plan->item[next[list->at[i].suite]++] = item;
        else
            free(item.name);
    }
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
    const char **names = sb_alloc((list->n + 1) * sizeof *names);
    for (size_t i = 0; i < list->n; i++)
        names[i] = list->at[i].item.name;
    int rc = sb_select_check(selection, names);
    free(names);
    return rc;
}

int sb_plan_make(sb_plan *plan, const sb_context *from, const sb_selection *selection)
{
    size_t n = 0;
    int rc = SB_OK;
    drafts list = { NULL, 0, 0, 0 };
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
    for (size_t i = 0; i < list.n && rc; i++)
        free(list.at[i].item.name);
    free(list.at);
    free(cases);
    if (rc == SB_OK && plan->n == 0)
        rc = sb_fail_with(SB_ENOTFOUND, "the patterns leave no test to run; --list prints the names");
    if (rc)
        sb_plan_release(plan);
    return rc;
}

void sb_plan_release(sb_plan *plan)
{
    for (size_t i = 0; i < plan->n; i++)
        free(plan->item[i].name);
    for (size_t i = 0; i < plan->suites; i++)
        sb_suite_release(&plan->suite[i]);
    free(plan->item);
    free(plan->suite);
    free(plan->order);
    *plan = (sb_plan){ .item = NULL };
}
