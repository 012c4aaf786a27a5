/* philox.h -- Philox 4x64-10, the counter-based generator behind every generated value.
 *
 * What it is: a bijection from a counter to a block of random words, chosen by a key. There is no state: block 7 costs the same as
 * block 1 and needs no other, which is what makes a value a pure function of (seed, factory, field, n). The algorithm is that of
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC'11); the tests hold its published vectors.
 */
#ifndef SEEDBED_GENERATORS_RANDOM_PHILOX_H
#define SEEDBED_GENERATORS_RANDOM_PHILOX_H

#include <stdint.h>

typedef struct sb_philox_counter {
    uint64_t word[4];
} sb_philox_counter;

typedef struct sb_philox_key {
    uint64_t word[2];
} sb_philox_key;

typedef struct sb_philox_block {
    uint64_t word[4];
} sb_philox_block;

void sb_philox(const sb_philox_counter *counter, const sb_philox_key *key, sb_philox_block *out);

/* a * b, all 128 bits of it: the upper half is returned, the lower half is put into low. */
uint64_t sb_multiply(uint64_t a, uint64_t b, uint64_t *low);
/* The same without a 128-bit type, for compilers that have none; here so that the tests can hold the two against each other. */
uint64_t sb__multiply_by_halves(uint64_t a, uint64_t b, uint64_t *low);

#endif
