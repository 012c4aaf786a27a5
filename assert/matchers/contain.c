/* contain.c -- contain: a string inside another, bytes inside others, an element of an array. */
#include "../diff.h"
#include "../message.h"
#include "../search.h"
#include "../value.h"
#include <string.h>

static enum sb_verdict contains(const sb_match *m)
{
    struct sb_search in;

    if (m->actual.kind == SB_STR)
        return m->actual.v.s && m->x.v.s && strstr(m->actual.v.s, m->x.v.s) ? SB_YES : SB_NO;
    in = sb_search_in(&m->actual);
    if (in.elements.absent)
        return SB_NEVER;
    return sb_search_next(&in, 0, &m->x, NULL) != SB_NOWHERE ? SB_YES : SB_NO;
}

/* Negated: where it is. Asserted: where it would be, were letters compared without case. */
static void point(const sb_match *m, sb_text *out)
{
    const char *s = m->actual.v.s, *x = m->x.v.s, *found;
    struct sb_text note = SB_TEXT_EMPTY;
    size_t at;

    if (!s || !x)
        return;
    found = m->negated ? strstr(s, x) : strcasestr(s, x);
    if (!found)
        return;
    at = (size_t)(found - s);
    sb_text_add(&note, m->negated ? "byte %zu" : "byte %zu, in other case", at);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, s, at, at + strlen(x), note.at);
    sb_text_release(&note);
}

/* "it is at [1] and [4]". */
static void say_where(const sb_match *m, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual);

    if (m->actual.kind == SB_STR) {
        point(m, out);
        return;
    }
    if (sb_search_next(&in, 0, &m->x, NULL) == SB_NOWHERE)
        return;
    sb_text_add(out, "it is at ");
    sb_search_places(out, &in, &m->x);
    sb_text_add(out, "\n");
}

const sb_matcher_type sb_m_contain = {
    .words = "contain", .wanted = "a string containing", .fits = SB_FITS_CONTAINER, .judge = contains, .details = say_where
};
