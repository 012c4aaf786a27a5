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

/* How many cases from this one on stand in their file in the opposite order: compilers like to emit the last one first. */
static size_t backwards(const sb_case *one, const sb_case *end)
{
    size_t n = 1;
    while (one + n < end && one[n].file == one->file && one[n].line < one[n - 1].line)
        n++;
    return n;
}

static size_t list_range(const sb_case_range *range, const sb_case **list)
{
    size_t n = 0;
    for (const sb_case *one = range->first; one < range->end;) {
        size_t run = backwards(one, range->end);
        for (size_t i = run; i-- > 0;)
            list[n++] = one + i;
        one += run;
    }
    return n;
}

/* All that ranges have, in the order of their files; mostly nothing is left to sort then. The caller frees the list. */
static const sb_case **sorted_cases(const sb_context *from, size_t *n_out)
{
    size_t n = 0;
    bool mixed = false;
    for (const sb_case_range *r = from->cases; r; r = r->next)
        n += (size_t)(r->end - r->first);
    const sb_case **list = sb_realloc(NULL, (n + 1) * sizeof *list);
    *n_out = n;
    n = 0;
    for (const sb_case_range *r = from->cases; r; r = r->next)
        n += list_range(r, list + n);
    for (size_t i = 1; i < n && !mixed; i++)
        mixed = by_place(&list[i - 1], &list[i]) > 0;
    if (mixed)
        qsort(list, n, sizeof *list, by_place);
    return list;
}

static size_t count_rows(const sb_case *const *list, size_t n)
{
    size_t rows = 0;
    for (size_t i = 0; i < n; i++)
        rows += list[i]->rows ? list[i]->rows->count : 1;
    return rows;
}

/* Those of the cases so far move with the list. */
static void make_room(sb_plan *plan, sb_drafts *list)
{
    if (plan->suites < list->suites_room)
        return;
    sb_planned_suite *old = plan->suite;
    list->suites_room = plan->suites ? plan->suites * 4 : 16;
    plan->suite = sb_alloc(list->suites_room * sizeof *plan->suite);
    if (old)
        memcpy(plan->suite, old, plan->suites * sizeof *old);
    for (size_t i = 0; i < list->n; i++)
        list->at[i].suite = plan->suite + (list->at[i].suite - old);
    free(old);
}

/* The suite in the plan, resolved at its first case. */
static int find_suite(sb_plan *plan, sb_drafts *list, const sb_context *from, const char *name, const sb_planned_suite **out)
{
    for (size_t i = plan->suites; i-- > 0;) /* neighbours share a suite, so the last one is the likely one */
        if (plan->suite[i].suite.name == name || strcmp(plan->suite[i].suite.name, name) == 0) {
            *out = &plan->suite[i];
            return SB_OK;
        }
    make_room(plan, list);
    *out = &plan->suite[plan->suites++];
    return sb_suite_resolve(from, name, &plan->suite[plan->suites - 1]);
}

static void add_draft(const sb_plan *plan, sb_drafts *list, const sb_planned *one, char *name)
{
    sb_planned *to = &list->at[list->n];
    size_t size = sb_name_size_of_last(&plan->names, name);
    *to = *one;
    to->name = name;
    to->number = (uint32_t)list->n;
    to->digest = sb_name_digest(name, size);
    list->name[list->n] = name;
    size_t earlier = sb_name_index_put(&list->index, list->n, size, to->digest);
    if (earlier != SIZE_MAX && !list->later) {
        list->earlier = earlier;
        list->later = list->n;
    }
    list->n++;
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

/* An empty reason is none to the reports, and yet the test would count as to do. */
static int refuse_empty(const sb_case *test, const char *field, const char *reason)
{
    if (!reason || *reason)
        return SB_OK;
    return sb_fail_with(SB_ERR, "%s:%d: .%s of `%s/%s` is empty; write why, or take it out", test->file, test->line, field,
        test->suite, test->name);
}

static int join_words(sb_plan *plan, sb_drafts *list, const sb_case_options *own, sb_planned *one)
{
    const sb_case *test = one->test;
    int rc = own->tags ? sb_words_refuse("tags", own->tags, test->file, test->line) : SB_OK;
    if (rc == SB_OK && own->needs)
        rc = sb_words_refuse("needs", own->needs, test->file, test->line);
    if (rc == SB_OK)
        rc = refuse_empty(test, "todo", own->todo);
    if (rc == SB_OK)
        rc = refuse_empty(test, "xfail", own->xfail);
    one->tags = with_those_of_suite(plan, &list->tags, (sb_joined){ own->tags, one->suite->tags, NULL }, false);
    one->needs = with_those_of_suite(plan, &list->needs, (sb_joined){ own->needs, one->suite->needs, NULL }, true);
    list->locked = list->locked || *one->needs;
    return rc;
}

/* What came to no number, 0.0 / 0, is not given either. */
static bool given(double seconds) { return seconds < 0 || seconds > 0; }

static uint64_t limit_of(const sb_case_options *own, const sb_suite *suite, const sb_selection *selection)
{
    double seconds = given(own->timeout) ? own->timeout : given(suite->timeout) ? suite->timeout : selection->timeout;
    double ns = seconds * 1e9 * (selection->timeout_scale > 0 ? selection->timeout_scale : 1);
    if (selection->unlimited || !(ns > 0))
        return 0;
    return ns < 1e19 ? (uint64_t)ns : UINT64_MAX;
}

static unsigned retries_of(const sb_case_options *own, const sb_suite *suite, unsigned otherwise)
{
    int retries = own->retries ? own->retries : suite->retries;
    return retries < 0 ? 0 : retries ? (unsigned)retries : otherwise;
}

static int draft_of(sb_plan *plan, sb_drafts *list, const sb_case *test, const sb_selection *selection, sb_planned *one)
{
    static const sb_case_options none;
    const sb_case_options *own = test->options ? test->options : &none;
    const sb_suite *suite = &one->suite->suite;
    one->test = test;
    one->test_at = (uint32_t)strlen(test->suite) + 1;
    one->timeout_ns = limit_of(own, suite, selection);
    one->retries = retries_of(own, suite, selection->retries);
    one->serial = own->serial || suite->serial;
    return join_words(plan, list, own, one);
}

static void add_rows(sb_plan *plan, sb_drafts *list, sb_planned *one)
{
    const sb_case *test = one->test;
    char **row = sb_row_names(test->rows->text, test->rows->count);
    for (size_t i = 0; i < test->rows->count; i++) {
        one->row = (const char *)test->rows->at + i * test->rows->size;
        add_draft(plan, list, one, sb_name_join(&plan->names, test->suite, test->name, row[i]));
        free(row[i]);
    }
    free(row);
}

static int draft_case(sb_plan *plan, const sb_context *from, const sb_case *test, const sb_selection *selection, sb_drafts *list)
{
    const sb_planned *last = list->n ? &list->at[list->n - 1] : NULL;
    sb_planned one = { .row = NULL };
    int rc = SB_OK;
    if (last && last->test->suite == test->suite && !last->test->options && !test->options) {
        one = *last; /* they have all in common but what follows */
        one.test = test;
        one.row = NULL;
    } else {
        rc = find_suite(plan, list, from, test->suite, &one.suite);
        if (list->n && one.suite < list->at[list->n - 1].suite)
            list->mixed = true;
        if (rc == SB_OK)
            rc = draft_of(plan, list, test, selection, &one);
    }
    if (rc == SB_OK && test->rows)
        add_rows(plan, list, &one);
    else if (rc == SB_OK)
        add_draft(plan, list, &one, sb_name_join(&plan->names, test->suite, test->name, NULL));
    return rc;
}

static int refuse_doubles(const sb_drafts *list)
{
    if (!list->later)
        return SB_OK;
    const sb_case *a = list->at[list->earlier].test, *b = list->at[list->later].test;
    return sb_fail_with(SB_ERR, "two tests are named `%s`: at %s:%d and at %s:%d; rename one", list->name[list->later], a->file,
        a->line, b->file, b->line);
}

int sb_drafts_make(sb_drafts *drafts, sb_plan *plan, const sb_context *from, const sb_selection *selection)
{
    size_t n = 0;
    int rc = SB_OK;
    const sb_case **cases = sorted_cases(from, &n);
    size_t room = count_rows(cases, n);
    *drafts = (sb_drafts){ .at = sb_realloc(NULL, (room + 1) * sizeof *drafts->at),
        .name = sb_realloc(NULL, (room + 1) * sizeof *drafts->name) };
    sb_name_index_open(&drafts->index, drafts->name, room);
    if (selection->make_ready) {
        selection->make_ready(drafts->at, room * sizeof *drafts->at);
        selection->make_ready(drafts->index.place, drafts->index.places * sizeof *drafts->index.place);
    }
    for (size_t i = 0; i < n && rc == SB_OK; i++)
        rc = draft_case(plan, from, cases[i], selection, drafts);
    drafts->name[drafts->n] = NULL;
    free(cases);
    if (rc == SB_OK)
        rc = refuse_doubles(drafts);
    if (rc == SB_OK && n)
        rc = sb_known_check(from, plan);
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
