/* permute.c -- a bijection on 0 .. size-1: a Feistel network over a rectangle of hardly more places, walked until it lands inside. */
#include "permute.h"
#include "draw.h"

/* In the place of a factory's name: "permute" in ASCII. */
static const uint64_t PERMUTE = UINT64_C(0x7065726d757465);

/* Half the bits of the numbers below size, rounded up. */
static unsigned half_bits(uint64_t size) { return size < 2 ? 0 : (65 - (unsigned)__builtin_clzll(size - 1)) / 2; }

sb_permutation sb_permutation_at(uint64_t seed, uint64_t factory, uint64_t field, uint64_t size)
{
    sb_draw draw = sb_draw_at(seed, PERMUTE ^ factory, field, size);
    sb_permutation made = { .size = size ? size : 1 };

    made.bits = half_bits(made.size);
    made.down = ((made.size - 1) >> made.bits) + 1;
    /* One block has four words; two of them serve twice, in rounds that are far from each other and move the other coordinate. */
    for (unsigned round = 0; round < SB_PERMUTE_ROUNDS; round++)
        made.key[round] = round < 4 ? sb_draw_word(&draw) : made.key[round - 3] + UINT64_C(0x9e3779b97f4a7c15);
    return made;
}

/* A number below bound (2^32 at most) in which every bit of x and key has a say. */
static inline uint64_t scatter(uint64_t x, uint64_t key, uint64_t bound)
{
    x = (x ^ key) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 32) * UINT64_C(0x94d049bb133111eb);
    return (x >> 32) * bound >> 32;
}

static uint64_t once(const sb_permutation *p, uint64_t x)
{
    uint64_t across = UINT64_C(1) << p->bits, row = x >> p->bits, column = x & (across - 1);

    for (int round = 0; round < SB_PERMUTE_ROUNDS; round += 2) {
        column = (column + scatter(row, p->key[round], across)) & (across - 1);
        row += scatter(column, p->key[round + 1], p->down);
        row = row >= p->down ? row - p->down : row;
    }
    return row << p->bits | column;
}

uint64_t sb_permuted(const sb_permutation *p, uint64_t n)
{
    uint64_t x = n < p->size ? n : n % p->size;

    /* Following the cycle of a permutation from inside a set leads back inside, and no two starts end at one number. */
    do
        x = once(p, x);
    while (x >= p->size);
    return x;
}

uint64_t sb_permute(uint64_t seed, uint64_t field, uint64_t n, uint64_t size)
{
    sb_permutation permutation = sb_permutation_at(seed, 0, field, size);

    return sb_permuted(&permutation, n);
}
