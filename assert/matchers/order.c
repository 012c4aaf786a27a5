/* order.c -- be_above, be_below, be_at_least, be_at_most, be_between. */
#include "../value.h"

static enum sb_verdict above(const sb_match *m)
{
    int order = sb_value_compare(&m->actual, &m->x);
    return order == 2 ? SB_NEVER : order > 0 ? SB_YES : SB_NO;
}

static enum sb_verdict below(const sb_match *m)
{
    int order = sb_value_compare(&m->actual, &m->x);
    return order == 2 ? SB_NEVER : order < 0 ? SB_YES : SB_NO;
}

static enum sb_verdict at_least(const sb_match *m)
{
    int order = sb_value_compare(&m->actual, &m->x);
    return order == 2 ? SB_NEVER : order >= 0 ? SB_YES : SB_NO;
}

static enum sb_verdict at_most(const sb_match *m)
{
    int order = sb_value_compare(&m->actual, &m->x);
    return order == 2 ? SB_NEVER : order <= 0 ? SB_YES : SB_NO;
}

/* Ends in the wrong order are a mistake, not an empty range: should_not(n, be_between(9, 1)) would pass whatever n is. */
static enum sb_verdict between(const sb_match *m)
{
    int low = sb_value_compare(&m->actual, &m->x), high = sb_value_compare(&m->actual, &m->y);

    if (low == 2 || high == 2 || sb_value_compare(&m->x, &m->y) == 1)
        return SB_NEVER;
    return low >= 0 && high <= 0 ? SB_YES : SB_NO;
}

static bool int_above(int actual, int x) { return actual > x; }
static bool int_below(int actual, int x) { return actual < x; }
static bool int_at_least(int actual, int x) { return actual >= x; }
static bool int_at_most(int actual, int x) { return actual <= x; }

static void say_nan(const sb_match *m, sb_text *out)
{
    if (sb_value_nan(&m->actual) || sb_value_nan(&m->x) || sb_value_nan(&m->y))
        sb_text_add(out, "nan has no place in an order: with it no ordering holds, asserted or negated\n");
}

static void say_ends(const sb_match *m, sb_text *out)
{
    say_nan(m, out);
    if (sb_value_compare(&m->x, &m->y) == 1)
        sb_text_add(out, "the ends are in the wrong order: the lower one comes first\n");
}

const sb_matcher_type sb_m_be_above = {
    .words = "be above", .fits = SB_FITS_NUMBERS, .judge = above, .ints = int_above, .details = say_nan
};
const sb_matcher_type sb_m_be_below = {
    .words = "be below", .fits = SB_FITS_NUMBERS, .judge = below, .ints = int_below, .details = say_nan
};
const sb_matcher_type sb_m_be_at_least = {
    .words = "be at least", .fits = SB_FITS_NUMBERS, .judge = at_least, .ints = int_at_least, .details = say_nan
};
const sb_matcher_type sb_m_be_at_most = {
    .words = "be at most", .fits = SB_FITS_NUMBERS, .judge = at_most, .ints = int_at_most, .details = say_nan
};
const sb_matcher_type sb_m_be_between = {
    .words = "be between", .between = "and", .fits = SB_FITS_NUMBERS, .judge = between, .details = say_ends
};
