/* drafts.c -- the cases of a plan before it is known which are wanted. */
#include "drafts.h"
#include "declared.h"
#include "known.h"
#include "rows.h"
#include "runs.h"
#include "suites.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

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

static void add_draft(sb_drafts *list, const sb_planned *one, const char *name)
{
    sb_planned *to = &list->at[list->n];
    size_t size = strlen(name);
    *to = *one;
    to->name = name;
    to->number = (uint32_t)list->n;
    to->digest = sb_name_digest(name, size);
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
    return sb_fail_with(SB_ERR, "%s:%d: .%s of `%s` is empty; write why, or take it out", sb_case_file(test), test->line, field,
        sb_case_full_name(test));
}

static int refuse_bad(const sb_case *test, const sb_case_options *own)
{
    int rc = sb_words_refuse("tags", own->tags, sb_case_file(test), test->line);
    if (rc == SB_OK)
        rc = sb_words_refuse("needs", own->needs, sb_case_file(test), test->line);
    if (rc == SB_OK)
        rc = refuse_empty(test, "todo", own->todo);
    if (rc == SB_OK)
        rc = refuse_empty(test, "xfail", own->xfail);
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

/* There is room for those of each suite, and of each case that has options. */
static const sb_planned_terms *add_terms(
    sb_plan *plan, sb_drafts *list, const sb_planned_suite *of, const sb_case_options *own, const sb_selection *selection)
{
    sb_planned_terms *terms = &plan->terms[plan->terms_n++];
    *terms = (sb_planned_terms){ .timeout_ns = limit_of(own, &of->suite, selection),
        .tags = with_those_of_suite(plan, &list->tags, (sb_joined){ own->tags, of->tags, NULL }, false),
        .needs = with_those_of_suite(plan, &list->needs, (sb_joined){ own->needs, of->needs, NULL }, true),
        .retries = retries_of(own, &of->suite, selection->retries),
        .serial = own->serial || of->suite.serial };
    list->locked = list->locked || *terms->needs;
    return terms;
}

/* The suite in the plan, resolved at its first case. */
static int find_suite(sb_plan *plan, sb_drafts *list, const sb_declared *from, const sb_selection *selection, const char *name,
    const sb_planned_suite **out)
{
    static const sb_case_options none;
    for (size_t i = plan->suites; i-- > 0;) /* neighbours share a suite, so the last one is the likely one */
        if (strcmp(plan->suite[i].suite.name, name) == 0) {
            *out = &plan->suite[i];
            return SB_OK;
        }
    make_room(plan, list);
    sb_planned_suite *suite = &plan->suite[plan->suites++];
    int rc = sb_suite_resolve(from, name, suite);
    if (rc == SB_OK)
        suite->terms = add_terms(plan, list, suite, &none, selection);
    *out = suite;
    return rc;
}

static void add_rows(sb_plan *plan, sb_drafts *list, sb_planned *one, const sb_case_rows *rows)
{
    char **name = sb_row_names(rows->text, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        one->row = (const char *)rows->at + i * rows->size;
        add_draft(list, one, sb_name_join(&plan->names, sb_case_suite(one->test), sb_case_name(one->test), name[i]));
        free(name[i]);
    }
    free(name);
}

/* A case with options or rows. */
static int draft_with_more(sb_plan *plan, sb_drafts *list, const sb_selection *selection, sb_planned one)
{
    const sb_case_rows *rows = sb_case_rows_of(one.test);
    int rc = SB_OK;
    if (rows) {
        add_rows(plan, list, &one, rows);
    } else if ((rc = refuse_bad(one.test, &one.test->more->options)) == SB_OK) {
        one.terms = add_terms(plan, list, one.suite, &one.test->more->options, selection);
        add_draft(list, &one, sb_case_full_name(one.test));
    }
    return rc;
}

/* The cases of a run have all in common but their names, where they have no more to say. */
static int draft_run(
    sb_plan *plan, const sb_declared *from, const sb_run_of_cases *run, const sb_selection *selection, sb_drafts *list)
{
    sb_planned one = { .row = NULL };
    int rc = find_suite(plan, list, from, selection, sb_case_suite(run->first), &one.suite);
    if (rc)
        return rc;
    if (list->n && one.suite < list->at[list->n - 1].suite)
        list->mixed = true;
    one.terms = one.suite->terms;
    for (size_t i = 0; i < run->n && rc == SB_OK; i++) {
        one.test = sb_run_case(run, i);
        if (one.test->more)
            rc = draft_with_more(plan, list, selection, one);
        else
            add_draft(list, &one, sb_case_full_name(one.test));
    }
    return rc;
}

static int refuse_doubles(const sb_drafts *list)
{
    if (!list->later)
        return SB_OK;
    const sb_planned *a = &list->at[list->earlier], *b = &list->at[list->later];
    return sb_fail_with(SB_ERR, "two tests are named `%s`: at %s:%d and at %s:%d; rename one", b->name, sb_case_file(a->test),
        a->test->line, sb_case_file(b->test), b->test->line);
}

static void open_drafts(sb_drafts *drafts, sb_plan *plan, const sb_runs *runs, const sb_selection *selection)
{
    size_t room = runs->planned;
    *drafts = (sb_drafts){ .at = sb_realloc(NULL, (room + 1) * sizeof *drafts->at) };
    plan->terms = sb_alloc((runs->n + runs->more + 1) * sizeof *plan->terms);
    sb_name_index_open(&drafts->index, &drafts->at->name, sizeof *drafts->at, room, selection->make_ready);
    if (selection->make_ready)
        selection->make_ready(drafts->at, room * sizeof *drafts->at);
}

int sb_drafts_make(sb_drafts *drafts, sb_plan *plan, const sb_context *from, const sb_selection *selection)
{
    int rc = SB_OK;
    sb_runs runs = sb_runs_make(from);
    sb_declared declared = sb_declared_make(from);
    size_t n = runs.n;
    open_drafts(drafts, plan, &runs, selection);
    for (size_t i = 0; i < n && rc == SB_OK; i++)
        rc = draft_run(plan, &declared, &runs.at[i], selection, drafts);
    sb_runs_release(&runs);
    if (rc == SB_OK)
        rc = refuse_doubles(drafts);
    if (rc == SB_OK && n)
        rc = sb_known_check(&declared, plan);
    sb_declared_release(&declared);
    if (rc == SB_OK && n == 0)
        rc = sb_fail_with(SB_ENOTFOUND, "this program has no tests: write TEST(suite, name) { ... } and link the file");
    return rc;
}

void sb_drafts_release(sb_drafts *drafts)
{
    sb_name_index_release(&drafts->index);
    free(drafts->at);
}
