/* diff.c -- one line against another: a caret under the first character that differs, and a window around it in long ones. */
#include "diff.h"
#include "message.h"
#include "reading.h"
#include "value.h"
#include <stdio.h>
#include <string.h>

/* Strings up to WHOLE bytes are shown whole; longer ones from BEFORE bytes before the difference to AFTER behind it. */
enum { WHOLE = 100, BEFORE = 40, AFTER = 50 };

/* One of the two: its first difference, and what of it is shown. */
struct side {
    const char *s;
    size_t n, at, from, to;
};

size_t sb_diff_first(sb_bytes a, sb_bytes b)
{
    const unsigned char *pa = a.data, *pb = b.data;
    size_t i = 0, n = a.size < b.size ? a.size : b.size;

    while (i < n && pa[i] == pb[i])
        i++;
    return i;
}

static bool inside_character(const char *s, size_t i) { return ((unsigned char)s[i] & 0xc0) == 0x80; }

size_t sb_diff_columns(const char *s, size_t n)
{
    struct sb_text dropped = SB_TEXT_EMPTY;
    size_t columns = 0, one;

    for (size_t i = 0; i < n; columns += one)
        i += sb_value_print_character(&dropped, s + i, n - i, &one);
    sb_text_release(&dropped);
    return columns;
}

void sb_diff_mark(sb_text *out, size_t margin, const char *s, size_t from, size_t to, const char *note)
{
    size_t n = strlen(s), width;

    if (n <= sb_value_shown()) {
        width = sb_diff_columns(s + from, to - from);
        sb_text_add(out, "%*s", (int)(margin + 1 + sb_diff_columns(s, from)), "");
        for (size_t i = 0; i < (width ? width : 1); i++)
            sb_text_add(out, "^");
        sb_text_add(out, " ");
    }
    sb_text_add(out, "%s\n", note);
}

static void choose_window(struct side *side, bool whole)
{
    side->from = whole || side->at <= BEFORE ? 0 : side->at - BEFORE;
    while (side->from < side->at && side->from && inside_character(side->s, side->from))
        side->from++;
    side->to = whole || side->n - side->at <= AFTER ? side->n : side->at + AFTER;
    while (side->to < side->n && inside_character(side->s, side->to))
        side->to++;
}

static void add_window(sb_text *out, const struct side *side)
{
    bool cut = side->from || side->to < side->n;

    sb_text_add(out, side->from ? "... \"" : "\"");
    for (size_t i = side->from; i < side->to;)
        i += sb_value_print_character(out, side->s + i, side->n - i, NULL);
    sb_text_add(out, side->to < side->n ? "\" ..." : "\"");
    if (cut) {
        sb_text_add(out, " (");
        sb_value_print_count(out, side->n);
        sb_text_add(out, " bytes)");
    }
}

static struct side side_of(sb_bytes text, size_t at) { return (struct side){ .s = text.data, .n = text.size, .at = at }; }

bool sb_diff_is_long(const char *expected, const char *got)
{
    return strlen(expected) > sb_value_shown() || strlen(got) > sb_value_shown();
}

void sb_diff_around(
    const char *words, sb_bytes expected, size_t at_expected, sb_bytes got, size_t at_got, const char *note, sb_text *out)
{
    struct side e = side_of(expected, at_expected), g = side_of(got, at_got);
    bool whole = sb_value_shown() == SIZE_MAX || (e.n <= WHOLE && g.n <= WHOLE);

    choose_window(&e, whole);
    choose_window(&g, whole);
    sb_text_add(out, "expected: %s", words);
    add_window(out, &e);
    sb_text_add(out, "\n     got: ");
    add_window(out, &g);
    sb_text_add(
        out, "\n%*s^ ", (int)(SB_MESSAGE_MARGIN + 1 + (g.from ? 4u : 0u) + sb_diff_columns(g.s + g.from, g.at - g.from)), "");
    if (note)
        sb_text_add(out, "%s", note);
    else
        sb_diff_note(out, expected, at_expected, got, at_got);
    sb_text_add(out, "\n");
    if (e.from || g.from || e.to < e.n || g.to < g.n)
        sb_text_add(out, "cut around the difference, --full-values shows all\n");
}

void sb_diff_strings(const char *expected, const char *got, unsigned ignoring, sb_text *out)
{
    const char *at_expected, *at_got;

    sb_texts_part(expected, got, ignoring, &at_expected, &at_got);
    sb_diff_around("", (sb_bytes){ expected, strlen(expected) }, (size_t)(at_expected - expected), (sb_bytes){ got, strlen(got) },
        (size_t)(at_got - got), NULL, out);
}

void sb_diff_texts(const char *expected, const char *got, unsigned ignoring, sb_text *out)
{
    if (sb_diff_has_lines(expected, got) && !(ignoring & SB_IGNORING_SPACE))
        sb_diff_lines(expected, got, ignoring, out);
    else
        sb_diff_strings(expected, got, ignoring, out);
    if (!ignoring)
        sb_diff_hint(out, expected, got);
}
