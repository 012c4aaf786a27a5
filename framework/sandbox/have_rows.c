/* have_rows.c -- have_rows: a table has exactly so many rows. */
#include "../../assert/context.h"
#include "../../assert/count.h"
#include "matchers.h"
#include <stdlib.h>

void sb_table_count(sb_text *to, int64_t rows)
{
    if (rows == 0)
        sb_text_add(to, "no rows");
    else
        sb_text_add(to, "%lld row%s", (long long)rows, rows == 1 ? "" : "s");
}

void sb_table_others(sb_text *to, int64_t rows, size_t shown)
{
    int64_t others = rows - (int64_t)shown;
    if (others > 0)
        sb_text_add(to, "          and %lld other%s\n", (long long)others, others == 1 ? "" : "s");
}

static int64_t rows_of(const sb_match *m)
{
    return m->actual.v.p ? sb_table_rows(m->actual.v.p) : sb_fail_with(SB_ERR, "the table is NULL");
}

static enum sb_verdict have_rows(const sb_match *m)
{
    int64_t rows = rows_of(m);
    sb_value boxed = sb__box_i(rows);
    if (rows < 0 || !sb_is_count(&m->x))
        return SB_NEVER;
    return sb_value_equal(&boxed, &m->x) ? SB_YES : SB_NO;
}

static bool explain(const sb_match *m, sb_text *out)
{
    char *why = sb_strdup(sb_error());
    int64_t rows = rows_of(m);
    sb_value boxed = sb__box_i(rows);
    bool good_now = rows >= 0 && sb_is_count(&m->x) && sb_value_equal(&boxed, &m->x) != m->negated;
    if (rows < 0 || good_now)
        sb_text_add(out, "the rows could not be counted: %s\n", good_now ? why : sb_error());
    free(why);
    if (rows < 0 || good_now)
        return true;
    sb_text_add(out, "expected: %s", m->negated ? "not " : "");
    sb_value_print(out, &m->x);
    sb_text_add(out, " rows\n     got: ");
    sb_table_count(out, rows);
    sb_text_add(out, "\n");
    sb_count_explain(out, &m->x);
    return true;
}

const sb_matcher_type sb_m_have_rows = { .words = "have rows", .fits = SB_FITS_TABLE, .judge = have_rows, .explain = explain };
