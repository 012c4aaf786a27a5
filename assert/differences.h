/* differences.h -- the fields and elements in which two things in memory differ, listed each with its path. */
#ifndef SEEDBED_ASSERT_DIFFERENCES_H
#define SEEDBED_ASSERT_DIFFERENCES_H

#include "item.h"

struct sb_differences {
    sb_text *out;
    struct sb_text path; /* "home.city", "scores[2]" */
    size_t found;
    size_t lines;      /* of texts that were written */
    unsigned ignoring; /* enum sb_ignoring, for the strings inside */
};

/* All differences of the two, which are at `path`. The first ten are written; the rest is counted. */
void sb_differences_add(struct sb_differences *d, const char *path, const struct sb_item *expected, const struct sb_item *got);
/* Says how many were not written, and releases the path. */
void sb_differences_end(struct sb_differences *d);

/* By a caret, a diff of lines or a hexdump, where both are strings or bytes. */
bool sb_diff_as_texts(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out);

/* "2 of 3 fields differ". */
void sb_differences_count(sb_text *out, size_t differ, size_t fields);

/* A path, a colon, and lines under it. */
void sb_differences_block(sb_text *out, const char *path, const struct sb_text *lines);

#endif
