/* field.c -- a field by its name, found step by step, without memory of its own. */
#include "field.h"
#include "value.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *behind_spaces(const char *s)
{
    while (isspace((unsigned char)*s))
        s++;
    return s;
}

static size_t name_size(const char *s)
{
    size_t n = 0;

    while (isalnum((unsigned char)s[n]) || s[n] == '_')
        n++;
    return n;
}

static enum sb_field_fault into_field(struct sb_item *item, const char **rest)
{
    const char *name = behind_spaces(*rest + (**rest == '.'));
    size_t n = name_size(name);

    if (!n || isdigit((unsigned char)*name))
        return SB_FIELD_SPELT;
    if (item->shape != SB_ITEM_STRUCT)
        return SB_FIELD_FLAT;
    if (!item->at)
        return SB_FIELD_NULL;
    for (size_t i = 0; i < item->type->fields; i++) {
        const char *field = item->type->field[i].name;
        if (strncmp(field, name, n) == 0 && !field[n]) {
            *item = sb_item_inside(item, i);
            *rest = name + n;
            return SB_FIELD_FOUND;
        }
    }
    return SB_FIELD_NONE;
}

static struct sb_item byte_at(const struct sb_item *bytes, size_t i)
{
    const unsigned char *at = bytes->at;
    return (struct sb_item){ .shape = SB_ITEM_VALUE, .value = { .kind = SB_INT, .v.i = at[i] } };
}

static enum sb_field_fault into_element(struct sb_item *item, const char **rest)
{
    const char *at = behind_spaces(*rest + 1);
    char *end;
    unsigned long long i = strtoull(at, &end, 0);

    if (!isdigit((unsigned char)*at) || *behind_spaces(end) != ']')
        return SB_FIELD_SPELT;
    if (item->shape != SB_ITEM_LIST && item->shape != SB_ITEM_BYTES)
        return SB_FIELD_FLAT;
    if (i >= item->count)
        return SB_FIELD_BEYOND;
    if (!item->at)
        return SB_FIELD_NULL;
    *item = item->shape == SB_ITEM_BYTES ? byte_at(item, (size_t)i) : sb_item_inside(item, (size_t)i);
    *rest = behind_spaces(end) + 1;
    return SB_FIELD_FOUND;
}

struct sb_found_field sb_field_find(const struct sb_item *root, const char *path)
{
    struct sb_found_field found = { .fault = SB_FIELD_FOUND, .item = *root, .rest = behind_spaces(path) };
    bool first = true;

    while (found.fault == SB_FIELD_FOUND && (first || *found.rest)) {
        if (*found.rest == '[')
            found.fault = into_element(&found.item, &found.rest);
        else if (first || *found.rest == '.')
            found.fault = into_field(&found.item, &found.rest);
        else
            found.fault = SB_FIELD_SPELT;
        first = false;
        if (found.fault == SB_FIELD_FOUND)
            found.rest = behind_spaces(found.rest);
    }
    return found;
}

/* ---- what is wrong ---- */
static void explain_none(const struct sb_found_field *found, sb_text *out)
{
    const sb_type *type = found->item.type;
    const char **names = sb_alloc((type->fields + 1) * sizeof *names), *at = behind_spaces(found->rest + (*found->rest == '.')),
               *near;
    struct sb_text name = SB_TEXT_EMPTY;

    for (size_t i = 0; i < type->fields; i++)
        names[i] = type->field[i].name;
    sb_text_put(&name, at, name_size(at));
    near = sb_nearest(name.at, names);
    sb_text_add(out, "%s has no field `%s`", type->name, name.at);
    if (near)
        sb_text_add(out, ": did you mean `%s`?\n", near);
    else
        sb_text_add(out, " among those that SB_STRUCT(%s, ...) names\n", type->name);
    sb_text_release(&name);
    free(names);
}

static const char *what_it_is(const struct sb_item *item)
{
    switch (item->shape) {
    case SB_ITEM_TEXT: return "a string";
    case SB_ITEM_BYTES: return "bytes";
    case SB_ITEM_LIST: return "an array";
    case SB_ITEM_STRUCT: return item->type->name;
    case SB_ITEM_OWN: return item->type->name;
    case SB_ITEM_VALUE: break;
    }
    return sb_kind_words(item->value.kind);
}

void sb_field_explain(const struct sb_found_field *found, const char *path, sb_text *out)
{
    const char *rest = behind_spaces(found->rest);
    int done = (int)(found->rest - path);
    bool element = *rest == '[';

    while (done && isspace((unsigned char)path[done - 1]))
        done--;
    if (found->fault == SB_FIELD_NONE) {
        explain_none(found, out);
        return;
    }
    if (found->fault == SB_FIELD_SPELT) {
        sb_text_add(out, "`%s` is no path to a field, as name, home.city or scores[2] are\n", path);
        return;
    }
    if (done)
        sb_text_add(out, "`%.*s` ", done, path);
    else
        sb_text_add(out, "it ");
    if (found->fault == SB_FIELD_NULL)
        sb_text_add(out, "is NULL, and has no %s to look at\n", element ? "elements" : "fields");
    else if (found->fault == SB_FIELD_FLAT)
        sb_text_add(out, "is %s, and has no %s\n", what_it_is(&found->item), element ? "elements" : "fields that are known");
    else
        sb_text_add(out, "has %zu element%s: there is no %.*s\n", found->item.count, found->item.count == 1 ? "" : "s",
            (int)(strchr(rest, ']') + 1 - rest), rest);
}
