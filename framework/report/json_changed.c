/* json_changed.c -- the rows that a test changed, in a record: written, and read back. */
#include "json_changed.h"
#include "json_text.h"

#include <inttypes.h>
#include <string.h>

static const char *const kinds[] = { [SB_ROW_INSERTED] = "inserted", [SB_ROW_CHANGED] = "changed", [SB_ROW_DELETED] = "deleted" };

/* ---- written ---- */

static void put_row(sb_text *to, const sb_row_change *row)
{
    sb_text_add(to, "{");
    sb__json_member_of(to, "kind", kinds[row->kind]);
    sb__json_member_of(to, "key", row->key);
    sb_text_add(to, ",\"cells\":[");
    for (size_t i = 0; i < row->n; i++) {
        sb_text_add(to, "%s{", i ? "," : "");
        sb__json_member_of(to, "column", row->column[i]);
        sb__json_member_of(to, "before", row->before ? row->before[i] : NULL);
        sb__json_member_of(to, "after", row->after ? row->after[i] : NULL);
        sb_text_add(to, "}");
    }
    sb_text_add(to, "]");
    sb__json_member_of(to, "statement", row->statement);
    sb__json_bool(to, "foreign", row->foreign);
    sb__json_bool(to, "made", row->made);
    sb_text_add(to, "}");
}

void sb__json_changed(sb_text *to, const sb_result *r)
{
    if (r->table_count)
        sb_text_add(to, ",\"tables\":[");
    for (const sb_table_change *t = r->table; t < r->table + r->table_count; t++) {
        sb_text_add(to, "%s{", t > r->table ? "," : "");
        sb__json_member_of(to, "table", t->table);
        sb__json_number(to, "inserted", t->inserted);
        sb__json_number(to, "changed", t->changed);
        sb__json_number(to, "deleted", t->deleted);
        sb_text_add(to, ",\"rows\":[");
        for (size_t i = 0; i < t->rows; i++) {
            sb_text_add(to, "%s", i ? "," : "");
            put_row(to, &t->row[i]);
        }
        sb_text_add(to, "]}");
    }
    if (r->table_count)
        sb_text_add(to, "]");
    sb__json_member_of(to, "rows_unknown", r->rows_unknown);
    sb__json_member_of(to, "kept", r->kept);
    sb__json_member_of(to, "made", r->made);
}

/* ---- read ---- */

static int list_of(const sb_node *map, const char *key, const sb_node **out)
{
    *out = sb_node_get(map, key);
    return *out && (*out)->kind == SB_NODE_LIST ? SB_OK
                                                : sb_node_fail(*out ? *out : map, SB_ERR, "`%s` expects a list of objects", key);
}

static int read_kind(const sb_node *row, enum sb_row_change_kind *out)
{
    const sb_node *kind = sb_node_get(row, "kind");
    for (size_t i = 0; kind && kind->kind == SB_NODE_SCALAR && kind->text && i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kind->text, kinds[i])) {
            *out = (enum sb_row_change_kind)i;
            return SB_OK;
        }
    return sb_node_fail(kind ? kind : row, SB_ERR, "`kind` expects inserted, changed or deleted");
}

/* A cell that is not there is NULL. */
static int read_cell(const sb_node *cell, const char *key, sb__texts *texts, const char **out)
{
    size_t size;
    if (cell->kind != SB_NODE_MAP)
        return sb_node_fail(cell, SB_ERR, "`cells` expects a list of objects");
    return sb_node_get(cell, key) ? sb__text_read(cell, key, texts, out, &size) : SB_OK;
}

static int read_cells(const sb_node *map, sb__texts *texts, sb_row_change *row)
{
    const sb_node *list;
    int code = list_of(map, "cells", &list);
    if (code)
        return code;
    const char **column = sb__texts_take(texts, (3 * list->n + 1) * sizeof *column), **before = column + list->n,
               **after = before + list->n;
    for (size_t i = 0; i < list->n && code == SB_OK; i++) {
        code = read_cell(list->item[i], "column", texts, &column[i]);
        if (code == SB_OK && !column[i])
            code = sb_node_fail(list->item[i], SB_ERR, "the key `column` is not there");
        if (code == SB_OK)
            code = read_cell(list->item[i], "before", texts, &before[i]);
        if (code == SB_OK)
            code = read_cell(list->item[i], "after", texts, &after[i]);
    }
    row->n = list->n;
    row->column = column;
    row->before = row->kind == SB_ROW_INSERTED ? NULL : before;
    row->after = row->kind == SB_ROW_DELETED ? NULL : after;
    return code;
}

static bool is_true(const sb_node *node)
{
    return node && node->kind == SB_NODE_SCALAR && node->text && !strcmp(node->text, "true");
}

static int read_row(const sb_node *map, sb__texts *texts, sb_row_change *row)
{
    size_t size;
    if (map->kind != SB_NODE_MAP)
        return sb_node_fail(map, SB_ERR, "`rows` expects a list of objects");
    int code = read_kind(map, &row->kind);
    if (code == SB_OK)
        code = sb__text_read(map, "key", texts, &row->key, &size);
    if (code == SB_OK)
        code = read_cells(map, texts, row);
    if (code == SB_OK && sb_node_get(map, "statement"))
        code = sb__text_read(map, "statement", texts, &row->statement, &size);
    row->foreign = is_true(sb_node_get(map, "foreign"));
    row->made = is_true(sb_node_get(map, "made"));
    return code;
}

int sb__json_changed_rows(const sb_node *map, sb__texts *texts, sb_table_change *table)
{
    const sb_node *list;
    int code = list_of(map, "rows", &list);
    if (code)
        return code;
    sb_row_change *row = sb__texts_take(texts, (list->n + 1) * sizeof *row);
    for (size_t i = 0; i < list->n && code == SB_OK; i++) {
        row[i].table = table->table;
        code = read_row(list->item[i], texts, &row[i]);
    }
    table->row = row;
    table->rows = list->n;
    return code;
}
