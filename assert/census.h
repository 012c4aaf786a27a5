/* census.h -- the distinct values of a list, and how often each is there: a hash table, so that long lists are compared in one pass.
 *
 * Calling sequence: sb_census_open(&t, &list), sb_census_find ..., sb_census_close(&t).
 *
 * Up to SB_CENSUS_SMALL values it has its room in itself and allocates nothing. Equal is what sb_value_equal says; nan equals nothing.
 * Types with an `equal` of their own cannot be hashed, so that theirs is one comparison per pair.
 */
#ifndef SEEDBED_ASSERT_CENSUS_H
#define SEEDBED_ASSERT_CENSUS_H

#include "list.h"

enum { SB_CENSUS_SMALL = 64 };

struct sb_census_slot {
    size_t first; /* 1 + the index of the first of these; 0: the slot is free */
    size_t count; /* for the caller */
    uint64_t hash;
};

struct sb_census {
    const struct sb_list *of;
    size_t mask;
    struct sb_census_slot *slot, small[2 * SB_CENSUS_SMALL];
};

/* An empty table, for values of this list. */
void sb_census_open(struct sb_census *census, const struct sb_list *of);
void sb_census_close(struct sb_census *census);
/* The slot of the values equal to this one, or the free one that they would get; NULL for nan. To put element i there: slot->first = i + 1. */
struct sb_census_slot *sb_census_find(struct sb_census *census, const sb_value *value);
/* Puts every value of its list in; `count` says how often each is there. */
void sb_census_fill(struct sb_census *census);

/* The index of the first of `in` that is among `values`; in->n: none is. */
size_t sb_census_common(const struct sb_list *values, const struct sb_list *in);
/* The index of the first of `values` that is nowhere in `in`; values->n: all are there. */
size_t sb_census_missing(const struct sb_list *values, const struct sb_list *in);
/* Whether each value is as often in the one as in the other. */
bool sb_census_same(const struct sb_list *a, const struct sb_list *b);

#endif
