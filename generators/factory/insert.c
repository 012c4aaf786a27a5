/* insert.c -- make(): fill a row, insert it, and where a made value collides with one that is there, take the next number. */
#include "columns.h"
#include "unknown.h"
#include <seedbed/make.h>
#include <stdlib.h>

static int take_any(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)cell;
    (void)name;
    (void)n;
    *(bool *)env = true;
    return 0;
}

/* Whether a value that we made is there already, in a column that must be unique. */
static bool collides(const sb_making *making, const sb_row *row)
{
    bool found = false;

    for (size_t i = 0; i < row->n && !found; i++) {
        const sb_filled *one = &row->filled[i];
        char *table, *column, *sql;
        if (one->origin != SB_ORIGIN_MADE || !sb_column_must_differ(one->column))
            continue;
        table = sb_sandbox_quote(row->table);
        column = sb_sandbox_quote(one->name);
        sql = sb_format("SELECT 1 FROM %s WHERE %s = ?", table, column);
        if (making->db->backend->query(making->db->handle, sql, &one->value, 1, take_any, &found))
            found = false;
        free(sql);
        free(column);
        free(table);
    }
    return found;
}

static int take_count(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name;
    if (n > 0 && cell[0].kind == SB_LLONG)
        *(int64_t *)env = cell[0].v.i;
    return 0;
}

/* Another number helps as often as there are rows to collide with; a column that cannot tell n rows apart, such as a unique
 * boolean, is refused after that. */
static int64_t rows_to_meet(const sb_making *making, const sb_row *row)
{
    char *table = sb_sandbox_quote(row->table), *sql = sb_format("SELECT count(*) FROM %s", table);
    int64_t rows = 0;

    if (making->db->backend->query(making->db->handle, sql, NULL, 0, take_count, &rows))
        rows = 0;
    free(sql);
    free(table);
    return rows;
}

static int insert(const sb_making *making, sb_row *row)
{
    sb_store *store = &making->makers->store;
    const char **column = sb_store_alloc(store, (row->n + 1) * sizeof *column);
    sb_value *value = sb_store_alloc(store, (row->n + 1) * sizeof *value);

    for (size_t i = 0; i < row->n; i++) {
        column[i] = row->filled[i].name;
        value[i] = row->filled[i].value;
    }
    return making->db->backend->insert(making->db->handle, row->table, column, value, row->n, &row->id);
}

/* The key that may be the row's id: of several columns there is no one. */
static const char *only_key(const sb_making *making, const sb_table_info *info)
{
    const char *key = NULL;
    size_t keys = 0;

    for (size_t i = 0; i < info->n; i++) {
        if (info->column[i].primary_key) {
            key = info->column[i].name;
            keys++;
        }
    }
    return keys == 1 ? sb_store_text(&making->makers->store, key) : NULL;
}

/* A key that the database numbers is known like one that was put in. */
static void add_number(sb_store *store, const sb_column *column, sb_row *row)
{
    size_t i = 0;

    while (i < row->n && row->filled[i].column != column)
        i++;
    if (i == row->n)
        row->filled[row->n++] =
            (sb_filled){ .column = column, .name = sb_store_text(store, column->name), .origin = SB_ORIGIN_MADE };
    if (row->filled[i].value.kind == SB_NONE)
        row->filled[i].value = sb__box_i(row->id);
}

/* How the row is found again: by its primary key where all of that is known, else by its number. */
static void settle_key(const sb_making *making, const sb_table_info *info, sb_row *row)
{
    sb_store *store = &making->makers->store;
    size_t keys = 0, known = 0;

    for (size_t i = 0; i < info->n; i++) {
        keys += info->column[i].primary_key;
        if (info->column[i].rowid)
            add_number(store, &info->column[i], row);
    }
    for (size_t i = 0; i < row->n; i++) {
        row->filled[i].key = row->filled[i].column->primary_key;
        known += row->filled[i].key && row->filled[i].value.kind != SB_NONE;
    }
    row->keyed = keys > 0 && known == keys;
    row->row_number = info->row_number ? sb_store_text(store, info->row_number) : NULL;
    row->number = row->id;
}

/* A whole number that we put into the key ourselves is the id, whatever the database calls its row. */
static void settle_id(sb_row *row)
{
    const sb_filled *key = row->key ? sb_row_filled(row, row->key) : NULL;

    if (key && key->value.kind >= SB_CHAR && key->value.kind <= SB_ULLONG)
        row->id = key->value.v.i;
}

sb_row *sb_maker_make(const sb_making *making, sb_maker *maker, const sb_cells *words)
{
    sb_path path = { maker, making->path };
    sb_making inside = *making;
    sb_row *row = sb_store_alloc(&making->makers->store, sizeof *row);
    uint64_t n = maker->next_n++;
    int64_t left = -1;

    inside.path = &path;
    row->maker = maker->name;
    row->table = maker->table;
    row->key = only_key(making, sb_maker_columns(making, maker));
    sb_columns_fill(&inside, maker, words, n, row);
    while (insert(making, row)) {
        const char *refusal = sb_store_text(&making->makers->store, sb_error());
        if (left < 0)
            left = rows_to_meet(making, row);
        if (left-- == 0 || !collides(making, row))
            sb_insert_refused(making, row, refusal);
        sb_columns_refill(&inside, maker, maker->next_n++, row);
    }
    settle_key(making, sb_maker_columns(making, maker), row);
    settle_id(row);
    for (size_t i = 0; i < row->n; i++)
        row->filled[i].column = NULL;
    row->next = making->makers->row;
    making->makers->row = row;
    return row;
}

static sb_making begin(const char *file, int line, const char *word, const char *factory)
{
    sb_making making = { .file = file, .line = line, .makers = sb_makers_get(), .db = sb_sandbox_db() };

    making.word = sb_store_format(&making.makers->store, "%s%s)", word, factory);
    if (!making.db)
        sb_make_fail(&making, "%s: %s", making.word, sb_error());
    return making;
}

sb_row *sb_make(const char *file, int line, const char *factory, const sb_cells *words)
{
    sb_making making = begin(file, line, "make(", factory);

    return sb_maker_make(&making, sb_maker_named(&making, factory), words);
}

sb_rows sb_make_list(const char *file, int line, size_t n, const char *factory, const sb_cells *words)
{
    sb_making making = begin(file, line, "make_list(n, ", factory);
    sb_maker *maker = sb_maker_named(&making, factory);
    sb_rows rows = { n, sb_store_alloc(&making.makers->store, (n + 1) * sizeof *rows.row) };

    for (size_t i = 0; i < n; i++)
        rows.row[i] = sb_maker_make(&making, maker, words);
    return rows;
}
