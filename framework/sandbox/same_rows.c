/* same_rows.c -- have_same_rows_as and its kin: two results have the same rows, in this order, in any order, or as sets. */
#include "../../assert/context.h"
#include "lacking_rows.h"
#include "matchers.h"
#include <seedbed/rows.h>
#include <stdio.h>
#include <string.h>

enum { SHOWN_LACKING = 5 };

typedef struct pair {
    const sb_rows *want, *got;
    sb_rows *owned_want, *owned_got;
} pair;

static int init(pair *p, const sb_match *m)
{
    *p = (pair){ .want = NULL };
    int code = sb_rows_of(m->actual.v.p, &p->got, &p->owned_got);
    return code ? code : sb_rows_of(m->x.v.p, &p->want, &p->owned_want);
}

static void release(pair *p)
{
    sb_rows_free(p->owned_want);
    sb_rows_free(p->owned_got);
}

/* The first row that differs, or the end of the shorter list. */
static size_t first_difference(const pair *p)
{
    size_t i = 0;
    while (i < p->got->n && i < p->want->n && sb_rows_order(p->got->row[i], p->want->row[i], p->got->columns) == 0)
        i++;
    return i;
}

static bool lacks_none(const pair *p, bool distinct)
{
    sb_lacking_rows lacking;
    sb_lacking_rows_find(p->want, p->got, distinct, &lacking);
    sb_lacking_rows_release(&lacking);
    return lacking.missing + lacking.extra == 0;
}

static bool is_same(const sb_match *m, const pair *p)
{
    if (m->type != &sb_m_have_same_rows_as)
        return lacks_none(p, m->type == &sb_m_have_same_distinct_rows_as);
    return p->got->n == p->want->n && first_difference(p) == p->got->n;
}

/* Rows of two widths were a mistake in the test whatever it says of them. */
static enum sb_verdict judge(const sb_match *m)
{
    pair p;
    enum sb_verdict verdict = SB_NEVER;
    if (init(&p, m) == SB_OK && p.want->columns == p.got->columns)
        verdict = is_same(m, &p) ? SB_YES : SB_NO;
    release(&p);
    return verdict;
}

/* ---- what a failure says ---- */

/* VALUES names its columns column1, column2 ..., which nobody wrote. */
static bool has_names(const sb_rows *rows)
{
    char numbered[32];
    for (size_t i = 0; i < rows->columns && rows->column; i++) {
        snprintf(numbered, sizeof numbered, "column%zu", i + 1);
        if (strcmp(rows->column[i], numbered) != 0)
            return true;
    }
    return false;
}

static const char *const *names(const sb_rows *rows, const sb_rows *other)
{
    return has_names(rows) || !other->column ? rows->column : other->column;
}

static void add_columns(const sb_rows *rows, sb_text *out)
{
    sb_text_add(out, "%zu column%s", rows->columns, rows->columns == 1 ? "" : "s");
    for (size_t i = 0; i < rows->columns && rows->column; i++)
        sb_text_add(out, "%s%s", i ? ", " : ": ", rows->column[i]);
    sb_text_add(out, "\n");
}

static void explain_columns(const pair *p, sb_text *out)
{
    sb_text_add(out, "expected: ");
    add_columns(p->want, out);
    sb_text_add(out, "     got: ");
    add_columns(p->got, out);
}

/* seats is 5, not 4; mode is NULL, not "audit" */
static void add_differences(const pair *p, size_t want, size_t got, sb_text *out)
{
    const char *const *name = names(p->got, p->want), *between = "";
    for (size_t i = 0; i < p->got->columns; i++) {
        const sb_value *there = &p->got->row[got][i], *wanted = &p->want->row[want][i];
        if (sb_cell_equal(there, wanted))
            continue;
        if (name)
            sb_text_add(out, "%s%s is ", between, name[i]);
        else
            sb_text_add(out, "%svalue [%zu] is ", between, i);
        sb_value_print_beside(out, there, wanted);
        sb_text_add(out, ", not ");
        sb_value_print_beside(out, wanted, there);
        between = "; ";
    }
    sb_text_add(out, "\n");
}

static void add_names(const pair *p, sb_text *out)
{
    size_t i = 0;
    if (!has_names(p->got) || !has_names(p->want))
        return;
    while (i < p->got->columns && strcmp(p->got->column[i], p->want->column[i]) == 0)
        i++;
    if (i < p->got->columns)
        sb_text_add(out, "the names of columns differ, which does not count: column [%zu] is %s, not %s\n", i, p->got->column[i],
            p->want->column[i]);
}

static void add_row(const char *label, const sb_rows *rows, size_t at, const sb_rows *other, sb_text *out)
{
    sb_text_add(out, "%s[%zu] ", label, at);
    sb_rows_print(out, rows, at, names(rows, other));
    sb_text_add(out, "\n");
}

/* One list ends where the other goes on. */
static void explain_end(const pair *p, size_t at, sb_text *out)
{
    bool missing = p->want->n > p->got->n;
    const sb_rows *longer = missing ? p->want : p->got, *other = missing ? p->got : p->want;
    size_t shown = 0;
    sb_text_add(out, "expected: ");
    sb_table_count(out, (int64_t)p->want->n);
    sb_text_add(out, "\n     got: ");
    sb_table_count(out, (int64_t)p->got->n);
    sb_text_add(out, "\n");
    for (; at + shown < longer->n && shown < SHOWN_LACKING; shown++)
        add_row(shown ? "          " : missing ? " missing: " : "   extra: ", longer, at + shown, other, out);
    sb_table_others(out, (int64_t)(longer->n - at), shown);
}

static void explain_ordered(const pair *p, sb_text *out)
{
    size_t at = first_difference(p), others = 0;
    if (at == p->want->n || at == p->got->n) {
        explain_end(p, at, out);
        return;
    }
    add_row("expected: ", p->want, at, p->got, out);
    add_row("     got: ", p->got, at, p->want, out);
    add_differences(p, at, at, out);
    for (size_t i = at + 1; i < p->want->n && i < p->got->n; i++)
        others += sb_rows_order(p->got->row[i], p->want->row[i], p->got->columns) != 0;
    if (p->want->n != p->got->n)
        sb_text_add(out, "there are %zu rows, not %zu\n", p->got->n, p->want->n);
    else if (lacks_none(p, false))
        sb_text_add(out, "the rows are the same in another order, which have_same_rows_in_any_order_as allows\n");
    else if (others)
        sb_text_add(out, "%zu other row%s\n", others, others == 1 ? " differs" : "s differ");
}

/* Returns the last one. */
static size_t list_lacking(
    const char *label, const sb_rows *rows, const sb_lacking_row *lacking, bool places, const sb_rows *other, sb_text *out)
{
    size_t last = 0, shown = 0, others = 0;
    for (size_t i = 0; i < rows->n; i++) {
        if (!lacking[i].lack)
            continue;
        last = i;
        if (shown == SHOWN_LACKING) {
            others += lacking[i].lack;
            continue;
        }
        sb_text_add(out, "%s", shown++ ? "          " : label);
        if (places)
            sb_text_add(out, "[%zu] ", i);
        sb_rows_print(out, rows, i, names(rows, other));
        if (lacking[i].of > 1)
            sb_text_add(out, " (%zu of %zu)", lacking[i].lack, lacking[i].of);
        sb_text_add(out, "\n");
    }
    sb_table_others(out, (int64_t)(shown + others), shown);
    return last;
}

static void explain_unordered(const pair *p, bool distinct, sb_text *out)
{
    sb_lacking_rows lacking;
    sb_lacking_rows_find(p->want, p->got, distinct, &lacking);
    sb_text_add(out, "expected: ");
    sb_table_count(out, (int64_t)p->want->n);
    sb_text_add(out, distinct ? ", each however often\n     got: " : " in any order\n     got: ");
    sb_table_count(out, (int64_t)p->got->n);
    sb_text_add(out, "\n");
    size_t want = list_lacking(" missing: ", p->want, lacking.want, false, p->got, out);
    size_t got = list_lacking("   extra: ", p->got, lacking.got, true, p->want, out);
    if (lacking.missing == 1 && lacking.extra == 1 && p->got->columns > 1)
        add_differences(p, want, got, out);
    sb_lacking_rows_release(&lacking);
}

static void explain_same(const sb_match *m, const pair *p, sb_text *out)
{
    sb_text_add(
        out, "expected: other rows%s\n     got: the same ", m->type == &sb_m_have_same_rows_as ? " or another order" : "");
    sb_table_count(out, (int64_t)p->got->n);
    sb_text_add(out, "\n");
}

static bool explain(const sb_match *m, sb_text *out)
{
    pair p;
    int code = init(&p, m);
    if (code)
        sb_text_add(out, "%s\n", sb_error());
    else if (p.want->columns != p.got->columns)
        explain_columns(&p, out);
    else if (m->negated)
        explain_same(m, &p, out);
    else {
        if (m->type == &sb_m_have_same_rows_as)
            explain_ordered(&p, out);
        else
            explain_unordered(&p, m->type == &sb_m_have_same_distinct_rows_as, out);
        add_names(&p, out);
    }
    release(&p);
    return true;
}

const sb_matcher_type sb_m_have_same_rows_as = {
    .words = "have the same rows as", .fits = SB_FITS_TABLES, .judge = judge, .explain = explain
};
const sb_matcher_type sb_m_have_same_rows_in_any_order_as = {
    .words = "have the same rows in any order as", .fits = SB_FITS_TABLES, .judge = judge, .explain = explain
};
const sb_matcher_type sb_m_have_same_distinct_rows_as = {
    .words = "have the same distinct rows as", .fits = SB_FITS_TABLES, .judge = judge, .explain = explain
};
