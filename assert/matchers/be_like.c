/* be_like.c -- be_like: the fields that are named have these values; the others do not count. */
#include "../differences.h"
#include "../field.h"
#include "../fit.h"
#include "../value.h"

static const sb_cells *cells_of(const sb_match *m) { return m->x.v.view.data; }

static struct sb_found_field find(const sb_match *m, const sb_cell *cell)
{
    struct sb_item root = sb_item_of(&m->actual);
    return sb_field_find(&root, cell->name);
}

/* A field and a value that no equal_to would compare. */
static bool misfits(const struct sb_item *field, const sb_value *value)
{
    return !sb_fit(SB_FITS_SAME, sb_item_value(field).kind, value->kind);
}

static enum sb_verdict judge_cell(const sb_match *m, const sb_cell *cell)
{
    struct sb_found_field found = find(m, cell);
    struct sb_item want = sb_item_of(&cell->value);

    if (found.fault != SB_FIELD_FOUND || misfits(&found.item, &cell->value))
        return SB_NEVER;
    return sb_item_equal(&found.item, &want, m->ignoring) ? SB_YES : SB_NO;
}

static enum sb_verdict judge(const sb_match *m)
{
    const sb_cells *cells = cells_of(m);
    enum sb_verdict verdict = SB_YES;

    for (size_t i = 0; i < cells->n; i++) {
        enum sb_verdict one = judge_cell(m, &cells->cell[i]);
        if (one == SB_NEVER)
            return SB_NEVER;
        verdict = one == SB_NO ? SB_NO : verdict;
    }
    return verdict;
}

/* Why one of them could not be judged; false: all could. */
static bool explain_fault(const sb_match *m, sb_text *out)
{
    size_t before = out->size;

    for (size_t i = 0; i < cells_of(m)->n; i++) {
        const sb_cell *cell = &cells_of(m)->cell[i];
        struct sb_found_field found = find(m, cell);

        if (found.fault != SB_FIELD_FOUND)
            sb_field_explain(&found, cell->name, out);
        else if (misfits(&found.item, &cell->value)) {
            sb_text_add(
                out, "`%s` is %s, and cannot be compared with ", cell->name, sb_kind_words(sb_item_value(&found.item).kind));
            sb_value_print(out, &cell->value);
            sb_text_add(out, ", which is %s\n", sb_kind_words(cell->value.kind));
        }
    }
    return out->size > before;
}

static bool explain(const sb_match *m, sb_text *out)
{
    struct sb_differences d = { .out = out, .ignoring = m->ignoring };
    const sb_cells *cells = cells_of(m);
    size_t differ = 0;

    if (explain_fault(m, out))
        return true;
    if (m->negated)
        return false;
    for (size_t i = 0; i < cells->n; i++)
        differ += judge_cell(m, &cells->cell[i]) == SB_NO;
    sb_differences_count(out, differ, cells->n);
    for (size_t i = 0; i < cells->n; i++) {
        struct sb_item got = find(m, &cells->cell[i]).item, want = sb_item_of(&cells->cell[i].value);
        if (!sb_item_equal(&got, &want, m->ignoring))
            sb_differences_add(&d, cells->cell[i].name, &want, &got);
    }
    sb_differences_end(&d);
    return true;
}

static void print_cells(const void *at, sb_text *out)
{
    const sb_cells *cells = at;

    for (size_t i = 0; i < cells->n; i++) {
        sb_text_add(out, "%s%s ", i ? ", " : "", cells->cell[i].name);
        sb_value_print(out, &cells->cell[i].value);
    }
}

const sb_type sb_type_cells = { .name = "fields", .kind = SB_OBJECT, .size = sizeof(sb_cells), .print = print_cells };
const sb_matcher_type sb_m_be_like = {
    .words = "be like", .fits = SB_FITS_OBJECT, .judge = judge, .heeds_ignoring = true, .explain = explain
};
