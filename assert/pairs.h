/* pairs.h -- the structs and lists, two and two, that pointers lead to while two things are compared: each pair once, in order.
 *
 * Calling sequence: sb_pairs_open, sb_pairs_add where a pointer leads to two, for i < pairs.n sb_pairs_at, sb_pairs_close. What is
 * compared in this way comes to an end also where pointers lead in a circle, takes time as there are pairs, and no stack.
 *
 * Up to SB_PAIRS_SMALL pairs it has its room in itself and allocates nothing.
 */
#ifndef SEEDBED_ASSERT_PAIRS_H
#define SEEDBED_ASSERT_PAIRS_H

#include "item.h"

enum { SB_PAIRS_SMALL = 16 };

struct sb_pair {
    struct sb_item a, b;
};

struct sb_pairs {
    unsigned ignoring; /* enum sb_ignoring, for the caller */
    size_t n;
    struct sb_pair *more; /* all of them once they are more than the small ones; room for half as many as slots */
    size_t *slot, slots;  /* 1 + an index in more; 0: free */
    struct sb_pair small[SB_PAIRS_SMALL];
};

void sb_pairs_open(struct sb_pairs *pairs, unsigned ignoring);
void sb_pairs_close(struct sb_pairs *pairs);
/* The index of the pair: n as it was before where the pair is new. The items are copied. */
size_t sb_pairs_add(struct sb_pairs *pairs, const struct sb_item *a, const struct sb_item *b);
/* Until the next one is added. */
static inline const struct sb_pair *sb_pairs_at(const struct sb_pairs *pairs, size_t i)
{
    return pairs->more ? &pairs->more[i] : &pairs->small[i];
}

#endif
