/* contain.c -- contain: a string inside another, bytes inside others, an element of an array. */
#include "../absent.h"
#include "../diff.h"
#include "../message.h"
#include "../reading.h"
#include "../search.h"
#include "../value.h"
#include <string.h>

static enum sb_verdict contains(const sb_match *m)
{
    struct sb_search in;

    if (sb_absent_in(m))
        return SB_NEVER;
    if (m->actual.kind == SB_STR && !m->ignoring)
        return strstr(m->actual.v.s, m->x.v.s) ? SB_YES : SB_NO;
    in = sb_search_in(&m->actual, m->ignoring);
    if (in.elements.absent)
        return SB_NEVER;
    return sb_search_next(&in, 0, &m->x, NULL) != SB_NOWHERE ? SB_YES : SB_NO;
}

/* Negated: where it is. Asserted: where it would be, were case or white space ignored. */
static void point(const sb_match *m, sb_text *out)
{
    static const unsigned tried[] = { SB_IGNORING_CASE, SB_IGNORING_SPACE, SB_IGNORING_CASE | SB_IGNORING_SPACE };
    const char *s = m->actual.v.s, *x = m->x.v.s, *found, *end;
    struct sb_text note = SB_TEXT_EMPTY;
    unsigned ignoring = m->ignoring;

    if (!s || !x)
        return;
    found = sb_texts_find(s, x, ignoring, &end);
    for (size_t i = 0; !found && i < sizeof tried / sizeof *tried; i++) {
        ignoring = m->ignoring | tried[i];
        found = sb_texts_find(s, x, ignoring, &end);
    }
    if (!found)
        return;
    sb_diff_place(&note, s, (size_t)(found - s));
    if (ignoring != m->ignoring) {
        sb_text_add(&note, ",");
        sb_ignoring_add(&note, ignoring & ~m->ignoring);
    }
    sb_diff_mark(out, SB_MESSAGE_MARGIN, s, (size_t)(found - s), (size_t)(end - s), note.at);
    sb_text_release(&note);
}

/* "it is at [1] and [4]"; where a string is not there, the one that may have been meant. */
static void say_where(const sb_match *m, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);

    if (m->actual.kind == SB_STR) {
        point(m, out);
        return;
    }
    if (sb_search_next(&in, 0, &m->x, NULL) == SB_NOWHERE) {
        if (in.array && m->x.kind == SB_STR && m->x.v.s)
            sb_list_add_nearest(out, &in.elements, m->x.v.s, true);
        return;
    }
    sb_text_add(out, "it is at ");
    sb_search_places(out, &in, &m->x);
    sb_text_add(out, "\n");
}

const sb_matcher_type sb_m_contain = { .words = "contain",
    .wanted = "a string containing",
    .fits = SB_FITS_CONTAINER,
    .heeds_ignoring = true,
    .judge = contains,
    .details = say_where };
