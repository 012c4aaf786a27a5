/* drafts.c -- the cases of a plan before it is known which are wanted. */
#include "drafts.h"
#include "known.h"
#include "rows.h"
#include "suites.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

/* By file, then line, so that the order does not depend on how the linker ordered the constructors. */
static int by_place(const void *a, const void *b)
{
    const sb_case *x = *(const sb_case *const *)a, *y = *(const sb_case *const *)b;
    int file = x->file == y->file ? 0 : strcmp(x->file, y->file);
    return file ? file : (x->line > y->line) - (x->line < y->line);
}

/* To be freed when *own_out says so. */
static const sb_case **sorted_cases(const sb_context *from, size_t *n_out, bool *own_out)
{
    size_t n = from->case_count;
    *own_out = !from->case_at || from->cases_mixed;
    for (const sb_case *c = from->case_at ? NULL : from->cases; c; c = c->next)
        n++;
    *n_out = n;
    if (!*own_out)
        return from->case_at;
    const sb_case **list = sb_alloc((n + 1) * sizeof *list), **at = list + n;
    for (const sb_case *c = from->cases; c; c = c->next)
        *--at = c;
    qsort(list, n, sizeof *list, by_place);
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

static void add_draft(sb_drafts *list, sb_draft one, char *name)
{
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->name = sb_grow(list->name, list->n + 1, &list->name_room, sizeof *list->name);
    list->at[list->n] = one;
    list->name[list->n++] = name;
    list->name[list->n] = NULL;
}

/* The case's own words first; one without any shares the string of its suite. */
static const char *with_those_of_suite(sb_plan *plan, sb_joined *last, sb_joined now, bool sorted)
{
    if (!now.own)
        return now.around ? now.around : "";
    if (now.own == last->own && now.around == last->around)
        return last->kept;
    char *joined = sb_words_join((const char *const[]){ now.own, now.around }, 2, sorted);
    now.kept = joined ? sb_name_keep(&plan->names, joined) : "";
    free(joined);
    *last = now;
    return now.kept;
}

static int join_words(sb_plan *plan, sb_drafts *list, sb_draft *one)
{
    const sb_case *test = one->test;
    const sb_planned_suite *suite = &plan->suite[one->suite];
    int rc = test->tags ? sb_words_refuse("tags", test->tags, test->file, test->line) : SB_OK;
    if (rc == SB_OK && test->needs)
        rc = sb_words_refuse("needs", test->needs, test->file, test->line);
    one->tags = with_those_of_suite(plan, &list->tags, (sb_joined){ test->tags, suite->tags, NULL }, false);
    one->needs = with_those_of_suite(plan, &list->needs, (sb_joined){ test->needs, suite->needs, NULL }, true);
    return rc;
}

static int draft_case(sb_plan *plan, const sb_context *from, const sb_case *test, sb_drafts *list)
{
    sb_draft one = { .test = test };
    int rc = find_suite(plan, from, test->suite, &list->suites_room, &one.suite);
    if (rc == SB_OK)
        rc = join_words(plan, list, &one);
    if (rc)
        return rc;
    if (!test->rows) {
        add_draft(list, one, sb_name_join(&plan->names, test->suite, test->name, NULL));
        return SB_OK;
    }
    char **row = sb_row_names(test->row_text, test->row_count);
    for (size_t i = 0; i < test->row_count; i++) {
        one.row = (const char *)test->rows + i * test->row_size;
        add_draft(list, one, sb_name_join(&plan->names, test->suite, test->name, row[i]));
        free(row[i]);
    }
    free(row);
    return SB_OK;
}

static int refuse_doubles(sb_drafts *list)
{
    size_t earlier = 0, later = sb_name_index_make(&list->index, list->name, list->n, &earlier);
    if (later == list->n)
        return SB_OK;
    const sb_case *a = list->at[earlier].test, *b = list->at[later].test;
    return sb_fail_with(SB_ERR, "two tests are named `%s`: at %s:%d and at %s:%d; rename one", list->name[later], a->file,
        a->line, b->file, b->line);
}

int sb_drafts_make(sb_drafts *drafts, sb_plan *plan, const sb_context *from)
{
    size_t n = 0;
    int rc = SB_OK;
    *drafts = (sb_drafts){ .n = 0 };
    bool own;
    const sb_case **cases = sorted_cases(from, &n, &own);
    for (size_t i = 0; i < n && rc == SB_OK; i++)
        rc = draft_case(plan, from, cases[i], drafts);
    if (own)
        free(cases);
    if (rc == SB_OK)
        rc = refuse_doubles(drafts);
    if (rc == SB_OK && n)
        rc = sb_known_check(from);
    if (rc == SB_OK && n == 0)
        rc = sb_fail_with(SB_ENOTFOUND, "this program has no tests: write TEST(suite, name) { ... } and link the file");
    return rc;
}

void sb_drafts_release(sb_drafts *drafts)
{
    sb_name_index_release(&drafts->index);
    free(drafts->at);
    free(drafts->name);
}
