/* insert.c -- insert a row, and where a made value collides with one that is there, take the next number. */
#include "insert.h"
#include "unknown.h"
#include <stdlib.h>
#include <string.h>

static int take_any(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)cell;
    (void)name;
    (void)n;
    *(bool *)env = true;
    return 0;
}

static void add_equal(sb_text *sql, const char *before, const char *column)
{
    char *name = sb_sandbox_quote(column);

    sb_text_add(sql, "%s%s = ?", before, name);
    free(name);
}

bool sb_row_meets(const sb_row *row, size_t n, const char *const *column)
{
    const sb_making *making = row->making;
    sb_value *arg = sb_store_alloc(&making->makers->store, (n + 1) * sizeof *arg);
    sb_text sql = SB_TEXT_EMPTY;
    char *table = sb_sandbox_quote(row->table);
    bool found = false, made = false, known = true;

    sb_text_add(&sql, "SELECT 1 FROM %s", table);
    for (size_t i = 0; i < n && known; i++) {
        const sb_filled *one = sb_row_filled(row, column[i]);
        known = one && one->value.kind != SB_NONE;
        made |= known && one->origin == SB_ORIGIN_MADE;
        add_equal(&sql, i ? " AND " : " WHERE ", column[i]);
        if (known)
            arg[i] = one->value;
    }
    sb_text_add(&sql, " LIMIT 1");
    if (known && made && making->db->backend->query(making->db->handle, sql.at, arg, n, take_any, &found))
        found = false;
    sb_text_release(&sql);
    free(table);
    return found;
}

/* Whether a value that we made is there already, in a column that must be unique. */
static bool collides(const sb_row *row)
{
    const sb_table_info *info = row->recipe->info;

    for (size_t i = 0; i < info->uniques; i++)
        if (sb_row_meets(row, info->unique[i].n, info->unique[i].column))
            return true;
    /* A backend that tells of no keys of several columns. */
    for (size_t i = 0; !info->uniques && i < row->recipe->columns; i++)
        if (sb_column_must_differ(row->recipe->slot[i].column) && sb_row_meets(row, 1, &row->filled[i].name))
            return true;
    return false;
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
static int64_t rows_to_meet(const sb_row *row)
{
    const sb_db *db = row->making->db;
    char *table = sb_sandbox_quote(row->table), *sql = sb_format("SELECT count(*) FROM %s", table);
    int64_t rows = 0;

    if (db->backend->query(db->handle, sql, NULL, 0, take_count, &rows))
        rows = 0;
    free(sql);
    free(table);
    return rows;
}

/* What is put in, which is the return: so many columns and values. */
static size_t put_in(const sb_row *row, const char **column, sb_value *value)
{
    size_t n = 0;

    for (size_t i = 0; i < row->recipe->columns; i++) {
        if (row->filled[i].filling != SB_DONE)
            continue;
        column[n] = row->filled[i].name;
        value[n++] = row->filled[i].value;
    }
    return n;
}

static int insert(sb_row *row)
{
    const sb_making *making = row->making;
    sb_store *store = &making->makers->store;
    const char **column = sb_store_alloc(store, (row->recipe->columns + 1) * sizeof *column);
    sb_value *value = sb_store_alloc(store, (row->recipe->columns + 1) * sizeof *value);
    size_t n = put_in(row, column, value);

    return making->db->backend->insert(making->db->handle, row->table, column, value, n, &row->id);
}

/* The key that may be the row's id: of several columns there is no one. */
static const char *only_key(const sb_recipe *recipe)
{
    const char *key = NULL;
    size_t keys = 0;

    for (size_t i = 0; i < recipe->columns; i++) {
        if (recipe->slot[i].column->primary_key) {
            key = recipe->slot[i].name;
            keys++;
        }
    }
    return keys == 1 ? key : NULL;
}

/* How the row is found again: by its primary key where all of that is known, else by its number. A key that the database numbers is known
 * like one that was put in. A whole number that we put into the key ourselves is the id, whatever the database calls its row. */
static void settle(sb_row *row)
{
    const sb_recipe *recipe = row->recipe;
    size_t keys = 0, known = 0;

    row->key = only_key(recipe);
    row->number = row->id;
    for (size_t i = 0; i < recipe->columns; i++) {
        sb_filled *filled = &row->filled[i];
        const sb_column *column = recipe->slot[i].column;
        if (column->rowid && filled->value.kind == SB_NONE) {
            filled->value = sb__box_i(row->id);
            filled->filling = SB_DONE;
        }
        filled->key = column->primary_key;
        keys += filled->key;
        known += filled->key && filled->value.kind != SB_NONE;
        if (row->key && filled->key && filled->value.kind >= SB_CHAR && filled->value.kind <= SB_ULLONG)
            row->id = filled->value.v.i;
    }
    row->keyed = keys > 0 && known == keys;
    row->row_number = recipe->info->row_number ? sb_store_text(&row->making->makers->store, recipe->info->row_number) : NULL;
}

void sb_row_insert(sb_row *row, sb_maker *maker, void (*again)(sb_row *row))
{
    int64_t left = -1;

    while (insert(row)) {
        const char *refusal = sb_store_text(&row->making->makers->store, sb_error());
        if (left < 0)
            left = rows_to_meet(row);
        if (left-- == 0 || !collides(row))
            sb_insert_refused(row, refusal);
        sb_row_refill(row, maker->series->next_n++);
        again(row);
    }
    settle(row);
    row->state = SB_ROW_MADE;
}

bool sb_rows_insert(sb_row *const *row, size_t rows)
{
    const sb_making *making = row[0]->making;
    sb_store *store = &making->makers->store;
    size_t most = row[0]->recipe->columns + 1, n;
    const char **first = sb_store_alloc(store, 2 * most * sizeof *first), **column = first + most;
    sb_value *value = sb_store_alloc(store, rows * most * sizeof *value);
    int64_t id[SB_INSERT_ROWS];

    n = put_in(row[0], first, value);
    for (size_t i = 1; i < rows; i++)
        if (put_in(row[i], column, value + i * n) != n || memcmp(first, column, n * sizeof *first) != 0)
            return false;
    if (making->db->backend->insert_rows(making->db->handle, row[0]->table, first, value, n, rows, id))
        return false;
    for (size_t i = 0; i < rows; i++) {
        row[i]->id = id[i];
        settle(row[i]);
        row[i]->state = SB_ROW_MADE;
    }
    return true;
}

/* What finds a row that is there: its primary key, or its number. */
typedef struct meeting {
    sb_row *row;
    bool found;
} meeting;

static int take_key(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    meeting *it = env;
    sb_row *row = it->row;

    for (size_t i = 0; i < n && !it->found; i++) {
        for (size_t k = 0; k < row->recipe->columns; k++)
            if (strcmp(row->filled[k].name, name[i]) == 0) {
                row->filled[k].value = sb_row_keep(&row->making->makers->store, cell[i]);
                row->filled[k].filling = SB_DONE;
            }
        if (n == 1 && cell[i].kind == SB_LLONG)
            row->id = cell[i].v.i;
    }
    it->found = true;
    return 0;
}

static void add_keys(const sb_row *row, sb_text *sql)
{
    const char *before = "SELECT ";

    for (size_t i = 0; i < row->recipe->columns; i++) {
        char *name = sb_sandbox_quote(row->filled[i].name);
        if (row->recipe->slot[i].column->primary_key) {
            sb_text_add(sql, "%s%s", before, name);
            before = ", ";
        }
        free(name);
    }
    if (strcmp(before, "SELECT ") == 0)
        sb_text_add(sql, "SELECT %s", row->recipe->info->row_number ? row->recipe->info->row_number : "1");
}

bool sb_row_meet(sb_row *row, const char *by)
{
    const sb_making *making = row->making;
    sb_store *store = &making->makers->store;
    sb_value *arg = sb_store_alloc(store, (row->n + 1) * sizeof *arg);
    sb_text sql = SB_TEXT_EMPTY;
    char *table = sb_sandbox_quote(row->table);
    meeting it = { row, false };
    size_t n = 0, size;
    const char *text;

    add_keys(row, &sql);
    sb_text_add(&sql, " FROM %s", table);
    free(table);
    text = sb_store_take(store, &sql);
    for (const char *at = sb_list_next(by, NULL, &size); at; at = sb_list_next(by, at, &size)) {
        const char *column = sb_store_format(store, "%.*s", (int)size, at);
        size_t slot = sb_recipe_slot(row->recipe, column);
        if (slot == SB_NO_SLOT || row->filled[slot].parameter)
            sb_unknown_column(making, row->recipe, column);
        arg[n] = sb_row_ask(row, slot);
        if (arg[n].kind == SB_NONE) /* NULL equals nothing: there can be no such row */
            return false;
        /* Into the store: asking for the next value may leave by a jump. */
        add_equal(&sql, n++ ? " AND " : " WHERE ", column);
        text = sb_store_format(store, "%s%s", text, sql.at);
        sb_text_release(&sql);
    }
    if (making->db->backend->query(making->db->handle, text, arg, n, take_key, &it))
        sb_make_fail(making, "%s: %s", making->word, sb_error());
    if (it.found) {
        settle(row);
        row->state = SB_ROW_MADE;
        row->found = true;
    }
    return it.found;
}
