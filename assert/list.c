/* list.c -- values in a row: read, found and printed. */
#include "list.h"
#include "item.h"
#include "part.h"
#include "reading.h"
#include "value.h"
#include "view.h"
#include <stdlib.h>
#include <string.h>

/* A longer line is broken into one per element, unless these are numbers, which say little each. */
enum { LINE = 100 };

struct sb_list sb_list_of(const sb_value *array)
{
    const sb_view *view = &array->v.view;

    return (struct sb_list){ .array = *array, .n = sb_view_count(array), .absent = !view->data && view->size };
}

struct sb_list sb_list_given(const sb_matcher_type *type, const sb_value *x, const sb_value *actual)
{
    const sb_parts *parts = x->v.p;

    if (x->kind == SB_ARRAY)
        return sb_list_of(x);
    if (x->kind != SB_PARTS)
        return (struct sb_list){ .value = x, .n = 1 };
    if (parts->values == 1 && parts->value->kind == SB_ARRAY && (type->fits != SB_FITS_LISTED || actual->kind != SB_ARRAY))
        return sb_list_of(parts->value);
    return (struct sb_list){ .value = parts->value, .n = parts->values };
}

sb_value sb_list_at(const struct sb_list *list, size_t i)
{
    return list->value ? list->value[i] : sb_view_element(&list->array, i);
}

size_t sb_list_find(const struct sb_list *list, size_t from, const sb_value *value)
{
    for (; from < list->n; from++) {
        sb_value one = sb_list_at(list, from);
        if (sb_values_equal(&one, value, list->ignoring))
            return from;
    }
    return list->n;
}

/* An element whose type prints itself, or that has more inside, is printed as what it is; any other beside `other`. */
static void print_element(sb_text *to, const struct sb_list *list, size_t i, const sb_value *other)
{
    const struct sb_item whole = sb_item_of(&list->array);
    struct sb_item item = { .shape = SB_ITEM_VALUE };

    if (list->value)
        item.value = list->value[i];
    else
        item = sb_item_inside(&whole, i);
    if (item.shape == SB_ITEM_VALUE)
        sb_value_print_beside(to, &item.value, other);
    else
        sb_item_print(to, &item);
}

/* How many of the first, and of the last, are printed: all of them as the first where they are few. */
static size_t heads(const struct sb_list *list)
{
    const struct sb_item whole = sb_item_of(&list->array);
    size_t shown = list->value || !list->n ? list->n : sb_item_shown(&whole);

    return list->n > shown ? shown / 2 : list->n;
}

static void print_from_to(sb_text *to, const struct sb_list *list, size_t from, size_t end, const sb_value *other)
{
    for (size_t i = from; i < end; i++) {
        sb_text_add(to, i > from ? ", " : "");
        print_element(to, list, i, other);
    }
}

void sb_list_print(sb_text *to, const struct sb_list *list, const sb_value *other)
{
    size_t head = heads(list);

    if (list->absent) {
        sb_text_add(to, "NULL");
        return;
    }
    sb_text_add(to, "[");
    print_from_to(to, list, 0, head, other);
    if (head < list->n) {
        sb_text_add(to, ", ... (%zu of %zu cut, --full-values shows all) ..., ", list->n - 2 * head, list->n);
        print_from_to(to, list, list->n - head, list->n, other);
    }
    sb_text_add(to, "]");
}

/* "[3] user{id: 7}", each in a line of its own. */
static void print_rows(sb_text *to, const struct sb_list *list, const sb_value *other, size_t margin)
{
    size_t head = heads(list);

    for (size_t i = 0; i < list->n; i++) {
        if (i)
            sb_text_add(to, "\n%*s", (int)margin, "");
        if (i == head) {
            sb_text_add(
                to, "... (%zu of %zu cut, --full-values shows all) ...\n%*s", list->n - 2 * head, list->n, (int)margin, "");
            i = list->n - head;
        }
        sb_text_add(to, "[%zu] ", i);
        print_element(to, list, i, other);
    }
}

void sb_list_print_rows(sb_text *to, const struct sb_list *list, const sb_value *other, size_t margin)
{
    struct sb_text line = SB_TEXT_EMPTY;

    sb_list_print(&line, list, other);
    if (list->value || list->absent || line.size <= LINE || sb_kind_number(list->array.v.view.type->kind))
        sb_text_put(to, line.at, line.size);
    else
        print_rows(to, list, other, margin);
    sb_text_release(&line);
}

/* As its type prints it, where an element is equal to it; a number says nothing of its type, which may be an enum with names. */
static bool print_as_element(sb_text *to, const sb_value *value, const struct sb_list *list)
{
    size_t i = list->n;

    if (!list->value && list->n && list->array.v.view.type->print)
        i = sb_list_find(list, 0, value);
    if (i < list->n)
        print_element(to, list, i, value);
    return i < list->n;
}

/* Beside the first that makes a difference: chars are all alike, floats are told apart where two look the same. */
void sb_list_print_value(sb_text *to, const sb_value *value, const struct sb_list *list)
{
    struct sb_text plain = SB_TEXT_EMPTY;
    size_t n = list->n < SB_LIST_LOOKED_AT ? list->n : SB_LIST_LOOKED_AT, start = to->size;

    if (print_as_element(to, value, list))
        return;
    sb_value_print(&plain, value);
    for (size_t i = 0; i < n; i++) {
        sb_value one = sb_list_at(list, i);

        to->size = start;
        sb_value_print_beside(to, value, &one);
        if (to->size - start != plain.size || memcmp(to->at + start, plain.at, plain.size) != 0)
            break;
    }
    if (!n)
        sb_text_put(to, plain.at, plain.size);
    sb_text_release(&plain);
}

void sb_list_add_nearest(sb_text *to, const struct sb_list *list, const char *name, bool place)
{
    size_t looked_at = list->n < SB_LIST_LOOKED_AT ? list->n : SB_LIST_LOOKED_AT, n = 0;
    const char **names = sb_alloc((looked_at + 1) * sizeof *names);
    sb_value nearest = { .kind = SB_STR };

    for (size_t i = 0; i < looked_at; i++) {
        sb_value one = sb_list_at(list, i);
        if (one.kind == SB_STR && one.v.s)
            names[n++] = one.v.s;
    }
    nearest.v.s = sb_nearest(name, names);
    free(names);
    if (!nearest.v.s)
        return;
    sb_text_add(to, " nearest: ");
    sb_value_print(to, &nearest);
    if (place)
        sb_text_add(to, " at [%zu]", sb_list_find(list, 0, &nearest));
    sb_text_add(to, "\n");
}

void sb_list_separate(sb_text *to, size_t i, size_t n, const char *last)
{
    if (i)
        sb_text_add(to, i + 1 < n ? ", " : " %s ", last);
}
