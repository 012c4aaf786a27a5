/* declared.c -- the suites and steps that are registered, found by the name of the suite. */
#include "declared.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

static int by_place(const char *file, int line, const char *other_file, int other_line)
{
    int files = strcmp(file, other_file);
    return files ? files : (line > other_line) - (line < other_line);
}

static int by_name(const void *a, const void *b)
{
    const sb_suite *x = *(const sb_suite *const *)a, *y = *(const sb_suite *const *)b;
    int names = strcmp(x->name, y->name);
    return names ? names : by_place(x->file, x->line, y->file, y->line);
}

static int by_suite_and_kind(const sb_step *one, const char *suite, enum sb_when when)
{
    int suites = strcmp(one->suite, suite);
    return suites ? suites : (one->when > when) - (one->when < when);
}

static int by_suite(const void *a, const void *b)
{
    const sb_step *x = *(const sb_step *const *)a, *y = *(const sb_step *const *)b;
    int same = by_suite_and_kind(x, y->suite, y->when);
    return same ? same : by_place(x->file, x->line, y->file, y->line);
}

/* What stands in a header is registered by each file that includes it. */
static void drop_equal_steps(sb_declared *of)
{
    size_t n = 0;
    for (size_t i = 0; i < of->steps; i++)
        if (n == 0 || by_suite(&of->step[n - 1], &of->step[i]) != 0)
            of->step[n++] = of->step[i];
    of->steps = n;
}

sb_declared sb_declared_make(const sb_context *from)
{
    sb_declared of = { .suite = NULL };
    size_t suite_room = 0, step_room = 0;
    for (const sb_suite *s = from->suites; s; s = s->next) {
        of.suite = sb_grow(of.suite, of.suites, &suite_room, sizeof *of.suite);
        of.suite[of.suites++] = s;
    }
    for (const sb_step *s = from->steps; s; s = s->next) {
        of.step = sb_grow(of.step, of.steps, &step_room, sizeof *of.step);
        of.step[of.steps++] = s;
    }
    if (of.suites)
        qsort(of.suite, of.suites, sizeof *of.suite, by_name);
    if (of.steps)
        qsort(of.step, of.steps, sizeof *of.step, by_suite);
    drop_equal_steps(&of);
    return of;
}

void sb_declared_release(sb_declared *of)
{
    free(of->suite);
    free(of->step);
    *of = (sb_declared){ .suite = NULL };
}

const sb_suite *sb_declared_suite(const sb_declared *of, const char *name, const sb_suite **again)
{
    size_t low = 0, high = of->suites;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(of->suite[middle]->name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == of->suites || strcmp(of->suite[low]->name, name) != 0)
        return NULL;
    if (again)
        *again = low + 1 < of->suites && strcmp(of->suite[low + 1]->name, name) == 0 ? of->suite[low + 1] : NULL;
    return of->suite[low];
}

/* The first step that is not before those of this suite and kind. */
static size_t first_step(const sb_declared *of, const char *suite, enum sb_when when)
{
    size_t low = 0, high = of->steps;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_suite_and_kind(of->step[middle], suite, when) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const sb_step *const *sb_declared_steps(const sb_declared *of, const char *suite, enum sb_when when, size_t *n_out)
{
    size_t first = first_step(of, suite, when), n = 0;
    while (first + n < of->steps && by_suite_and_kind(of->step[first + n], suite, when) == 0)
        n++;
    *n_out = n;
    return of->step ? of->step + first : NULL;
}

bool sb_declared_has_step(const sb_declared *of, const char *suite)
{
    size_t at = first_step(of, suite, (enum sb_when)0);
    return at < of->steps && strcmp(of->step[at]->suite, suite) == 0;
}
