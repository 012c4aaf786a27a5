/* any_of.c -- any_of: at least one part holds. */
#include "../part.h"

static enum sb_verdict any(const sb_match *m) { return sb_parts_judge(m, SB_YES); }

/* Negated: the part that held. Asserted: all of them failed, unless one could not be judged. */
static bool explain_part(const sb_match *m, sb_text *out)
{
    return sb_part_explain(m, sb_part_blamed(m, SB_YES), m->negated, out);
}

const sb_matcher_type sb_m_any_of = {
    .words = "", .between = "or", .fits = SB_FITS_ANYTHING, .judge = any, .explain = explain_part
};
