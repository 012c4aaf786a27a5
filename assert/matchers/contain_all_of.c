/* contain_all_of.c -- contain_all_of, be_superset_of, be_subset_of: whether each value of the one is somewhere in the other. */
#include "../absent.h"
#include "../census.h"
#include "../lacking.h"
#include "../search.h"
#include "../value.h"

static enum sb_verdict string_contains_all(const sb_match *m, const struct sb_list *listed)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);

    for (size_t i = 0; i < listed->n; i++) {
        sb_value one = sb_list_at(listed, i);
        if (sb_search_next(&in, 0, &one, NULL) == SB_NOWHERE)
            return SB_NO;
    }
    return SB_YES;
}

/* Of a subset it is the elements that have to be in the list. */
static enum sb_verdict included(const sb_match *m, bool subset)
{
    struct sb_list listed = sb_list_listed(m), elements;

    if (listed.absent || sb_absent_in(m))
        return SB_NEVER;
    if (m->actual.kind == SB_STR)
        return string_contains_all(m, &listed);
    elements = sb_list_actual(m);
    if (elements.absent)
        return SB_NEVER;
    if (subset)
        return sb_census_missing(&elements, &listed) == elements.n ? SB_YES : SB_NO;
    return sb_census_missing(&listed, &elements) == listed.n ? SB_YES : SB_NO;
}

static enum sb_verdict contains_all(const sb_match *m) { return included(m, false); }
static enum sb_verdict is_subset(const sb_match *m) { return included(m, true); }

static void say_missing_strings(const sb_match *m, const struct sb_list *listed, sb_text *out)
{
    struct sb_search in = sb_search_in(&m->actual, m->ignoring);
    size_t n = 0;

    for (size_t i = 0; i < listed->n; i++) {
        sb_value one = sb_list_at(listed, i);

        if (sb_search_next(&in, 0, &one, NULL) != SB_NOWHERE || n++ >= sb_lacking_shown())
            continue;
        sb_text_add(out, n > 1 ? ", " : " missing: ");
        sb_value_print(out, &one);
    }
    if (n > sb_lacking_shown())
        sb_text_add(out, " and %zu more", n - sb_lacking_shown());
    sb_text_add(out, n ? "\n" : "");
}

static void say_lacking(const sb_match *m, bool subset, sb_text *out)
{
    struct sb_list listed = sb_list_listed(m), elements;

    if (listed.absent)
        sb_text_add(out, "the array that is asked for is NULL: it does not hold, asserted or negated\n");
    else if (m->negated)
        return;
    else if (m->actual.kind == SB_STR)
        say_missing_strings(m, &listed, out);
    else {
        elements = sb_list_actual(m);
        if (subset)
            sb_lacking_add(out, "   extra: ", &elements, &listed, SB_LACKING_PLACES);
        else
            sb_lacking_add(out, " missing: ", &listed, &elements, 0);
    }
}

static void say_missing(const sb_match *m, sb_text *out) { say_lacking(m, false, out); }
static void say_extra(const sb_match *m, sb_text *out) { say_lacking(m, true, out); }

const sb_matcher_type sb_m_contain_all_of = { .words = "contain all of",
    .between = "and",
    .wanted = "a string containing all of",
    .fits = SB_FITS_MEMBERS,
    .heeds_ignoring = true,
    .judge = contains_all,
    .details = say_missing };
const sb_matcher_type sb_m_be_superset_of = {
    .words = "be a superset of", .fits = SB_FITS_ELEMENTS, .heeds_ignoring = true, .judge = contains_all, .details = say_missing
};
const sb_matcher_type sb_m_be_subset_of = {
    .words = "be a subset of", .fits = SB_FITS_ELEMENTS, .heeds_ignoring = true, .judge = is_subset, .details = say_extra
};
