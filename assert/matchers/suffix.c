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
        return SB_NO;
    if (m->ignoring)
        return sb_texts_end(s.data, x.data, m->ignoring) ? SB_YES : SB_NO;
    return x.size <= s.size && memcmp((const char *)s.data + (s.size - x.size), x.data, x.size) == 0 ? SB_YES : SB_NO;
}

/* Where they part, compared from the end. Not where something is ignored: places are known from the beginning only. */
static void point(const sb_match *m, sb_text *out)
{
    sb_bytes s = sb_value_bytes(&m->actual), x = sb_value_bytes(&m->x);
    const char *at = s.data, *want = x.data;
    struct sb_text note = SB_TEXT_EMPTY;
    size_t i = 0, from, to;

    if (m->negated || m->ignoring || !at || !want)
        return;
    while (i < s.size && i < x.size && at[s.size - 1 - i] == want[x.size - 1 - i])
        i++;
    if (i == s.size) /* all of it is the end of what was wanted */
        return;
    from = to = s.size - 1 - i;
    while (from && ((unsigned char)at[from] & 0xc0) == 0x80)
        from--;
    for (to++; to < s.size && ((unsigned char)at[to] & 0xc0) == 0x80; to++)
        continue;
    sb_diff_place(&note, at, from);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, at, from, to, note.at);
    sb_text_release(&note);
}

const sb_matcher_type sb_m_end_with = { .words = "end with",
    .wanted = "a string ending with",
    .fits = SB_FITS_STRINGS,
    .heeds_ignoring = true,
    .judge = ends,
    .details = point };
