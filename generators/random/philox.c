/* philox.c -- Philox 4x64-10: ten rounds of two multiplications each. */
#include "philox.h"

enum { ROUNDS = 10 };

uint64_t sb__multiply_by_halves(uint64_t a, uint64_t b, uint64_t *low)
{
    uint64_t a0 = a & UINT32_MAX, a1 = a >> 32, b0 = b & UINT32_MAX, b1 = b >> 32;
    uint64_t cross = a1 * b0 + (a0 * b0 >> 32);
    uint64_t other = a0 * b1 + (cross & UINT32_MAX);

    *low = a * b;
    return a1 * b1 + (cross >> 32) + (other >> 32);
}

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide;

static inline uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low)
{
    wide product = (wide)a * b;

    *low = (uint64_t)product;
    return (uint64_t)(product >> 64);
}
#else
static inline uint64_t multiply(uint64_t a, uint64_t b, uint64_t *low) { return sb__multiply_by_halves(a, b, low); }
#endif

uint64_t sb_multiply(uint64_t a, uint64_t b, uint64_t *low) { return multiply(a, b, low); }

void sb_philox(const sb_philox_counter *counter, const sb_philox_key *key, sb_philox_block *out)
{
    /* The multipliers are those of the paper, found by search; the key steps are the golden ratio and sqrt(3) - 1. */
    static const uint64_t M0 = UINT64_C(0xD2E7470EE14C6C93), M1 = UINT64_C(0xCA5A826395121157);
    static const uint64_t W0 = UINT64_C(0x9E3779B97F4A7C15), W1 = UINT64_C(0xBB67AE8584CAA73B);
    uint64_t a = counter->word[0], b = counter->word[1], c = counter->word[2], d = counter->word[3];
    uint64_t k0 = key->word[0], k1 = key->word[1];

    for (int round = 0; round < ROUNDS; round++) {
        uint64_t low0, low1;
        uint64_t high0 = multiply(M0, a, &low0), high1 = multiply(M1, c, &low1);
        a = high1 ^ b ^ k0;
        b = low1;
        c = high0 ^ d ^ k1;
        d = low0;
        k0 += W0;
        k1 += W1;
    }
    *out = (sb_philox_block){ { a, b, c, d } };
}
