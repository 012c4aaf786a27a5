/* not.c -- not_: its part does not hold. */
#include "../part.h"

static enum sb_verdict inverted(const sb_match *m) { return sb_verdict_not(sb_part_judge(m, 0)); }

static bool explain_part(const sb_match *m, sb_text *out) { return sb_part_explain(m, 0, !m->negated, out); }

const sb_matcher_type sb_m_not_ = { .words = "not", .fits = SB_FITS_ANYTHING, .judge = inverted, .explain = explain_part };
