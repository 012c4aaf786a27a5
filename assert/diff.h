/* diff.h -- two strings or runs of bytes that should be equal, shown so that the eye falls on what differs. */
#ifndef SEEDBED_ASSERT_DIFF_H
#define SEEDBED_ASSERT_DIFF_H

#include <seedbed/ext/matcher.h>

/* Two strings that should be the same but for what is to be ignored (enum sb_ignoring): a diff of lines where either has several, else
 * a caret; and whether they would be the same, were something ignored. */
void sb_diff_texts(const char *expected, const char *got, unsigned ignoring, sb_text *out);
/* "expected:" and "got:" with a caret under the first character that differs; of long strings only the part around it. */
void sb_diff_strings(const char *expected, const char *got, unsigned ignoring, sb_text *out);
/* The same of two that part at these bytes, with words before what was expected; note: what the caret says, NULL: sb_diff_note. */
void sb_diff_around(
    const char *words, sb_bytes expected, size_t at_expected, sb_bytes got, size_t at_got, const char *note, sb_text *out);
/* Whether either is longer than what is shown of a string whole. */
bool sb_diff_is_long(const char *expected, const char *got);
/* Whether either has several lines, so that a diff of lines shows more than a caret would. */
bool sb_diff_has_lines(const char *expected, const char *got);
/* A unified diff of lines. Line ends and case may be ignored; ignored white space within lines, too, but not where lines are broken. */
void sb_diff_lines(const char *expected, const char *got, unsigned ignoring, sb_text *out);
/* A hexdump of the rows that differ. */
void sb_diff_bytes(sb_bytes expected, sb_bytes got, sb_text *out);

/* Whichever of them fits two values; or, of arrays and objects, the fields and elements that differ. False: none does, because one is
 * NULL, or they are numbers. */
bool sb_diff_values(const sb_value *expected, const sb_value *got, unsigned ignoring, sb_text *out);

/* The first byte that differs; the smaller size where one begins with the other. */
size_t sb_diff_first(sb_bytes a, sb_bytes b);
/* Marks bytes [from, to) of a string that the line above shows after `margin` columns and a quote, and adds a note. A string that
 * was too long to be shown whole gets the note alone. */
void sb_diff_mark(sb_text *out, size_t margin, const char *s, size_t from, size_t to, const char *note);
/* The columns that n bytes of a string take when they are printed. */
size_t sb_diff_columns(const char *s, size_t n);

/* "byte 7 (character 5)": the character is told where it has another number than the byte. */
void sb_diff_place(sb_text *out, const char *s, size_t at);
/* The place of the first difference, and what is there where that does not show: "byte 3: got a tab, expected a blank". */
void sb_diff_note(sb_text *out, sb_bytes expected, size_t at_expected, sb_bytes got, size_t at_got);
/* A line that says what two strings which differ have to ignore to be the same; nothing where that does not help. */
void sb_diff_hint(sb_text *out, const char *expected, const char *got);

#endif
