/* empty.c -- be_empty: "", no bytes, no elements, or a table without rows. */
#include "../absent.h"
#include "../context.h"
#include "../value.h"

/* Negative: it cannot be known, and sb_error() or the missing hook says why. */
static int64_t table_rows(const sb_table *table)
{
    int64_t (*rows)(const sb_table *) = sb_context_get()->table_rows;
    return rows && table ? rows(table) : -1;
}

static enum sb_verdict empty(const sb_match *m)
{
    int64_t rows;

    if (sb_absent(&m->actual))
        return SB_NEVER;
    if (m->actual.kind == SB_STR)
        return !*m->actual.v.s ? SB_YES : SB_NO;
    if (m->actual.kind == SB_ARRAY && m->actual.v.view.size && !m->actual.v.view.data)
        return SB_NEVER;
    if (m->actual.kind == SB_ARRAY)
        return m->actual.v.view.size == 0 ? SB_YES : SB_NO;
    if (m->actual.kind == SB_BYTES)
        return m->actual.v.b.size == 0 ? SB_YES : SB_NO;
    rows = table_rows(m->actual.v.p);
    return rows < 0 ? SB_NEVER : rows == 0 ? SB_YES : SB_NO;
}

static bool explain_table(const sb_match *m, sb_text *out)
{
    int64_t rows;

    if (m->actual.kind != SB_TABLE)
        return false;
    rows = table_rows(m->actual.v.p);
    if (rows >= 0)
        sb_text_add(out, "expected: %s\n     got: %lld row%s\n", m->negated ? "at least one row" : "no rows", (long long)rows,
            rows == 1 ? "" : "s");
    else if (!m->actual.v.p)
        sb_text_add(out, "the table is NULL\n");
    else if (!sb_context_get()->table_rows)
        sb_text_add(out, "no sandbox is open, so the rows of a table cannot be counted\n");
    else
        sb_text_add(out, "the rows of the table could not be counted: %s\n", sb_error());
    return true;
}

const sb_matcher_type sb_m_be_empty = { .words = "be empty", .fits = SB_FITS_EMPTY, .judge = empty, .explain = explain_table };
