/* rows.c -- rows held in memory: what a query gave, each row a block of cells and of the bytes that they point to. */
#include "rows.h"
#include "../../assert/context.h"
#include "../../assert/value.h"
#include "place.h"
#include <stdlib.h>
#include <string.h>

typedef struct loading {
    sb_kept *kept;
    const char **column;
    size_t columns, n, room;
    const sb_value **row;
} loading;

static void *block(sb_kept **list, size_t size)
{
    sb_kept *kept = sb_alloc(sizeof *kept + size);
    kept->next = *list;
    *list = kept;
    return kept + 1;
}

static void free_blocks(sb_kept *kept)
{
    while (kept) {
        sb_kept *next = kept->next;
        free(kept);
        kept = next;
    }
}

static int take_columns(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    loading *l = env;
    (void)cell;
    l->columns = n;
    l->column = block(&l->kept, (n + 1) * sizeof *l->column);
    for (size_t i = 0; i < n; i++) {
        size_t size = strlen(name[i]) + 1;
        l->column[i] = memcpy(block(&l->kept, size), name[i], size);
    }
    return SB_OK;
}

/* The bytes of a cell, with the NUL of a string. */
static sb_bytes bytes_of(const sb_value *cell)
{
    if (cell->kind == SB_STR)
        return (sb_bytes){ cell->v.s, strlen(cell->v.s) + 1 };
    return cell->kind == SB_BYTES ? cell->v.b : (sb_bytes){ NULL, 0 };
}

static int take_row(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    loading *l = env;
    size_t size = 0;
    (void)name;
    for (size_t i = 0; i < n; i++)
        size += bytes_of(&cell[i]).size;
    sb_value *row = block(&l->kept, n * sizeof *row + size + 1);
    char *at = (char *)(row + n);
    for (size_t i = 0; i < n; i++) {
        sb_bytes bytes = bytes_of(&cell[i]);
        row[i] = cell[i];
        if (bytes.size)
            memcpy(at, bytes.data, bytes.size);
        if (cell[i].kind == SB_STR)
            row[i].v.s = at;
        else if (cell[i].kind == SB_BYTES)
            row[i].v.b.data = at;
        at += bytes.size;
    }
    l->row = sb_grow(l->row, l->n, &l->room, sizeof *l->row);
    l->row[l->n++] = row;
    return SB_OK;
}

static sb_rows *finish(loading *l)
{
    const sb_value **row = block(&l->kept, (l->n + 1) * sizeof *row);
    sb_rows *rows = block(&l->kept, sizeof *rows);
    if (l->n)
        memcpy(row, l->row, l->n * sizeof *row);
    *rows = (sb_rows){ l->columns, l->n, l->column, row, l->kept };
    return rows;
}

/* Whatever a backend asks the database for this, the test did not ask. */
static int ask_columns(const sb_db *db, const char *sql, loading *l)
{
    bool asks = sb_sandbox_state()->asking;
    sb_sandbox_ask(false);
    int code = db->backend->columns(db->handle, sql, take_columns, l);
    sb_sandbox_ask(asks);
    return code;
}

int sb_rows_query(const sb_db *db, const char *sql, sb_rows **out)
{
    loading l = { .kept = NULL };
    int code = ask_columns(db, sql, &l);
    if (code == SB_OK && l.columns == 0)
        code = sb_fail_with(SB_ERR, "the statement gives no rows, and a query does (db_exec runs all others): %s", sql);
    if (code == SB_OK)
        code = db->backend->query(db->handle, sql, NULL, 0, take_row, &l);
    *out = code ? NULL : finish(&l);
    if (code)
        free_blocks(l.kept);
    free(l.row);
    return code;
}

static int take_listed(loading *l, size_t at, const sb_parts *listed)
{
    sb_value *cell = sb_alloc((listed->values + 1) * sizeof *cell);
    int code = SB_OK;
    if (at > 0 && listed->values != l->columns)
        code = sb_fail_with(SB_ERR, "row [%zu] has %zu value%s, and row [0] has %zu", at, listed->values,
            listed->values == 1 ? "" : "s", l->columns);
    l->columns = listed->values;
    for (size_t i = 0; i < listed->values && code == SB_OK; i++) {
        char *what = sb_format("value [%zu] of row [%zu]", i, at);
        code = sb_cell_plain(&listed->value[i], &cell[i]);
        if (code == SB_OK)
            code = sb_cell_check(what, &cell[i]);
        free(what);
    }
    if (code == SB_OK)
        code = take_row(l, cell, NULL, listed->values);
    free(cell);
    return code;
}

int sb_rows_listed(const sb_cells *listed, sb_rows **out)
{
    loading l = { .kept = NULL };
    int code = SB_OK;
    for (size_t i = 0; i < listed->n && code == SB_OK; i++)
        code = take_listed(&l, i, listed->cell[i].value.v.p);
    *out = code ? NULL : finish(&l);
    if (code)
        free_blocks(l.kept);
    free(l.row);
    return code;
}

/* In the order of the primary key, so that it does not depend on how the database stores them. */
static int query_table(const sb_db *db, const sb_table *table, sb_rows **out)
{
    const sb_table_info *info;
    sb_text sql = SB_TEXT_EMPTY;
    bool keys = false;
    int code = db->backend->describe(db->handle, table->full, &info);
    if (code)
        return code;
    char *quoted = sb_sandbox_quote(info->name);
    sb_text_add(&sql, "SELECT * FROM %s", quoted);
    for (size_t i = 0; i < info->n; i++)
        if (info->column[i].primary_key) {
            char *key = sb_sandbox_quote(info->column[i].name);
            sb_text_add(&sql, "%s%s", keys ? ", " : " ORDER BY ", key);
            free(key);
            keys = true;
        }
    code = sb_rows_query(db, sql.at, out);
    sb_text_release(&sql);
    free(quoted);
    return code;
}

int sb_rows_of(const sb_table *table, const sb_rows **out, sb_rows **owned_out)
{
    const sb_db *db = sb_sandbox_db();
    *owned_out = NULL;
    *out = table ? table->rows : NULL;
    if (*out)
        return SB_OK;
    if (!table)
        return sb_fail_with(SB_ERR, "the rows are NULL");
    if (!db)
        return SB_ERR;
    int code = query_table(db, table, owned_out);
    *out = *owned_out;
    return code;
}

void sb_rows_free(sb_rows *rows)
{
    if (rows)
        free_blocks(rows->kept);
}

const sb_table *sb_rows_keep(sb_rows *rows)
{
    struct sb_sandbox *s = sb_sandbox_state();
    sb_table *table = block(&rows->kept, sizeof *table);
    sb_kept *last = rows->kept;
    *table = (sb_table){ .rows = rows };
    while (last->next)
        last = last->next;
    last->next = s->kept;
    s->kept = rows->kept;
    return table;
}

static int unknown_column(const sb_rows *rows, const char *name)
{
    const char **names = sb_alloc((rows->columns + 1) * sizeof *names), *nearest;
    for (size_t i = 0; i < rows->columns && rows->column; i++)
        names[i] = rows->column[i];
    nearest = sb_nearest(name, names);
    free(names);
    if (!rows->column)
        return sb_fail_with(SB_ENOTFOUND, "rows that are listed have no names of columns, so that there is no column `%s`", name);
    return sb_fail_with(SB_ENOTFOUND, "the query has no column `%s`%s%s%s", name, nearest ? "; did you mean `" : "",
        nearest ? nearest : "", nearest ? "`?" : "");
}

int sb_rows_column(const sb_rows *rows, const char *name, size_t *out)
{
    size_t found = rows->columns;
    for (size_t i = 0; i < rows->columns && rows->column; i++) {
        if (strcmp(rows->column[i], name) != 0)
            continue;
        if (found < rows->columns)
            return sb_fail_with(SB_ERR, "the query has two columns `%s`; tell them apart with AS", name);
        found = i;
    }
    *out = found;
    return found < rows->columns ? SB_OK : unknown_column(rows, name);
}

void sb_rows_print(sb_text *to, const sb_rows *rows, size_t at, const char *const *column)
{
    for (size_t i = 0; i < rows->columns; i++) {
        sb_text_add(to, "%s%s%s", i ? ", " : "", column ? column[i] : "", column ? " " : "");
        sb_value_print(to, &rows->row[at][i]);
    }
}
