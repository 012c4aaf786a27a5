/* draw.h -- random values of a place: (seed, factory, field, n) names a place, and each place has an endless run of words.
 *
 * Calling sequence: sb_draw d = sb_draw_at(seed, SB_NAME_OF_FACTORY, SB_NAME_OF_FIELD, n); then any of the sb_draw_ functions. A
 * draw is a few words on the stack; nothing is opened or freed, and no draw knows of another.
 *
 * Promise: the same place gives the same values with every compiler, on every platform: integers alone decide, no libm.
 * What a place gives changes only with SB_DATA_VERSION, which is part of the counter.
 */
#ifndef SEEDBED_GENERATORS_RANDOM_DRAW_H
#define SEEDBED_GENERATORS_RANDOM_DRAW_H

#include "philox.h"
#include <seedbed/factory.h>
#include <stddef.h>

/* The version of words, tables and of how they are picked. Goes up when any generated value of the same seed would differ. */
enum { SB_DATA_VERSION = 1 };

typedef struct sb_draw {
    sb_philox_key key;
    sb_philox_counter counter; /* n, field, number of the block, data version */
    sb_philox_block block;
    unsigned used; /* words of the block that are spent; 4: the next draw makes a block */
} sb_draw;

/* A number for a name, the same everywhere (FNV-1a, 64 bits): factories and fields are known by it. */
uint64_t sb_draw_name(const char *name);

sb_draw sb_draw_at(uint64_t seed, uint64_t factory, uint64_t field, uint64_t n);
/* 64 random bits. */
uint64_t sb_draw_word(sb_draw *draw);
/* 0 <= x < bound, each equally likely: a multiplication, and a second draw once in 2^64 / bound times. bound 0 counts as 2^64. */
uint64_t sb_draw_below(sb_draw *draw, uint64_t bound);
/* low <= x <= high, each equally likely; high below low gives low. */
int64_t sb_draw_between(sb_draw *draw, int64_t low, int64_t high);
/* low <= x <= high, the middle likelier than the ends: the sum of four uniform numbers, in integers. */
int64_t sb_draw_bell(sb_draw *draw, int64_t low, int64_t high);
/* 0 <= x < 1, a multiple of 2^-53: exact, so the same on every machine. */
double sb_draw_fraction(sb_draw *draw);

/* One of a table of texts. */
const char *sb_draw_pick(sb_draw *draw, const sb_weighted *table);

/* A bijection on 0 .. size-1, another one for each seed and field: n comes back as a number that no other n gives. n counts modulo
 * size; size 0 counts as 1. permute.h prepares it, for many n. */
uint64_t sb_permute(uint64_t seed, uint64_t field, uint64_t n, uint64_t size);

#endif
