/* suites.c -- suites with what they inherit. */
#include "suites.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static int refuse_twice(const sb_suite *suite, const sb_suite *again)
{
    return again ? sb_fail_with(SB_ERR, "suite `%s` is declared twice: at %s:%d and at %s:%d; rename one", suite->name,
                       suite->file, suite->line, again->file, again->line)
                 : SB_OK;
}

/* The suite's own name, then those around it. The caller frees the list. */
static int chain_of(const sb_declared *from, const char *name, const char ***chain_out, size_t *n_out)
{
    size_t room = 0, n = 0;
    const char **chain = NULL;
    for (const char *at = name; at;) {
        const sb_suite *again = NULL, *suite = sb_declared_suite(from, at, &again);
        int rc = refuse_twice(suite, again);
        for (size_t i = 0; i < n && rc == SB_OK; i++)
            if (strcmp(chain[i], at) == 0)
                rc = sb_fail_with(SB_ERR, "suite `%s` is inside itself, by way of `%s` (%s:%d): take one SUITE_IN out", at,
                    chain[n - 1], suite ? suite->file : "?", suite ? suite->line : 0);
        if (rc) {
            free(chain);
            return rc;
        }
        chain = sb_grow(chain, n, &room, sizeof *chain);
        chain[n++] = at;
        at = suite ? suite->inside : NULL;
    }
    *chain_out = chain;
    *n_out = n;
    return SB_OK;
}

static void inherit(sb_suite *to, const sb_suite *around)
{
    if (!around)
        return;
    if (!to->sandbox)
        to->sandbox = around->sandbox;
    if (!to->fixtures)
        to->fixtures = around->fixtures;
    if (to->timeout == 0)
        to->timeout = around->timeout;
    if (to->retries == 0)
        to->retries = around->retries;
    to->serial = to->serial || around->serial;
    to->strict = to->strict || around->strict;
}

/* What sb_suite_resolve builds on: the chain of suites from the inside out, and a place in the fixture memory for each. */
typedef struct chain {
    const char **name;
    size_t *self_at;
    size_t *setups_until; /* how many SETUPs must have begun for the TEARDOWNs of this level to be due */
    size_t n;
} chain;

static void add_setups(const sb_declared *from, const chain *of, size_t level, sb_planned_suite *out, size_t *room)
{
    size_t before = out->setup_count, n;
    const sb_step *const *step = sb_declared_steps(from, of->name[level], SB_WHEN_SETUP, &n);
    for (size_t i = 0; i < n; i++) {
        out->setup = sb_grow(out->setup, out->setup_count, room, sizeof *out->setup);
        out->setup[out->setup_count++] = (sb_planned_step){ step[i], of->self_at[level], 0 };
    }
    of->setups_until[level] = out->setup_count > before ? before + 1 : before;
}

static void add_teardowns(const sb_declared *from, const chain *of, size_t level, sb_planned_suite *out, size_t *room)
{
    size_t n;
    const sb_step *const *step = sb_declared_steps(from, of->name[level], SB_WHEN_TEARDOWN, &n);
    for (size_t i = 0; i < n; i++) {
        out->teardown = sb_grow(out->teardown, out->teardown_count, room, sizeof *out->teardown);
        out->teardown[out->teardown_count++] = (sb_planned_step){ step[i], of->self_at[level], of->setups_until[level] };
    }
}

/* Each level's struct gets a place of its own, aligned for anything. */
static int place_fixtures(const sb_declared *from, const chain *of, sb_planned_suite *out)
{
    for (size_t i = 0; i < of->n; i++) {
        size_t n;
        const sb_step *const *fixture = sb_declared_steps(from, of->name[i], SB_WHEN_FIXTURE, &n);
        if (n > 1)
            return sb_fail_with(SB_ERR, "suite `%s` has two fixtures: at %s:%d and at %s:%d; a suite has one", of->name[i],
                fixture[0]->file, fixture[0]->line, fixture[1]->file, fixture[1]->line);
        of->self_at[i] = out->fixture_size;
        if (n)
            out->fixture_size +=
                (fixture[0]->fixture_size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
    }
    out->self_at = of->self_at[0];
    return SB_OK;
}

/* The options of a level: its own, then those of the suites around it where it has none. */
static sb_suite resolved(const sb_declared *from, const chain *of, size_t level)
{
    const sb_suite *own = sb_declared_suite(from, of->name[level], NULL);
    sb_suite suite = own ? *own : (sb_suite){ .name = of->name[level] };
    for (size_t i = level + 1; i < of->n; i++)
        inherit(&suite, sb_declared_suite(from, of->name[i], NULL));
    return suite;
}

static void add_steps(const sb_declared *from, const chain *of, sb_planned_suite *out)
{
    size_t setups = 0, teardowns = 0;
    for (size_t i = of->n; i-- > 0;) {
        sb_suite suite = resolved(from, of, i);
        size_t end = i + 1 < of->n ? of->self_at[i + 1] : out->fixture_size;
        sb__levels_add(out, from, &suite, (struct sb__level_at){ of->self_at[i], end - of->self_at[i] });
    }
    for (size_t i = of->n; i-- > 0;)
        add_setups(from, of, i, out, &setups);
    for (size_t i = 0; i < of->n; i++)
        add_teardowns(from, of, i, out, &teardowns);
}

int sb_words_refuse(const char *option, const char *words, const char *file, int line)
{
    const char *bad = words ? strpbrk(words, ",;()&|!") : NULL;
    return bad ? sb_fail_with(SB_ERR, "%s:%d: .%s = \"%s\": `%c` cannot be part of a word; words are separated by spaces", file,
                     line, option, words, *bad)
               : SB_OK;
}

/* Tags and needs of all levels, the suite's own first. */
static int join_words(const sb_declared *from, const chain *of, sb_planned_suite *out)
{
    int rc = SB_OK;
    const char **tags = sb_alloc(2 * of->n * sizeof *tags), **needs = tags + of->n;
    for (size_t i = 0; i < of->n && rc == SB_OK; i++) {
        const sb_suite *level = sb_declared_suite(from, of->name[i], NULL);
        if (!level || (!level->tags && !level->needs))
            continue;
        tags[i] = level->tags;
        needs[i] = level->needs;
        rc = sb_words_refuse("tags", level->tags, level->file, level->line);
        if (rc == SB_OK)
            rc = sb_words_refuse("needs", level->needs, level->file, level->line);
    }
    out->suite.tags = out->tags = sb_words_join(tags, of->n, false);
    out->suite.needs = out->needs = sb_words_join(needs, of->n, true);
    free(tags);
    return rc;
}

int sb_suite_resolve(const sb_declared *from, const char *name, sb_planned_suite *out)
{
    chain of = { NULL, NULL, NULL, 0 };
    *out = (sb_planned_suite){ .suite = { .name = name } };
    int rc = chain_of(from, name, &of.name, &of.n);
    if (rc)
        return rc;
    out->suite = resolved(from, &of, 0);
    rc = join_words(from, &of, out);
    of.self_at = sb_alloc(of.n * sizeof *of.self_at);
    of.setups_until = sb_alloc(of.n * sizeof *of.setups_until);
    if (rc == SB_OK)
        rc = place_fixtures(from, &of, out);
    if (rc == SB_OK)
        add_steps(from, &of, out);
    free(of.name);
    free(of.self_at);
    free(of.setups_until);
    return rc;
}

void sb_suite_release(sb_planned_suite *suite)
{
    sb__levels_release(suite);
    free(suite->setup);
    free(suite->teardown);
    free(suite->tags);
    free(suite->needs);
    suite->tags = suite->needs = NULL;
    suite->setup = suite->teardown = NULL;
    suite->setup_count = suite->teardown_count = 0;
}
