/* one_of.c -- be_one_of: equal to one of the listed values. */
#include "../item.h"
#include "../list.h"
#include "../value.h"

static enum sb_verdict is_one_of(const sb_match *m)
{
    struct sb_list listed = sb_list_listed(m);

    if (listed.absent)
        return SB_NEVER;
    return sb_list_find(&listed, 0, &m->actual) < listed.n ? SB_YES : SB_NO;
}

static void got_beside(const sb_match *m, sb_text *out)
{
    struct sb_list listed = sb_list_listed(m);
    if (!m->shown_as || !sb_type_print_number(out, m->shown_as, &m->actual))
        sb_list_print_value(out, &m->actual, &listed);
}

static void say_more(const sb_match *m, sb_text *out)
{
    struct sb_list listed = sb_list_listed(m);
    size_t at = sb_list_find(&listed, 0, &m->actual);

    if (listed.absent)
        sb_text_add(out, "the array of what it may be is NULL: it does not hold, asserted or negated\n");
    else if (m->negated && !listed.value)
        sb_text_add(out, "it equals [%zu] of them\n", at);
    else if (!m->negated && m->actual.kind == SB_STR && m->actual.v.s)
        sb_list_add_nearest(out, &listed, m->actual.v.s, false);
    else if (sb_value_nan(&m->actual))
        sb_text_add(out, "nan equals nothing, not even itself\n");
}

const sb_matcher_type sb_m_be_one_of = { .words = "be one of",
    .wanted = "one of",
    .fits = SB_FITS_LISTED,
    .heeds_ignoring = true,
    .judge = is_one_of,
    .got = got_beside,
    .details = say_more };
