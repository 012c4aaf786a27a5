/* draw.c -- uniform, bell-shaped and weighted numbers from the words of a place. */
#include "draw.h"

uint64_t sb_draw_name(const char *name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * UINT64_C(0x100000001b3);
    return hash;
}

sb_draw sb_draw_at(uint64_t seed, uint64_t factory, uint64_t field, uint64_t n)
{
    return (sb_draw){ .key = { { seed, factory } }, .counter = { { n, field, 0, SB_DATA_VERSION } }, .used = 4 };
}

uint64_t sb_draw_word(sb_draw *draw)
{
    if (draw->used == 4) {
        sb_philox(&draw->counter, &draw->key, &draw->block);
        draw->counter.word[2]++;
        draw->used = 0;
    }
    return draw->block.word[draw->used++];
}

/* The upper half of word * bound is uniform but for the words whose lower half falls below 2^64 mod bound: those are drawn again
 * (Lemire, "Fast random integer generation in an interval", 2019). */
uint64_t sb_draw_below(sb_draw *draw, uint64_t bound)
{
    uint64_t low, high;

    if (bound == 0)
        return sb_draw_word(draw);
    high = sb_multiply(sb_draw_word(draw), bound, &low);
    if (low < bound) {
        uint64_t unfair = (0 - bound) % bound;
        while (low < unfair)
            high = sb_multiply(sb_draw_word(draw), bound, &low);
    }
    return high;
}

/* low + offset, where the sum is known to lie between two int64_t: unsigned arithmetic wraps where signed would be undefined. */
static int64_t above(int64_t low, uint64_t offset)
{
    uint64_t sum = (uint64_t)low + offset;

    return sum <= INT64_MAX ? (int64_t)sum : -(int64_t)(UINT64_MAX - sum) - 1;
}

int64_t sb_draw_between(sb_draw *draw, int64_t low, int64_t high)
{
    if (high <= low)
        return low;
    return above(low, sb_draw_below(draw, (uint64_t)high - (uint64_t)low + 1));
}

int64_t sb_draw_bell(sb_draw *draw, int64_t low, int64_t high)
{
    uint64_t word = sb_draw_word(draw), sum = 0, unused, span = (uint64_t)high - (uint64_t)low + 1;

    if (high <= low)
        return low;
    for (int i = 0; i < 4; i++)
        sum += word >> (16 * i) & 0xffff;
    if (span == 0)
        return above(low, sum << 46);
    return above(low, sb_multiply(sum << 46, span, &unused));
}

double sb_draw_fraction(sb_draw *draw) { return (double)(sb_draw_word(draw) >> 11) * 0x1p-53; }

const char *sb_draw_pick(sb_draw *draw, const sb_weighted *table)
{
    uint64_t total = 0, at;

    for (const sb_weighted *one = table; one->text; one++)
        total += one->weight;
    at = sb_draw_below(draw, total);
    while (at >= table->weight)
        at -= table++->weight;
    return table->text;
}
