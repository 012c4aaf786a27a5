/* spread.c -- normal, Zipf, prices and weights, in integers. */
#include "spread.h"
#include "normal.h"
#include <stdbool.h>

/* The lowest bit is the sign. The others are a probability below one half: how often it can be doubled leads to the octave, the four bits
 * behind its first one to the place there, and the next thirty-two say how far it is to the next place. */
int64_t sb_draw_z(sb_draw *draw)
{
    uint64_t word = sb_draw_word(draw), p = word >> 1 | 1, place = 0, part = 0;
    unsigned octave = (unsigned)__builtin_clzll(p) - 1;
    int64_t z, fall;

    if (octave < SB_NORMAL_OCTAVES) {
        uint64_t bits = p << (octave + 2); /* those behind the first one */
        place = (uint64_t)(SB_NORMAL_OCTAVES - 1 - octave) * SB_NORMAL_STEPS + (bits >> 60);
        part = bits << 4 >> 32;
    }
    z = sb_normal_z[place];
    fall = z - (int64_t)sb_normal_z[place + 1];
    z -= (int64_t)((uint64_t)fall * part >> 32);
    return word & 1 ? -z : z;
}

/* mean + z * deviation, rounded to the nearest; false where that is no int64_t. */
static bool deviate(int64_t mean, uint64_t deviation, int64_t z, int64_t *out)
{
    uint64_t low, high = sb_multiply((uint64_t)(z < 0 ? -z : z), deviation, &low), distance;

    low += UINT64_C(1) << 28;
    high += low < UINT64_C(1) << 28;
    distance = high << 35 | low >> 29;
    if (high >> 28 || distance > INT64_MAX)
        return false;
    return !__builtin_add_overflow(mean, z < 0 ? -(int64_t)distance : (int64_t)distance, out);
}

int64_t sb_draw_normal(sb_draw *draw, int64_t mean, uint64_t deviation, int64_t low, int64_t high)
{
    int64_t x;

    for (int i = 0; i < 64; i++)
        if (deviate(mean, deviation, sb_draw_z(draw), &x) && x >= low && x <= high)
            return x;
    return sb_draw_between(draw, low, high);
}

/* The ranks from 2^j to 2^(j+1)-1 are proposed together as often as rank 1 alone, each of them 1/2^j as often; k is taken 2^j of k times, and
 * so comes 1/k as often. Two of three proposals are taken. */
uint64_t sb_draw_zipf(sb_draw *draw, uint64_t ranks)
{
    uint64_t octaves = ranks > 1 ? 64 - (uint64_t)__builtin_clzll(ranks) : 1;

    if (ranks < 2)
        return 1;
    for (;;) {
        uint64_t first = UINT64_C(1) << sb_draw_below(draw, octaves);
        uint64_t rank = first | (sb_draw_word(draw) & (first - 1));
        if (rank <= ranks && sb_draw_below(draw, rank) < first)
            return rank;
    }
}

int64_t sb_draw_price(sb_draw *draw, int64_t low, int64_t high)
{
    static const int endings[20] = { 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 0, 0, 0, 0, 0, 50, 50, 50, 95, 95 };
    int64_t cents = sb_draw_between(draw, low, high), of_unit = (cents % 100 + 100) % 100, whole, price;
    int ending = endings[sb_draw_below(draw, 20)];

    if (__builtin_sub_overflow(cents, of_unit, &whole) || __builtin_add_overflow(whole, ending, &price))
        return cents;
    return price >= low && price <= high ? price : cents;
}

/* Vose's method in whole numbers, without lists: places that have less than their share are filled up, in order, from the next one that has
 * more; one that falls below its share by that, and was passed already, is the next to be filled up. */
sb_alias sb_alias_of(const unsigned *weight, size_t n, sb_alias_place *room)
{
    uint64_t total = 0;
    size_t giver = 0;

    for (size_t i = 0; i < n; i++)
        total += weight[i];
    for (size_t i = 0; i < n; i++)
        room[i] = (sb_alias_place){ total ? (uint64_t)weight[i] * n : 1, i };
    if (!total)
        total = 1;
    for (size_t i = 0; i < n; i++) {
        size_t poor = i;
        while (room[poor].own < total && room[poor].other == poor) {
            while (giver < n && room[giver].own <= total)
                giver++;
            if (giver == n)
                break;
            room[giver].own -= total - room[poor].own;
            room[poor].other = giver;
            if (giver >= i || room[giver].own >= total)
                break;
            poor = giver;
        }
    }
    return (sb_alias){ n, total, room };
}

size_t sb_draw_alias(sb_draw *draw, const sb_alias *alias)
{
    size_t at = (size_t)sb_draw_below(draw, alias->n);
    const sb_alias_place *place = &alias->place[at];

    return sb_draw_below(draw, alias->total) < place->own ? at : place->other;
}
