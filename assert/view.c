/* view.c -- arrays and objects as operands: elements, equality and printing of what is behind them. */
#include "view.h"
#include "item.h"

size_t sb_view_count(const sb_value *array) { return array->v.view.data ? array->v.view.size : 0; }

sb_value sb_view_element(const sb_value *array, size_t i)
{
    const struct sb_item list = sb_item_of(array), element = sb_item_inside(&list, i);
    return sb_item_value(&element);
}

bool sb_view_equal(const sb_value *a, const sb_value *b)
{
    const struct sb_item ia = sb_item_of(a), ib = sb_item_of(b);
    return a->kind == b->kind && sb_item_equal(&ia, &ib, 0);
}

void sb_view_print(sb_text *to, const sb_value *value)
{
    const struct sb_item item = sb_item_of(value);
    sb_item_print(to, &item);
}
