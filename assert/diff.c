/* diff.c -- one line against another: a caret under the first byte that differs, and a window around it in long ones. */
#include "diff.h"
#include "message.h"
#include "value.h"
#include <stdio.h>
#include <string.h>

/* Strings up to WHOLE bytes are shown whole; longer ones from BEFORE bytes before the difference to AFTER behind it. */
enum { WHOLE = 100, BEFORE = 40, AFTER = 50 };

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

    if (n <= SB_VALUE_SHOWN) {
        width = sb_diff_columns(s + from, to - from);
        sb_text_add(out, "%*s", (int)(margin + 1 + sb_diff_columns(s, from)), "");
        for (size_t i = 0; i < (width ? width : 1); i++)
            sb_text_add(out, "^");
        sb_text_add(out, " ");
    }
    sb_text_add(out, "%s\n", note);
}

/* The bytes [from, to) of a string of n. */
static void add_window(sb_text *out, const char *s, size_t from, size_t to, size_t n)
{
    sb_text_add(out, from ? "... \"" : "\"");
    for (size_t i = from; i < to;)
        i += sb_value_print_character(out, s + i, n - i, NULL);
    sb_text_add(out, to < n ? "\" ..." : "\"");
    if (from || to < n)
        sb_text_add(out, " (%zu bytes)", n);
}

static size_t window_end(const char *s, size_t first, size_t n)
{
    size_t to = first + AFTER < n ? first + AFTER : n;

    while (to < n && inside_character(s, to))
        to++;
    return to;
}

static void add_note(sb_text *out, size_t first, size_t expected_size, size_t got_size)
{
    sb_text_add(out, "^ byte %zu", first);
    if (first == got_size)
        sb_text_add(out, ": %zu more expected", expected_size - first);
    else if (first == expected_size)
        sb_text_add(out, ": should end here");
    sb_text_add(out, "\n");
}

void sb_diff_strings(const char *expected, const char *got, sb_text *out)
{
    size_t ne = strlen(expected), ng = strlen(got), first = sb_diff_first((sb_bytes){ expected, ne }, (sb_bytes){ got, ng });
    size_t from = 0, character = first;
    bool whole = ne <= WHOLE && ng <= WHOLE;

    while (character && (inside_character(got, character) || inside_character(expected, character)))
        character--;
    if (!whole && character > BEFORE) {
        from = character - BEFORE;
        while (from < character && inside_character(got, from))
            from++;
    }
    sb_text_add(out, "expected: ");
    add_window(out, expected, from, whole ? ne : window_end(expected, character, ne), ne);
    sb_text_add(out, "\n     got: ");
    add_window(out, got, from, whole ? ng : window_end(got, character, ng), ng);
    sb_text_add(
        out, "\n%*s", (int)(SB_MESSAGE_MARGIN + 1 + (from ? 4u : 0u) + sb_diff_columns(got + from, character - from)), "");
    add_note(out, first, ne, ng);
}
