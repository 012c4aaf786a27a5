/* spread.h -- how numbers are spread: the normal and the Zipf distribution, prices, and weighted picks from large tables.
 *
 * Promise: as of draw.h. Integers alone decide: no floating point, and so no compiler, flag or C library has a say.
 */
#ifndef SEEDBED_GENERATORS_RANDOM_SPREAD_H
#define SEEDBED_GENERATORS_RANDOM_SPREAD_H

#include "draw.h"

/* One standard deviation in what sb_draw_z gives. */
#define SB_Z_ONE (INT64_C(1) << 29)

/* Normally distributed, of mean 0 and deviation SB_Z_ONE, at most 6.3 deviations away. Right to 0.0002 of a deviation. One word. */
int64_t sb_draw_z(sb_draw *draw);
/* Normally distributed whole numbers; what falls outside of low .. high is drawn again, and after sixty-four times evenly. */
int64_t sb_draw_normal(sb_draw *draw, int64_t mean, uint64_t deviation, int64_t low, int64_t high);
/* 1 .. ranks, the likelier the smaller: rank k comes 1/k as often as rank 1, exactly. Constant time and memory, for any number of ranks
 * below 2^62; 0 ranks count as 1. */
uint64_t sb_draw_zipf(sb_draw *draw, uint64_t ranks);
/* An amount in cents between both, which ends as prices do: in .99, .00, .50 or .95, where there is room for that. */
int64_t sb_draw_price(sb_draw *draw, int64_t low, int64_t high);

/* ---- weighted picks: a table prepared in O(n), a pick in O(1) ---- */
typedef struct sb_alias_place {
    uint64_t own; /* of total: so much of the place is its own number's */
    size_t other; /* and the rest this one's */
} sb_alias_place;
typedef struct sb_alias {
    size_t n;
    uint64_t total;
    const sb_alias_place *place;
} sb_alias;
/* room: n of them, the caller's, as long as the alias is used. All weights 0 count as all 1; n is at least 1 and below 2^31. */
sb_alias sb_alias_of(const unsigned *weight, size_t n, sb_alias_place *room);
/* 0 .. n-1: a number's share is its weight's, exactly. */
size_t sb_draw_alias(sb_draw *draw, const sb_alias *alias);

#endif
