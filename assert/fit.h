/* fit.h -- which kinds a matcher goes with, at run time: for the parts of composites, whose types the compiler cannot check
 * against the operand. The same rules as the SB__ macros at the end of <seedbed/should.h>. */
#ifndef SEEDBED_ASSERT_FIT_H
#define SEEDBED_ASSERT_FIT_H

#include <seedbed/ext/matcher.h>

bool sb_fit(enum sb_fits fits, int actual, int x);
/* Whether the matcher, or a part of it however deep, does not go with its operand; the first that does not may be asked for. What is
 * inside a composite of the kind that looks into its operand is left to sb_part_judge_value. */
bool sb_fit_misfits(const sb_match *match);
bool sb_fit_find(const sb_match *match, sb_part *misfit_out);
/* What is wrong with a misfit: "it takes a number, and `name` is a string". */
void sb_fit_explain(const sb_part *misfit, const char *name, const sb_value *actual, sb_text *out);

#endif
