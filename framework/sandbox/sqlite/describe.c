/* describe.c -- read what the columns of a table are: types, keys, uniqueness, parents. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

/* Every question is a table-valued PRAGMA with the table's name as its argument, so that no name is pasted into SQL. */
static sqlite3_stmt *ask(sb_sqlite *db, const char *sql, const char *name)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) == SQLITE_OK)
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    return statement;
}

static const char *text_of(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);

    return text != NULL ? text : "";
}

/* The first column of the first row, as a string that the caller frees; NULL where there is none. */
static char *ask_text(sb_sqlite *db, const char *sql, const char *name)
{
    sqlite3_stmt *statement = ask(db, sql, name);
    char *found = NULL;

    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        found = sb_strdup(text_of(statement, 0));
    sqlite3_finalize(statement);
    return found;
}

static sb_column *find_column(sb_described *of, const char *name)
{
    for (size_t i = 0; i < of->info.n; i++)
        if (sqlite3_stricmp(of->column[i].name, name) == 0)
            return &of->column[i];
    return NULL;
}

/* Columns as they stand; hidden: 2 and 3 are generated columns, 1 belongs to a virtual table and is none of ours. */
static int read_columns(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement = ask(db,
        "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid",
        to->info.name);
    size_t room = 0;
    int code = SQLITE_ERROR;

    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_column *column;
        to->column = sb_grow(to->column, to->info.n, &room, sizeof *to->column);
        column = &to->column[to->info.n++];
        *column = (sb_column){ .name = sb_strdup(text_of(statement, 0)), .type = sb_strdup(text_of(statement, 1)) };
        column->not_null = sqlite3_column_int(statement, 2) != 0;
        column->has_default = sqlite3_column_int(statement, 3) != 0;
        column->primary_key = sqlite3_column_int(statement, 4) != 0;
        column->generated = sqlite3_column_int(statement, 5) != 0;
    }
    sqlite3_finalize(statement);
    to->info.column = to->column;
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The columns of %s cannot be read", to->info.name);
}

/* Unique alone: the only column of a unique index; together: one of several. A partial index counts, since values still collide
 * under it. */
static int read_unique(sb_sqlite *db, sb_described *to, bool *key_has_index)
{
    sqlite3_stmt *statement = ask(db,
        "SELECT l.origin, i.name, (SELECT count(*) FROM pragma_index_info(l.name)) "
        "FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE l.\"unique\"",
        to->info.name);
    int code = SQLITE_ERROR;

    *key_has_index = false;
    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_column *column = find_column(to, text_of(statement, 1));
        *key_has_index |= strcmp(text_of(statement, 0), "pk") == 0;
        if (column != NULL && sqlite3_column_int(statement, 2) == 1)
            column->unique = true;
        else if (column != NULL)
            column->unique_together = true;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The indexes of %s cannot be read", to->info.name);
}

/* SQLite numbers a lone INTEGER key that has no index of its own: WITHOUT ROWID and INTEGER PRIMARY KEY DESC have one. */
static void find_rowid(sb_described *to, bool key_has_index)
{
    sb_column *key = NULL;
    size_t keys = 0;

    for (size_t i = 0; i < to->info.n; i++) {
        if (to->column[i].primary_key) {
            key = &to->column[i];
            keys++;
        }
    }
    if (keys != 1)
        return;
    key->unique = true;
    key->rowid = !key_has_index && sqlite3_stricmp(key->type, "INTEGER") == 0;
}

/* A table has row numbers unless it is WITHOUT ROWID, or its columns have taken all three names of them. */
static const char *find_row_number(sb_sqlite *db, sb_described *of)
{
    static const char *const names[] = { "rowid", "_rowid_", "oid" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (find_column(of, names[i]) == NULL)
            return sqlite3_table_column_metadata(db->handle, NULL, of->info.name, names[i], NULL, NULL, NULL, NULL, NULL) ==
                    SQLITE_OK
                ? names[i]
                : NULL;
    return NULL;
}

/* The parent's names as the parent spells them: a foreign key may be written in another case, or name no column at all. */
static void set_parent(sb_sqlite *db, sb_column *column, const char *table, const char *parent_column)
{
    char *real = ask_text(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE", table);
    char *key = NULL;

    if (parent_column[0] == '\0')
        key = ask_text(db, "SELECT CASE count(*) WHEN 1 THEN max(name) END FROM pragma_table_info(?) WHERE pk", table);
    else {
        sqlite3_stmt *statement = ask(db, "SELECT name FROM pragma_table_info(?) WHERE name = ?2 COLLATE NOCASE", table);
        if (statement != NULL && sqlite3_bind_text(statement, 2, parent_column, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
            sqlite3_step(statement) == SQLITE_ROW)
            key = sb_strdup(text_of(statement, 0));
        sqlite3_finalize(statement);
    }
    column->parent_table = real != NULL ? real : sb_strdup(table);
    column->parent_column = key != NULL ? key : sb_strdup(parent_column);
}

static int read_parents(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement =
        ask(db, "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(?) GROUP BY id HAVING count(*) = 1 ORDER BY id",
            to->info.name);
    int code = SQLITE_ERROR;

    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_column *column = find_column(to, text_of(statement, 0));
        if (column != NULL && column->parent_table == NULL)
            set_parent(db, column, text_of(statement, 1), text_of(statement, 2));
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The foreign keys of %s cannot be read", to->info.name);
}

/* Foreign keys of several columns: each of them is told of the first. */
static int read_shared_parents(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement = ask(db,
        "SELECT f.\"from\", f.\"table\" FROM pragma_foreign_key_list(?1) f "
        "WHERE (SELECT count(*) FROM pragma_foreign_key_list(?1) o WHERE o.id = f.id) > 1 ORDER BY f.id, f.seq",
        to->info.name);
    int code = SQLITE_ERROR;

    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_column *column = find_column(to, text_of(statement, 0));
        if (column != NULL && column->shared_parent == NULL)
            column->shared_parent = sb_strdup(text_of(statement, 1));
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The foreign keys of %s cannot be read", to->info.name);
}

void sb__sqlite_free_described(sb_described *described)
{
    for (size_t i = 0; i < described->info.n; i++) {
        free((void *)(uintptr_t)described->column[i].name);
        free((void *)(uintptr_t)described->column[i].type);
        free((void *)(uintptr_t)described->column[i].parent_table);
        free((void *)(uintptr_t)described->column[i].parent_column);
        free((void *)(uintptr_t)described->column[i].shared_parent);
    }
    free(described->column);
    free((void *)(uintptr_t)described->info.name);
    free(described);
}

int sb__sqlite_read_table(sb_sqlite *db, const char *name, sb_described **out)
{
    sb_described *it = sb_alloc(sizeof *it);
    bool key_has_index;
    int result;

    it->info.name = sb_strdup(name);
    result = read_columns(db, it);
    if (result == 0)
        result = read_unique(db, it, &key_has_index);
    if (result == 0)
        find_rowid(it, key_has_index);
    if (result == 0)
        result = read_parents(db, it);
    if (result == 0)
        result = read_shared_parents(db, it);
    if (result == 0)
        it->info.row_number = find_row_number(db, it);
    if (result != 0) {
        sb__sqlite_free_described(it);
        it = NULL;
    }
    *out = it;
    return result;
}
