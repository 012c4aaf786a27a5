/* some.c -- some, none: its matcher holds for at least one element, or for none. */
#include "../elements.h"
#include "../message.h"
#include <seedbed/sequence.h>
#include <string.h>

enum { FEW = 3 };

/* An element that holds settles it. */
static enum sb_verdict search(const sb_match *m, enum sb_verdict found, enum sb_verdict not_found)
{
    struct sb_list elements = sb_list_of(&m->actual);

    if (!sb_elements_judgeable(m))
        return SB_NEVER;
    for (size_t i = 0; i < elements.n; i++) {
        enum sb_verdict one = sb_elements_judge(m, &elements, i);
        if (one == SB_YES)
            return found;
        if (one == SB_NEVER)
            not_found = SB_NEVER;
    }
    return not_found;
}

static enum sb_verdict some(const sb_match *m) { return search(m, SB_YES, SB_NO); }
static enum sb_verdict none(const sb_match *m) { return search(m, SB_NO, SB_YES); }

/* "2 of 5 elements do, at [1] and [3]; the first:" and what the matcher says of that. */
static bool explain_found(const sb_match *m, sb_text *out)
{
    size_t n = sb_list_of(&m->actual).n, first, holds = sb_elements_judgeable(m) ? sb_elements_count(m, SB_YES, &first) : 0;

    if (!holds)
        return sb_elements_explain_never(out, m);
    sb_text_add(out, "%zu of %zu element%s do%s, at ", holds, n, n == 1 ? "" : "s", holds == 1 ? "es" : "");
    sb_elements_places(out, m, SB_YES);
    sb_text_add(out, holds == 1 ? ":\n" : "; the first:\n");
    sb_elements_explain(out, m, first, true);
    return true;
}

/* Not more than "expected:" and "got:", which the array itself says. */
static bool is_plain(const struct sb_text *said)
{
    size_t lines = 0;

    for (size_t i = 0; i < said->size; i++)
        lines += said->at[i] == '\n';
    return lines <= 2 && strstr(said->at, "  expected: ") == said->at;
}

/* Why each failed, where they are few and there is more to say than the values. */
static void say_why(const sb_match *m, sb_text *out)
{
    size_t n = sb_list_of(&m->actual).n, plain = 0;
    struct sb_text all = SB_TEXT_EMPTY;

    for (size_t i = 0; i < n && n <= FEW; i++) {
        struct sb_text one = SB_TEXT_EMPTY;

        sb_elements_explain(&one, m, i, false);
        plain += is_plain(&one);
        sb_text_add(&all, "[%zu] fails:\n", i);
        sb_text_put(&all, one.at, one.size);
        sb_text_release(&one);
    }
    if (plain < n && all.size)
        sb_text_put(out, all.at, all.size);
    sb_text_release(&all);
}

static bool explain_some(const sb_match *m, sb_text *out)
{
    if (!m->negated && !sb_elements_explain_never(out, m)) {
        sb_message_values(m, out);
        say_why(m, out);
        return true;
    }
    return m->negated ? explain_found(m, out) : true;
}

static bool explain_none(const sb_match *m, sb_text *out)
{
    sb_match asserted = *m;

    if (!m->negated)
        return explain_found(m, out);
    asserted.type = &sb_m_some;
    asserted.negated = false;
    return explain_some(&asserted, out);
}

const sb_matcher_type sb_m_some = {
    .words = "have some", .wanted = "some", .fits = SB_FITS_ARRAY, .inside = true, .judge = some, .explain = explain_some
};
const sb_matcher_type sb_m_none = {
    .words = "have none", .wanted = "none", .fits = SB_FITS_ARRAY, .inside = true, .judge = none, .explain = explain_none
};
