/* count.h -- how many: the argument of have_length(n), exactly(n, m) and their like, which is a mistake unless it counts something. */
#ifndef SEEDBED_ASSERT_COUNT_H
#define SEEDBED_ASSERT_COUNT_H

#include <seedbed/ext/matcher.h>

/* A whole number, 0 or more, of any type. What is none makes a matcher fail asserted and negated: nothing has 2.5 elements, so that
 * should_not would hold whatever is there. */
bool sb_is_count(const sb_value *value);
/* A line that says so of one that is none; nothing for one that is. */
void sb_count_explain(sb_text *out, const sb_value *value);

#endif
