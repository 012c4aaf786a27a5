/* message.h -- what a failed assertion says: a sentence, then what was expected and what was there.
 *
 *     catalog_enrol(who, course) should equal CATALOG_FULL       the sentence, in the words of the source
 *       expected: 1                                              the values
 *            got: 0
 *
 * A composite hands on to the part that is to blame, so that a part has all the words it has alone.
 */
#ifndef SEEDBED_ASSERT_MESSAGE_H
#define SEEDBED_ASSERT_MESSAGE_H

#include <seedbed/ext/matcher.h>

/* The whole text of a failed assertion; site_text as in sb_site: the operand, NUL, the matcher, NUL. */
void sb_message_make(const sb_match *match, const char *site_text, sb_text *out);

/* What is behind the sentence, as lines without indent: by the matcher's own `explain`, or "expected: / got:" and its details. */
void sb_message_explain(const sb_match *match, sb_text *out);
/* The two lines "expected:" and "got:". */
void sb_message_values(const sb_match *match, sb_text *out);
/* What stands behind "expected: ", as in "above 3", "not 5", "below 1 or above 9". */
void sb_message_wanted(const sb_match *match, sb_text *out);

/* An argument, so that a reader can tell it from what it is compared with; `counts`: it is a number of elements. */
void sb_message_argument(sb_text *out, const sb_value *value, const sb_value *actual, bool counts);
/* Whether the first argument, or the values, of a matcher are numbers of elements and not like them. */
static inline bool sb_message_counts(const sb_matcher_type *type) { return type->fits == SB_FITS_LENGTH || type->inside; }
/* What a composite that is `described` says in place of its words and parts, in one line; without a leading "be" where a sentence of
 * "expected:" wants none. */
void sb_message_described(sb_text *out, const sb_parts *parts, bool without_be);
/* What stands behind the arguments or parts; "times" is "time" of one, and what is ignored by this one and the one inside is joined. */
void sb_message_behind(sb_text *out, const sb_part *part);
/* Puts " and ", or another word between two things; "" is a space. */
void sb_message_join(sb_text *out, const char *between);

/* Columns before the value in "expected: " and "     got: ". */
enum { SB_MESSAGE_MARGIN = 10 };

#endif
