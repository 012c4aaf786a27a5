/* item_equal.c -- whether two things in memory are equal: by value, by content, field by field. */
#include "item.h"
#include "pairs.h"
#include "value.h"
#include "view.h"
#include <string.h>

static bool values_equal(const struct sb_item *a, const struct sb_item *b)
{
    sb_value va = sb_item_value(a), vb = sb_item_value(b);
    return sb_value_equal(&va, &vb);
}

static bool own_equal(const struct sb_item *a, const struct sb_item *b)
{
    if (a->type->equal)
        return a->type->equal(a->at, b->at);
    if (a->type->kind == SB_OBJECT)
        return memcmp(a->at, b->at, a->type->size) == 0;
    return values_equal(a, b);
}

static bool bytes_equal(sb_bytes a, sb_bytes b)
{
    return a.size == b.size && !a.data == !b.data && (!a.size || memcmp(a.data, b.data, a.size) == 0);
}

/* Both strings, of whatever shape. */
static bool texts_of(const struct sb_item *a, const struct sb_item *b, const char **s_out, const char **t_out)
{
    sb_value va, vb;

    if ((a->shape != SB_ITEM_TEXT && a->shape != SB_ITEM_VALUE) || (b->shape != SB_ITEM_TEXT && b->shape != SB_ITEM_VALUE))
        return false;
    va = sb_item_value(a);
    vb = sb_item_value(b);
    *s_out = va.v.s;
    *t_out = vb.v.s;
    return va.kind == SB_STR && vb.kind == SB_STR;
}

static bool equal(struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b);

static bool all_inside_equal(struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b)
{
    for (size_t i = 0; i < sb_item_count(a); i++) {
        struct sb_item ia = sb_item_inside(a, i), ib = sb_item_inside(b, i);
        if (!equal(pairs, &ia, &ib))
            return false;
    }
    return true;
}

/* What pointers lead to is not looked at here, but put aside for later: true. */
static bool equal(struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b)
{
    const char *s, *t;
    sb_bytes ba, bb;

    if (pairs->ignoring && texts_of(a, b, &s, &t))
        return sb_texts_equal(s, t, pairs->ignoring);
    if (sb_item_bytes(a, &ba) && sb_item_bytes(b, &bb))
        return bytes_equal(ba, bb);
    if (a->shape == SB_ITEM_VALUE || b->shape == SB_ITEM_VALUE)
        return values_equal(a, b);
    if (a->shape != b->shape || a->count != b->count)
        return false;
    if (a->shape != SB_ITEM_LIST && !sb_type_same(a->type, b->type))
        return false;
    if (!a->at || !b->at)
        return a->at == b->at || !a->count;
    if (a->shape == SB_ITEM_OWN)
        return own_equal(a, b);
    if (a->behind && b->behind) {
        sb_pairs_add(pairs, a, b);
        return true;
    }
    return all_inside_equal(pairs, a, b);
}

/* Two that pointers lead to are looked at once, wherever they are come by again, and one after the other: so circles end, and chains
 * need no more stack the longer they are. */
bool sb_item_equal(const struct sb_item *a, const struct sb_item *b, unsigned ignoring)
{
    struct sb_pairs pairs;
    bool same;

    sb_pairs_open(&pairs, ignoring);
    same = equal(&pairs, a, b);
    for (size_t i = 0; same && i < pairs.n; i++) {
        struct sb_item ia = sb_pairs_at(&pairs, i)->a, ib = sb_pairs_at(&pairs, i)->b;
        same = all_inside_equal(&pairs, &ia, &ib);
    }
    sb_pairs_close(&pairs);
    return same;
}
