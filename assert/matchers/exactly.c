/* exactly.c -- exactly, at_least, at_most: how many elements its matcher holds for. */
#include "../count.h"
#include "../elements.h"
#include "../message.h"
#include "../part.h"
#include "../value.h"

/* -1, 0, 1 of the number of elements against the one that was asked for; 2: it cannot be said. */
static int compare(const sb_match *m)
{
    const sb_value *wanted = &sb_parts_in(m)->value[0];
    sb_value holds = { .kind = SB_ULLONG };
    size_t first;

    if (!sb_is_count(wanted) || !sb_elements_judgeable(m) || sb_elements_count(m, SB_NEVER, &first))
        return 2;
    holds.v.u = sb_elements_count(m, SB_YES, &first);
    return sb_value_compare(&holds, wanted);
}

static enum sb_verdict exactly(const sb_match *m)
{
    int order = compare(m);
    return order == 2 ? SB_NEVER : order == 0 ? SB_YES : SB_NO;
}

static enum sb_verdict at_least(const sb_match *m)
{
    int order = compare(m);
    return order == 2 ? SB_NEVER : order >= 0 ? SB_YES : SB_NO;
}

static enum sb_verdict at_most(const sb_match *m)
{
    int order = compare(m);
    return order == 2 ? SB_NEVER : order <= 0 ? SB_YES : SB_NO;
}

static bool explain_never(const sb_match *m, sb_text *out)
{
    const sb_value *wanted = &sb_parts_in(m)->value[0];

    sb_count_explain(out, wanted);
    return !sb_is_count(wanted) || sb_elements_explain_never(out, m);
}

/* "3 of 5 elements, at [0], [2] and [4]", and the array. */
static void got_count(const sb_match *m, sb_text *out)
{
    struct sb_list elements = sb_list_of(&m->actual);
    size_t first, n;

    if (!elements.absent) {
        n = sb_elements_count(m, SB_YES, &first);
        sb_text_add(out, "%zu of %zu elements", n, elements.n);
        sb_text_add(out, n ? ", at " : "");
        sb_elements_places(out, m, SB_YES);
        sb_text_add(out, "\n%*s", SB_MESSAGE_MARGIN, "");
    }
    sb_list_print_rows(out, &elements, &sb_parts_in(m)->part[0].x, SB_MESSAGE_MARGIN);
}

const sb_matcher_type sb_m_exactly = { .words = "have exactly",
    .between = "",
    .wanted = "exactly",
    .fits = SB_FITS_ARRAY,
    .inside = true,
    .judge = exactly,
    .got = got_count,
    .explain = explain_never };
const sb_matcher_type sb_m_at_least = { .words = "have at least",
    .between = "",
    .wanted = "at least",
    .fits = SB_FITS_ARRAY,
    .inside = true,
    .judge = at_least,
    .got = got_count,
    .explain = explain_never };
const sb_matcher_type sb_m_at_most = { .words = "have at most",
    .between = "",
    .wanted = "at most",
    .fits = SB_FITS_ARRAY,
    .inside = true,
    .judge = at_most,
    .got = got_count,
    .explain = explain_never };
