/* results.c -- the words of seedbed/rows.h: queries as operands, and single values of their rows. */
#include "matchers.h"
#include "place.h"
#include "rows.h"
#include "strict.h"
#include <seedbed/rows.h>
#include <stdlib.h>

const sb_table *db_rows(const char *sql)
{
    sb_rows *rows = NULL;
    const sb_db *db = sb_sandbox_need("db_rows");
    char *expanded = sb_sandbox_expand(sql, db->prefix);
    sb_sandbox_ask(true);
    int code = expanded ? sb_rows_query(db, expanded, &rows) : SB_ERR;
    sb_sandbox_ask(false);
    if (code == SB_OK)
        sb_strict_read("db_rows", expanded, false);
    free(expanded);
    if (code)
        sb_sandbox_fail_here("db_rows");
    return sb_rows_keep(rows);
}

const sb_table *sb_list_rows(const sb_cells *listed)
{
    sb_rows *rows;
    sb_sandbox_need("these_rows");
    if (sb_rows_listed(listed, &rows))
        sb_sandbox_fail_here("these_rows");
    return sb_rows_keep(rows);
}

static const sb_value *cell_of(const char *word, const sb_table *table, size_t at, const char *name)
{
    const sb_rows *rows;
    sb_rows *owned;
    size_t column;
    sb_sandbox_need(word);
    if (sb_rows_of(table, &rows, &owned))
        sb_sandbox_fail_here(word);
    if (owned)
        sb_rows_keep(owned);
    if (sb_rows_column(rows, name, &column))
        sb_sandbox_fail_here(word);
    if (at >= rows->n) {
        sb_text count = SB_TEXT_EMPTY;
        sb_table_count(&count, (int64_t)rows->n);
        sb_fail_with(
            SB_ENOTFOUND, "there is no row [%zu]: there %s %s, counted from 0", at, rows->n == 1 ? "is" : "are", count.at);
        sb_text_release(&count);
        sb_sandbox_fail_here(word);
    }
    return &rows->row[at][column];
}

int64_t rows_int(const sb_table *rows, size_t at, const char *column)
{
    return sb_cell_int(cell_of("rows_int", rows, at, column));
}

double rows_double(const sb_table *rows, size_t at, const char *column)
{
    const sb_value *cell = cell_of("rows_double", rows, at, column);
    switch (cell->kind) {
    case SB_STR: return strtod(cell->v.s, NULL);
    case SB_DOUBLE: return (double)cell->v.d;
    case SB_LLONG: return (double)cell->v.i;
    default: return 0;
    }
}

const char *rows_text(const sb_table *rows, size_t at, const char *column)
{
    return sb_cell_text(cell_of("rows_text", rows, at, column));
}

sb_view rows_bytes(const sb_table *rows, size_t at, const char *column)
{
    sb_bytes bytes = sb_value_bytes(cell_of("rows_bytes", rows, at, column));
    return sb_view_of(bytes.data, bytes.size, NULL);
}
