/* describe.c -- read what the columns of a table are: types, keys, uniqueness, parents. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

sqlite3_stmt *sb__sqlite_ask(sb_sqlite *db, const char *sql, const char *name)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) == SQLITE_OK)
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    return statement;
}

const char *sb__sqlite_text_of(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);

    return text != NULL ? text : "";
}

/* The first column of the first row, as a string that the caller frees; NULL where there is none. */
static char *ask_text(sb_sqlite *db, const char *sql, const char *name)
{
    sqlite3_stmt *statement = sb__sqlite_ask(db, sql, name);
    char *found = NULL;

    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_type(statement, 0) != SQLITE_NULL)
        found = sb_strdup(sb__sqlite_text_of(statement, 0));
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

/* NULL, in brackets or not: as good as no default. */
static bool is_null(const char *written)
{
    const char *at = written + strspn(written, " ("), *end = at + strcspn(at, " )");

    return end - at == 4 && sqlite3_strnicmp(at, "NULL", 4) == 0 && end[strspn(end, " )")] == '\0';
}

/* As it is written: a function of the application's own may give what it likes, and has a name that says so. */
static bool is_constant(const char *written)
{
    return sqlite3_strlike("%random%", written, 0) != 0 && sqlite3_strlike("%uuid%", written, 0) != 0;
}

/* Columns as they stand; hidden: 2 and 3 are generated columns, 1 belongs to a virtual table and is none of ours. */
static int read_columns(sb_sqlite *db, sb_described *to)
{
    sqlite3_stmt *statement = sb__sqlite_ask(db,
        "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid",
        to->info.name);
    size_t room = 0;
    int code = SQLITE_ERROR;

    while (statement != NULL && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_column *column;
        to->column = sb_grow(to->column, to->info.n, &room, sizeof *to->column);
        column = &to->column[to->info.n++];
        *column = (sb_column){ .name = sb_strdup(sb__sqlite_text_of(statement, 0)),
            .type = sb_strdup(sb__sqlite_text_of(statement, 1)) };
        column->not_null = sqlite3_column_int(statement, 2) != 0;
        column->has_default = sqlite3_column_type(statement, 3) != SQLITE_NULL && !is_null(sb__sqlite_text_of(statement, 3));
        column->constant_default = column->has_default && is_constant(sb__sqlite_text_of(statement, 3));
        column->primary_key = sqlite3_column_int(statement, 4) != 0;
        column->generated = sqlite3_column_int(statement, 5) != 0;
    }
    sqlite3_finalize(statement);
    to->info.column = to->column;
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The columns of %s cannot be read", to->info.name);
}

/* AUTOINCREMENT. */
static bool counts(sb_sqlite *db, const char *table, const char *key)
{
    int is = 0;

    return sqlite3_table_column_metadata(db->handle, "main", table, key, NULL, NULL, NULL, NULL, &is) == SQLITE_OK && is != 0;
}

/* SQLite numbers a lone INTEGER key that has no index of its own: WITHOUT ROWID and INTEGER PRIMARY KEY DESC have one. */
static void find_rowid(sb_sqlite *db, sb_described *to)
{
    sb_column *key = NULL;
    size_t keys = 0;
    char *index;

    for (size_t i = 0; i < to->info.n; i++) {
        if (to->column[i].primary_key) {
            key = &to->column[i];
            keys++;
        }
    }
    if (keys != 1 || sqlite3_stricmp(key->type, "INTEGER") != 0)
        return;
    index = ask_text(db, "SELECT name FROM pragma_index_list(?) WHERE origin = 'pk'", to->info.name);
    key->rowid = index == NULL;
    key->counted = key->rowid && counts(db, to->info.name, key->name);
    free(index);
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

/* Parents of a column by what is known of foreign keys: those of several columns are told of in another way. */
static void set_parents(sb_described *to)
{
    for (size_t i = 0; i < to->constraints.references; i++) {
        const sb_reference *one = &to->constraints.reference[i];
        for (size_t c = 0; c < one->n; c++) {
            sb_column *column = find_column(to, one->column[c]);
            if (column != NULL && one->n == 1 && column->parent_table == NULL) {
                column->parent_table = one->table;
                column->parent_column = one->parent_column[0];
            } else if (column != NULL && one->n > 1 && column->shared_parent == NULL)
                column->shared_parent = one->table;
        }
    }
}

void sb__sqlite_free_described(sb_described *described)
{
    for (size_t i = 0; i < described->info.n; i++) {
        free((void *)(uintptr_t)described->column[i].name);
        free((void *)(uintptr_t)described->column[i].type);
    }
    sb_constraints_release(&described->constraints);
    free(described->column);
    free((void *)(uintptr_t)described->info.name);
    free(described);
}

int sb__sqlite_read_table(sb_sqlite *db, const char *name, sb_described **out)
{
    sb_described *it = sb_alloc(sizeof *it);
    int result;

    it->info.name = sb_strdup(name);
    result = read_columns(db, it);
    if (result == 0)
        find_rowid(db, it);
    if (result == 0)
        result = sb__sqlite_read_references(db, it);
    if (result == 0)
        result = sb__sqlite_read_uniques(db, it);
    if (result == 0)
        result = sb__sqlite_read_checks(db, it);
    if (result == 0) {
        set_parents(it);
        sb_constraints_tell(&it->constraints, &it->info, it->column);
        it->info.row_number = find_row_number(db, it);
    } else {
        sb__sqlite_free_described(it);
        it = NULL;
    }
    *out = it;
    return result;
}
