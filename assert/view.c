/* view.c -- arrays and objects compared and printed, element by element and field by field. */
#include "view.h"
#include "value.h"

size_t sb_view_count(const sb_value *array) { return array->v.view.data ? array->v.view.size : 0; }

sb_value sb_view_element(const sb_value *array, size_t i)
{
    const sb_view *view = &array->v.view;
    return sb_type_read(view->type, (const char *)view->data + i * view->type->size);
}

static sb_value field_of(const sb_value *object, const sb_member *field)
{
    const char *at = (const char *)object->v.view.data + field->at;

    if (!field->count)
        return sb_type_read(field->type, at);
    return (sb_value){ .kind = SB_ARRAY, .v.view = sb_view_of(at, field->count, field->type) };
}

static bool objects_equal(const sb_value *a, const sb_value *b)
{
    const sb_type *type = a->v.view.type;

    if (type->equal)
        return type->equal(a->v.view.data, b->v.view.data);
    for (size_t i = 0; i < type->fields; i++) {
        sb_value fa = field_of(a, &type->field[i]), fb = field_of(b, &type->field[i]);
        if (!sb_value_equal(&fa, &fb))
            return false;
    }
    return true;
}

static bool arrays_equal(const sb_value *a, const sb_value *b)
{
    for (size_t i = 0; i < a->v.view.size; i++) {
        sb_value ea = sb_view_element(a, i), eb = sb_view_element(b, i);
        if (!sb_value_equal(&ea, &eb))
            return false;
    }
    return true;
}

bool sb_view_equal(const sb_value *a, const sb_value *b)
{
    if (a->kind != b->kind || a->v.view.size != b->v.view.size)
        return false;
    if (a->v.view.data == b->v.view.data || !a->v.view.size)
        return a->kind == SB_ARRAY || a->v.view.type == b->v.view.type;
    if (!a->v.view.data || !b->v.view.data)
        return false;
    return a->kind == SB_ARRAY ? arrays_equal(a, b) : a->v.view.type == b->v.view.type && objects_equal(a, b);
}

static void print_object(sb_text *to, const sb_value *object)
{
    const sb_type *type = object->v.view.type;

    if (type->print) {
        type->print(object->v.view.data, to);
        return;
    }
    sb_text_add(to, "%s{", type->name);
    for (size_t i = 0; i < type->fields; i++) {
        sb_value field = field_of(object, &type->field[i]);
        sb_text_add(to, "%s%s: ", i ? ", " : "", type->field[i].name);
        sb_value_print(to, &field);
    }
    sb_text_add(to, "}");
}

void sb_view_print(sb_text *to, const sb_value *value)
{
    if (!value->v.view.data && value->v.view.size)
        sb_text_add(to, "NULL");
    else if (value->kind == SB_OBJECT)
        print_object(to, value);
    else {
        sb_text_add(to, "[");
        for (size_t i = 0; i < value->v.view.size; i++) {
            sb_value element = sb_view_element(value, i);
            sb_text_add(to, i ? ", " : "");
            sb_value_print(to, &element);
        }
        sb_text_add(to, "]");
    }
}
