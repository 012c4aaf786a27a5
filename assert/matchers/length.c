/* length.c -- have_length: bytes before the NUL of a string, or the size of bytes(). */
#include "../value.h"

static sb_value length(const sb_value *of) { return (sb_value){ .kind = SB_ULLONG, .v.u = sb_value_bytes(of).size }; }

static bool is_null_string(const sb_value *v) { return v->kind == SB_STR && !v->v.s; }

static enum sb_verdict has_length(const sb_match *m)
{
    sb_value n = length(&m->actual);
    return !is_null_string(&m->actual) && sb_value_compare(&n, &m->x) == 0 ? SB_YES : SB_NO;
}

static void got_length(const sb_match *m, sb_text *out)
{
    if (m->actual.kind == SB_STR && m->actual.v.s) /* bytes say their size themselves */
        sb_text_add(out, "length %llu: ", (unsigned long long)length(&m->actual).v.u);
    sb_value_print(out, &m->actual);
}

const sb_matcher_type sb_m_have_length = {
    .words = "have length", .wanted = "length", .fits = SB_FITS_LENGTH, .judge = has_length, .got = got_length
};
