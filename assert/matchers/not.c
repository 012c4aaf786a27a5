/* not.c -- not_: its part does not hold. */
#include "../message.h"
#include "../part.h"

static enum sb_verdict inverted(const sb_match *m)
{
    enum sb_verdict verdict = sb_part_judge(m, 0);
    return verdict == SB_NEVER ? SB_NEVER : verdict == SB_YES ? SB_NO : SB_YES;
}

static bool explain_part(const sb_match *m, sb_text *out)
{
    sb_match part = sb_part_match(m, 0);

    part.negated = !m->negated;
    sb_message_explain(&part, out);
    return true;
}

const sb_matcher_type sb_m_not_ = { .words = "not", .fits = SB_FITS_ANYTHING, .judge = inverted, .explain = explain_part };
