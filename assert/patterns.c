/* patterns.c -- patterns compiled once per assertion.
 *
 * They hang on the context by the address of the assertion: a hash table whose lists only grow at their heads, so that finding a site
 * takes no lock. A site keeps some patterns, because one assertion may name several (all_of(match(a), match(b))) or walk over a table of
 * them; the oldest goes. pcre2 writes into its match data, so each site has a lock of its own.
 */
#include "patterns.h"
#include "captures.h"
#include "context.h"
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
static sb_pattern *pattern_of(struct site *site, const char *text, unsigned how)
{
    sb_pattern *p;

    for (size_t i = 0; i < KEPT && site->kept[i].text; i++) {
        if (site->kept[i].how == how && strcmp(site->kept[i].text, text) == 0)
            return &site->kept[i];
    }
    p = &site->kept[site->oldest];
    site->oldest = (site->oldest + 1) % KEPT;
    sb_pattern_compile_as(p, text, how);
    return p;
}

static void keep_groups(const sb_pattern *pattern, sb_bytes in)
{
    struct sb_captures *captures = sb_captures_begin();
    const char *table, *text = in.data;
    unsigned size, names = sb_pattern_names(pattern, &table, &size);
    size_t from, to;

    for (unsigned i = 0; i <= sb_pattern_groups(pattern); i++) {
        bool there = sb_pattern_group(pattern, i, &from, &to) && from <= to;
        sb_captures_add(captures, there ? text + from : NULL, there ? to - from : 0);
    }
    for (unsigned i = 0; i < names; i++, table += size)
        sb_captures_name(captures, table + 2, (unsigned)(unsigned char)table[0] << 8 | (unsigned char)table[1]);
}

sb_found sb_patterns_find(const void *key, const char *text, unsigned how, sb_bytes in, bool keep)
{
    struct site *site = site_of(key);
    sb_pattern *pattern;
    sb_found found;

    pthread_mutex_lock(&site->lock);
    pattern = pattern_of(site, text, how);
    found = sb_pattern_find(pattern, in, 0);
    if (keep && found.state == SB_FOUND)
        keep_groups(pattern, in);
    pthread_mutex_unlock(&site->lock);
    return found;
}
