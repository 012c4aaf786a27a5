/* stranger.h -- values of another kind than what a matcher would compare them with: a string listed among numbers. */
#ifndef SEEDBED_ASSERT_STRANGER_H
#define SEEDBED_ASSERT_STRANGER_H

#include <seedbed/ext/matcher.h>

/* Whether what the part lists, or looks for in the operand, has one. Its own kind and the operand's go together (fit.h). */
bool sb_stranger_in(const sb_part *part, const sb_value *actual);
/* "\"a\" is a string, and `n` is a number"; name: how the message calls the operand. False: there is none. */
bool sb_stranger_explain(const sb_part *part, const sb_value *actual, const char *name, sb_text *out);

#endif
