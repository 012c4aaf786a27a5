/* elements.c -- the elements of an array judged by the part of a composite. */
#include "elements.h"
#include "fit.h"
#include "item.h"
#include "message.h"
#include "part.h"
#include "sentence.h"

/* The part and the first element, or one that has no more than the kind, where there is none. */
static sb_match first_match(const sb_match *m)
{
    struct sb_list elements = sb_list_of(&m->actual);
    const sb_type *type = m->actual.v.view.type;
    sb_value one = { .kind = type->kind };

    if (elements.n)
        one = sb_list_at(&elements, 0);
    else if (type->kind == SB_OBJECT)
        one.v.view = sb_view_of(NULL, SB_ONE_OBJECT, type);
    return sb_part_match_value(m, 0, &one);
}

/* Looked at once: elements are of one type. Where there are none, the part is not asked. */
bool sb_elements_judgeable(const sb_match *m)
{
    sb_match match = first_match(m);

    if (!sb_list_of(&m->actual).n)
        sb_parts_pass_over(m, 0);
    return !sb_list_of(&m->actual).absent && !sb_fit_misfits(&match);
}

enum sb_verdict sb_elements_judge(const sb_match *m, const struct sb_list *elements, size_t i)
{
    sb_value one = sb_list_at(elements, i);
    sb_match match = sb_part_match_value(m, 0, &one);

    return match.type->judge(&match);
}

size_t sb_elements_count(const sb_match *m, enum sb_verdict verdict, size_t *first_out)
{
    struct sb_list elements = sb_list_of(&m->actual);
    size_t n = 0;

    *first_out = elements.n;
    for (size_t i = 0; i < elements.n; i++) {
        if (sb_elements_judge(m, &elements, i) == verdict && n++ == 0)
            *first_out = i;
    }
    return n;
}

void sb_elements_places(sb_text *out, const sb_match *m, enum sb_verdict verdict)
{
    struct sb_list elements = sb_list_of(&m->actual);
    size_t first, n = sb_elements_count(m, verdict, &first), told = 0;
    bool cut = n > SB_LIST_INDEXES + 1;

    for (size_t i = first; i < elements.n && told < n; i++) {
        if (sb_elements_judge(m, &elements, i) != verdict)
            continue;
        if (cut && told == SB_LIST_INDEXES) {
            sb_text_add(out, " and %zu more", n - SB_LIST_INDEXES);
            return;
        }
        sb_list_separate(out, told++, cut ? n + 1 : n, "and");
        sb_text_add(out, "[%zu]", i);
    }
}

void sb_elements_explain(sb_text *out, const sb_match *m, size_t i, bool negated)
{
    const struct sb_item whole = sb_item_of(&m->actual), item = sb_item_inside(&whole, i);
    sb_value one = sb_item_value(&item);
    sb_match part = sb_part_match_value(m, 0, &one);
    struct sb_text lines = SB_TEXT_EMPTY;

    part.shown_as = sb_item_shown_as(&item);
    part.negated = negated;
    sb_message_explain(&part, &lines);
    sb_text_put_indented(out, &lines);
    sb_text_release(&lines);
}

/* "`start with "a"` does not go with the elements: it is about a string, and `each element` is a number". */
static void explain_misfit(sb_text *out, const sb_match *match)
{
    sb_part misfit;

    sb_fit_find(match, &misfit);
    sb_text_add(out, "`");
    sb_sentence_part(&misfit, &match->actual, out);
    sb_text_add(out, "` does not go with the elements: ");
    sb_fit_explain(&misfit, "each element", &match->actual, out);
    sb_text_add(out, "\n");
}

bool sb_elements_explain_never(sb_text *out, const sb_match *m)
{
    sb_match match = first_match(m);
    size_t first;

    if (sb_fit_misfits(&match)) {
        explain_misfit(out, &match);
        return true;
    }
    if (!sb_elements_count(m, SB_NEVER, &first))
        return false;
    sb_text_add(out, "[%zu] cannot be judged, asserted or negated:\n", first);
    sb_elements_explain(out, m, first, m->negated);
    return true;
}
