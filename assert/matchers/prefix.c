/* prefix.c -- start_with. */
#include "../diff.h"
#include "../message.h"
#include "../value.h"
#include <string.h>

static enum sb_verdict starts(const sb_match *m)
{
    const char *s = m->actual.v.s, *x = m->x.v.s;
    return s && x && strncmp(s, x, strlen(x)) == 0 ? SB_YES : SB_NO;
}

static void point(const sb_match *m, sb_text *out)
{
    const char *s = m->actual.v.s, *x = m->x.v.s;
    struct sb_text note = SB_TEXT_EMPTY;
    size_t first;

    if (m->negated || !s || !x)
        return;
    first = sb_diff_first(sb_value_bytes(&m->actual), sb_value_bytes(&m->x));
    sb_text_add(&note, "byte %zu", first);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, s, first, first, note.at);
    sb_text_release(&note);
}

const sb_matcher_type sb_m_start_with = {
    .words = "start with", .wanted = "a string starting with", .fits = SB_FITS_STRINGS, .judge = starts, .details = point
};
