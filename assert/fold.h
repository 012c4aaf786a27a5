/* fold.h -- letters without case, and what is white space: the two questions of comparing that does not look closely. */
#ifndef SEEDBED_ASSERT_FOLD_H
#define SEEDBED_ASSERT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The small letter of a capital, by the simple case folding of Unicode, of every script: one code point stays one, so that the German
 * sharp s is not "ss". Any other code point is itself. No locale has a say. */
uint32_t sb_fold(uint32_t code);
/* Of a range either each code point is as far from its small letter (by), or capitals and small letters take turns (by 0): capitals are
 * even or odd as the first one is. In order of code points. */
struct sb_fold_range {
    uint32_t from, to;
    int32_t by;
};
extern const struct sb_fold_range sb__fold_table[];
extern const size_t sb__fold_ranges;
/* White space as Unicode has it: blanks of any width, tabs, ends of lines, the no-break space; not the zero-width space. */
bool sb_is_space(uint32_t code);

#endif
