/* all_of.c -- all_of: every part holds. */
#include "../part.h"

static enum sb_verdict all(const sb_match *m) { return sb_parts_judge(m, SB_NO); }

/* Asserted: the part that failed. Negated: all of them held, unless one could not be judged. */
static bool explain_part(const sb_match *m, sb_text *out)
{
    return sb_part_explain(m, sb_part_blamed(m, SB_NO), m->negated, out);
}

const sb_matcher_type sb_m_all_of = {
    .words = "", .between = "and", .fits = SB_FITS_ANYTHING, .demands_parts = true, .judge = all, .explain = explain_part
};
