/* all_of.c -- all_of: every part holds. */
#include "../message.h"
#include "../part.h"

/* A part that does not hold settles it; else one that can never hold, asserted or negated, makes the whole so. */
static enum sb_verdict all(const sb_match *m)
{
    enum sb_verdict verdict = SB_YES;

    for (size_t i = 0; i < sb_parts_in(m)->n; i++) {
        enum sb_verdict one = sb_part_judge(m, i);
        if (one == SB_NO) {
            sb_parts_pass_over(m, i + 1);
            return SB_NO;
        }
        if (one == SB_NEVER)
            verdict = SB_NEVER;
    }
    return verdict;
}

/* Asserted: the part that failed. Negated: all of them held, unless one could not be judged. */
static bool explain_part(const sb_match *m, sb_text *out)
{
    size_t n = sb_parts_in(m)->n, i = m->negated ? n : sb_part_find(m, SB_NO);
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

const sb_matcher_type sb_m_all_of = {
    .words = "", .between = "and", .fits = SB_FITS_ANYTHING, .demands_parts = true, .judge = all, .explain = explain_part
};
