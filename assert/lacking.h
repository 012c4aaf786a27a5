/* lacking.h -- the lines "missing:" and "extra:" of two lists that should hold the same, or one the other. */
#ifndef SEEDBED_ASSERT_LACKING_H
#define SEEDBED_ASSERT_LACKING_H

#include "list.h"

enum sb_lacking {
    SB_LACKING_PLACES = 1, /* say where they are */
    SB_LACKING_COUNT = 2   /* one that is there more than once has to be there so often in the other list too */
};

/* A line of the values of `list` that `in` lacks, "   extra: 5 at [2], 3 (1 of 2) at [4]"; no line where it lacks none. */
void sb_lacking_add(sb_text *out, const char *label, const struct sb_list *list, const struct sb_list *in, int how);
/* How many values such a line has; the others are counted. */
size_t sb_lacking_shown(void);

#endif
