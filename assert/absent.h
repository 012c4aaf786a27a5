/* absent.h -- strings and bytes that are NULL where something is to be looked for, or looked at: mostly by mistake, as in
 * should_not(log, contain(getenv("SECRET"))), so that it holds neither asserted nor negated. */
#ifndef SEEDBED_ASSERT_ABSENT_H
#define SEEDBED_ASSERT_ABSENT_H

#include <seedbed/ext/matcher.h>

/* A string (or NULL itself) that is NULL, or bytes at NULL that should be some. */
static inline bool sb_absent(const sb_value *value)
{
    return value->kind >> 4 == SB_PTR >> 4 ? !value->v.p : value->kind == SB_BYTES && !value->v.b.data && value->v.b.size;
}

/* Of a matcher that looks for strings or bytes in its operand: whether the operand is absent, or what is looked for, or one of these. In
 * an array NULL is a value as others are. */
bool sb_absent_in(const sb_match *match);
/* The line that says which, where the verdict is SB_NEVER for that; false: it is not. */
bool sb_absent_explain(const sb_match *match, sb_text *out);

#endif
