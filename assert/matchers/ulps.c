/* ulps.c -- be_within_ulps_of: at most n steps from one floating number to the next lie between the two. */
#include "../distance.h"
#include <float.h>
#include <math.h>

/* How far: a number of steps, whole but for long doubles; beyond every number where an infinity is on one side. */
typedef sb_value steps;

static bool any_nan(const sb_match *m) { return sb_value_nan(&m->actual) || sb_value_nan(&m->x) || sb_value_nan(&m->y); }

/* Whose steps are counted: the operand's, and of an integer the argument's. */
static int width(const sb_match *m) { return sb_kind_floating(m->actual.kind) ? m->actual.kind : m->x.kind; }

static steps of_long_doubles(long double a, long double b)
{
    long double larger = fmaxl(fabsl(a), fabsl(b));
    int exponent = larger > LDBL_MIN ? ilogbl(larger) : LDBL_MIN_EXP - 1;

    return (steps){ .kind = SB_LDOUBLE,
        .v.d = fabsl(ldexpl(a, LDBL_MANT_DIG - 1 - exponent) - ldexpl(b, LDBL_MANT_DIG - 1 - exponent)) };
}

static steps steps_between(const sb_match *m)
{
    long double a = sb_value_floating(&m->actual), x = sb_value_floating(&m->x);
    steps n = { .kind = SB_ULLONG };

    if (!sb_kind_floating(width(m))) {
        if (sb_distance_integers(&m->actual, &m->x, &n.v.u))
            return n;
        return (steps){ .kind = SB_LDOUBLE, .v.d = fabsl(a - x) };
    }
    if (width(m) == SB_LDOUBLE)
        return of_long_doubles(a, x);
    n.v.u = width(m) == SB_FLOAT ? sb_distance_floats((float)a, (float)x) : sb_distance_doubles((double)a, (double)x);
    return n;
}

/* Whether either has no steps to count: an infinity, also one that it becomes when it is made as narrow as the operand. */
static bool any_infinite(const sb_match *m)
{
    const sb_value *both[] = { &m->actual, &m->x };

    for (size_t i = 0; i < 2; i++) {
        long double d = sb_value_floating(both[i]);

        if (sb_value_infinite(both[i]) || (width(m) == SB_FLOAT && isinf((float)d)) ||
            (width(m) == SB_DOUBLE && isinf((double)d)))
            return true;
    }
    return false;
}

static enum sb_verdict within(const sb_match *m)
{
    steps n;

    if (any_nan(m) || sb_value_negative(&m->y))
        return SB_NEVER;
    if (any_infinite(m))
        return sb_value_compare(&m->actual, &m->x) == 0 ? SB_YES : SB_NO;
    if (!sb_kind_floating(width(m)))
        return sb_distance_at_most(&m->actual, &m->x, &m->y) ? SB_YES : SB_NO;
    n = steps_between(m);
    return sb_value_compare(&n, &m->y) <= 0 ? SB_YES : SB_NO;
}

/* "0.30000000000000004, 1 ulp away". */
static void got_steps(const sb_match *m, sb_text *out)
{
    steps n;

    sb_value_print_beside(out, &m->actual, &m->x);
    if (any_nan(m) || any_infinite(m))
        return;
    n = steps_between(m);
    sb_text_add(out, ", ");
    sb_value_print(out, &n);
    sb_text_add(out, " ulp%s of a %s away", n.kind == SB_ULLONG && n.v.u == 1 ? "" : "s", sb_kind_type(width(m)));
}

static void say_why(const sb_match *m, sb_text *out)
{
    if (any_nan(m))
        sb_text_add(out, "nan is near nothing: with it be_within_ulps_of does not hold, asserted or negated\n");
    else if (sb_value_negative(&m->y))
        sb_text_add(out, "the second argument is a number of steps and cannot be negative\n");
}

const sb_matcher_type sb_m_be_within_ulps_of = { .words = "be within",
    .between = "ulps of",
    .second_first = true,
    .fits = SB_FITS_NUMBERS,
    .judge = within,
    .got = got_steps,
    .details = say_why };
