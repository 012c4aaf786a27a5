/* mark.h -- which lines of a failure's text are marked, and as what: the one table of the reporters that have colours. */
#ifndef SEEDBED_FRAMEWORK_REPORT_MARK_H
#define SEEDBED_FRAMEWORK_REPORT_MARK_H

#include <stddef.h>

enum sb_mark {
    SB__MARK_NONE = 0,
    SB__MARK_EXPECTED, /* what was to be */
    SB__MARK_GOT,      /* what was */
    SB__MARK_POINTER,  /* ^, below the first difference */
    SB__MARK_FRAME     /* heads of a diff's parts */
};

/* A line of a failure's text, without its newline; bytes [from, to) are what it does not share with the line it is compared with, none
 * where there is no such line, or hardly a likeness. */
typedef struct sb_marked {
    const char *at;
    size_t size, from, to;
    enum sb_mark mark;
} sb_marked;
/* All lines of a text; the caller frees them. */
sb_marked *sb__mark_lines(const char *text, size_t *count_out);

#endif
