/* kinds_pattern.c -- texts of a pattern, each of them once where they must be unique. */
#include "../../assert/context.h"
#include "kinds.h"
#include "shape.h"
#include <string.h>

enum { SMALL = 256 };

static const void *prepare(const sb_rule *rule, sb_store *store)
{
    sb_shape *shape = sb_store_alloc(store, sizeof *shape);

    if (!rule->form) {
        sb_fail_with(SB_ERR, "a pattern wants a form, such as \"[A-Z]{3}-\\\\d{4}\"");
        return NULL;
    }
    if (sb_shape_read(rule->form, store, shape))
        return NULL;
    sb_shape_count(shape, store);
    if (rule->unique && !shape->count) {
        sb_fail_with(SB_ERR,
            "form is \"%s\", of which it cannot be told how many texts there are, and they have to be unique: write it with fewer repeats",
            rule->form);
        return NULL;
    }
    return shape;
}

/* What is cut would no longer be a text of the pattern. */
static bool fits(const sb_kind_call *call, const sb_shape *shape, sb_value *out)
{
    if (call->most && call->most < shape->shortest)
        sb_kind_cannot(out, "the pattern \"%s\" makes texts of %zu characters or more, and there is room for %zu",
            call->rule->form, shape->shortest, call->most);
    else if (call->unique && call->most && call->most < shape->longest)
        sb_kind_cannot(out,
            "the pattern \"%s\" makes texts of up to %zu characters, and there is room for %zu: it has to fit where texts must be unique",
            call->rule->form, shape->longest, call->most);
    else if (call->unique && !shape->count)
        sb_kind_cannot(out,
            "it cannot be told how many texts the pattern \"%s\" has, and they must be unique: write it with fewer repeats",
            call->rule->form);
    else
        return !call->unique || sb_kind_has_room(call, shape->count, out);
    return false;
}

static void make(const sb_kind_call *call, sb_value *out)
{
    const sb_shape *shape = call->ready;
    size_t bytes = 4 * shape->longest;
    char small[SMALL], *text;
    sb_draw draw;
    sb_put to;

    if (!fits(call, shape, out))
        return;
    text = bytes < SMALL ? small : sb_store_alloc(call->store, bytes + 1);
    to = sb_put_into(text, bytes + 1);
    if (call->unique) {
        sb_shape_nth(shape, sb_kind_nth(call, shape->count), &to);
    } else {
        draw = sb_kind_draw(call);
        sb_shape_make(shape, &draw, call->most, &to);
    }
    *out = sb__box_s(text == small ? sb_store_copy(call->store, small, (size_t)(to.at - text)) : text);
}

const sb_kind sb_kinds_pattern[] = {
    { "pattern",
        "a text of the pattern in `form`: [A-Z]{3}-\\d{4}, (red|blue)?, \\w+; each of its texts once where they must be unique",
        "form", true, make, prepare },
    { .name = NULL },
};
