/* sequence.h -- matchers about several values: the elements of an array, and lists of what may or must be there.
 *
 *     should(mode, be_one_of("audit", "verified", "honor"));
 *     should(array(xs, n), contain_exactly(1, 2, 2, 3));
 *     should(array(names, n), each(all_of(start_with("a"), have_length_at_least(2))));
 *     should(array(xs, n), be_sorted);
 *
 * Lists are up to 16 values, of different C types where they compare (1, 2.5, 'c'). A longer list is an array in their place, alone:
 * be_one_of(array(primes, 100)), contain_all_of(array(names, n)).
 *
 * What holds for all of them:
 *  - Equal is what equal_to says: numbers by mathematical value, strings by what is in them, pointers by where they point; nan equals
 *    nothing, and NULL, as a string, equals NULL only.
 *  - Values of another kind than what they would be compared with (a string among numbers, a pointer among strings) are no match
 *    that fails but a mistake: the assertion fails, asserted or negated, and says which value it is.
 *  - An array at NULL that should have elements satisfies nothing here, asserted or negated, and as a list makes its matcher fail
 *    both ways. An array of no elements is an array like others, at NULL too.
 *  - Inside ignoring_case and its like (text.h) strings that look alike are equal, and be_sorted orders them by what is left of them.
 *  - How many (of elements, times, bytes) is a whole number, 0 or more, of any type: have_length(2.5), exactly(-1, m) and
 *    contain_times(x, NAN) fail, asserted or negated.
 *  - Nothing is allocated where they hold, unless it says so below.
 */
#ifndef SEEDBED_SEQUENCE_H
#define SEEDBED_SEQUENCE_H

#include <seedbed/should.h>
#include <seedbed/type.h>

/* Equal to one of the values. Any operand. Of an operand that is an array itself the list is of arrays: be_one_of(array(a, 2),
 * array(b, 3)). */
#define SB_M_be_one_of(...) &sb_m_be_one_of, SB__ANYTHING, SB__VALUES(__VA_ARGS__), 0, 0

/* contain(x) is in should.h: of a string, a string somewhere inside; of bytes(), bytes; of an array, an element equal to x. */

/* Exactly n times. Strings and bytes are counted without overlap, from the left: "aa" is in "aaa" once. How often "" is in a string
 * cannot be said: with it the assertion fails either way. */
#define SB_M_contain_times(x, n) &sb_m_contain_times, SB__CONTAINER, x, SB__PLUS(n)

/* Of an array: elements equal to the values. Of a string: the values are strings inside it, which may overlap, and NULL is in none.
 * Allocate where the list has more than 64 values.
 * contain_all_of: each of them; how often one is listed does not matter. Holds for an array as list that is empty.
 * contain_any_of: at least one of them. Does not hold for an array as list that is empty.
 * contain_in_order: each of them, and behind the one listed before it; other things may be between. In a string the next one begins
 * where the one before it ends, or later. */
#define SB_M_contain_all_of(...) &sb_m_contain_all_of, SB__MEMBERS, SB__VALUES(__VA_ARGS__), 0, 0
#define SB_M_contain_any_of(...) &sb_m_contain_any_of, SB__MEMBERS, SB__VALUES(__VA_ARGS__), 0, 0
#define SB_M_contain_in_order(...) &sb_m_contain_in_order, SB__MEMBERS, SB__VALUES(__VA_ARGS__), 0, 0

/* Arrays only. Allocate where there are more than 64 values.
 * contain_exactly: these, each as often as it is listed, and nothing else; in any order. An array as list: be_permutation_of. */
#define SB_M_contain_exactly(...) &sb_m_contain_exactly, SB__VIEW, SB__VALUES(__VA_ARGS__), 0, 0
#define SB_M_be_permutation_of(ys) &sb_m_be_permutation_of, SB__VIEWS, ys
/* Each element is among those of ys, or the other way round; how often does not matter. No elements are a subset of any array. */
#define SB_M_be_subset_of(ys) &sb_m_be_subset_of, SB__VIEWS, ys
#define SB_M_be_superset_of(ys) &sb_m_be_superset_of, SB__VIEWS, ys

/* The elements judged by a matcher m, which may be a composite.
 * each: m holds for every element; for an array of none too, as mathematics has it: add not_(be_empty) where that is not meant.
 * some: for at least one. none: for not one. exactly, at_least, at_most: for so many.
 * An element that m cannot judge either way (nan in an ordering) makes the assertion fail, asserted or negated, unless another one
 * settles it: one that does not hold, for each; one that does, for some and none. */
#define SB_M_each(m) &sb_m_each, SB__VIEW, SB__EACH_PART(m), 0, 0
#define SB_M_some(m) &sb_m_some, SB__VIEW, SB__EACH_PART(m), 0, 0
#define SB_M_none(m) &sb_m_none, SB__VIEW, SB__EACH_PART(m), 0, 0
#define SB_M_exactly(n, m) &sb_m_exactly, SB__VIEW, SB__PART_AND(SB__BOX(n), m), 0, 0
#define SB_M_at_least(n, m) &sb_m_at_least, SB__VIEW, SB__PART_AND(SB__BOX(n), m), 0, 0
#define SB_M_at_most(n, m) &sb_m_at_most, SB__VIEW, SB__PART_AND(SB__BOX(n), m), 0, 0

/* None of the matchers holds for the operand, whatever it is: should(name, none_of(be_empty, start_with(" "))). */
#define SB_M_none_of(...) &sb_m_none_of, SB__ANYTHING, SB__EACH_PART(__VA_ARGS__), 0, 0

/* Numbers, or strings by their bytes (strcmp). Equal neighbours are in order, and fewer than two elements are. nan and a NULL string
 * have no place in an order: with one of them it fails, asserted or negated. */
#define SB_M_be_sorted &sb_m_be_sorted, SB__VIEW
#define SB_M_be_sorted_descending &sb_m_be_sorted_descending, SB__VIEW
/* No two elements are equal; two nan are not, two NULL strings are. Allocates where there are more than 64 elements, which takes one
 * pass; for a struct type with an `equal` of its own every pair is compared. */
#define SB_M_be_unique &sb_m_be_unique, SB__VIEW

/* Bytes before the NUL of a string, size of bytes(), elements of an array; a NULL string has no length. have_length(n) is in should.h. */
#define SB_M_have_length_at_least(n) &sb_m_have_length_at_least, SB__LENGTH, n
#define SB_M_have_length_at_most(n) &sb_m_have_length_at_most, SB__LENGTH, n

extern const sb_matcher_type sb_m_be_one_of, sb_m_contain_times, sb_m_contain_all_of, sb_m_contain_any_of, sb_m_contain_in_order,
    sb_m_contain_exactly, sb_m_be_permutation_of, sb_m_be_subset_of, sb_m_be_superset_of, sb_m_each, sb_m_some, sb_m_none,
    sb_m_exactly, sb_m_at_least, sb_m_at_most, sb_m_none_of, sb_m_be_sorted, sb_m_be_sorted_descending, sb_m_be_unique,
    sb_m_have_length_at_least, sb_m_have_length_at_most;

/* Which kinds fit, beside those of should.h. */
#define SB__MEMBERS(a, x) a == 0xe2 || a == 0x11
#define SB__VIEWS(a, x) a == 0x11 && x == 0x11

#endif
