/* search.c -- where a value is: in a string, in bytes, or among the elements of an array. */
#include "search.h"
#include "reading.h"
#include "value.h"
#include <string.h>

struct sb_search sb_search_in(const sb_value *operand, unsigned ignoring)
{
    struct sb_search in = { .array = operand->kind == SB_ARRAY, .ignoring = ignoring };

    if (in.array) {
        in.elements = sb_list_of(operand);
        in.elements.ignoring = ignoring;
    } else
        in.text = sb_value_bytes(operand);
    in.reader = sb_reader_of(in.text.data, ignoring);
    return in;
}

static size_t next_in_text(sb_bytes in, size_t from, const sb_value *value, size_t *behind_out)
{
    sb_bytes wanted = sb_value_bytes(value);
    const char *text = in.data, *found = NULL;

    if (text && wanted.data && from <= in.size)
        found = wanted.size ? memmem(text + from, in.size - from, wanted.data, wanted.size) : text + from;
    if (!found)
        return SB_NOWHERE;
    if (behind_out)
        *behind_out = (size_t)(found - text) + wanted.size;
    return (size_t)(found - text);
}

/* Of strings only, which end in NUL. The reader goes on from where it is, unless it has to go back. */
static size_t next_ignoring(struct sb_search *in, size_t from, const sb_value *value, size_t *behind_out)
{
    const char *s = in->text.data, *found, *end;

    if (!s || value->kind != SB_STR || !value->v.s)
        return SB_NOWHERE;
    if (in->reader.at > s + from)
        in->reader = sb_reader_of(s, in->ignoring);
    found = sb_texts_find_on(&in->reader, s + from, value->v.s, &end);
    if (!found)
        return SB_NOWHERE;
    if (behind_out)
        *behind_out = (size_t)(end - s) + (end == found); /* nothing is found once at each place */
    return (size_t)(found - s);
}

size_t sb_search_next(struct sb_search *in, size_t from, const sb_value *value, size_t *behind_out)
{
    size_t at;

    if (!in->array && in->ignoring)
        return next_ignoring(in, from, value, behind_out);
    if (!in->array)
        return next_in_text(in->text, from, value, behind_out);
    at = sb_list_find(&in->elements, from, value);
    if (at == in->elements.n)
        return SB_NOWHERE;
    if (behind_out)
        *behind_out = at + 1;
    return at;
}

size_t sb_search_count(struct sb_search *in, const sb_value *value)
{
    size_t n = 0, behind = 0;

    while (sb_search_next(in, behind, value, &behind) != SB_NOWHERE)
        n++;
    return n;
}

void sb_search_place(sb_text *to, const struct sb_search *in, size_t at)
{
    sb_text_add(to, in->array ? "[%zu]" : "byte %zu", at);
}

void sb_search_places(sb_text *to, struct sb_search *in, const sb_value *value)
{
    size_t n = sb_search_count(in, value), behind = 0;

    for (size_t i = 0; i < n; i++) {
        size_t at = sb_search_next(in, behind, value, &behind);

        if (n > SB_LIST_INDEXES && i >= SB_LIST_INDEXES / 2 && i + 1 < n) {
            if (i == SB_LIST_INDEXES / 2)
                sb_text_add(to, ", ... (%zu cut) ...", n - SB_LIST_INDEXES / 2 - 1);
            continue;
        }
        sb_list_separate(to, i, n, "and");
        sb_search_place(to, in, at);
    }
}

void sb_search_print(sb_text *to, const struct sb_search *in, const sb_value *value)
{
    if (in->array)
        sb_list_print_value(to, value, &in->elements);
    else
        sb_value_print(to, value);
}
