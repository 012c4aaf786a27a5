/* diff_note.c -- what stands behind the caret: where the first difference is, and what it is where the eye would not see it. */
#include "character.h"
#include "diff.h"
#include "fold.h"
#include "reading.h"
#include "utf8.h"
#include <string.h>

/* The characters of n bytes; false where they are not UTF-8, so that there are none to count. */
static bool count_characters(const char *s, size_t n, size_t *count_out)
{
    *count_out = 0;
    for (const char *at = s, *end = s + n; at < end; ++*count_out) {
        if (sb_utf8_next(&at, end) == SB_UTF8_BAD)
            return false;
    }
    return true;
}

void sb_diff_place(sb_text *out, const char *s, size_t at)
{
    size_t characters;

    sb_text_add(out, "byte %zu", at);
    if (count_characters(s, at, &characters) && characters != at)
        sb_text_add(out, " (character %zu)", characters);
}

/* What is there where nothing should be, if it does not show: "a newline", "white space"; NULL: it shows. */
static const char *unseen_rest(const char *s, size_t n)
{
    const char *at = s, *end = s + n;
    const char *name = sb_character_name(sb_utf8_next(&at, end));

    if (at == end)
        return name;
    for (at = s; at < end;) {
        if (!sb_is_space(sb_utf8_next(&at, end)))
            return NULL;
    }
    return "white space";
}

static uint32_t code_at(sb_bytes s, size_t at)
{
    const char *from = (const char *)s.data + at;
    return sb_utf8_next(&from, (const char *)s.data + s.size);
}

static bool is_plain(uint32_t code) { return code > ' ' && code < 0x7f; }

static bool mark_follows(sb_bytes s, size_t at)
{
    const char *from = (const char *)s.data + at, *end = (const char *)s.data + s.size;

    sb_utf8_next(&from, end);
    return from < end && sb_utf8_columns(sb_utf8_next(&from, end)) == 0;
}

/* Two characters that anybody sees and tells apart need no words. */
static void add_characters(sb_text *out, sb_bytes expected, size_t at_expected, sb_bytes got, size_t at_got)
{
    uint32_t wanted = code_at(expected, at_expected), there = code_at(got, at_got);

    if (is_plain(wanted) && is_plain(there) && !mark_follows(expected, at_expected) && !mark_follows(got, at_got))
        return;
    sb_text_add(out, ": got ");
    sb_character_add(out, (const char *)got.data + at_got, got.size - at_got, wanted);
    sb_text_add(out, ", expected ");
    sb_character_add(out, (const char *)expected.data + at_expected, expected.size - at_expected, there);
}

void sb_diff_note(sb_text *out, sb_bytes expected, size_t at_expected, sb_bytes got, size_t at_got)
{
    size_t missing = expected.size - at_expected, extra = got.size - at_got;
    const char *unseen = NULL;

    sb_diff_place(out, got.data, at_got);
    if (!extra && missing) {
        unseen = unseen_rest((const char *)expected.data + at_expected, missing);
        sb_text_add(out, ": %zu more expected%s%s", missing, unseen ? ", " : "", unseen ? unseen : "");
    } else if (!missing && extra) {
        unseen = unseen_rest((const char *)got.data + at_got, extra);
        sb_text_add(out, ": should end here%s%s%s", unseen ? "; " : "", unseen ? unseen : "", unseen ? " follows" : "");
    } else if (missing && extra)
        add_characters(out, expected, at_expected, got, at_got);
}

void sb_diff_hint(sb_text *out, const char *expected, const char *got)
{
    static const unsigned tried[] = { SB_IGNORING_LINE_ENDS, SB_IGNORING_SPACE, SB_IGNORING_CASE,
        SB_IGNORING_CASE | SB_IGNORING_SPACE };

    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        if (!sb_texts_equal(expected, got, tried[i]))
            continue;
        sb_text_add(out, "they are equal");
        sb_ignoring_add(out, tried[i]);
        sb_text_add(out, "\n");
        return;
    }
}
