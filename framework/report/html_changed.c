/* html_changed.c -- the rows that a test changed, as tables of the HTML report: what differs is marked. */
#include "changed.h"
#include "html.h"

#include <string.h>

static void put_text(sb_text *to, const char *s) { sb__html_text(to, s, strlen(s)); }

static void put_value(sb_text *to, const char *cell)
{
    if (cell)
        put_text(to, cell);
    else
        sb_text_add(to, "<i>NULL</i>");
}

static void put_cell(sb_text *to, const sb_row_change *row, size_t at)
{
    sb_text_add(to, "<td>");
    if (row->before && row->after && sb__changed_cell(row, at)) {
        sb_text_add(to, "<del>");
        put_value(to, row->before[at]);
        sb_text_add(to, "</del> <ins>");
        put_value(to, row->after[at]);
        sb_text_add(to, "</ins>");
    } else {
        put_value(to, row->after ? row->after[at] : row->before[at]);
    }
    sb_text_add(to, "</td>");
}

static void put_row(sb_text *to, const sb_row_change *row)
{
    static const char *const word[] = {
        [SB_ROW_INSERTED] = "inserted", [SB_ROW_CHANGED] = "changed", [SB_ROW_DELETED] = "deleted"
    };
    if (!row->before && !row->after)
        return;
    sb_text_add(
        to, "<tr class=\"%s\"><th scope=\"row\">%s%s</th>", word[row->kind], word[row->kind], row->made ? " by make" : "");
    for (size_t i = 0; i < row->n; i++)
        put_cell(to, row, i);
    sb_text_add(to, "</tr>\n");
    if (!row->statement)
        return;
    sb_text_add(to, "<tr><td></td><td class=\"by\" colspan=\"%zu\">by <code>", row->n);
    put_text(to, row->statement);
    sb_text_add(to, "</code></td></tr>\n");
}

static void put_table(sb_text *to, const sb_table_change *table)
{
    size_t all = table->inserted + table->changed + table->deleted;
    sb_text_add(to, "<div class=\"changed\"><table>\n<caption><b>");
    put_text(to, table->table);
    sb_text_add(to, "</b>: ");
    sb__changed_counts(to, table);
    if (all > table->rows)
        sb_text_add(to, "; the first %zu", table->rows);
    sb_text_add(to, "</caption>\n<tr><th></th>");
    for (size_t i = 0; table->rows && i < table->row[0].n; i++) {
        sb_text_add(to, "<th scope=\"col\">");
        put_text(to, table->row[0].column[i]);
        sb_text_add(to, "</th>");
    }
    sb_text_add(to, "</tr>\n");
    for (size_t i = 0; i < table->rows; i++)
        put_row(to, &table->row[i]);
    sb_text_add(to, "</table></div>\n");
}

void sb__html_changed(sb_text *to, const sb_result *result)
{
    if (!sb__changed_any(result))
        return;
    sb_text_add(to, "<h4>Rows that it changed</h4>\n");
    for (size_t i = 0; i < result->table_count; i++)
        put_table(to, &result->table[i]);
    if (result->rows_unknown) {
        sb_text_add(to, "<p class=\"dim\">Not known: ");
        put_text(to, result->rows_unknown);
        sb_text_add(to, "</p>\n");
    }
    if (result->made) {
        sb_text_add(to, "<p>Made by factories:</p>\n<pre>\n");
        put_text(to, result->made);
        sb_text_add(to, "</pre>\n");
    }
    if (!result->kept)
        return;
    sb_text_add(to, "<p class=\"rerun\">Kept: <code class=\"again\">");
    put_text(to, result->kept);
    sb_text_add(to, "</code></p>\n");
}
