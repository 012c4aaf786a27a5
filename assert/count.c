/* count.c -- how many: a whole number, 0 or more. */
#include "count.h"
#include "distance.h"
#include <math.h>

bool sb_is_count(const sb_value *value)
{
    if (!sb_kind_number(value->kind) || sb_value_nan(value) || sb_value_negative(value) || sb_value_infinite(value))
        return false;
    return !sb_kind_floating(value->kind) || truncl(value->v.d) == value->v.d;
}

void sb_count_explain(sb_text *out, const sb_value *value)
{
    if (sb_is_count(value))
        return;
    sb_text_add(out, "how many is a whole number, 0 or more, and ");
    sb_value_print(out, value);
    sb_text_add(out, " is %s: it does not hold, asserted or negated\n",
        sb_kind_number(value->kind) ? "none" : sb_kind_words(value->kind));
}
