/* fit.h -- which kinds a matcher goes with, at run time: for the parts of composites, whose types the compiler cannot check
 * against the operand. The same rules as the SB__ macros at the end of <seedbed/should.h>. */
#ifndef SEEDBED_ASSERT_FIT_H
#define SEEDBED_ASSERT_FIT_H

#include <seedbed/ext/matcher.h>

bool sb_fit(enum sb_fits fits, int actual, int x);
/* The first part, however deep, that does not go with an operand of this kind; NULL: all do. */
const sb_part *sb_fit_misfit(const sb_parts *parts, int actual);
/* What is wrong with a misfit: "it takes a number, and `name` is a string". */
void sb_fit_explain(const sb_part *misfit, const char *name, int actual, sb_text *out);

#endif
