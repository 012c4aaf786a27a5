/* search.h -- where a value is: in a string, in bytes, or among the elements of an array. */
#ifndef SEEDBED_ASSERT_SEARCH_H
#define SEEDBED_ASSERT_SEARCH_H

#include "list.h"
#include "reading.h"

/* Borrows the operand. */
struct sb_search {
    bool array;
    struct sb_list elements; /* of an array */
    unsigned ignoring;
    sb_bytes text;           /* of a string or bytes; data NULL: in it nothing is found */
    struct sb_reader reader; /* where the last search that ignored something ended */
};
#define SB_NOWHERE SIZE_MAX

/* ignoring: enum sb_ignoring, for strings, and those among the elements. */
struct sb_search sb_search_in(const sb_value *operand, unsigned ignoring);
/* The index, or the byte, where `value` is for the first time at `from` or behind it; SB_NOWHERE. behind_out (may be NULL): where to
 * look for the next one, which does not overlap this one. */
size_t sb_search_next(struct sb_search *in, size_t from, const sb_value *value, size_t *behind_out);
/* How often it is there; those that overlap count once. */
size_t sb_search_count(struct sb_search *in, const sb_value *value);

/* "[3]", "byte 3". */
void sb_search_place(sb_text *to, const struct sb_search *in, size_t at);
/* Every place of the value, "[1], [4] and [7]"; the middle ones are cut where there are many, and the cut is said. */
void sb_search_places(sb_text *to, struct sb_search *in, const sb_value *value);
/* The value, so that a reader can tell it from the elements. */
void sb_search_print(sb_text *to, const struct sb_search *in, const sb_value *value);

#endif
