/* diff_script.h -- which lines of one text became which of another: the shortest list of removals and additions. */
#ifndef SEEDBED_ASSERT_DIFF_SCRIPT_H
#define SEEDBED_ASSERT_DIFF_SCRIPT_H

#include "text.h"

struct sb_line {
    const char *at;
    size_t size;
    bool ended; /* by a newline */
    uint64_t hash;
    char *key; /* what is compared where something is ignored; else NULL */
};

struct sb_side {
    struct sb_line *line;
    size_t n;
    unsigned ignoring;
};

/* ' ' both have it, '-' only the first, '+' only the second; and its number, from 0, in the side it is shown from. Of what was changed the
 * removals come first. */
struct sb_step {
    char mark;
    size_t at;
};

struct sb_script {
    struct sb_step *step;
    size_t n, room;
};

struct sb_side sb_side_of(const char *s, unsigned ignoring);
void sb_side_release(struct sb_side *side);
bool sb_line_same(const struct sb_side *a, size_t i, const struct sb_side *b, size_t j);
/* The caller frees step. */
struct sb_script sb_script_of(const struct sb_side *a, const struct sb_side *b);

#endif
