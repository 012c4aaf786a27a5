/* distance.c -- how far two numbers are apart. */
#include "distance.h"
#include <math.h>
#include <string.h>

bool sb_value_negative(const sb_value *v)
{
    return sb_kind_floating(v->kind) ? v->v.d < 0 : !sb_kind_unsigned(v->kind) && v->v.i < 0;
}

/* As a double where it is one: valgrind makes a finite number of an infinite long double. */
bool sb_value_infinite(const sb_value *v)
{
    if (!sb_kind_floating(v->kind))
        return false;
    return v->kind == SB_LDOUBLE ? isinf(v->v.d) : isinf((double)v->v.d);
}

bool sb_distance_integers(const sb_value *a, const sb_value *b, uint64_t *distance_out)
{
    bool below = sb_value_compare(a, b) < 0;
    const sb_value *high = below ? b : a, *low = below ? a : b;

    if (sb_value_negative(low) && !sb_value_negative(high))
        return !__builtin_add_overflow(high->v.u, (uint64_t)0 - low->v.u, distance_out);
    *distance_out = high->v.u - low->v.u;
    return true;
}

bool sb_distance_at_most(const sb_value *a, const sb_value *b, const sb_value *most)
{
    const long double two_64 = 18446744073709551616.0L;
    sb_value distance = { .kind = SB_ULLONG }, rest = { .kind = SB_LDOUBLE };

    if (sb_distance_integers(a, b, &distance.v.u))
        return sb_value_compare(&distance, most) <= 0;
    if (!sb_kind_floating(most->kind) || most->v.d < two_64)
        return false;
    rest.v.d = most->v.d - two_64; /* exact where it matters: no two integers are 2 * 2^64 apart */
    return sb_value_compare(&distance, &rest) <= 0;
}

long double sb_value_floating(const sb_value *v)
{
    return sb_kind_floating(v->kind) ? v->v.d : sb_kind_unsigned(v->kind) ? (long double)v->v.u : (long double)v->v.i;
}

long double sb_distance(const sb_value *a, const sb_value *b)
{
    uint64_t exact;

    if (!sb_kind_floating(a->kind) && !sb_kind_floating(b->kind) && sb_distance_integers(a, b, &exact))
        return (long double)exact;
    return fabsl(sb_value_floating(a) - sb_value_floating(b));
}

/* The bits of floating numbers of one sign count up with their values, so that a difference of bits is a number of steps. */
static uint64_t steps(uint64_t a, bool a_below, uint64_t b, bool b_below)
{
    if (a_below != b_below)
        return a + b;
    return a > b ? a - b : b - a;
}

uint64_t sb_distance_floats(float a, float b)
{
    const uint32_t sign = UINT32_C(1) << 31;
    uint32_t bits_a, bits_b;

    memcpy(&bits_a, &a, sizeof a);
    memcpy(&bits_b, &b, sizeof b);
    return steps(bits_a & ~sign, bits_a & sign, bits_b & ~sign, bits_b & sign);
}

uint64_t sb_distance_doubles(double a, double b)
{
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t bits_a, bits_b;

    memcpy(&bits_a, &a, sizeof a);
    memcpy(&bits_b, &b, sizeof b);
    return steps(bits_a & ~sign, bits_a & sign, bits_b & ~sign, bits_b & sign);
}
