/* permute.c -- a bijection on 0 .. size-1: a small Feistel network over the next power of four, walked until it lands inside. */
#include "draw.h"

enum { ROUNDS = 6 };
/* In the place of a factory's name: "permute" in ASCII. */
static const uint64_t PERMUTE = UINT64_C(0x7065726d757465);

/* The finaliser of splitmix64: every bit of x reaches every bit of the result. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* Bits of one half, so that two halves hold every number below size. */
static unsigned half_bits(uint64_t size)
{
    unsigned bits = 1;

    while (bits < 32 && (size - 1) >> (2 * bits))
        bits++;
    return bits;
}

static uint64_t feistel(uint64_t x, unsigned bits, const uint64_t key[ROUNDS])
{
    uint64_t mask = (UINT64_C(1) << bits) - 1, left = x >> bits, right = x & mask;

    for (int round = 0; round < ROUNDS; round++) {
        uint64_t next = left ^ (mix(right ^ key[round]) & mask);
        left = right;
        right = next;
    }
    return left << bits | right;
}

uint64_t sb_permute(uint64_t seed, uint64_t field, uint64_t n, uint64_t size)
{
    sb_draw draw = sb_draw_at(seed, PERMUTE, field, size);
    uint64_t key[ROUNDS], x;
    unsigned bits;

    if (size < 2)
        return 0;
    for (int round = 0; round < ROUNDS; round++)
        key[round] = sb_draw_word(&draw);
    bits = half_bits(size);
    /* Following the cycle of a permutation from inside a set leads back inside, and no two starts end at one number. */
    x = n % size;
    do
        x = feistel(x, bits, key);
    while (x >= size);
    return x;
}
