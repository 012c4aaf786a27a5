/* length.c -- have_length, have_length_at_least, have_length_at_most: bytes before the NUL of a string, the size of bytes(), the
 * elements of an array. */
#include "../absent.h"
#include "../count.h"
#include "../list.h"
#include "../value.h"

static sb_value length(const sb_value *of)
{
    return (sb_value){ .kind = SB_ULLONG, .v.u = of->kind == SB_ARRAY ? of->v.view.size : sb_value_bytes(of).size };
}

/* -1, 0, 1 of the length against x; SB_NEVER is up to the caller. */
static int compare(const sb_match *m)
{
    sb_value n = length(&m->actual);
    return sb_value_compare(&n, &m->x);
}

static bool is_absent(const sb_match *m)
{
    return m->actual.kind == SB_ARRAY ? sb_list_of(&m->actual).absent : sb_absent(&m->actual);
}

static enum sb_verdict verdict(const sb_match *m, bool holds)
{
    return is_absent(m) || !sb_is_count(&m->x) ? SB_NEVER : holds ? SB_YES : SB_NO;
}

static enum sb_verdict has_length(const sb_match *m) { return verdict(m, compare(m) == 0); }

static enum sb_verdict at_least(const sb_match *m)
{
    int order = compare(m);
    return verdict(m, order == 0 || order == 1);
}

static enum sb_verdict at_most(const sb_match *m)
{
    int order = compare(m);
    return verdict(m, order == 0 || order == -1);
}

static void got_length(const sb_match *m, sb_text *out)
{
    bool told = m->actual.kind == SB_BYTES || is_absent(m);

    if (!told) /* bytes say their size themselves */
        sb_text_add(out, "length %llu: ", (unsigned long long)length(&m->actual).v.u);
    sb_value_print(out, &m->actual);
}

static void say_count(const sb_match *m, sb_text *out) { sb_count_explain(out, &m->x); }

const sb_matcher_type sb_m_have_length = { .words = "have length",
    .wanted = "length",
    .fits = SB_FITS_LENGTH,
    .judge = has_length,
    .got = got_length,
    .details = say_count };
const sb_matcher_type sb_m_have_length_at_least = { .words = "have length at least",
    .wanted = "length at least",
    .fits = SB_FITS_LENGTH,
    .judge = at_least,
    .got = got_length,
    .details = say_count };
const sb_matcher_type sb_m_have_length_at_most = { .words = "have length at most",
    .wanted = "length at most",
    .fits = SB_FITS_LENGTH,
    .judge = at_most,
    .got = got_length,
    .details = say_count };
