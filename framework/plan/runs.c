/* runs.c -- the registered cases in the order of their files, in runs of neighbours. */
#include "runs.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

static bool of_one_file_and_suite(const sb_case *a, const sb_case *b)
{
    return a->name_at == b->name_at && a->suite_at == b->suite_at && memcmp(a->text, b->text, a->name_at) == 0;
}

static bool of_one_file(const sb_case *a, const sb_case *b)
{
    return a->suite_at == b->suite_at && memcmp(a->text, b->text, a->suite_at) == 0;
}

static void begin_run(sb_runs *to, const sb_case *first, bool backwards)
{
    to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
    to->at[to->n++] = (sb_run_of_cases){ first, 1, backwards };
}

static void count(sb_runs *to, const sb_case *one)
{
    const sb_case_rows *rows = sb_case_rows_of(one);
    to->planned += rows ? rows->count : 1;
    to->more += one->more != NULL;
}

static void turn_round(sb_run_of_cases *at, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        sb_run_of_cases one = at[i];
        at[i] = at[n - 1 - i];
        at[n - 1 - i] = one;
    }
}

/* The cases from this one on that stand in one file and in one direction. Returns how many. */
static size_t add_stretch(sb_runs *to, const sb_case *one, const sb_case *end)
{
    bool backwards = one + 1 < end && one[1].line < one->line;
    size_t n = 1, from = to->n;
    begin_run(to, one, backwards);
    count(to, one);
    for (; one + n < end && (one[n].line < one[n - 1].line) == backwards; n++) {
        if (of_one_file_and_suite(&one[n - 1], &one[n]))
            to->at[to->n - 1].n++;
        else if (of_one_file(&one[n - 1], &one[n]))
            begin_run(to, &one[n], backwards);
        else
            break;
        count(to, &one[n]);
    }
    if (backwards)
        turn_round(to->at + from, to->n - from);
    return n;
}

static int by_place(const sb_case *a, const sb_case *b)
{
    int file = strcmp(sb_case_file(a), sb_case_file(b));
    return file ? file : (a->line > b->line) - (a->line < b->line);
}

static int by_place_of_first(const void *a, const void *b)
{
    return by_place(((const sb_run_of_cases *)a)->first, ((const sb_run_of_cases *)b)->first);
}

static bool in_order(const sb_runs *runs)
{
    for (size_t i = 1; i < runs->n; i++) {
        const sb_run_of_cases *before = &runs->at[i - 1];
        if (by_place(sb_run_case(before, before->n - 1), sb_run_case(&runs->at[i], 0)) > 0)
            return false;
    }
    return true;
}

/* One case each, so that they can be sorted wherever they stand. */
static void take_apart(sb_runs *runs)
{
    sb_runs single = { .planned = runs->planned, .more = runs->more };
    for (size_t i = 0; i < runs->n; i++)
        for (size_t k = 0; k < runs->at[i].n; k++)
            begin_run(&single, sb_run_case(&runs->at[i], k), false);
    free(runs->at);
    *runs = single;
}

sb_runs sb_runs_make(const sb_context *from)
{
    sb_runs runs = { .at = NULL };
    for (const sb_case_range *r = from->cases; r; r = r->next)
        for (const sb_case *one = r->first; one < r->end;)
            one += add_stretch(&runs, one, r->end);
    if (!in_order(&runs)) {
        take_apart(&runs);
        qsort(runs.at, runs.n, sizeof *runs.at, by_place_of_first);
    }
    return runs;
}

void sb_runs_release(sb_runs *runs)
{
    free(runs->at);
    *runs = (sb_runs){ .at = NULL };
}
