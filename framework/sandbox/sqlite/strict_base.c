/* strict_base.c -- rows of the base state by their numbers and keys, as a hook of SQLite tells of them. */
#include "strict_base.h"
#include "changes.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef int old_value_fn(sqlite3 *db, int column, sqlite3_value **out);

/* A table, and how a row of it is found: by its number, or by its key. */
typedef struct sb_strict_table {
    char *name;
    sqlite3_stmt *find; /* gives the key; NULL: it is not in the base state */
    char **key;         /* names of the columns of the key, or that of the number */
    int *at;            /* their places in the table */
    size_t keys, room, at_room;
    bool by_number;
} watched_table;

static old_value_fn *old_value(void) { return (old_value_fn *)(uintptr_t)dlsym(RTLD_DEFAULT, "sqlite3_preupdate_old"); }

static void release_table(watched_table *table)
{
    sqlite3_finalize(table->find);
    for (size_t i = 0; i < table->keys; i++)
        free(table->key[i]);
    free(table->key);
    free(table->at);
    free(table->name);
}

void sb__strict_base_close(sb_strict_base *base)
{
    for (size_t i = 0; i < base->tables; i++)
        release_table(&base->table[i]);
    free(base->table);
    sqlite3_close(base->db);
    *base = (sb_strict_base){ .db = NULL };
}

static bool open_base(sb_strict_base *base, const sb_image *image)
{
    if (base->db == NULL &&
        (sqlite3_open_v2(":memory:", &base->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK ||
            sb__changes_attach_base(base->db, image) != 0))
        sb__strict_base_close(base);
    return base->db != NULL;
}

static void add_key(watched_table *table, const char *name, int at)
{
    table->key = sb_grow(table->key, table->keys, &table->room, sizeof *table->key);
    table->at = sb_grow(table->at, table->keys, &table->at_room, sizeof *table->at);
    table->at[table->keys] = at;
    table->key[table->keys++] = sb_strdup(name);
}

static void read_keys(const sb_strict_base *base, watched_table *table)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(base->db, "SELECT name, cid FROM pragma_table_xinfo(?, '" SB_BASE "') WHERE pk > 0 ORDER BY cid", -1,
            &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, table->name, -1, SQLITE_TRANSIENT);
        while (sqlite3_step(statement) == SQLITE_ROW)
            add_key(table, (const char *)sqlite3_column_text(statement, 0), sqlite3_column_int(statement, 1));
    }
    sqlite3_finalize(statement);
}

static void prepare_find(sb_strict_base *base, watched_table *table, const char *number)
{
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "SELECT ");
    for (size_t i = 0; i < table->keys; i++) {
        sb_text_add(&sql, i > 0 ? ", " : "");
        sb__sqlite_name(&sql, table->key[i]);
    }
    sb_text_add(&sql, " FROM " SB_BASE ".");
    sb__sqlite_name(&sql, table->name);
    sb_text_add(&sql, " WHERE ");
    for (size_t i = 0; i < table->keys && number == NULL; i++) {
        sb_text_add(&sql, i > 0 ? " AND " : "");
        sb__sqlite_name(&sql, table->key[i]);
        sb_text_add(&sql, " = ?");
    }
    if (number != NULL)
        sb_text_add(&sql, "%s = ?", number);
    sqlite3_prepare_v2(base->db, sql.at, -1, &table->find, NULL);
    sb_text_release(&sql);
}

/* As compared.c has them: the keys of both are compared. */
static watched_table *find_table(sb_strict_base *base, const char *name)
{
    for (size_t i = 0; i < base->tables; i++)
        if (sqlite3_stricmp(base->table[i].name, name) == 0)
            return &base->table[i];
    base->table = sb_grow(base->table, base->tables, &base->room, sizeof *base->table);
    watched_table *table = &base->table[base->tables++];
    *table = (watched_table){ .name = sb_strdup(name) };
    const char *number = sb__changes_row_number(base->db, SB_BASE, name);
    read_keys(base, table);
    table->by_number = number != NULL;
    if (table->keys == 0 && number != NULL)
        add_key(table, number, -1);
    if (table->keys > 0)
        prepare_find(base, table, number);
    return table;
}

static void bind_row(sqlite3 *db, const watched_table *table, sqlite3_int64 number)
{
    old_value_fn *old = old_value();

    if (table->by_number) {
        sqlite3_bind_int64(table->find, 1, number);
        return;
    }
    for (size_t i = 0; i < table->keys; i++) {
        sqlite3_value *value = NULL;
        if (old != NULL && old(db, table->at[i], &value) == SQLITE_OK && value != NULL)
            sqlite3_bind_value(table->find, (int)i + 1, value);
    }
}

static char *key_in_base(sqlite3 *db, const watched_table *table, sqlite3_int64 number)
{
    sb_text key = SB_TEXT_EMPTY, cell = SB_TEXT_EMPTY;

    if (table->find == NULL)
        return NULL;
    bind_row(db, table, number);
    if (sqlite3_step(table->find) == SQLITE_ROW)
        for (size_t i = 0; i < table->keys; i++) {
            const char *spelt = sb__changes_spell(&cell, table->find, (int)i);
            sb_text_add(&key, "%s%s = %s", i > 0 ? ", " : "", table->key[i], spelt != NULL ? spelt : "NULL");
        }
    sqlite3_reset(table->find);
    sqlite3_clear_bindings(table->find);
    sb_text_release(&cell);
    return key.at;
}

char *sb__strict_base_key(sb_strict_base *base, const sb_image *image, const sb_strict_row *row)
{
    return open_base(base, image) ? key_in_base(row->db, find_table(base, row->table), row->number) : NULL;
}
