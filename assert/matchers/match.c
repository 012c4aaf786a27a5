/* match.c -- match, match_whole: a PCRE2 pattern that a string has somewhere, or is. */
#include "../diff.h"
#include "../message.h"
#include "../patterns.h"
#include "../reading.h"
#include "../value.h"
#include <seedbed/text.h>
#include <stdlib.h>
#include <string.h>

/* An operand is copied where white space or line ends are ignored; up to this many bytes onto the stack. */
enum { COPIED = 2000 };

static unsigned how(const sb_match *m)
{
    return (m->type == &sb_m_match_whole ? SB_PATTERN_WHOLE : 0u) | (m->ignoring & SB_IGNORING_CASE ? SB_PATTERN_CASELESS : 0u);
}

/* In the operand, or in what of it counts. */
static sb_found find_as(const sb_match *m, unsigned as, bool keep)
{
    const char *s = m->actual.v.s;
    size_t n = strlen(s);
    char room[COPIED + 1], *copy = NULL;
    sb_found found;

    if (m->ignoring & ~(unsigned)SB_IGNORING_CASE) {
        copy = n <= COPIED ? room : sb_alloc(n + 1);
        sb_texts_copy(s, m->ignoring, copy);
        s = copy;
        n = strlen(copy);
    }
    found = sb_patterns_find(m->site, m->x.v.s, as, (sb_bytes){ s, n }, keep);
    if (copy && copy != room)
        free(copy);
    return found;
}

static sb_found find(const sb_match *m) { return find_as(m, how(m), false); }

static enum sb_verdict matches(const sb_match *m)
{
    sb_found found;

    if (!m->actual.v.s || !m->x.v.s)
        return SB_NEVER;
    found = find_as(m, how(m), true);
    return found.state == SB_FOUND ? SB_YES : found.state == SB_FOUND_NOT ? SB_NO : SB_NEVER;
}

/* A mistake in the pattern, or a match that pcre2 gave up. */
static bool explain_error(const sb_match *m, sb_text *out)
{
    struct sb_text note = SB_TEXT_EMPTY;
    sb_found found;

    if (!m->actual.v.s || !m->x.v.s)
        return false;
    found = find(m);
    if (found.state == SB_FOUND || found.state == SB_FOUND_NOT)
        return false;
    sb_text_add(out, " pattern: ");
    sb_value_print(out, &m->x);
    sb_text_add(out, "\n");
    if (found.state == SB_FOUND_GIVEN_UP) {
        sb_text_add(out, "has given up: ");
        sb_pattern_add_error(out, found.error);
        sb_text_add(out, "; a pattern with fewer ways to match the same text may get through\n");
    } else {
        sb_text_add(&note, "byte %zu: ", found.at);
        sb_pattern_add_error(&note, found.error);
        sb_diff_mark(out, SB_MESSAGE_MARGIN, m->x.v.s, found.at, found.at, note.at);
        sb_text_release(&note);
    }
    return true;
}

static void mark(const sb_match *m, sb_found found, const char *what, sb_text *out)
{
    struct sb_text note = SB_TEXT_EMPTY;
    size_t from = found.from, to = found.to;

    if (m->ignoring & ~(unsigned)SB_IGNORING_CASE) {
        from = sb_texts_original(m->actual.v.s, m->ignoring, from);
        to = sb_texts_original(m->actual.v.s, m->ignoring, to);
    }
    sb_text_add(&note, "bytes %zu to %zu match%s", from, to, what);
    sb_diff_mark(out, SB_MESSAGE_MARGIN, m->actual.v.s, from, to, note.at);
    sb_text_release(&note);
}

/* Negated: what it matches. Asserted: what it would match, were it not to be all, or were case ignored. */
static void point(const sb_match *m, sb_text *out)
{
    sb_found found;

    if (!m->actual.v.s || !m->x.v.s)
        return;
    found = find(m);
    if (found.state == SB_FOUND) {
        mark(m, found, "", out);
        return;
    }
    found = find_as(m, how(m) & ~(unsigned)SB_PATTERN_WHOLE, false);
    if (found.state == SB_FOUND && found.to > found.from) {
        mark(m, found, ", and no more", out);
        return;
    }
    found = find_as(m, how(m) | SB_PATTERN_CASELESS, false);
    if (found.state == SB_FOUND && found.to > found.from)
        mark(m, found, ", ignoring case", out);
}

const sb_matcher_type sb_m_match = { .words = "match",
    .wanted = "a match for",
    .fits = SB_FITS_STRINGS,
    .heeds_ignoring = true,
    .judge = matches,
    .details = point,
    .explain = explain_error };
const sb_matcher_type sb_m_match_whole = { .words = "match whole",
    .wanted = "a whole match for",
    .fits = SB_FITS_STRINGS,
    .heeds_ignoring = true,
    .judge = matches,
    .details = point,
    .explain = explain_error };
