/* print.c -- what stands in a snapshot for a value: text as it is, anything else as it prints, an element or a field a line.
 *
 * Other than in a message nothing is cut, because what is cut is not compared; and nothing is told that is another in each run.
 */
#include "../../assert/item.h"
#include "../../assert/value.h"
#include "snapshots.h"

/* What pointers lead to is printed to this depth: a list of so many would be more blanks than text. */
enum { DEPTH_PRINTED = 200 };

/* A struct, and those that it is inside of. */
struct inside {
    const struct sb_item *item;
    const struct inside *up;
    int depth;
};

static void print(sb_text *to, const struct sb_item *item, const struct inside *up);

/* Whether it is inside itself, because pointers lead in a circle. */
static bool circular(const struct sb_item *item, const struct inside *up)
{
    while (up && (up->item->at != item->at || up->item->type != item->type || up->item->shape != item->shape))
        up = up->up;
    return up;
}

static void print_string(sb_text *to, sb_bytes text)
{
    const char *s = text.data;
    sb_text_add(to, s ? "\"" : "NULL");
    for (size_t i = 0; i < text.size;)
        i += sb_value_print_character(to, s + i, text.size - i, NULL);
    sb_text_add(to, s ? "\"" : "");
}

static void print_bytes(sb_text *to, sb_bytes bytes)
{
    const unsigned char *at = bytes.data;
    sb_text_add(to, "%zu byte%s%s", bytes.size, bytes.size == 1 ? "" : "s",
        !at && bytes.size ? " at NULL"
            : bytes.size  ? ":"
                          : "");
    for (size_t i = 0; at && i < bytes.size; i++)
        sb_text_add(to, " %02x", at[i]);
}

static void print_value(sb_text *to, const sb_value *value)
{
    if (value->kind == SB_STR)
        print_string(to, sb_value_bytes(value));
    else if (value->kind == SB_BYTES)
        print_bytes(to, value->v.b);
    else if (value->kind >> 4 == SB_PTR >> 4)
        sb_text_add(to, value->v.p ? "a pointer" : "NULL");
    else
        sb_value_print(to, value);
}

static void print_own(sb_text *to, const struct sb_item *own)
{
    if (own->type->print)
        own->type->print(own->at, to);
    else if (own->type->kind == SB_OBJECT)
        print_bytes(to, (sb_bytes){ own->at, own->type->size });
    else {
        sb_value value = sb_item_value(own);
        print_value(to, &value);
    }
}

/* Fields with their names, elements without. */
static void print_inside(sb_text *to, const struct sb_item *item, const struct inside *up)
{
    bool fields = item->shape == SB_ITEM_STRUCT;
    size_t n = sb_item_count(item);
    const struct inside here = { item, up, up ? up->depth + 1 : 1 };

    sb_text_add(to, "%s%s", fields ? item->type->name : "", fields ? " {" : "[");
    for (size_t i = 0; i < n; i++) {
        struct sb_item inside = sb_item_inside(item, i);
        sb_text_add(to, "\n%*s%s%s", here.depth * 2, "", fields ? item->type->field[i].name : "", fields ? ": " : "");
        print(to, &inside, &here);
    }
    if (n)
        sb_text_add(to, "\n%*s", here.depth * 2 - 2, "");
    sb_text_add(to, fields ? "}" : "]");
}

static void print_or_say_why_not(sb_text *to, const struct sb_item *item, const struct inside *up)
{
    if (item->behind && circular(item, up))
        sb_text_add(to, "(a circle: inside itself)");
    else if (item->behind && up && up->depth >= DEPTH_PRINTED)
        sb_text_add(to, "(not shown, %d deep)", DEPTH_PRINTED);
    else
        print_inside(to, item, up);
}

static void print(sb_text *to, const struct sb_item *item, const struct inside *up)
{
    sb_bytes bytes;
    if (item->shape == SB_ITEM_VALUE)
        print_value(to, &item->value);
    else if (!item->at && item->count)
        sb_text_add(to, "NULL");
    else if (item->shape == SB_ITEM_TEXT && sb_item_bytes(item, &bytes))
        print_string(to, bytes);
    else if (item->shape == SB_ITEM_BYTES && sb_item_bytes(item, &bytes))
        print_bytes(to, bytes);
    else if (item->shape == SB_ITEM_OWN || (item->shape == SB_ITEM_STRUCT && item->type->print))
        print_own(to, item);
    else
        print_or_say_why_not(to, item, up);
}

void sb__snapshot_print(sb_text *to, const sb_value *value)
{
    sb_text_put(to, "", 0);
    if (value->kind == SB_STR || value->kind == SB_BYTES) {
        sb_bytes whole = sb_value_bytes(value);
        sb_text_put(to, whole.data, whole.size);
        return;
    }
    struct sb_item item = sb_item_of(value);
    print(to, &item, NULL);
    sb_text_add(to, "\n");
}
