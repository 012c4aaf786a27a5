/* census.c -- the distinct values of a list, and how often each is there, in a hash table. */
#include "census.h"
#include "item.h"
#include "reading.h"
#include "value.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- hashing: what sb_value_equal calls equal has one hash ---- */
static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 32) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

/* By mathematical value: 3.0 is where 3 is. */
static uint64_t hash_floating(long double d)
{
    const long double two_63 = 9223372036854775808.0L;
    double rounded = (double)d;
    uint64_t bits;

    if (d == truncl(d) && d >= -two_63 && d < two_63 * 2)
        return mix(d < 0 ? (uint64_t)(int64_t)d : (uint64_t)d);
    memcpy(&bits, &rounded, sizeof bits);
    return mix(bits);
}

static uint64_t hash_bytes(sb_bytes b)
{
    const unsigned char *at = b.data;
    uint64_t h = at ? b.size : 0;

    for (size_t i = 0; at && i < b.size; i++)
        h = (h ^ at[i]) * 0x100000001b3u;
    return mix(h);
}

static uint64_t hash_value(const sb_value *value)
{
    return sb_kind_floating(value->kind) ? hash_floating(value->v.d) : mix(value->v.u);
}

/* So many pointers are followed: what makes things differ is seldom farther away, and they may lead in a circle. */
enum { POINTERS_FOLLOWED = 64 };

struct hashing {
    unsigned ignoring;
    int followed;
};

static uint64_t hash_item(struct hashing *how, const struct sb_item *item);

/* A string counts as what is left of it where something is ignored. */
static bool hash_text(const struct hashing *how, const struct sb_item *item, uint64_t *out)
{
    sb_bytes bytes;
    sb_value value;

    if (!sb_item_bytes(item, &bytes))
        return false;
    if (how->ignoring && bytes.data && (item->shape == SB_ITEM_TEXT || item->shape == SB_ITEM_VALUE)) {
        value = sb_item_value(item);
        if (value.kind == SB_STR) {
            *out = sb_texts_hash(value.v.s, how->ignoring);
            return true;
        }
    }
    *out = hash_bytes(bytes);
    return true;
}

/* Two that a type's own `equal` decides upon have one hash, whatever they are. */
static uint64_t hash_own(const struct sb_item *own)
{
    sb_value value;

    if (!own->at || own->type->equal)
        return own->count;
    if (own->type->kind == SB_OBJECT)
        return hash_bytes((sb_bytes){ own->at, own->type->size });
    value = sb_item_value(own);
    return hash_value(&value);
}

static uint64_t hash_inside(struct hashing *how, const struct sb_item *item)
{
    uint64_t h = item->count;

    if (item->behind && how->followed++ >= POINTERS_FOLLOWED)
        return 0;
    for (size_t i = 0; i < sb_item_count(item); i++) {
        struct sb_item inside = sb_item_inside(item, i);
        h = mix(h + hash_item(how, &inside));
    }
    return h;
}

/* As sb_item_equal walks it. */
static uint64_t hash_item(struct hashing *how, const struct sb_item *item)
{
    uint64_t h;

    if (hash_text(how, item, &h))
        return h;
    if (item->shape == SB_ITEM_VALUE)
        return hash_value(&item->value);
    return item->shape == SB_ITEM_OWN ? hash_own(item) : hash_inside(how, item);
}

static uint64_t hash(const sb_value *value, unsigned ignoring)
{
    struct hashing how = { .ignoring = ignoring };
    struct sb_item item = sb_item_of(value);

    return hash_item(&how, &item);
}

/* ---- the table ---- */
void sb_census_open(struct sb_census *census, const struct sb_list *of)
{
    size_t slots = 2 * SB_CENSUS_SMALL;

    census->of = of;
    census->slot = census->small;
    if (of->n > SB_CENSUS_SMALL) {
        while (slots < of->n * 2)
            slots *= 2;
        census->slot = sb_alloc(slots * sizeof *census->slot);
    } else
        memset(census->small, 0, sizeof census->small);
    census->mask = slots - 1;
}

void sb_census_close(struct sb_census *census)
{
    if (census->slot != census->small)
        free(census->slot);
}

struct sb_census_slot *sb_census_find(struct sb_census *census, const sb_value *value)
{
    unsigned ignoring = census->of->ignoring;
    uint64_t h = hash(value, ignoring);
    struct sb_census_slot *slot;

    if (sb_value_nan(value))
        return NULL;
    for (size_t i = h & census->mask;; i = (i + 1) & census->mask) {
        sb_value there;

        slot = &census->slot[i];
        if (!slot->first) {
            slot->hash = h;
            return slot;
        }
        if (slot->hash != h)
            continue;
        there = sb_list_at(census->of, slot->first - 1);
        if (sb_values_equal(&there, value, ignoring))
            return slot;
    }
}

void sb_census_fill(struct sb_census *census)
{
    for (size_t i = 0; i < census->of->n; i++) {
        sb_value one = sb_list_at(census->of, i);
        struct sb_census_slot *slot = sb_census_find(census, &one);

        if (slot && !slot->first)
            slot->first = i + 1;
        if (slot)
            slot->count++;
    }
}

size_t sb_census_common(const struct sb_list *values, const struct sb_list *in)
{
    struct sb_census census;
    size_t i = 0;

    sb_census_open(&census, values);
    sb_census_fill(&census);
    for (; i < in->n; i++) {
        sb_value one = sb_list_at(in, i);
        const struct sb_census_slot *slot = sb_census_find(&census, &one);

        if (slot && slot->first)
            break;
    }
    sb_census_close(&census);
    return i;
}

size_t sb_census_missing(const struct sb_list *values, const struct sb_list *in)
{
    struct sb_census census;
    struct sb_census_slot *slot;
    size_t i = 0;

    sb_census_open(&census, values);
    sb_census_fill(&census);
    for (; i < in->n; i++) {
        sb_value one = sb_list_at(in, i);
        slot = sb_census_find(&census, &one);
        if (slot)
            slot->count = 0; /* seen */
    }
    for (i = 0; i < values->n; i++) {
        sb_value one = sb_list_at(values, i);
        slot = sb_census_find(&census, &one);
        if (!slot || slot->count)
            break;
    }
    sb_census_close(&census);
    return i;
}

bool sb_census_same(const struct sb_list *a, const struct sb_list *b)
{
    struct sb_census census;
    size_t i = 0;

    if (a->n != b->n)
        return false;
    sb_census_open(&census, a);
    sb_census_fill(&census);
    for (; i < b->n; i++) {
        sb_value one = sb_list_at(b, i);
        struct sb_census_slot *slot = sb_census_find(&census, &one);

        if (!slot || !slot->first || !slot->count--)
            break;
    }
    sb_census_close(&census);
    return i == b->n;
}
