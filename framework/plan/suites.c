/* suites.c -- suites with what they inherit. */
#include "suites.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static const sb_suite *declared(const sb_context *from, const char *name)
{
    for (const sb_suite *s = from->suites; s; s = s->next)
        if (strcmp(s->name, name) == 0)
            return s;
    return NULL;
}

static int refuse_twice(const sb_suite *suite)
{
    for (const sb_suite *s = suite ? suite->next : NULL; s; s = s->next)
        if (strcmp(s->name, suite->name) == 0)
            return sb_fail_with(SB_ERR, "suite `%s` is declared twice: at %s:%d and at %s:%d; rename one", suite->name, s->file,
                s->line, suite->file, suite->line);
    return SB_OK;
}

/* The suite's own name, then those around it. The caller frees the list. */
static int chain_of(const sb_context *from, const char *name, const char ***chain_out, size_t *n_out)
{
    size_t room = 0, n = 0;
    const char **chain = NULL;
    for (const char *at = name; at;) {
        const sb_suite *suite = declared(from, at);
        int rc = refuse_twice(suite);
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

/* Steps are registered newest first, and constructors run in the order of the file: the list is read backwards by line. */
const sb_step *sb__step_after(const sb_context *from, const char *suite, enum sb_when when, const sb_step *after)
{
    const sb_step *best = NULL;
    for (const sb_step *s = from->steps; s; s = s->next) {
        if (s->when != when || strcmp(s->suite, suite) != 0)
            continue;
        int file = after ? strcmp(s->file, after->file) : 1;
        if (after && (file < 0 || (file == 0 && s->line <= after->line)))
            continue;
        if (!best || strcmp(s->file, best->file) < 0 || (strcmp(s->file, best->file) == 0 && s->line < best->line))
            best = s;
    }
    return best;
}

/* What sb_suite_resolve builds on: the chain of suites from the inside out, and a place in the fixture memory for each. */
typedef struct chain {
    const char **name;
    size_t *self_at;
    size_t *setups_until; /* how many SETUPs must have begun for the TEARDOWNs of this level to be due */
    size_t n;
} chain;

static void add_setups(const sb_context *from, const chain *of, size_t level, sb_planned_suite *out, size_t *room)
{
    size_t before = out->setup_count;
    for (const sb_step *s = NULL; (s = sb__step_after(from, of->name[level], SB_WHEN_SETUP, s)) != NULL;) {
        out->setup = sb_grow(out->setup, out->setup_count, room, sizeof *out->setup);
        out->setup[out->setup_count++] = (sb_planned_step){ s, of->self_at[level], 0 };
    }
    of->setups_until[level] = out->setup_count > before ? before + 1 : before;
}

static void add_teardowns(const sb_context *from, const chain *of, size_t level, sb_planned_suite *out, size_t *room)
{
    for (const sb_step *s = NULL; (s = sb__step_after(from, of->name[level], SB_WHEN_TEARDOWN, s)) != NULL;) {
        out->teardown = sb_grow(out->teardown, out->teardown_count, room, sizeof *out->teardown);
        out->teardown[out->teardown_count++] = (sb_planned_step){ s, of->self_at[level], of->setups_until[level] };
    }
}

/* Each level's struct gets a place of its own, aligned for anything. */
static int place_fixtures(const sb_context *from, const chain *of, sb_planned_suite *out)
{
    for (size_t i = 0; i < of->n; i++) {
        const sb_step *first = sb__step_after(from, of->name[i], SB_WHEN_FIXTURE, NULL);
        const sb_step *second = first ? sb__step_after(from, of->name[i], SB_WHEN_FIXTURE, first) : NULL;
        if (second)
            return sb_fail_with(SB_ERR, "suite `%s` has two fixtures: at %s:%d and at %s:%d; a suite has one", of->name[i],
                first->file, first->line, second->file, second->line);
        of->self_at[i] = out->fixture_size;
        if (first)
            out->fixture_size +=
                (first->fixture_size + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t);
    }
    out->self_at = of->self_at[0];
    return SB_OK;
}

/* The options of a level: its own, then those of the suites around it where it has none. */
static sb_suite resolved(const sb_context *from, const chain *of, size_t level)
{
    const sb_suite *own = declared(from, of->name[level]);
    sb_suite suite = own ? *own : (sb_suite){ .name = of->name[level] };
    for (size_t i = level + 1; i < of->n; i++)
        inherit(&suite, declared(from, of->name[i]));
    return suite;
}

static void add_steps(const sb_context *from, const chain *of, sb_planned_suite *out)
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
static int join_words(const sb_context *from, const chain *of, sb_planned_suite *out)
{
    int rc = SB_OK;
    const char **tags = sb_alloc(2 * of->n * sizeof *tags), **needs = tags + of->n;
    for (size_t i = 0; i < of->n && rc == SB_OK; i++) {
        const sb_suite *level = declared(from, of->name[i]);
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

int sb_suite_resolve(const sb_context *from, const char *name, sb_planned_suite *out)
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
