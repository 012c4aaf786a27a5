/* described_as.c -- described_as: its part under words of its own. */
#include "../message.h"
#include "../part.h"

static enum sb_verdict judge_part(const sb_match *m) { return sb_part_judge(m, 0); }

static bool explain_part(const sb_match *m, sb_text *out)
{
    sb_match part = sb_part_match(m, 0);

    part.negated = m->negated;
    sb_message_explain(&part, out);
    return true;
}

const sb_matcher_type sb_m_described_as = { .words = "be as described",
    .fits = SB_FITS_ANYTHING,
    .described = true,
    .demands_parts = true,
    .judge = judge_part,
    .explain = explain_part };
