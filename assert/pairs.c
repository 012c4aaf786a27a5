/* pairs.c -- the structs and lists, two and two, that pointers lead to while two things are compared. */
#include "pairs.h"
#include "text.h"
#include <stdlib.h>
#include <string.h>

void sb_pairs_open(struct sb_pairs *pairs, unsigned ignoring)
{
    pairs->ignoring = ignoring;
    pairs->n = pairs->slots = 0;
    pairs->more = NULL;
    pairs->slot = NULL;
}

void sb_pairs_close(struct sb_pairs *pairs)
{
    free(pairs->more);
    free(pairs->slot);
}

/* The type too, because the first field of a struct is where the struct is. */
static bool is(const struct sb_pair *pair, const struct sb_item *a, const struct sb_item *b)
{
    return pair->a.at == a->at && pair->b.at == b->at && pair->a.type == a->type && pair->b.type == b->type &&
        pair->a.shape == a->shape && pair->a.count == a->count;
}

static size_t first_slot(const struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b)
{
    uint64_t h = ((uintptr_t)a->at * 0x9e3779b97f4a7c15u ^ (uintptr_t)b->at) * 0x9e3779b97f4a7c15u;
    return (size_t)(h >> 32) & (pairs->slots - 1);
}

static void grow(struct sb_pairs *pairs)
{
    bool small = !pairs->more;

    pairs->slots = small ? SB_PAIRS_SMALL * 4 : pairs->slots * 2;
    pairs->more = sb_realloc(pairs->more, pairs->slots / 2 * sizeof *pairs->more);
    if (small)
        memcpy(pairs->more, pairs->small, sizeof pairs->small);
    free(pairs->slot);
    pairs->slot = sb_alloc(pairs->slots * sizeof *pairs->slot);
    for (size_t i = 0; i < pairs->n; i++) {
        size_t k = first_slot(pairs, &pairs->more[i].a, &pairs->more[i].b);
        while (pairs->slot[k])
            k = (k + 1) & (pairs->slots - 1);
        pairs->slot[k] = i + 1;
    }
}

static size_t add_small(struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b)
{
    for (size_t i = 0; i < pairs->n; i++) {
        if (is(&pairs->small[i], a, b))
            return i;
    }
    pairs->small[pairs->n] = (struct sb_pair){ *a, *b };
    return pairs->n++;
}

size_t sb_pairs_add(struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b)
{
    size_t k;

    if (!pairs->more && pairs->n < SB_PAIRS_SMALL)
        return add_small(pairs, a, b);
    if (!pairs->more || pairs->n == pairs->slots / 2)
        grow(pairs);
    for (k = first_slot(pairs, a, b); pairs->slot[k]; k = (k + 1) & (pairs->slots - 1)) {
        if (is(&pairs->more[pairs->slot[k] - 1], a, b))
            return pairs->slot[k] - 1;
    }
    pairs->more[pairs->n] = (struct sb_pair){ *a, *b };
    pairs->slot[k] = ++pairs->n;
    return pairs->n - 1;
}
