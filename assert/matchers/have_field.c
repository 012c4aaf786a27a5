/* have_field.c -- have_field: a matcher judges one field of an object, however deep it lies. */
#include "../differences.h"
#include "../field.h"
#include "../message.h"
#include "../part.h"

static struct sb_found_field find(const sb_match *m)
{
    struct sb_item root = sb_item_of(&m->actual);
    return sb_field_find(&root, sb_parts_in(m)->value[0].v.s);
}

static enum sb_verdict judge(const sb_match *m)
{
    struct sb_found_field found = find(m);
    sb_value value;

    if (found.fault != SB_FIELD_FOUND)
        return SB_NEVER;
    value = sb_item_value(&found.item);
    return sb_part_judge_value(m, 0, &value);
}

static bool explain(const sb_match *m, sb_text *out)
{
    const char *path = sb_parts_in(m)->value[0].v.s;
    struct sb_found_field found = find(m);
    struct sb_text lines = SB_TEXT_EMPTY;
    sb_value value;
    sb_match part;

    if (found.fault != SB_FIELD_FOUND) {
        sb_field_explain(&found, path, out);
        return true;
    }
    value = sb_item_value(&found.item);
    part = sb_part_match_value(m, 0, &value);
    part.shown_as = sb_item_shown_as(&found.item);
    part.negated = m->negated;
    sb_message_explain(&part, &lines);
    sb_differences_block(out, path, &lines);
    sb_text_release(&lines);
    return true;
}

const sb_matcher_type sb_m_have_field = { .words = "have its",
    .between = "",
    .fits = SB_FITS_OBJECT,
    .inside = true,
    .demands_parts = true,
    .judge = judge,
    .explain = explain };
