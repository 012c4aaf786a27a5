/* known.c -- whether every suite that a step or a SUITE_IN names has tests. */
#include "known.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

/* The suites that have tests, of their own or in a suite inside them; ends in NULL. */
struct names {
    const char **at;
    size_t n, room;
};

static bool has(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->n; i++)
        if (strcmp(names->at[i], name) == 0)
            return true;
    return false;
}

static void add(struct names *names, const char *name)
{
    if (has(names, name))
        return;
    names->at = sb_grow(names->at, names->n + 1, &names->room, sizeof *names->at); /* one more, for the NULL */
    names->at[names->n++] = name;
    names->at[names->n] = NULL;
}

static void add_with_those_around(const sb_context *from, struct names *names, const char *name)
{
    while (name && !has(names, name)) {
        const sb_suite *suite = from->suites;
        while (suite && strcmp(suite->name, name) != 0)
            suite = suite->next;
        add(names, name);
        name = suite ? suite->inside : NULL;
    }
}

static int unknown(const struct names *names, const char *word, const char *name, const char *file, int line)
{
    const char *near = names->n ? sb_nearest(name, names->at) : NULL;
    return sb_fail_with(SB_ERR, "%s:%d: %s names the suite `%s`, which has no tests%s%s%s", file, line, word, name,
        near ? "; did you mean `" : "", near ? near : "", near ? "`?" : "");
}

static int check_steps(const sb_context *from, const struct names *names)
{
    static const char *const word[] = { [SB_WHEN_FIXTURE] = "FIXTURE",
        [SB_WHEN_SETUP] = "SETUP",
        [SB_WHEN_TEARDOWN] = "TEARDOWN",
        [SB_WHEN_SUITE_SETUP] = "SUITE_SETUP",
        [SB_WHEN_SUITE_TEARDOWN] = "SUITE_TEARDOWN" };
    for (const sb_step *s = from->steps; s; s = s->next)
        if (!has(names, s->suite))
            return unknown(names, word[s->when], s->suite, s->file, s->line);
    return SB_OK;
}

/* The suite around may be a mere name without a declaration, as any suite; but then something must stand in it besides. */
static int check_insides(const sb_context *from, const struct names *own)
{
    for (const sb_suite *s = from->suites; s; s = s->next) {
        bool there = !s->inside || has(own, s->inside);
        for (const sb_suite *other = from->suites; other && !there; other = other->next)
            there = strcmp(other->name, s->inside) == 0;
        for (const sb_step *step = from->steps; step && !there; step = step->next)
            there = strcmp(step->suite, s->inside) == 0;
        if (!there)
            return unknown(own, "SUITE_IN", s->inside, s->file, s->line);
    }
    return SB_OK;
}

int sb_known_check(const sb_context *from, const sb_plan *plan)
{
    struct names own = { NULL, 0, 0 }, all = { NULL, 0, 0 };
    for (size_t i = 0; i < plan->suites; i++) {
        add(&own, plan->suite[i].suite.name);
        add_with_those_around(from, &all, plan->suite[i].suite.name);
    }
    int rc = check_steps(from, &all);
    if (rc == SB_OK)
        rc = check_insides(from, &own);
    free(own.at);
    free(all.at);
    return rc;
}
