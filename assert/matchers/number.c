/* number.c -- be_nan, be_finite, be_infinite, be_zero, be_positive, be_negative: what one number is. */
#include "../distance.h"
#include <math.h>

static int sign(const sb_value *v)
{
    const sb_value zero = { .kind = SB_INT, .v.i = 0 };
    return sb_value_compare(v, &zero);
}

static enum sb_verdict nan_(const sb_match *m) { return sb_value_nan(&m->actual) ? SB_YES : SB_NO; }
static enum sb_verdict infinite(const sb_match *m) { return sb_value_infinite(&m->actual) ? SB_YES : SB_NO; }
static enum sb_verdict zero(const sb_match *m) { return sign(&m->actual) == 0 ? SB_YES : SB_NO; }

static enum sb_verdict finite_(const sb_match *m)
{
    return sb_value_infinite(&m->actual) || sb_value_nan(&m->actual) ? SB_NO : SB_YES;
}

static enum sb_verdict positive(const sb_match *m)
{
    int of = sign(&m->actual);
    return of == 2 ? SB_NEVER : of > 0 ? SB_YES : SB_NO;
}

static enum sb_verdict negative(const sb_match *m)
{
    int of = sign(&m->actual);
    return of == 2 ? SB_NEVER : of < 0 ? SB_YES : SB_NO;
}

/* Zero is what people forget: it has no side, and -0.0 looks as if it had. */
static void say_side(const sb_match *m, sb_text *out)
{
    if (sb_value_nan(&m->actual))
        sb_text_add(out, "nan is neither above nor below zero: with it this does not hold, asserted or negated\n");
    else if (!m->negated && sign(&m->actual) == 0)
        sb_text_add(out, "zero is neither positive nor negative%s\n",
            sb_kind_floating(m->actual.kind) && signbit(m->actual.v.d) ? ", and -0 is zero" : "");
}

const sb_matcher_type sb_m_be_nan = { .words = "be nan", .fits = SB_FITS_NUMBER, .judge = nan_ };
const sb_matcher_type sb_m_be_finite = { .words = "be finite", .fits = SB_FITS_NUMBER, .judge = finite_ };
const sb_matcher_type sb_m_be_infinite = { .words = "be infinite", .fits = SB_FITS_NUMBER, .judge = infinite };
const sb_matcher_type sb_m_be_zero = { .words = "be zero", .fits = SB_FITS_NUMBER, .judge = zero };
const sb_matcher_type sb_m_be_positive = {
    .words = "be positive", .fits = SB_FITS_NUMBER, .judge = positive, .details = say_side
};
const sb_matcher_type sb_m_be_negative = {
    .words = "be negative", .fits = SB_FITS_NUMBER, .judge = negative, .details = say_side
};
