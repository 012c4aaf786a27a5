/* part.h -- the parts of a composite, as its judge and its words see them. */
#ifndef SEEDBED_ASSERT_PART_H
#define SEEDBED_ASSERT_PART_H

#include <seedbed/ext/matcher.h>

static inline const sb_parts *sb_parts_in(const sb_match *composite) { return composite->x.v.p; }
/* What part i of a composite is to judge: the same operand, the part's own matcher and arguments, not negated. */
sb_match sb_part_match(const sb_match *composite, size_t i);
enum sb_verdict sb_part_judge(const sb_match *composite, size_t i);
/* The same on another value, for a composite whose type is `inside`: SB_NEVER where the part does not go with the value. */
enum sb_verdict sb_part_judge_value(const sb_match *composite, size_t i, const sb_value *value);
/* The match of part i on another value, to be explained. */
sb_match sb_part_match_value(const sb_match *composite, size_t i, const sb_value *value);
/* The parts from this one on are not judged, because the composite is settled. */
void sb_parts_pass_over(const sb_match *composite, size_t from);
/* All parts in turn: a part with the verdict that settles it gives that, and those behind it are passed over. Else one that can never hold,
 * asserted or negated, makes the whole so, and without one it is the other verdict. */
enum sb_verdict sb_parts_judge(const sb_match *composite, enum sb_verdict settles);
static inline enum sb_verdict sb_verdict_not(enum sb_verdict verdict)
{
    return verdict == SB_NEVER ? SB_NEVER : verdict == SB_YES ? SB_NO : SB_YES;
}
/* The first part with this verdict, or the number of parts where there is none. */
size_t sb_part_find(const sb_match *composite, enum sb_verdict verdict);
/* Which part to tell of: the one that settled it, else one that can never hold, else the number of parts. */
size_t sb_part_blamed(const sb_match *composite, enum sb_verdict settles);
/* What part i has to say; negated: it should not have held. */
bool sb_part_explain(const sb_match *composite, size_t i, bool negated, sb_text *out);

#endif
