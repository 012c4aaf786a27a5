/* fold.h -- letters without case, and what is white space: the two questions of comparing that does not look closely. */
#ifndef SEEDBED_ASSERT_FOLD_H
#define SEEDBED_ASSERT_FOLD_H

#include <stdbool.h>
#include <stdint.h>

/* The small letter of a capital, by the simple case folding of Unicode for Latin, Greek (not polytonic), Cyrillic and Armenian: one code
 * point stays one, so that the German sharp s is not "ss". Any other code point is itself. No locale has a say. */
uint32_t sb_fold(uint32_t code);
/* White space as Unicode has it: blanks of any width, tabs, ends of lines, the no-break space; not the zero-width space. */
bool sb_is_space(uint32_t code);

#endif
