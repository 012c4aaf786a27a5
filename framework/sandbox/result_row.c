/* result_row.c -- have_row and have_no_row of the rows that a query gave. */
#include "../../assert/context.h"
#include "matchers.h"
#include "rows.h"
#include <stdlib.h>
#include <string.h>

/* The wanted values, and the columns that they are for. */
typedef struct wanted {
    size_t n;
    size_t *column;
    sb_value *value;
} wanted;

static void release(wanted *w)
{
    free(w->column);
    free(w->value);
}

/* A value that no database has would be in no row, which is no answer. */
static int check_kind(const sb_cell *cell, const sb_value *value)
{
    char *what = sb_format("the value of `%s`", cell->name);
    int code = sb_cell_check(what, value);
    free(what);
    return code;
}

static int init(wanted *w, const sb_rows *rows, const sb_cells *cells)
{
    int code = SB_OK;
    *w = (wanted){ cells->n, sb_alloc((cells->n + 1) * sizeof *w->column), sb_alloc((cells->n + 1) * sizeof *w->value) };
    for (size_t i = 0; i < cells->n && code == SB_OK; i++) {
        code = sb_rows_column(rows, cells->cell[i].name, &w->column[i]);
        if (code == SB_OK)
            code = sb_cell_plain(&cells->cell[i].value, &w->value[i]);
        if (code == SB_OK)
            code = check_kind(&cells->cell[i], &w->value[i]);
    }
    return code;
}

static size_t shared(const wanted *w, const sb_value *row)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        n += sb_cell_equal(&row[w->column[i]], &w->value[i]);
    return n;
}

static int64_t count(const wanted *w, const sb_rows *rows)
{
    int64_t n = 0;
    for (size_t i = 0; i < rows->n; i++)
        n += shared(w, rows->row[i]) == w->n;
    return n;
}

int sb_result_count_rows(const sb_rows *rows, const sb_cells *cells, int64_t *out)
{
    wanted w;
    int code = init(&w, rows, cells);
    if (code == SB_OK)
        *out = count(&w, rows);
    release(&w);
    return code;
}

/* ---- what was there ---- */

/* Those that share most come first; `least` is how many they share at the least. */
static size_t list(const wanted *w, const sb_rows *rows, size_t least, sb_text *out)
{
    size_t n = 0;
    for (size_t score = w->n + 1; score-- > least;)
        for (size_t i = 0; i < rows->n && n < SB_ROWS_SHOWN; i++)
            if (shared(w, rows->row[i]) == score) {
                sb_text_add(out, "          [%zu] ", i);
                sb_rows_print(out, rows, i, rows->column);
                sb_text_add(out, "\n");
                n++;
            }
    return n;
}

static void explain_with(const wanted *w, const sb_rows *rows, bool absent, sb_text *out)
{
    int64_t n = absent ? count(w, rows) : (int64_t)rows->n;
    sb_text_add(out, "expected: %s with", absent ? "no row" : "a row");
    for (size_t i = 0; i < w->n; i++) {
        sb_text_add(out, "%s %s ", i ? "," : "", rows->column[w->column[i]]);
        sb_value_print(out, &w->value[i]);
    }
    sb_text_add(out, "\n     got: ");
    sb_table_count(out, n);
    sb_text_add(out, n == 0 ? "\n" : absent ? ":\n" : n == 1 ? ", which is not it\n" : "; the nearest:\n");
    sb_table_others(out, n, list(w, rows, absent ? w->n : 0, out));
}

int sb_result_explain_row(const sb_rows *rows, const sb_cells *cells, bool absent, sb_text *out)
{
    wanted w;
    int code = init(&w, rows, cells);
    if (code == SB_OK)
        explain_with(&w, rows, absent, out);
    release(&w);
    return code;
}
