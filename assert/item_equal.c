/* item_equal.c -- whether two things in memory are equal: by value, by content, field by field. */
#include "item.h"
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

static bool equal(const struct sb_item *a, const struct sb_item *b, unsigned ignoring, const struct sb_item_pair *up);

/* Pointers that lead in a circle end where they come by again: what differs there is found on the way. */
static bool all_inside_equal(const struct sb_item *a, const struct sb_item *b, unsigned ignoring, const struct sb_item_pair *up)
{
    const struct sb_item_pair here = { a, b, up };

    if (a->shape == SB_ITEM_STRUCT && sb_item_seen(up, a, b))
        return true;
    for (size_t i = 0; i < sb_item_count(a); i++) {
        struct sb_item ia = sb_item_inside(a, i), ib = sb_item_inside(b, i);
        if (!equal(&ia, &ib, ignoring, a->shape == SB_ITEM_STRUCT ? &here : up))
            return false;
    }
    return true;
}

static bool equal(const struct sb_item *a, const struct sb_item *b, unsigned ignoring, const struct sb_item_pair *up)
{
    const char *s, *t;
    sb_bytes ba, bb;

    if (ignoring && texts_of(a, b, &s, &t))
        return sb_texts_equal(s, t, ignoring);
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
    return a->shape == SB_ITEM_OWN ? own_equal(a, b) : all_inside_equal(a, b, ignoring, up);
}

bool sb_item_seen(const struct sb_item_pair *up, const struct sb_item *a, const struct sb_item *b)
{
    /* The type too, because the first field of a struct is where the struct is. */
    while (up && (up->a->at != a->at || up->b->at != b->at || up->a->type != a->type))
        up = up->up;
    return up != NULL;
}

bool sb_item_equal(const struct sb_item *a, const struct sb_item *b, unsigned ignoring) { return equal(a, b, ignoring, NULL); }
