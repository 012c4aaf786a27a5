/* suffix.c -- end_with. */
#include "../diff.h"
#include "../message.h"
#include "../value.h"
#include <string.h>

static enum sb_verdict ends(const sb_match *m)
{
    sb_bytes s = sb_value_bytes(&m->actual), x = sb_value_bytes(&m->x);

    if (!s.data || !x.data || x.size > s.size)
        return SB_NO;
    return memcmp((const char *)s.data + (s.size - x.size), x.data, x.size) == 0 ? SB_YES : SB_NO;
}

/* Where they part, compared from the end. */
static void point(const sb_match *m, sb_text *out)
{
    sb_bytes s = sb_value_bytes(&m->actual), x = sb_value_bytes(&m->x);
    const char *at = s.data, *want = x.data;
    struct sb_text note = SB_TEXT_EMPTY;
    size_t i = 0;

    if (m->negated || !at || !want)
        return;
    while (i < s.size && i < x.size && at[s.size - 1 - i] == want[x.size - 1 - i])
        i++;
    if (i == s.size) /* all of it is the end of what was wanted */
        return;
    sb_text_add(&note, "byte %zu", s.size - 1 - i);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, at, s.size - 1 - i, s.size - i, note.at);
    sb_text_release(&note);
}

const sb_matcher_type sb_m_end_with = {
    .words = "end with", .wanted = "a string ending with", .fits = SB_FITS_STRINGS, .judge = ends, .details = point
};
