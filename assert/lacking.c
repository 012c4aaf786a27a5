/* lacking.c -- the lines "missing:" and "extra:" of two lists that should hold the same, or one the other. */
#include "lacking.h"
#include "census.h"
#include "value.h"

enum { VALUES_SHOWN = 12 };

size_t sb_lacking_shown(void) { return sb_value_shown() == SIZE_MAX ? SIZE_MAX : VALUES_SHOWN; }

/* How many of the values equal to element i of the one list the other lacks. Each is told of at the first one. */
static size_t surplus(struct sb_census *of, struct sb_census *in, size_t i, int how, size_t *there_out)
{
    sb_value one = sb_list_at(of->of, i);
    const struct sb_census_slot *here = sb_census_find(of, &one), *there = sb_census_find(in, &one);
    size_t held = there && there->first ? there->count : 0;

    *there_out = here ? here->count : 1;
    if (!here) /* nan: each is another */
        return 1;
    if (here->first != i + 1)
        return 0;
    if (!(how & SB_LACKING_COUNT))
        return held ? 0 : here->count;
    return here->count > held ? here->count - held : 0;
}

/* " at [2] and [4]": of `there` equal ones from index i on, all but the first `skipped`. */
static void add_places(sb_text *out, const struct sb_list *list, size_t i, size_t skipped, size_t there)
{
    sb_value one = sb_list_at(list, i);
    size_t shown = there - skipped;

    sb_text_add(out, " at ");
    for (size_t k = 0; k < there; k++, i = k < there ? sb_list_find(list, i + 1, &one) : i) {
        if (k < skipped || k - skipped > SB_LIST_INDEXES)
            continue;
        if (k - skipped == SB_LIST_INDEXES && shown > SB_LIST_INDEXES + 1) {
            sb_text_add(out, " and %zu more", shown - SB_LIST_INDEXES);
            return;
        }
        sb_list_separate(out, k - skipped, shown > SB_LIST_INDEXES + 1 ? shown + 1 : shown, "and");
        sb_text_add(out, "[%zu]", i);
    }
}

static void add_values(sb_text *out, const char *label, struct sb_census *of, struct sb_census *in, int how)
{
    bool prints_itself = !of->of->value && of->of->array.v.view.type->print;
    const struct sb_list *beside = in->of->n && !prints_itself ? in->of : of->of;
    size_t told = 0;

    for (size_t i = 0; i < of->of->n; i++) {
        size_t there, n = surplus(of, in, i, how, &there);
        sb_value one = sb_list_at(of->of, i);

        if (!n || told++ >= sb_lacking_shown())
            continue;
        sb_text_add(out, "%s", told == 1 ? label : ", ");
        sb_list_print_value(out, &one, beside);
        if (how & SB_LACKING_COUNT && there > 1 && (n < there || !(how & SB_LACKING_PLACES)))
            sb_text_add(out, " (%zu of %zu)", n, there);
        if (how & SB_LACKING_PLACES)
            add_places(out, of->of, i, there - n, there);
    }
    if (told > sb_lacking_shown())
        sb_text_add(out, " and %zu more", told - sb_lacking_shown());
    sb_text_add(out, told ? "\n" : "");
}

void sb_lacking_add(sb_text *out, const char *label, const struct sb_list *list, const struct sb_list *in, int how)
{
    struct sb_census of, other;

    sb_census_open(&of, list);
    sb_census_open(&other, in);
    sb_census_fill(&of);
    sb_census_fill(&other);
    add_values(out, label, &of, &other, how);
    sb_census_close(&other);
    sb_census_close(&of);
}
