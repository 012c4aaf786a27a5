/* prefix.c -- start_with. */
#include "../diff.h"
#include "../message.h"
#include "../reading.h"
#include "../value.h"
#include <string.h>

static enum sb_verdict starts(const sb_match *m)
{
    const char *s = m->actual.v.s, *x = m->x.v.s;

    if (!s || !x)
        return SB_NEVER;
    if (m->ignoring)
        return sb_texts_start(s, x, m->ignoring) ? SB_YES : SB_NO;
    return strncmp(s, x, strlen(x)) == 0 ? SB_YES : SB_NO;
}

/* Of long strings what is around the place where they part. */
static bool explain_long(const sb_match *m, sb_text *out)
{
    const char *s = m->actual.v.s, *x = m->x.v.s, *at, *wanted;

    if (m->negated || !s || !x || !sb_diff_is_long(x, s))
        return false;
    sb_texts_part(s, x, m->ignoring, &at, &wanted);
    sb_diff_around("a string starting with ", sb_value_bytes(&m->x), (size_t)(wanted - x), sb_value_bytes(&m->actual),
        (size_t)(at - s), NULL, out);
    return true;
}

static void point(const sb_match *m, sb_text *out)
{
    const char *s = m->actual.v.s, *x = m->x.v.s, *at, *wanted;
    struct sb_text note = SB_TEXT_EMPTY;

    if (m->negated || !s || !x)
        return;
    sb_texts_part(s, x, m->ignoring, &at, &wanted);
    sb_diff_note(&note, sb_value_bytes(&m->x), (size_t)(wanted - x), sb_value_bytes(&m->actual), (size_t)(at - s));
    sb_diff_mark(out, SB_MESSAGE_MARGIN, s, (size_t)(at - s), (size_t)(at - s), note.at);
    sb_text_release(&note);
}

const sb_matcher_type sb_m_start_with = { .words = "start with",
    .wanted = "a string starting with",
    .fits = SB_FITS_STRINGS,
    .judge = starts,
    .heeds_ignoring = true,
    .details = point,
    .explain = explain_long };
