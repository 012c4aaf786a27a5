/* sentence.h -- the first line of a failed assertion: "age should be between 1 and 9", in the words of the source. */
#ifndef SEEDBED_ASSERT_SENTENCE_H
#define SEEDBED_ASSERT_SENTENCE_H

#include <seedbed/ext/matcher.h>

/* How many characters of an operand's source text are shown before its middle is cut out, and the cut is said. */
enum { SB_SENTENCE_SHOWN = 160 };
void sb_sentence_add(const sb_match *match, const char *actual, const char *matcher, sb_text *out);
/* The predicate of one part whose source text is not known: "be above 3". */
void sb_sentence_part(const sb_part *part, const sb_value *actual, sb_text *out);

#endif
