/* look.h -- one operand and its snapshot, side by side.
 *
 * Calling sequence: sb__look_at; where it is true, read; sb__look_end in any case.
 */
#ifndef SEEDBED_FRAMEWORK_SNAPSHOT_LOOK_H
#define SEEDBED_FRAMEWORK_SNAPSHOT_LOOK_H

#include "snapshots.h"
#include <seedbed/ext/matcher.h>

typedef struct sb__look {
    struct sb_snapshots *s;
    sb_running_test test;
    const char *folder;
    char *path;
    sb_text got, want;  /* want: where the file is there */
    enum sb__fate fate; /* SAME, DIFFERS or MISSING */
    bool kept;          /* it was compared with what this test keeps to be written, not with the file */
    bool demanded;      /* the assertion holds only where this does */
} sb__look;

/* False with a message: there is nothing to compare, or two texts want to be written as one snapshot. */
bool sb__look_at(sb__look *look, const sb_match *match);
void sb__look_end(sb__look *look);
/* Nobody had to look at it any more: it is asked for all the same. */
void sb__look_past(const sb_match *match);
/* What differs, where it lies, and what to type. */
void sb__look_explain(const sb__look *look, const sb_match *match, sb_text *out);

#endif
