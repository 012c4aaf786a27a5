/* ignoring.c -- ignoring_case, ignoring_space, ignoring_line_ends: the matcher inside does not look closely.
 *
 * They hand on what is not to count in match->ignoring, and the matchers inside heed it, so that each of them says what was wrong about
 * the strings as they are.
 */
#include "../message.h"
#include "../part.h"
#include "../sentence.h"
#include "../value.h"

/* The first part, however deep, that would look closely all the same: it has no use for strings. */
static const sb_part *stranger_in(const sb_parts *parts)
{
    for (size_t i = 0; i < parts->n; i++) {
        const sb_part *part = &parts->part[i], *inner;
        const sb_parts *in = part->x.kind == SB_PARTS ? part->x.v.p : NULL;

        if (in && in->n) {
            inner = stranger_in(in);
            if (inner)
                return inner;
        } else if (!part->type->heeds_ignoring || part->x.kind >> 4 == 2 || part->x.kind == SB_BYTES)
            return part;
    }
    return NULL;
}

static sb_match part_ignoring(const sb_match *m, unsigned what)
{
    sb_match part = sb_part_match(m, 0);

    part.ignoring |= what;
    return part;
}

static enum sb_verdict judge(const sb_match *m, unsigned what)
{
    sb_match part = part_ignoring(m, what);
    return stranger_in(sb_parts_in(m)) ? SB_NEVER : part.type->judge(&part);
}

static bool explain(const sb_match *m, unsigned what, sb_text *out)
{
    const sb_part *stranger = stranger_in(sb_parts_in(m));
    sb_match part = part_ignoring(m, what);

    part.negated = m->negated;
    if (!stranger) {
        sb_message_explain(&part, out);
        return true;
    }
    sb_text_add(out, "`");
    sb_sentence_part(stranger, &m->actual, out);
    sb_text_add(out, "` compares no strings, so that there is nothing to ignore; put it beside: all_of(%s(...), ...)\n",
        what == SB_IGNORING_CASE        ? "ignoring_case"
            : what == SB_IGNORING_SPACE ? "ignoring_space"
                                        : "ignoring_line_ends");
    return true;
}

static enum sb_verdict judge_case(const sb_match *m) { return judge(m, SB_IGNORING_CASE); }
static enum sb_verdict judge_space(const sb_match *m) { return judge(m, SB_IGNORING_SPACE); }
static enum sb_verdict judge_line_ends(const sb_match *m) { return judge(m, SB_IGNORING_LINE_ENDS); }
static bool explain_case(const sb_match *m, sb_text *out) { return explain(m, SB_IGNORING_CASE, out); }
static bool explain_space(const sb_match *m, sb_text *out) { return explain(m, SB_IGNORING_SPACE, out); }
static bool explain_line_ends(const sb_match *m, sb_text *out) { return explain(m, SB_IGNORING_LINE_ENDS, out); }

const sb_matcher_type sb_m_ignoring_case = {
    .words = "", .behind = "ignoring case", .fits = SB_FITS_TEXT, .judge = judge_case, .explain = explain_case
};
const sb_matcher_type sb_m_ignoring_space = {
    .words = "", .behind = "ignoring white space", .fits = SB_FITS_TEXT, .judge = judge_space, .explain = explain_space
};
const sb_matcher_type sb_m_ignoring_line_ends = {
    .words = "", .behind = "ignoring line ends", .fits = SB_FITS_TEXT, .judge = judge_line_ends, .explain = explain_line_ends
};
