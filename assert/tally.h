/* tally.h -- the distinct values of a list, and how often each is there: a hash table, so that long lists are compared in one pass.
 *
 * Calling sequence: sb_tally_open(&t, &list), sb_tally_find ..., sb_tally_close(&t).
 *
 * Up to SB_TALLY_SMALL values it has its room in itself and allocates nothing. Equal is what sb_value_equal says; nan equals nothing.
 * Types with an `equal` of their own cannot be hashed, so that theirs is one comparison per pair.
 */
#ifndef SEEDBED_ASSERT_TALLY_H
#define SEEDBED_ASSERT_TALLY_H

#include "list.h"

enum { SB_TALLY_SMALL = 64 };

struct sb_tally_slot {
    size_t first; /* 1 + the index of the first of these; 0: the slot is free */
    size_t count; /* for the caller */
    uint64_t hash;
};

struct sb_tally {
    const struct sb_list *of;
    size_t mask;
    struct sb_tally_slot *slot, small[2 * SB_TALLY_SMALL];
};

/* An empty table, for values of this list. */
void sb_tally_open(struct sb_tally *tally, const struct sb_list *of);
void sb_tally_close(struct sb_tally *tally);
/* The slot of the values equal to this one, or the free one that they would get; NULL for nan. To put element i there: slot->first = i + 1. */
struct sb_tally_slot *sb_tally_find(struct sb_tally *tally, const sb_value *value);
/* Puts every value of its list in; `count` says how often each is there. */
void sb_tally_fill(struct sb_tally *tally);

/* The index of the first of `in` that is among `values`; in->n: none is. */
size_t sb_tally_common(const struct sb_list *values, const struct sb_list *in);
/* The index of the first of `values` that is nowhere in `in`; values->n: all are there. */
size_t sb_tally_missing(const struct sb_list *values, const struct sb_list *in);
/* Whether each value is as often in the one as in the other. */
bool sb_tally_same(const struct sb_list *a, const struct sb_list *b);

#endif
