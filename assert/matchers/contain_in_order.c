/* contain_in_order.c -- contain_in_order: the listed values, each behind the one before it, whatever is between them. */
#include "../absent.h"
#include "../search.h"

/* How many of them are there in order, taking each at the first place it can have; where the last of these is. */
static size_t follow(struct sb_search *in, const struct sb_list *listed, size_t *last_out)
{
    size_t i = 0, behind = 0;

    *last_out = SB_NOWHERE;
    for (; i < listed->n; i++) {
        sb_value one = sb_list_at(listed, i);
        size_t at = sb_search_next(in, behind, &one, &behind);

        if (at == SB_NOWHERE)
            break;
        *last_out = at;
    }
    return i;
}

static enum sb_verdict contains_in_order(const sb_match *m)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    struct sb_list listed = sb_list_listed(m);
    size_t last;

    if (in.elements.absent || listed.absent || sb_absent_in(m))
        return SB_NEVER;
    return follow(&in, &listed, &last) == listed.n ? SB_YES : SB_NO;
}

/* "behind 3 at [2] there is no 2; there is one at [1]". */
static void say_first_missing(struct sb_search *in, const struct sb_list *listed, sb_text *out)
{
    size_t last, i = follow(in, listed, &last), before;
    sb_value missing = sb_list_at(listed, i), found;

    if (i) {
        found = sb_list_at(listed, i - 1);
        sb_text_add(out, "behind ");
        sb_search_print(out, in, &found);
        sb_text_add(out, " at ");
        sb_search_place(out, in, last);
        sb_text_add(out, " ");
    }
    sb_text_add(out, "there is no ");
    sb_search_print(out, in, &missing);
    before = sb_search_next(in, 0, &missing, NULL);
    if (before != SB_NOWHERE) {
        sb_text_add(out, "; there is one at ");
        sb_search_place(out, in, before);
    }
    sb_text_add(out, "\n");
}

static void say_where(const sb_match *m, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    struct sb_list listed = sb_list_listed(m);

    if (listed.absent)
        sb_text_add(out, "the array of what is looked for is NULL: it does not hold, asserted or negated\n");
    else if (!m->negated)
        say_first_missing(&in, &listed, out);
}

const sb_matcher_type sb_m_contain_in_order = { .words = "contain",
    .between = "and",
    .behind = "in order",
    .wanted = "a string containing",
    .fits = SB_FITS_MEMBERS,
    .heeds_ignoring = true,
    .judge = contains_in_order,
    .details = say_where };
