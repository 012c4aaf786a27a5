/* reading.h -- strings compared without looking closely: ignoring case, white space, or how lines end.
 *
 * What it is: a reader walks over a string and gives what counts, unit by unit: letters without their case, a run of white space as one
 * blank and none at the ends, "\r\n" as "\n". Two strings are the same when their units are. Nothing is copied and nothing allocated, so
 * that strings of any length are read where they stand, and a place in the units is a place in the original.
 *
 * Strings end in NUL and are not NULL. `ignoring` is a set of enum sb_ignoring (ext/matcher.h).
 */
#ifndef SEEDBED_ASSERT_READING_H
#define SEEDBED_ASSERT_READING_H

#include <seedbed/ext/matcher.h>

struct sb_reader {
    const char *at, *unit; /* what comes next; where the unit that came last begins */
    unsigned ignoring;
    bool begun; /* a unit came: blanks from here on are not at the beginning */
};
static inline struct sb_reader sb_reader_of(const char *s, unsigned ignoring)
{
    return (struct sb_reader){ .at = s, .unit = s, .ignoring = ignoring };
}
/* A code point, or more than U+10FFFF for a byte that is no UTF-8; 0 at the end. */
uint32_t sb_reader_next(struct sb_reader *reader);

/* sb_texts_equal is declared in ext/matcher.h. */
/* Of strings that are equal. */
uint64_t sb_texts_hash(const char *s, unsigned ignoring);
bool sb_texts_start(const char *s, const char *with, unsigned ignoring);
bool sb_texts_end(const char *s, const char *with, unsigned ignoring);
/* Where `what` is in s for the first time, and where it ends; NULL. */
const char *sb_texts_find(const char *s, const char *what, unsigned ignoring, const char **end_out);
/* The same at `from` or behind it, on a reader that stands at `from` or before it; it is left where the search ended, so that the next
 * one, for what is behind, goes on from there. */
const char *sb_texts_find_on(struct sb_reader *reader, const char *from, const char *what, const char **end_out);
/* What counts of s, as a string of its own, whose letters keep their case; `to` has room for strlen(s) + 1. */
void sb_texts_copy(const char *s, unsigned ignoring, char *to);
/* The byte of s that byte `at` of that copy stands for. */
size_t sb_texts_original(const char *s, unsigned ignoring, size_t at);
/* The first places where they differ; where one ends, its end. */
void sb_texts_part(const char *a, const char *b, unsigned ignoring, const char **at_a_out, const char **at_b_out);
/* The last places where they differ, compared from the end; false: one is the end of the other, and the places are where the shorter
 * one begins and what is before that in the longer one. */
bool sb_texts_part_at_end(const char *a, const char *b, unsigned ignoring, const char **at_a_out, const char **at_b_out);
/* As sb_value_equal; strings, and those inside arrays and objects, as sb_texts_equal has it. */
bool sb_values_equal(const sb_value *a, const sb_value *b, unsigned ignoring);
/* "ignoring case and white space" with a blank before it; nothing where nothing is ignored. */
void sb_ignoring_add(sb_text *out, unsigned ignoring);

#endif
