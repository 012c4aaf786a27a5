/* known.c -- whether every suite that a step or a SUITE_IN names has tests. */
#include "known.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

/* The suites that have tests, of their own or in a suite inside them: sorted, some twice; ends in NULL. */
struct names {
    const char **at;
    size_t n, room;
};

static void add(struct names *names, const char *name)
{
    names->at = sb_grow(names->at, names->n + 1, &names->room, sizeof *names->at); /* one more, for the NULL */
    names->at[names->n++] = name;
    names->at[names->n] = NULL;
}

/* None of them is inside itself, or there were no plan. */
static void add_with_those_around(const sb_declared *from, struct names *names, const char *name)
{
    while (name) {
        const sb_suite *suite = sb_declared_suite(from, name, NULL);
        add(names, name);
        name = suite ? suite->inside : NULL;
    }
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void sort(struct names *names)
{
    if (names->n)
        qsort(names->at, names->n, sizeof *names->at, by_name);
}

static bool has(const struct names *names, const char *name)
{
    return names->n && bsearch(&name, names->at, names->n, sizeof *names->at, by_name);
}

static int unknown(const struct names *names, const char *word, const char *name, const char *file, int line)
{
    const char *near = names->n ? sb_nearest(name, names->at) : NULL;
    return sb_fail_with(SB_ERR, "%s:%d: %s names the suite `%s`, which has no tests%s%s%s", file, line, word, name,
        near ? "; did you mean `" : "", near ? near : "", near ? "`?" : "");
}

static int check_steps(const sb_declared *from, const struct names *names)
{
    static const char *const word[] = { [SB_WHEN_FIXTURE] = "FIXTURE",
        [SB_WHEN_SETUP] = "SETUP",
        [SB_WHEN_TEARDOWN] = "TEARDOWN",
        [SB_WHEN_SUITE_SETUP] = "SUITE_SETUP",
        [SB_WHEN_SUITE_TEARDOWN] = "SUITE_TEARDOWN" };
    for (size_t i = 0; i < from->steps; i++) {
        const sb_step *s = from->step[i];
        if (!has(names, s->suite))
            return unknown(names, word[s->when], s->suite, s->file, s->line);
    }
    return SB_OK;
}

/* The suite around may be a mere name without a declaration, as any suite; but then something must stand in it besides. */
static int check_insides(const sb_declared *from, const struct names *own)
{
    for (size_t i = 0; i < from->suites; i++) {
        const sb_suite *s = from->suite[i];
        if (s->inside && !has(own, s->inside) && !sb_declared_suite(from, s->inside, NULL) &&
            !sb_declared_has_step(from, s->inside))
            return unknown(own, "SUITE_IN", s->inside, s->file, s->line);
    }
    return SB_OK;
}

int sb_known_check(const sb_declared *from, const sb_plan *plan)
{
    struct names own = { NULL, 0, 0 }, all = { NULL, 0, 0 };
    for (size_t i = 0; i < plan->suites; i++) {
        add(&own, plan->suite[i].suite.name);
        add_with_those_around(from, &all, plan->suite[i].suite.name);
    }
    sort(&own);
    sort(&all);
    int rc = check_steps(from, &all);
    if (rc == SB_OK)
        rc = check_insides(from, &own);
    free(own.at);
    free(all.at);
    return rc;
}
