/* match.c -- match: a PCRE2 pattern, compiled once per site; the only user of pcre2.
 *
 * Compiled patterns hang on the context by the address of the assertion: a hash table whose lists only grow at their heads, so
 * that finding a site takes no lock. A site keeps some patterns, because one assertion may name several (all_of(match(a), match(b)))
 * or walk over a table of them; the oldest goes. pcre2 writes into its match data, so each site has a lock of its own.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "../context.h"
#include "../diff.h"
#include "../message.h"
#include "../value.h"
#include <pcre2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 256, KEPT = 8 };

struct pattern {
    char *text; /* NULL: nothing is kept here */
    pcre2_code *code;
    pcre2_match_data *data;
    int error; /* of compiling; code is NULL */
    size_t error_at;
};

struct site {
    struct site *next;
    const void *key;
    pthread_mutex_t lock;
    struct pattern kept[KEPT];
    size_t oldest;
};

struct sb_patterns {
    struct site *bucket[BUCKETS];
};

/* What became of one evaluation, with what its words need. */
struct found {
    int code; /* at least 0: it matches; PCRE2_ERROR_NOMATCH; else an error of pcre2 */
    bool compiled;
    size_t from, to; /* the match */
    size_t error_at; /* where the pattern is wrong */
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

static void compile(struct pattern *p, const char *text)
{
    PCRE2_SIZE at = 0;

    p->text = sb_strdup(text);
    p->error = 0;
    p->code = pcre2_compile((PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_MATCH_INVALID_UTF, &p->error, &at, NULL);
    p->error_at = at;
    p->data = p->code ? pcre2_match_data_create_from_pattern(p->code, NULL) : NULL;
    if (p->code && !p->data) {
        pcre2_code_free(p->code);
        p->code = NULL;
        p->error = PCRE2_ERROR_NOMEMORY;
    }
}

/* With the site's lock held. */
static struct pattern *pattern_of(struct site *site, const char *text)
{
    struct pattern *p;

    for (size_t i = 0; i < KEPT && site->kept[i].text; i++) {
        if (strcmp(site->kept[i].text, text) == 0)
            return &site->kept[i];
    }
    p = &site->kept[site->oldest];
    site->oldest = (site->oldest + 1) % KEPT;
    pcre2_match_data_free(p->data);
    pcre2_code_free(p->code);
    free(p->text);
    compile(p, text);
    return p;
}

static struct found find(const sb_match *m)
{
    struct site *site = site_of(m->site);
    struct found found = { .compiled = false };
    struct pattern *p;

    pthread_mutex_lock(&site->lock);
    p = pattern_of(site, m->x.v.s);
    if (p->code) {
        found.compiled = true;
        found.code = pcre2_match(p->code, (PCRE2_SPTR)m->actual.v.s, strlen(m->actual.v.s), 0, 0, p->data, NULL);
        if (found.code >= 0) {
            found.from = pcre2_get_ovector_pointer(p->data)[0];
            found.to = pcre2_get_ovector_pointer(p->data)[1];
        }
    } else {
        found.code = p->error;
        found.error_at = p->error_at;
    }
    pthread_mutex_unlock(&site->lock);
    return found;
}

static enum sb_verdict matches(const sb_match *m)
{
    struct found found;

    if (!m->actual.v.s || !m->x.v.s)
        return SB_NO;
    found = find(m);
    if (!found.compiled)
        return SB_NEVER;
    return found.code >= 0 ? SB_YES : found.code == PCRE2_ERROR_NOMATCH ? SB_NO : SB_NEVER;
}

/* A mistake in the pattern, or a match that pcre2 gave up. */
static bool explain_error(const sb_match *m, sb_text *out)
{
    PCRE2_UCHAR words[256];
    struct found found;

    if (!m->actual.v.s || !m->x.v.s)
        return false;
    found = find(m);
    if (found.compiled && (found.code >= 0 || found.code == PCRE2_ERROR_NOMATCH))
        return false;
    pcre2_get_error_message(found.code, words, sizeof words);
    if (found.compiled) {
        sb_text_add(out, " pattern: ");
        sb_value_print(out, &m->x);
        sb_text_add(out, "\nhas given up: %s; a pattern with fewer ways to match the same text may get through\n", (char *)words);
    } else {
        struct sb_text note = SB_TEXT_EMPTY;
        sb_text_add(out, " pattern: ");
        sb_value_print(out, &m->x);
        sb_text_add(out, "\n");
        sb_text_add(&note, "byte %zu: %s", found.error_at, (char *)words);
        sb_diff_mark(out, SB_MESSAGE_MARGIN, m->x.v.s, found.error_at, found.error_at, note.at);
        sb_text_release(&note);
    }
    return true;
}

/* Negated: what it matches. */
static void point(const sb_match *m, sb_text *out)
{
    struct sb_text note = SB_TEXT_EMPTY;
    struct found found;

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
