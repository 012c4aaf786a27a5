/* item_print.c -- what is in memory as people read it: [1, 2, 3] and user{id: 1, name: "ada"}. */
#include "item.h"
#include "value.h"

/* Structs are printed in one another to this depth; what lies deeper is only named, because pointers may lead far, or in a circle. */
enum { DEPTH_SHOWN = 5 };

static void print(sb_text *to, const struct sb_item *item, int depth);

static void print_bytes_of_type(sb_text *to, const struct sb_item *own)
{
    sb_value bytes = { .kind = SB_BYTES, .v.b = { own->at, own->type->size } };

    sb_text_add(to, "%s{", own->type->name);
    sb_value_print(to, &bytes);
    sb_text_add(to, "}");
}

static void print_own(sb_text *to, const struct sb_item *own)
{
    sb_value value;

    if (own->type->print)
        own->type->print(own->at, to);
    else if (own->type->kind == SB_OBJECT)
        print_bytes_of_type(to, own);
    else {
        value = sb_item_value(own);
        sb_value_print(to, &value);
    }
}

static void print_struct(sb_text *to, const struct sb_item *object, int depth)
{
    sb_text_add(to, "%s{%s", object->type->name, depth < DEPTH_SHOWN ? "" : "...}");
    if (depth >= DEPTH_SHOWN)
        return;
    for (size_t i = 0; i < object->type->fields; i++) {
        struct sb_item field = sb_item_inside(object, i);
        sb_text_add(to, "%s%s: ", i ? ", " : "", object->type->field[i].name);
        print(to, &field, depth + 1);
    }
    sb_text_add(to, "}");
}

static void print_range(sb_text *to, const struct sb_item *list, size_t from, size_t end, int depth)
{
    for (size_t i = from; i < end; i++) {
        struct sb_item element = sb_item_inside(list, i);
        sb_text_add(to, i > from ? ", " : "");
        print(to, &element, depth);
    }
}

void sb_item_print_range(sb_text *to, const struct sb_item *list, size_t from, size_t end)
{
    print_range(to, list, from, end, 0);
}

size_t sb_item_shown(const struct sb_item *list)
{
    struct sb_item first = sb_item_inside(list, 0);

    if (sb_value_shown() == SIZE_MAX)
        return SIZE_MAX;
    return first.shape == SB_ITEM_VALUE ? SB_ITEM_SHOWN : SB_ITEM_SHOWN / 3;
}

static void print_list(sb_text *to, const struct sb_item *list, int depth)
{
    size_t n = list->count, shown = n ? sb_item_shown(list) : 0, head = n > shown ? shown / 2 : n;

    sb_text_add(to, "[");
    print_range(to, list, 0, head, depth);
    if (head < n) {
        sb_text_add(to, ", ... (%zu of %zu cut, --full-values shows all) ..., ", n - 2 * head, n);
        print_range(to, list, n - head, n, depth);
    }
    sb_text_add(to, "]");
}

static void print(sb_text *to, const struct sb_item *item, int depth)
{
    sb_bytes bytes;

    if (item->shape == SB_ITEM_VALUE)
        sb_value_print(to, &item->value);
    else if (item->shape == SB_ITEM_BYTES)
        sb_value_print(to, &(sb_value){ .kind = SB_BYTES, .v.b = { item->at, item->count } });
    else if (!item->at && item->count)
        sb_text_add(to, "NULL");
    else if (item->shape == SB_ITEM_TEXT && sb_item_bytes(item, &bytes))
        sb_value_print_string(to, bytes.data, bytes.size);
    else if (item->shape == SB_ITEM_LIST)
        print_list(to, item, depth);
    else if (item->shape == SB_ITEM_STRUCT)
        print_struct(to, item, depth);
    else
        print_own(to, item);
}

void sb_item_print(sb_text *to, const struct sb_item *item) { print(to, item, 0); }
