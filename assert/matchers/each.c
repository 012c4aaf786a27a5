/* each.c -- each: its matcher holds for every element. */
#include "../elements.h"

/* An element that does not hold settles it. */
static enum sb_verdict each(const sb_match *m)
{
    struct sb_list elements = sb_list_of(&m->actual);
    enum sb_verdict verdict = SB_YES;

    if (!sb_elements_judgeable(m))
        return SB_NEVER;
    for (size_t i = 0; i < elements.n; i++) {
        enum sb_verdict one = sb_elements_judge(m, &elements, i);
        if (one == SB_NO)
            return SB_NO;
        if (one == SB_NEVER)
            verdict = SB_NEVER;
    }
    return verdict;
}

/* "2 of 5 elements fail, at [1] and [3]; the first:" and what the matcher says of that. */
static bool explain_first(const sb_match *m, sb_text *out)
{
    size_t n = sb_list_of(&m->actual).n, first, fail = sb_elements_judgeable(m) ? sb_elements_count(m, SB_NO, &first) : 0;

    if (m->negated || !fail)
        return sb_elements_explain_never(out, m);
    if (fail == n && n > 1)
        sb_text_add(out, "all %zu elements fail; the first:\n", n);
    else {
        sb_text_add(out, "%zu of %zu element%s fail%s, at ", fail, n, n == 1 ? "" : "s", fail == 1 ? "s" : "");
        sb_elements_places(out, m, SB_NO);
        sb_text_add(out, fail == 1 ? ":\n" : "; the first:\n");
    }
    sb_elements_explain(out, m, first, false);
    return true;
}

static void say_empty(const sb_match *m, sb_text *out)
{
    if (m->negated && !m->actual.v.view.size)
        sb_text_add(out, "of no elements each one holds\n");
}

const sb_matcher_type sb_m_each = { .words = "each",
    .wanted = "each",
    .fits = SB_FITS_ARRAY,
    .inside = true,
    .demands_parts = true,
    .judge = each,
    .details = say_empty,
    .explain = explain_first };
