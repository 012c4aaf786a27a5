/* diff_items.c -- two strings, runs of bytes, arrays or objects that should be equal, shown by what fits them. */
#include "diff.h"
#include "differences.h"
#include "value.h"

/* So many elements before the first difference are shown of a long array. */
enum { AROUND = 5 };

bool sb_diff_as_texts(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    sb_bytes e, g;
    sb_value ve, vg;

    if (!sb_item_bytes(expected, &e) || !sb_item_bytes(got, &g) || !e.data || !g.data)
        return false;
    ve = sb_item_value(expected);
    vg = sb_item_value(got);
    if (ve.kind != SB_STR || vg.kind != SB_STR)
        sb_diff_bytes(e, g, out);
    else
        sb_diff_texts(ve.v.s, vg.v.s, ignoring, out);
    return true;
}

/* A list whose middle is cut around element `first`; whether it is. */
static bool add_window(sb_text *out, const char *label, const struct sb_item *list, size_t first)
{
    size_t n = list->count, shown = n ? sb_item_shown(list) : 0, from = first > AROUND ? first - AROUND : 0, end;

    from = n <= shown ? 0 : from + shown > n ? n - shown : from;
    end = from + shown < n ? from + shown : n;
    sb_text_add(out, "%s[", label);
    if (from)
        sb_text_add(out, "... (%zu more) ..., ", from);
    sb_item_print_range(out, list, from, end);
    if (end < n)
        sb_text_add(out, ", ... (%zu more) ...", n - end);
    sb_text_add(out, "]\n");
    return from || end < n;
}

/* Lists of plain values are shown themselves first; of structs the differences say more. */
static void add_lists(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    size_t first = 0, ne = expected->count, ng = got->count;
    struct sb_item e, g;
    bool cut;

    if (ne != ng)
        sb_text_add(out, "the sizes differ: expected %zu, got %zu\n", ne, ng);
    for (; first < ne && first < ng; first++) {
        e = sb_item_inside(expected, first);
        g = sb_item_inside(got, first);
        if (!sb_item_equal(&e, &g, ignoring))
            break;
    }
    e = ne ? sb_item_inside(expected, 0) : *expected;
    g = ng ? sb_item_inside(got, 0) : *got;
    if ((ne && e.shape != SB_ITEM_VALUE) || (ng && g.shape != SB_ITEM_VALUE))
        return;
    cut = add_window(out, "expected: ", expected, first);
    cut |= add_window(out, "     got: ", got, first);
    if (cut)
        sb_text_add(out, "cut around the difference, --full-values shows all\n");
}

static void add_fields(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    size_t n = expected->type->fields, differ = 0;

    for (size_t i = 0; i < n; i++) {
        struct sb_item e = sb_item_inside(expected, i), g = sb_item_inside(got, i);
        differ += !sb_item_equal(&e, &g, ignoring);
    }
    sb_differences_count(out, differ, n);
}

static bool diff_items(const struct sb_item *expected, const struct sb_item *got, unsigned ignoring, sb_text *out)
{
    struct sb_differences d = { .out = out, .ignoring = ignoring };
    bool lists = expected->shape == SB_ITEM_LIST && got->shape == SB_ITEM_LIST;
    bool structs = expected->shape == SB_ITEM_STRUCT && got->shape == SB_ITEM_STRUCT;

    if (!(lists || structs) || !expected->at || !got->at || (structs && !sb_type_same(expected->type, got->type)))
        return false;
    if (lists)
        add_lists(expected, got, ignoring, out);
    else
        add_fields(expected, got, ignoring, out);
    sb_differences_add(&d, "", expected, got);
    sb_differences_end(&d);
    return true;
}

bool sb_diff_values(const sb_value *expected, const sb_value *got, unsigned ignoring, sb_text *out)
{
    const struct sb_item e = sb_item_of(expected), g = sb_item_of(got);
    return sb_diff_as_texts(&e, &g, ignoring, out) || diff_items(&e, &g, ignoring, out);
}
