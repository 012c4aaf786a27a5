/* part.c -- a matcher inside a composite: made where the assertion stands, judged for the composite around it. */
#include "part.h"
#include "fit.h"
#include "message.h"
#include "operand.h"
#include "value.h"

sb_part sb_part_of(const sb_matcher_type *type, int kind_x, int kind_y, ...)
{
    sb_part part = { .type = type };
    va_list args;

    va_start(args, kind_y);
    sb_operand_read(&part.x, kind_x, &args);
    if (!sb_kind_bad(kind_x)) /* behind one that cannot be read nothing can */
        sb_operand_read(&part.y, kind_y, &args);
    va_end(args);
    return part;
}

sb_match sb_part_match(const sb_match *composite, size_t i)
{
    const sb_part *part = &sb_parts_in(composite)->part[i];

    return (sb_match){ .type = part->type,
        .actual = composite->actual,
        .x = part->x,
        .y = part->y,
        .negated = false,
        .kept_errno = composite->kept_errno,
        .ignoring = composite->ignoring,
        .optional = composite->optional || !composite->type->demands_parts,
        .site = composite->site,
        .shown_as = composite->shown_as };
}

enum sb_verdict sb_part_judge(const sb_match *composite, size_t i)
{
    sb_match match = sb_part_match(composite, i);
    return match.type->judge(&match);
}

sb_match sb_part_match_value(const sb_match *composite, size_t i, const sb_value *value)
{
    sb_match match = sb_part_match(composite, i);

    match.actual = *value;
    match.shown_as = NULL;
    return match;
}

enum sb_verdict sb_part_judge_value(const sb_match *composite, size_t i, const sb_value *value)
{
    sb_match match = sb_part_match_value(composite, i, value);
    return sb_fit_misfits(&match) ? SB_NEVER : match.type->judge(&match);
}

enum sb_verdict sb_parts_judge(const sb_match *composite, enum sb_verdict settles)
{
    enum sb_verdict verdict = sb_verdict_not(settles);

    for (size_t i = 0; i < sb_parts_in(composite)->n; i++) {
        enum sb_verdict one = sb_part_judge(composite, i);
        if (one == settles) {
            sb_parts_pass_over(composite, i + 1);
            return settles;
        }
        if (one == SB_NEVER)
            verdict = SB_NEVER;
    }
    return verdict;
}

size_t sb_part_find(const sb_match *composite, enum sb_verdict verdict)
{
    size_t i = 0, n = sb_parts_in(composite)->n;

    while (i < n && sb_part_judge(composite, i) != verdict)
        i++;
    return i;
}

void sb_parts_pass_over(const sb_match *composite, size_t from)
{
    for (size_t i = from; i < sb_parts_in(composite)->n; i++) {
        sb_match match = sb_part_match(composite, i);
        if (match.type->passed_over)
            match.type->passed_over(&match);
        else if (match.x.kind == SB_PARTS)
            sb_parts_pass_over(&match, 0);
    }
}

size_t sb_part_blamed(const sb_match *composite, enum sb_verdict settles)
{
    size_t i = sb_part_find(composite, settles);
    return i < sb_parts_in(composite)->n ? i : sb_part_find(composite, SB_NEVER);
}

bool sb_part_explain(const sb_match *composite, size_t i, bool negated, sb_text *out)
{
    sb_match part;

    if (i == sb_parts_in(composite)->n)
        return false;
    part = sb_part_match(composite, i);
    part.negated = negated;
    sb_message_explain(&part, out);
    return true;
}
