/* none_of.c -- none_of: no part holds. */
#include "../message.h"
#include "../part.h"

static enum sb_verdict none(const sb_match *m) { return sb_verdict_not(sb_parts_judge(m, SB_YES)); }

/* Asserted: the part that held. Negated: one of them should have held, as any_of has it. */
static bool explain_part(const sb_match *m, sb_text *out)
{
    sb_match any = *m;

    if (sb_part_explain(m, sb_part_blamed(m, SB_YES), true, out))
        return true;
    any.type = &sb_m_any_of;
    any.negated = false;
    sb_message_explain(&any, out);
    return true;
}

const sb_matcher_type sb_m_none_of = {
    .words = "not", .between = "or", .fits = SB_FITS_ANYTHING, .judge = none, .explain = explain_part
};
