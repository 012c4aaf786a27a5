/* lacking_rows.c -- what two lists of rows lack of each other: both are sorted, and rows that are equal meet. */
#include "lacking_rows.h"
#include "../../assert/text.h"
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const sb_value *row;
    size_t columns, at;
} entry;

int sb_rows_order(const sb_value *a, const sb_value *b, size_t columns)
{
    int order = 0;
    for (size_t i = 0; i < columns && order == 0; i++)
        order = sb_cell_order(&a[i], &b[i]);
    return order;
}

static int by_row(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    int order = sb_rows_order(a->row, b->row, a->columns);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static entry *sorted(const sb_rows *rows)
{
    entry *list = sb_alloc((rows->n + 1) * sizeof *list);
    for (size_t i = 0; i < rows->n; i++)
        list[i] = (entry){ rows->row[i], rows->columns, i };
    qsort(list, rows->n, sizeof *list, by_row);
    return list;
}

/* How many from `at` on are equal to `row`. */
static size_t run_of(const entry *list, size_t at, size_t n, const entry *row)
{
    size_t end = at;
    while (end < n && sb_rows_order(list[end].row, row->row, row->columns) == 0)
        end++;
    return end - at;
}

/* Of those that are too many the first is said to be it. */
static size_t note(sb_lacking_row *to, const entry *run, size_t here, size_t there, bool distinct)
{
    size_t lack = distinct ? here > 0 && there == 0 : here > there ? here - there : 0;
    if (lack)
        to[run[distinct ? 0 : here - lack].at] = (sb_lacking_row){ lack, distinct ? 1 : here };
    return lack;
}

void sb_lacking_rows_find(const sb_rows *want, const sb_rows *got, bool distinct, sb_lacking_rows *out)
{
    entry *a = sorted(want), *b = sorted(got);
    *out = (sb_lacking_rows){ 0, 0, sb_alloc((want->n + 1) * sizeof *out->want), sb_alloc((got->n + 1) * sizeof *out->got) };
    for (size_t i = 0, k = 0; i < want->n || k < got->n;) {
        bool from_want = k >= got->n || (i < want->n && sb_rows_order(a[i].row, b[k].row, want->columns) <= 0);
        const entry *first = from_want ? &a[i] : &b[k];
        size_t wanted = run_of(a, i, want->n, first), there = run_of(b, k, got->n, first);
        out->missing += note(out->want, &a[i], wanted, there, distinct);
        out->extra += note(out->got, &b[k], there, wanted, distinct);
        i += wanted;
        k += there;
    }
    free(a);
    free(b);
}

void sb_lacking_rows_release(sb_lacking_rows *it)
{
    free(it->want);
    free(it->got);
}
