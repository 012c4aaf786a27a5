/* contain_exactly.c -- contain_exactly, be_permutation_of: the same values, each as often, in any order. */
#include "../census.h"
#include "../lacking.h"

static enum sb_verdict same(const sb_match *m)
{
    struct sb_list listed = sb_list_listed(m), elements = sb_list_actual(m);

    if (listed.absent || elements.absent)
        return SB_NEVER;
    return sb_census_same(&listed, &elements) ? SB_YES : SB_NO;
}

static void say_lacking(const sb_match *m, sb_text *out)
{
    struct sb_list listed = sb_list_listed(m), elements = sb_list_actual(m);

    if (listed.absent)
        sb_text_add(out, "the array that is asked for is NULL: it does not hold, asserted or negated\n");
    else if (!m->negated) {
        sb_lacking_add(out, " missing: ", &listed, &elements, SB_LACKING_COUNT);
        sb_lacking_add(out, "   extra: ", &elements, &listed, SB_LACKING_COUNT | SB_LACKING_PLACES);
    }
}

const sb_matcher_type sb_m_contain_exactly = { .words = "contain exactly",
    .between = "and",
    .behind = "in any order",
    .wanted = "exactly",
    .fits = SB_FITS_ELEMENTS,
    .heeds_ignoring = true,
    .judge = same,
    .details = say_lacking };
const sb_matcher_type sb_m_be_permutation_of = {
    .words = "be a permutation of", .fits = SB_FITS_ELEMENTS, .heeds_ignoring = true, .judge = same, .details = say_lacking
};
