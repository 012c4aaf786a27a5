/* percent.c -- be_within_percent_of: |actual - x| <= |x| * p / 100. */
#include "../distance.h"
#include <float.h>
#include <math.h>

static bool any_nan(const sb_match *m) { return sb_value_nan(&m->actual) || sb_value_nan(&m->x) || sb_value_nan(&m->y); }

static bool percentage_is_good(const sb_value *p) { return !sb_value_negative(p) && !sb_value_infinite(p); }

/* Scaled down where |x| * p is more than a long double holds, or there are no numbers above it to tell. */
static bool at_most_percent(const sb_value *actual, const sb_value *x, long double p)
{
    long double a = sb_value_floating(actual), b = sb_value_floating(x), most = fabsl(b) * p;

    if (most < LDBL_MAX)
        return sb_distance(actual, x) <= most / 100;
    return fabsl(a / 4 - b / 4) <= fabsl(b) / 400 * p;
}

static enum sb_verdict within(const sb_match *m)
{
    if (any_nan(m) || !percentage_is_good(&m->y))
        return SB_NEVER;
    if (sb_value_compare(&m->actual, &m->x) == 0)
        return SB_YES;
    if (sb_value_infinite(&m->actual) || sb_value_infinite(&m->x))
        return SB_NO;
    return at_most_percent(&m->actual, &m->x, sb_value_floating(&m->y)) ? SB_YES : SB_NO;
}

/* "94, 6 percent away". */
static void got_percent(const sb_match *m, sb_text *out)
{
    sb_value percent = { .kind = SB_DOUBLE };
    long double whole = fabsl(sb_value_floating(&m->x));

    sb_value_print_beside(out, &m->actual, &m->x);
    if (any_nan(m) || sb_value_infinite(&m->actual) || sb_value_infinite(&m->x) || whole == 0)
        return;
    percent.v.d = (double)(sb_distance(&m->actual, &m->x) / whole * 100);
    sb_text_add(out, ", ");
    sb_value_print(out, &percent);
    sb_text_add(out, " percent away");
}

static void say_why(const sb_match *m, sb_text *out)
{
    if (any_nan(m))
        sb_text_add(out, "nan is near nothing: with it be_within_percent_of does not hold, asserted or negated\n");
    else if (!percentage_is_good(&m->y))
        sb_text_add(out, "a percentage is a finite number, 0 or more\n");
    else if (sb_value_floating(&m->x) == 0 && !m->negated)
        sb_text_add(out, "any percentage of 0 is 0: be_close_to(0, delta) takes a distance\n");
}

const sb_matcher_type sb_m_be_within_percent_of = { .words = "be within",
    .between = "percent of",
    .second_first = true,
    .fits = SB_FITS_NUMBERS,
    .judge = within,
    .got = got_percent,
    .details = say_why };
