/* any_of.c -- any_of: at least one part holds. */
#include "../message.h"
#include "../part.h"

/* A part that holds settles it; else one that can never hold, asserted or negated, makes the whole so. */
static enum sb_verdict any(const sb_match *m)
{
    enum sb_verdict verdict = SB_NO;

    for (size_t i = 0; i < sb_parts_in(m)->n; i++) {
        enum sb_verdict one = sb_part_judge(m, i);
        if (one == SB_YES) {
            sb_parts_pass_over(m, i + 1);
            return SB_YES;
        }
        if (one == SB_NEVER)
            verdict = SB_NEVER;
    }
    return verdict;
}

/* Negated: the part that held. Asserted: all of them failed, unless one could not be judged. */
static bool explain_part(const sb_match *m, sb_text *out)
{
    size_t n = sb_parts_in(m)->n, i = m->negated ? sb_part_find(m, SB_YES) : n;
    sb_match part;

    if (i == n)
        i = sb_part_find(m, SB_NEVER);
    if (i == n)
        return false;
    part = sb_part_match(m, i);
    part.negated = m->negated;
    sb_message_explain(&part, out);
    return true;
}

const sb_matcher_type sb_m_any_of = {
    .words = "", .between = "or", .fits = SB_FITS_ANYTHING, .judge = any, .explain = explain_part
};
