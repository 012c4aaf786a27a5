/* match.c -- match: a PCRE2 pattern, compiled once per site.
 *
 * Compiled patterns hang on the context by the address of the assertion: a hash table whose lists only grow at their heads, so
 * that finding a site takes no lock. A site keeps some patterns, because one assertion may name several (all_of(match(a), match(b)))
 * or walk over a table of them; the oldest goes. pcre2 writes into its match data, so each site has a lock of its own.
 */
#include "../context.h"
#include "../diff.h"
#include "../message.h"
#include "../pattern.h"
#include "../value.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 256, KEPT = 8 };

struct site {
    struct site *next;
    const void *key;
    pthread_mutex_t lock;
    sb_pattern kept[KEPT]; /* without a text: nothing is kept here */
    size_t oldest;
};

struct sb_patterns {
    struct site *bucket[BUCKETS];
};

static struct sb_patterns *patterns(void)
{
    sb_context *context = sb_context_get();
    struct sb_patterns *all = __atomic_load_n(&context->patterns, __ATOMIC_ACQUIRE), *fresh;

    if (all)
        return all;
    fresh = sb_alloc(sizeof *fresh);
    if (__atomic_compare_exchange_n(&context->patterns, &all, fresh, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
        return fresh;
    free(fresh); /* another thread was first, and `all` is its table */
    return all;
}

static struct site *site_in(struct site *list, const void *key)
{
    while (list && list->key != key)
        list = list->next;
    return list;
}

static struct site *site_of(const void *key)
{
    struct site **head = &patterns()->bucket[((uintptr_t)key >> 4) % BUCKETS], *first = __atomic_load_n(head, __ATOMIC_ACQUIRE);
    struct site *site = site_in(first, key), *fresh;

    if (site)
        return site;
    fresh = sb_alloc(sizeof *fresh);
    fresh->key = key;
    pthread_mutex_init(&fresh->lock, NULL);
    do {
        site = site_in(first, key);
        if (site) {
            pthread_mutex_destroy(&fresh->lock);
            free(fresh);
            return site;
        }
        fresh->next = first;
    } while (!__atomic_compare_exchange_n(head, &first, fresh, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE));
    return fresh;
}

/* With the site's lock held. */
static sb_pattern *pattern_of(struct site *site, const char *text)
{
    sb_pattern *p;

    for (size_t i = 0; i < KEPT && site->kept[i].text; i++) {
        if (strcmp(site->kept[i].text, text) == 0)
            return &site->kept[i];
    }
    p = &site->kept[site->oldest];
    site->oldest = (site->oldest + 1) % KEPT;
    sb_pattern_compile(p, text);
    return p;
}

static sb_found find(const sb_match *m)
{
    struct site *site = site_of(m->site);
    sb_found found;

    pthread_mutex_lock(&site->lock);
    found = sb_pattern_find(pattern_of(site, m->x.v.s), sb_value_bytes(&m->actual), 0);
    pthread_mutex_unlock(&site->lock);
    return found;
}

static enum sb_verdict matches(const sb_match *m)
{
    sb_found found;

    if (!m->actual.v.s || !m->x.v.s)
        return SB_NO;
    found = find(m);
    return found.state == SB_FOUND ? SB_YES : found.state == SB_FOUND_NOT ? SB_NO : SB_NEVER;
}

/* A mistake in the pattern, or a match that pcre2 gave up. */
static bool explain_error(const sb_match *m, sb_text *out)
{
    sb_found found;

    if (!m->actual.v.s || !m->x.v.s)
        return false;
    found = find(m);
    if (found.state == SB_FOUND || found.state == SB_FOUND_NOT)
        return false;
    sb_text_add(out, " pattern: ");
    sb_value_print(out, &m->x);
    if (found.state == SB_FOUND_GIVEN_UP) {
        sb_text_add(out, "\nhas given up: ");
        sb_pattern_add_error(out, found.error);
        sb_text_add(out, "; a pattern with fewer ways to match the same text may get through\n");
    } else {
        struct sb_text note = SB_TEXT_EMPTY;
        sb_text_add(out, "\n");
        sb_text_add(&note, "byte %zu: ", found.at);
        sb_pattern_add_error(&note, found.error);
        sb_diff_mark(out, SB_MESSAGE_MARGIN, m->x.v.s, found.at, found.at, note.at);
        sb_text_release(&note);
    }
    return true;
}

/* Negated: what it matches. */
static void point(const sb_match *m, sb_text *out)
{
    struct sb_text note = SB_TEXT_EMPTY;
    sb_found found;

    if (!m->negated || !m->actual.v.s || !m->x.v.s)
        return;
    found = find(m);
    sb_text_add(&note, "bytes %zu to %zu match", found.from, found.to);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, m->actual.v.s, found.from, found.to, note.at);
    sb_text_release(&note);
}

const sb_matcher_type sb_m_match = { .words = "match",
    .wanted = "a match for",
    .fits = SB_FITS_STRINGS,
    .judge = matches,
    .details = point,
    .explain = explain_error };
