/* close.c -- be_close_to: |actual - x| <= delta, exact where all three are integers. */
#include "../distance.h"
#include <math.h>

static enum sb_verdict close_to(const sb_match *m)
{
    bool floating = sb_kind_floating(m->actual.kind) || sb_kind_floating(m->x.kind);
    long double a, x;

    if (sb_value_nan(&m->actual) || sb_value_nan(&m->x) || sb_value_nan(&m->y) || sb_value_negative(&m->y))
        return SB_NEVER;
    if (sb_value_compare(&m->actual, &m->x) == 0)
        return SB_YES; /* infinities too, which have no distance */
    if (!floating)
        return sb_distance_at_most(&m->actual, &m->x, &m->y) ? SB_YES : SB_NO;
    a = sb_value_floating(&m->actual);
    x = sb_value_floating(&m->x);
    return fabsl(a - x) <= sb_value_floating(&m->y) ? SB_YES : SB_NO;
}

static void got_distance(const sb_match *m, sb_text *out)
{
    sb_value distance = { .kind = SB_ULLONG };
    bool floating = sb_kind_floating(m->actual.kind) || sb_kind_floating(m->x.kind);

    sb_value_print_beside(out, &m->actual, &m->x);
    if (sb_value_nan(&m->actual) || sb_value_nan(&m->x))
        return;
    if (floating)
        distance =
            (sb_value){ .kind = SB_DOUBLE, .v.d = (double)fabsl(sb_value_floating(&m->actual) - sb_value_floating(&m->x)) };
    else if (!sb_distance_integers(&m->actual, &m->x, &distance.v.u)) {
        sb_text_add(out, ", more than 2^64 away");
        return;
    }
    sb_text_add(out, ", ");
    sb_value_print(out, &distance);
    sb_text_add(out, " away");
}

static void say_why(const sb_match *m, sb_text *out)
{
    if (sb_value_nan(&m->actual) || sb_value_nan(&m->x) || sb_value_nan(&m->y))
        sb_text_add(out, "nan is near nothing: with it be_close_to does not hold, asserted or negated\n");
    else if (sb_value_negative(&m->y))
        sb_text_add(out, "the second argument is a distance and cannot be negative\n");
}

const sb_matcher_type sb_m_be_close_to = { .words = "be close to",
    .between = "give or take",
    .wanted = "",
    .fits = SB_FITS_NUMBERS,
    .judge = close_to,
    .got = got_distance,
    .details = say_why };
