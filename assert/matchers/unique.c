/* unique.c -- be_unique: no two elements are equal. */
#include "../census.h"
#include "../search.h"

enum { SHOWN = 3 };

/* The index of the first element that is equal to one before it; n: none. */
static size_t find_second(const struct sb_list *list)
{
    struct sb_census census;
    size_t i = 0;

    sb_census_open(&census, list);
    for (; i < list->n; i++) {
        sb_value one = sb_list_at(list, i);
        struct sb_census_slot *slot = sb_census_find(&census, &one);

        if (slot && slot->first)
            break;
        if (slot)
            slot->first = i + 1;
    }
    sb_census_close(&census);
    return i;
}

static enum sb_verdict unique(const sb_match *m)
{
    struct sb_list list = sb_list_actual(m);

    if (list.absent)
        return SB_NEVER;
    return find_second(&list) == list.n ? SB_YES : SB_NO;
}

static void say_repeated(const sb_match *m, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    struct sb_census census;
    size_t told = 0;

    sb_census_open(&census, &in.elements);
    sb_census_fill(&census);
    for (size_t i = 0; i < in.elements.n; i++) {
        sb_value one = sb_list_at(&in.elements, i);
        const struct sb_census_slot *slot = sb_census_find(&census, &one);

        if (!slot || slot->first != i + 1 || slot->count < 2 || told++ >= SHOWN)
            continue;
        sb_search_print(out, &in, &one);
        sb_text_add(out, " is there %zu times, at ", slot->count);
        sb_search_places(out, &in, &one);
        sb_text_add(out, "\n");
    }
    sb_census_close(&census);
    if (told > SHOWN)
        sb_text_add(out, "and %zu more value%s more than once\n", told - SHOWN, told == SHOWN + 1 ? " is there" : "s are there");
}

const sb_matcher_type sb_m_be_unique = {
    .words = "be unique", .fits = SB_FITS_ARRAY, .heeds_ignoring = true, .judge = unique, .details = say_repeated
};
