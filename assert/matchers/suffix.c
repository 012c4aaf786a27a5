/* suffix.c -- end_with. */
#include "../diff.h"
#include "../message.h"
#include "../reading.h"
#include "../value.h"
#include <string.h>

static enum sb_verdict ends(const sb_match *m)
{
    sb_bytes s = sb_value_bytes(&m->actual), x = sb_value_bytes(&m->x);

    if (!s.data || !x.data)
        return SB_NEVER;
    if (m->ignoring)
        return sb_texts_end(s.data, x.data, m->ignoring) ? SB_YES : SB_NO;
    return x.size <= s.size && memcmp((const char *)s.data + (s.size - x.size), x.data, x.size) == 0 ? SB_YES : SB_NO;
}

/* Of long strings what is around the place where they part. */
static bool explain_long(const sb_match *m, sb_text *out)
{
    const char *s = m->actual.v.s, *x = m->x.v.s, *at, *wanted;
    bool differ;

    if (m->negated || !s || !x || !sb_diff_is_long(x, s))
        return false;
    differ = sb_texts_part_at_end(s, x, m->ignoring, &at, &wanted);
    sb_diff_around("a string ending with ", sb_value_bytes(&m->x), (size_t)(wanted - x), sb_value_bytes(&m->actual),
        (size_t)(at - s), differ ? NULL : "byte 0: more is expected before it", out);
    return true;
}

static void point(const sb_match *m, sb_text *out)
{
    const char *s = m->actual.v.s, *x = m->x.v.s, *at, *wanted;
    struct sb_text note = SB_TEXT_EMPTY;
    size_t from, to;

    if (m->negated || !s || !x || !sb_texts_part_at_end(s, x, m->ignoring, &at, &wanted))
        return; /* all of it is the end of what was wanted */
    from = (size_t)(at - s);
    for (to = from + 1; ((unsigned char)s[to] & 0xc0) == 0x80; to++)
        continue;
    sb_diff_note(&note, sb_value_bytes(&m->x), (size_t)(wanted - x), sb_value_bytes(&m->actual), from);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, s, from, to, note.at);
    sb_text_release(&note);
}

const sb_matcher_type sb_m_end_with = { .words = "end with",
    .wanted = "a string ending with",
    .fits = SB_FITS_STRINGS,
    .heeds_ignoring = true,
    .judge = ends,
    .details = point,
    .explain = explain_long };
