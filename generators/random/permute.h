/* permute.h -- a bijection on 0 .. size-1, prepared once: unique values without looking at any other.
 *
 * Calling sequence: sb_permutation p = sb_permutation_at(seed, factory, field, size); then sb_permuted(&p, n) as often as wanted. Preparing
 * costs one block of random words. sb_permute (draw.h) does both at once.
 */
#ifndef SEEDBED_GENERATORS_RANDOM_PERMUTE_H
#define SEEDBED_GENERATORS_RANDOM_PERMUTE_H

#include <stdint.h>

enum { SB_PERMUTE_ROUNDS = 6 };

typedef struct sb_permutation {
    uint64_t size;
    uint64_t down; /* rows of the rectangle in which numbers are moved, of size places or a few more */
    unsigned bits; /* its width is 2 to this */
    uint64_t key[SB_PERMUTE_ROUNDS];
} sb_permutation;

/* Another one for each place and size; size 0 counts as 1. */
sb_permutation sb_permutation_at(uint64_t seed, uint64_t factory, uint64_t field, uint64_t size);
/* n counts modulo the size. */
uint64_t sb_permuted(const sb_permutation *permutation, uint64_t n);

#endif
