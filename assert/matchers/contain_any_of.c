/* contain_any_of.c -- contain_any_of: at least one of the listed values is there. */
#include "../absent.h"
#include "../census.h"
#include "../search.h"

static enum sb_verdict contains_any(const sb_match *m)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    struct sb_list listed = sb_list_listed(m);

    if (in.elements.absent || listed.absent || sb_absent_in(m))
        return SB_NEVER;
    if (in.array)
        return sb_census_common(&listed, &in.elements) != in.elements.n ? SB_YES : SB_NO;
    for (size_t i = 0; i < listed.n; i++) {
        sb_value one = sb_list_at(&listed, i);
        if (sb_search_next(&in, 0, &one, NULL) != SB_NOWHERE)
            return SB_YES;
    }
    return SB_NO;
}

/* Negated: the first of the listed ones that is there, and where. */
static void say_where(const sb_match *m, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    struct sb_list listed = sb_list_listed(m);

    if (listed.absent)
        sb_text_add(out, "the array of what is looked for is NULL: it does not hold, asserted or negated\n");
    for (size_t i = 0; i < listed.n; i++) {
        sb_value one = sb_list_at(&listed, i);

        if (sb_search_next(&in, 0, &one, NULL) == SB_NOWHERE)
            continue;
        sb_search_print(out, &in, &one);
        sb_text_add(out, " is at ");
        sb_search_places(out, &in, &one);
        sb_text_add(out, "\n");
        return;
    }
}

const sb_matcher_type sb_m_contain_any_of = { .words = "contain any of",
    .between = "or",
    .wanted = "a string containing any of",
    .fits = SB_FITS_MEMBERS,
    .heeds_ignoring = true,
    .judge = contains_any,
    .details = say_where };
