/* tally.c -- the distinct values of a list, and how often each is there, in a hash table. */
#include "tally.h"
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

/* As sb_item_equal walks it. Two that a type's own `equal` decides upon have one hash, whatever they are. */
static uint64_t hash_item(const struct sb_item *item)
{
    uint64_t h = item->count;
    sb_bytes bytes;

    if (sb_item_bytes(item, &bytes))
        return hash_bytes(bytes);
    if (item->shape == SB_ITEM_VALUE)
        return hash_value(&item->value);
    if (item->shape == SB_ITEM_OWN && item->at && !item->type->equal && item->type->kind == SB_OBJECT)
        return hash_bytes((sb_bytes){ item->at, item->type->size });
    for (size_t i = 0; i < sb_item_count(item); i++) {
        struct sb_item inside = sb_item_inside(item, i);
        h = mix(h + hash_item(&inside));
    }
    return h;
}

static uint64_t hash(const sb_value *value)
{
    struct sb_item item = sb_item_of(value);
    return hash_item(&item);
}

/* ---- the table ---- */
void sb_tally_open(struct sb_tally *tally, const struct sb_list *of)
{
    size_t slots = 2 * SB_TALLY_SMALL;

    tally->of = of;
    tally->slot = tally->small;
    if (of->n > SB_TALLY_SMALL) {
        while (slots < of->n * 2)
            slots *= 2;
        tally->slot = sb_alloc(slots * sizeof *tally->slot);
    } else
        memset(tally->small, 0, sizeof tally->small);
    tally->mask = slots - 1;
}

void sb_tally_close(struct sb_tally *tally)
{
    if (tally->slot != tally->small)
        free(tally->slot);
}

struct sb_tally_slot *sb_tally_find(struct sb_tally *tally, const sb_value *value)
{
    unsigned ignoring = tally->of->ignoring;
    uint64_t h = !ignoring ? hash(value) : value->kind == SB_STR && value->v.s ? sb_texts_hash(value->v.s, ignoring) : 0;
    struct sb_tally_slot *slot;

    if (sb_value_nan(value))
        return NULL;
    for (size_t i = h & tally->mask;; i = (i + 1) & tally->mask) {
        sb_value there;

        slot = &tally->slot[i];
        if (!slot->first) {
            slot->hash = h;
            return slot;
        }
        if (slot->hash != h)
            continue;
        there = sb_list_at(tally->of, slot->first - 1);
        if (sb_values_equal(&there, value, ignoring))
            return slot;
    }
}

void sb_tally_fill(struct sb_tally *tally)
{
    for (size_t i = 0; i < tally->of->n; i++) {
        sb_value one = sb_list_at(tally->of, i);
        struct sb_tally_slot *slot = sb_tally_find(tally, &one);

        if (slot && !slot->first)
            slot->first = i + 1;
        if (slot)
            slot->count++;
    }
}

size_t sb_tally_common(const struct sb_list *values, const struct sb_list *in)
{
    struct sb_tally tally;
    size_t i = 0;

    sb_tally_open(&tally, values);
    sb_tally_fill(&tally);
    for (; i < in->n; i++) {
        sb_value one = sb_list_at(in, i);
        const struct sb_tally_slot *slot = sb_tally_find(&tally, &one);

        if (slot && slot->first)
            break;
    }
    sb_tally_close(&tally);
    return i;
}

size_t sb_tally_missing(const struct sb_list *values, const struct sb_list *in)
{
    struct sb_tally tally;
    struct sb_tally_slot *slot;
    size_t i = 0;

    sb_tally_open(&tally, values);
    sb_tally_fill(&tally);
    for (; i < in->n; i++) {
        sb_value one = sb_list_at(in, i);
        slot = sb_tally_find(&tally, &one);
        if (slot)
            slot->count = 0; /* seen */
    }
    for (i = 0; i < values->n; i++) {
        sb_value one = sb_list_at(values, i);
        slot = sb_tally_find(&tally, &one);
        if (!slot || slot->count)
            break;
    }
    sb_tally_close(&tally);
    return i;
}

bool sb_tally_same(const struct sb_list *a, const struct sb_list *b)
{
    struct sb_tally tally;
    size_t i = 0;

    if (a->n != b->n)
        return false;
    sb_tally_open(&tally, a);
    sb_tally_fill(&tally);
    for (; i < b->n; i++) {
        sb_value one = sb_list_at(b, i);
        struct sb_tally_slot *slot = sb_tally_find(&tally, &one);

        if (!slot || !slot->first || !slot->count--)
            break;
    }
    sb_tally_close(&tally);
    return i == b->n;
}
