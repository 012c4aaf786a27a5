/* list.h -- values in a row: the elements of an array, or the values that a matcher lists. */
#ifndef SEEDBED_ASSERT_LIST_H
#define SEEDBED_ASSERT_LIST_H

#include "text.h"
#include <seedbed/type.h>

/* Borrows what it is made of. */
struct sb_list {
    const sb_value *value; /* NULL: the elements of `array` */
    sb_value array;
    size_t n;
    unsigned ignoring; /* enum sb_ignoring, for finding */
    bool absent;       /* an array at NULL that should have elements: it satisfies nothing, asserted or negated */
};

/* The elements of an array. */
struct sb_list sb_list_of(const sb_value *array);
/* What a matcher lists: its values, or the elements of its argument where that is one array alone. Of be_one_of on an array the one
 * array is a value: no element is an array. */
struct sb_list sb_list_given(const sb_matcher_type *type, const sb_value *x, const sb_value *actual);
static inline struct sb_list sb_list_listed(const sb_match *m)
{
    struct sb_list list = sb_list_given(m->type, &m->x, &m->actual);
    list.ignoring = m->ignoring;
    return list;
}
/* The elements of the operand. */
static inline struct sb_list sb_list_actual(const sb_match *m)
{
    struct sb_list list = sb_list_of(&m->actual);
    list.ignoring = m->ignoring;
    return list;
}
sb_value sb_list_at(const struct sb_list *list, size_t i);
/* The index of the first that is equal to `value`, from index `from` on; n: none. */
size_t sb_list_find(const struct sb_list *list, size_t from, const sb_value *value);

/* How many indexes are printed before the rest is cut, and the cut is said; of elements, sb_item_shown. */
enum { SB_LIST_INDEXES = 8 };
/* [1, 2, 3], the elements beside `other`, which may be a list of its own kind or one value. */
void sb_list_print(sb_text *to, const struct sb_list *list, const sb_value *other);
/* The same, in a line for each element, "[0] ..." and so on behind `margin` columns, where one line would be long. */
void sb_list_print_rows(sb_text *to, const struct sb_list *list, const sb_value *other, size_t margin);
/* One value, so that a reader can tell it from each in the list, of which the first SB_LIST_LOOKED_AT are looked at. */
enum { SB_LIST_LOOKED_AT = 200 };
void sb_list_print_value(sb_text *to, const sb_value *value, const struct sb_list *list);

/* A line "nearest:" with the string of the list that was probably meant, and where it is; no line where none is near. */
void sb_list_add_nearest(sb_text *to, const struct sb_list *list, const char *name, bool place);

/* Puts what separates item i of n: ", ", and `last` ("and", "or") before the last one. */
void sb_list_separate(sb_text *to, size_t i, size_t n, const char *last);

#endif
