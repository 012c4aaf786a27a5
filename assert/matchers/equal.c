/* equal.c -- equal_to: the same value; be: the same thing. */
#include "../diff.h"
#include "../reading.h"
#include "../value.h"

static enum sb_verdict equal(const sb_match *m)
{
    return (m->ignoring ? sb_values_equal(&m->actual, &m->x, m->ignoring) : sb_value_equal(&m->actual, &m->x)) ? SB_YES : SB_NO;
}

static bool int_equal(int actual, int x) { return actual == x; }

/* A diff, where two strings, two runs of bytes, arrays or objects are there to be compared. */
static bool explain_difference(const sb_match *m, sb_text *out)
{
    return !m->negated && sb_diff_values(&m->x, &m->actual, m->ignoring, out);
}

static void say_nan(const sb_match *m, sb_text *out)
{
    if (sb_value_nan(&m->actual) && sb_value_nan(&m->x))
        sb_text_add(out, "nan equals nothing, not even itself\n");
}

static enum sb_verdict identical(const sb_match *m)
{
    if (m->actual.kind >> 4 != m->x.kind >> 4)
        return SB_NO;
    if (sb_kind_number(m->actual.kind))
        return equal(m);
    if (m->actual.kind >> 4 == SB_BYTES >> 4)
        return m->actual.v.b.data == m->x.v.b.data && m->actual.v.b.size == m->x.v.b.size ? SB_YES : SB_NO;
    return m->actual.v.p == m->x.v.p ? SB_YES : SB_NO;
}

static void add_place(sb_text *out, const sb_value *value)
{
    sb_value place = { .kind = SB_PTR, .v.p = value->kind >> 4 == SB_BYTES >> 4 ? value->v.b.data : value->v.p };

    if (value->kind != SB_PTR && value->kind != SB_ROW && place.v.p) {
        sb_value_print(out, value);
        sb_text_add(out, " at ");
    }
    sb_value_print(out, &place);
}

/* What is compared is where they are, so that is what is shown. */
static bool explain_places(const sb_match *m, sb_text *out)
{
    if (sb_kind_number(m->actual.kind))
        return false;
    sb_text_add(out, "expected: %s", m->negated ? "not " : "");
    add_place(out, &m->x);
    sb_text_add(out, "\n     got: ");
    add_place(out, &m->actual);
    sb_text_add(out, "\n");
    if (!m->negated && sb_value_equal(&m->actual, &m->x))
        sb_text_add(out, "they are equal, in two places: equal_to compares what is there\n");
    return true;
}

const sb_matcher_type sb_m_equal_to = { .words = "equal",
    .wanted = "",
    .fits = SB_FITS_SAME,
    .judge = equal,
    .heeds_ignoring = true,
    .ints = int_equal,
    .details = say_nan,
    .explain = explain_difference };
const sb_matcher_type sb_m_be = {
    .words = "be", .fits = SB_FITS_SAME, .judge = identical, .ints = int_equal, .details = say_nan, .explain = explain_places
};
