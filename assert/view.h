/* view.h -- what is behind array() and object(): elements and fields as values. */
#ifndef SEEDBED_ASSERT_VIEW_H
#define SEEDBED_ASSERT_VIEW_H

#include "text.h"
#include <seedbed/type.h>

/* One of a type, read: a number, a string or pointer, or an object, array or bytes that borrow it. */
sb_value sb_type_read(const sb_type *type, const void *at);

/* Elements of an array; 0 where it is at NULL. */
size_t sb_view_count(const sb_value *array);
sb_value sb_view_element(const sb_value *array, size_t i);
/* Both arrays, or both objects: the same number of equal elements; equal fields. Arrays compare by the values of their elements,
 * whatever their types. */
bool sb_view_equal(const sb_value *a, const sb_value *b);
/* [1, 2, 3] and user{id: 1, name: "ada"}. */
void sb_view_print(sb_text *to, const sb_value *value);

#endif
