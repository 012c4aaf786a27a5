/* none_of.c -- none_of: no part holds. */
#include "../message.h"
#include "../part.h"

/* A part that holds settles it; else one that can never hold, asserted or negated, makes the whole so. */
static enum sb_verdict none(const sb_match *m)
{
    enum sb_verdict verdict = SB_YES;

    for (size_t i = 0; i < sb_parts_in(m)->n; i++) {
        enum sb_verdict one = sb_part_judge(m, i);
        if (one == SB_YES) {
            sb_parts_pass_over(m, i + 1);
            return SB_NO;
        }
        if (one == SB_NEVER)
            verdict = SB_NEVER;
    }
    return verdict;
}

/* Asserted: the part that held. Negated: one of them should have held, as any_of has it. */
static bool explain_part(const sb_match *m, sb_text *out)
{
    size_t n = sb_parts_in(m)->n, i = m->negated ? n : sb_part_find(m, SB_YES);
    sb_match part = *m;

    if (i == n)
        i = sb_part_find(m, SB_NEVER);
    if (i < n) {
        part = sb_part_match(m, i);
        part.negated = true;
    } else {
        part.type = &sb_m_any_of;
        part.negated = false;
    }
    sb_message_explain(&part, out);
    return true;
}

const sb_matcher_type sb_m_none_of = {
    .words = "not", .between = "or", .fits = SB_FITS_ANYTHING, .judge = none, .explain = explain_part
};
