/* item.c -- one thing in memory: what it is, and what is inside it. */
#include "item.h"
#include "context.h"
#include "value.h"
#include "view.h"
#include <string.h>

static struct sb_item many_at(enum sb_item_shape shape, const sb_type *type, const void *at, size_t count)
{
    return (struct sb_item){ .shape = shape, .type = type, .at = at, .count = count };
}

/* Whether more can be reached from one of a type by pointers that count. */
static bool leads_on(const sb_type *type)
{
    if (type->kind == SB_ARRAY || type->kind == SB_PTR)
        return type->of && type->of != &sb_type_pointer && (type->kind == SB_PTR || leads_on(type->of));
    for (size_t i = 0; i < type->fields; i++) {
        const sb_member *field = &type->field[i];
        if (!field->get && ((field->count && !field->room) || leads_on(field->type)))
            return true;
    }
    return false;
}

/* What is not one value: an array becomes its elements, and a pointer whose target counts becomes the target. */
static struct sb_item one_at(const sb_type *type, const void *at)
{
    const sb_type *of = type->of;
    struct sb_item item;
    const void *target;

    if (!at)
        return many_at(type->fields ? SB_ITEM_STRUCT : SB_ITEM_OWN, type, NULL, 1);
    if (of && type->kind == SB_PTR && of != &sb_type_pointer) {
        memcpy(&target, at, sizeof target);
        item = one_at(of, target);
        item.behind = leads_on(of);
        return item;
    }
    if (type->kind == SB_ARRAY || type->kind == SB_BYTES)
        return many_at(type->kind == SB_ARRAY ? SB_ITEM_LIST : SB_ITEM_BYTES, of, at, type->size / of->size);
    if (type->kind == SB_STR && of && of->kind == SB_CHAR)
        return many_at(SB_ITEM_TEXT, of, at, type->size);
    if (type->kind == SB_OBJECT || type->print || type->equal)
        return many_at(type->fields && !type->equal ? SB_ITEM_STRUCT : SB_ITEM_OWN, type, at, 1);
    return (struct sb_item){ .shape = SB_ITEM_VALUE, .type = type, .value = sb_type_read(type, at) };
}

struct sb_item sb_item_of(const sb_value *value)
{
    const sb_view *view = &value->v.view;

    if (value->kind == SB_ARRAY)
        return many_at(SB_ITEM_LIST, view->type, view->data, view->size);
    if (value->kind == SB_OBJECT)
        return one_at(view->type, view->data);
    return (struct sb_item){ .shape = SB_ITEM_VALUE, .value = *value };
}

/* The field says how many there are. Where that is less than none, or more than there is room for in the struct, nothing is known of what is
 * there, and the count is all there is to show. */
static struct sb_item counted(const char *object, const sb_member *field)
{
    const sb_value n = sb_type_read(field->count, object + field->count_at);
    const void *at = object + field->at;
    struct sb_item item;
    size_t count = (size_t)n.v.u;
    enum sb_item_shape shape = field->type == &sb_type_char ? SB_ITEM_TEXT
        : field->type == &sb_type_uchar                     ? SB_ITEM_BYTES
                                                            : SB_ITEM_LIST;

    if ((n.v.i < 0 && !sb_kind_unsigned(n.kind)) || (field->room && count > field->room / field->type->size))
        return (struct sb_item){ .shape = SB_ITEM_VALUE, .value = { .kind = SB_ABSURD, .v.view = { at, count, field->type } } };
    if (!field->room)
        memcpy(&at, at, sizeof at);
    item = many_at(shape, field->type, at, count);
    item.behind = !field->room && leads_on(field->type);
    return item;
}

static struct sb_item field_of(const struct sb_item *object, const sb_member *field)
{
    const char *at = object->at;

    if (field->get) {
        const sb_value value = field->get(at); /* of C++: a container is an array */
        return sb_item_of(&value);
    }
    return field->count ? counted(at, field) : one_at(field->type, at + field->at);
}

size_t sb_item_count(const struct sb_item *item)
{
    if (item->shape == SB_ITEM_STRUCT)
        return item->at ? item->type->fields : 0;
    return item->shape == SB_ITEM_LIST && item->at ? item->count : 0;
}

struct sb_item sb_item_inside(const struct sb_item *item, size_t i)
{
    if (item->shape == SB_ITEM_STRUCT)
        return field_of(item, &item->type->field[i]);
    return one_at(item->type, (const char *)item->at + i * item->type->size);
}

bool sb_item_bytes(const struct sb_item *item, sb_bytes *out)
{
    bool text = item->shape == SB_ITEM_TEXT, bytes = item->shape == SB_ITEM_BYTES;

    if (item->shape == SB_ITEM_VALUE && (item->value.kind == SB_STR || item->value.kind == SB_BYTES))
        *out = sb_value_bytes(&item->value);
    else if (text || bytes)
        *out = (sb_bytes){ item->count ? item->at : "", text && item->at ? strnlen(item->at, item->count) : item->count };
    else
        return false;
    return true;
}

sb_value sb_item_value(const struct sb_item *item)
{
    sb_bytes text;

    switch (item->shape) {
    case SB_ITEM_LIST: return (sb_value){ .kind = SB_ARRAY, .v.view = sb_view_of(item->at, item->count, item->type) };
    case SB_ITEM_BYTES: return (sb_value){ .kind = SB_BYTES, .v.b = { item->at, item->count } };
    case SB_ITEM_STRUCT:
    case SB_ITEM_OWN:
        if (item->type->kind != SB_OBJECT && item->at)
            return sb_type_read(item->type, item->at);
        return (sb_value){ .kind = SB_OBJECT, .v.view = sb_view_of(item->at, SB_ONE_OBJECT, item->type) };
    case SB_ITEM_TEXT:
        sb_item_bytes(item, &text);
        if (text.data && text.size == item->count)
            text.data = sb_intern(text);
        return (sb_value){ .kind = SB_STR, .v.s = text.data };
    case SB_ITEM_VALUE: break;
    }
    return item->value;
}

const sb_type *sb_item_shown_as(const struct sb_item *item)
{
    const sb_type *type = item->type;
    return item->shape == SB_ITEM_OWN && item->at && type->print && type->of && sb_kind_number(type->kind) ? type : NULL;
}

bool sb_type_same(const sb_type *a, const sb_type *b)
{
    return a == b || (a->size == b->size && a->fields == b->fields && a->kind == b->kind && strcmp(a->name, b->name) == 0);
}
