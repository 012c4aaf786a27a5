/* contain_times.c -- contain_times: so often in a string, in bytes or in an array, and not once more. */
#include "../absent.h"
#include "../count.h"
#include "../reading.h"
#include "../search.h"
#include "../value.h"

/* The empty string is between any two bytes, and how often that is depends on whom one asks. Of blanks nothing may be left. */
static bool is_nothing(const sb_match *m)
{
    struct sb_reader reader;

    if (m->actual.kind == SB_ARRAY)
        return false;
    if (sb_value_bytes(&m->x).size == 0 || m->x.kind != SB_STR)
        return sb_value_bytes(&m->x).size == 0;
    reader = sb_reader_of(m->x.v.s, m->ignoring);
    return !sb_reader_next(&reader);
}

static enum sb_verdict contains_times(const sb_match *m)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    sb_value n = { .kind = SB_ULLONG };

    if (in.elements.absent || sb_absent_in(m) || is_nothing(m) || !sb_is_count(&m->y))
        return SB_NEVER;
    n.v.u = sb_search_count(&in, &m->x);
    return sb_value_compare(&n, &m->y) == 0 ? SB_YES : SB_NO;
}

static void say_where(const sb_match *m, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    size_t n;

    if (is_nothing(m)) {
        sb_text_add(out, sb_value_bytes(&m->x).size ? "nothing is left of what is asked for, and " : "");
        sb_text_add(out, "how often nothing is there cannot be said: it does not hold, asserted or negated\n");
        return;
    }
    sb_count_explain(out, &m->y);
    n = sb_search_count(&in, &m->x);
    sb_text_add(out, n == 0 ? "it is not there" : n == 1 ? "it is there once, at " : "it is there %zu times, at ", n);
    sb_search_places(out, &in, &m->x);
    sb_text_add(out, "\n");
}

const sb_matcher_type sb_m_contain_times = { .words = "contain",
    .between = "exactly",
    .behind = "times",
    .wanted = "a string containing",
    .fits = SB_FITS_CONTAINER,
    .heeds_ignoring = true,
    .judge = contains_times,
    .details = say_where };
