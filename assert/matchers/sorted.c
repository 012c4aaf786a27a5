/* sorted.c -- be_sorted, be_sorted_descending: each element at least, or at most, the one before it. */
#include "../list.h"
#include "../reading.h"
#include "../value.h"
#include <string.h>

/* By code points, of what is left of the two. */
static int compare_ignoring(const char *a, const char *b, unsigned ignoring)
{
    struct sb_reader ra = sb_reader_of(a, ignoring), rb = sb_reader_of(b, ignoring);
    uint32_t ua, ub;

    do {
        ua = sb_reader_next(&ra);
        ub = sb_reader_next(&rb);
    } while (ua == ub && ua);
    return ua < ub ? -1 : ua > ub;
}

/* -1, 0, 1; 2: one of the two has no place in an order: nan, or a NULL string. */
static int compare(const sb_value *a, const sb_value *b, unsigned ignoring)
{
    int order;

    if (sb_kind_number(a->kind))
        return sb_value_compare(a, b);
    if (!a->v.s || !b->v.s)
        return 2;
    if (ignoring)
        return compare_ignoring(a->v.s, b->v.s, ignoring);
    order = strcmp(a->v.s, b->v.s);
    return order < 0 ? -1 : order > 0;
}

/* Has no place even beside itself. */
static bool is_placeless(const sb_value *value) { return sb_kind_number(value->kind) ? sb_value_nan(value) : !value->v.s; }

/* The index of the first element that is out of order with the one before it; n: none. *placeless_out: of the first without a
 * place, or n. */
static size_t find_disorder(const struct sb_list *list, int wrong, size_t *placeless_out)
{
    size_t at = list->n;
    sb_value before = { .kind = SB_NONE };

    *placeless_out = list->n;
    for (size_t i = 0; i < list->n; i++) {
        sb_value one = sb_list_at(list, i);

        if (is_placeless(&one)) {
            *placeless_out = i;
            return at;
        }
        if (i && at == list->n && compare(&before, &one, list->ignoring) == wrong)
            at = i;
        before = one;
    }
    return at;
}

static enum sb_verdict sorted(const sb_match *m, int wrong)
{
    struct sb_list list = sb_list_actual(m);
    size_t placeless, at = find_disorder(&list, wrong, &placeless);

    if (list.absent || placeless < list.n)
        return SB_NEVER;
    return at == list.n ? SB_YES : SB_NO;
}

static enum sb_verdict ascending(const sb_match *m) { return sorted(m, 1); }
static enum sb_verdict descending(const sb_match *m) { return sorted(m, -1); }

static void say_disorder(const sb_match *m, int wrong, sb_text *out)
{
    struct sb_list list = sb_list_actual(m);
    size_t placeless, at = find_disorder(&list, wrong, &placeless);
    sb_value first, second;

    if (placeless < list.n) {
        first = sb_list_at(&list, placeless);
        sb_text_add(out, "[%zu] is ", placeless);
        sb_value_print(out, &first);
        sb_text_add(out, ", which has no place in an order: it does not hold, asserted or negated\n");
    } else if (at < list.n) {
        first = sb_list_at(&list, at - 1);
        second = sb_list_at(&list, at);
        sb_text_add(out, "out of order: [%zu] is ", at - 1);
        sb_value_print_beside(out, &first, &second);
        sb_text_add(out, ", [%zu] is ", at);
        sb_value_print_beside(out, &second, &first);
        sb_text_add(out, "\n");
    }
}

static void say_ascending(const sb_match *m, sb_text *out) { say_disorder(m, 1, out); }
static void say_descending(const sb_match *m, sb_text *out) { say_disorder(m, -1, out); }

const sb_matcher_type sb_m_be_sorted = {
    .words = "be sorted", .fits = SB_FITS_ORDERED, .heeds_ignoring = true, .judge = ascending, .details = say_ascending
};
const sb_matcher_type sb_m_be_sorted_descending = { .words = "be sorted descending",
    .fits = SB_FITS_ORDERED,
    .heeds_ignoring = true,
    .judge = descending,
    .details = say_descending };
