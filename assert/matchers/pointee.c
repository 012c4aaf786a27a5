/* pointee.c -- pointee: a matcher judges what a pointer points to. */
#include "../item.h"
#include "../message.h"
#include "../part.h"
#include "../view.h"

static const sb_type *type_of(const sb_match *m) { return sb_parts_in(m)->value[0].v.view.data; }

static enum sb_verdict judge(const sb_match *m)
{
    sb_value value;

    if (!m->actual.v.p)
        return SB_NEVER;
    value = sb_type_read(type_of(m), m->actual.v.p);
    return sb_part_judge_value(m, 0, &value);
}

static bool explain(const sb_match *m, sb_text *out)
{
    struct sb_item there;
    sb_value value;
    sb_match part;

    if (!m->actual.v.p) {
        sb_text_add(out, "the pointer is NULL: there is no %s to look at\n", type_of(m)->name);
        return true;
    }
    value = (sb_value){ .kind = SB_OBJECT, .v.view = sb_view_of(m->actual.v.p, SB_ONE_OBJECT, type_of(m)) };
    there = sb_item_of(&value);
    value = sb_type_read(type_of(m), m->actual.v.p);
    part = sb_part_match_value(m, 0, &value);
    part.shown_as = sb_item_shown_as(&there);
    part.negated = m->negated;
    sb_message_explain(&part, out);
    return true;
}

static void print_type(const void *at, sb_text *out) { sb_text_add(out, "%s", ((const sb_type *)at)->name); }

const sb_type sb_type_type = { .name = "type", .kind = SB_OBJECT, .size = sizeof(sb_type), .print = print_type };
const sb_matcher_type sb_m_pointee = { .words = "have the",
    .between = "behind it",
    .fits = SB_FITS_POINTER,
    .inside = true,
    .demands_parts = true,
    .judge = judge,
    .explain = explain };
