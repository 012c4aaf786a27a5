/* elements.h -- the elements of an array judged by the part of a composite: each(m), some(m), exactly(n, m). */
#ifndef SEEDBED_ASSERT_ELEMENTS_H
#define SEEDBED_ASSERT_ELEMENTS_H

#include "list.h"

/* Whether there is an array, and its elements are of a kind that the part goes with. */
bool sb_elements_judgeable(const sb_match *m);
/* Of an array that is judgeable. */
enum sb_verdict sb_elements_judge(const sb_match *m, const struct sb_list *elements, size_t i);
/* How many elements have this verdict; the index of the first of them, or n. */
size_t sb_elements_count(const sb_match *m, enum sb_verdict verdict, size_t *first_out);

/* "[1], [4] and [7]": the elements with this verdict. */
void sb_elements_places(sb_text *out, const sb_match *m, enum sb_verdict verdict);
/* What the part has to say about element i, each line indented by two. */
void sb_elements_explain(sb_text *out, const sb_match *m, size_t i, bool negated);
/* What there is to say where the elements cannot be judged, or one of them cannot. False: all can. */
bool sb_elements_explain_never(sb_text *out, const sb_match *m);

#endif
