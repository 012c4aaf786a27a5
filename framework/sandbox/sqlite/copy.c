/* copy.c -- copy tables with all that belongs to them from one database into an empty one, the way VACUUM does it. */
#include "connection.h"
#include "template.h"
#include <stdlib.h>
#include <string.h>

/* A line of sqlite_schema that is to be copied. */
typedef struct object {
    char *type, *name, *table, *sql;
    bool has_pages; /* false: a view, a trigger, a virtual table */
} object;

typedef struct object_list {
    object *at;
    size_t n, room;
} object_list;

static char *text_of(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);

    return sb_strdup(text != NULL ? text : "");
}

static bool begins_with(const char *name, const char *prefix) { return sqlite3_strnicmp(name, prefix, (int)strlen(prefix)) == 0; }

/* Tables and views go by their own name; indexes and triggers by that of the table (or view) they belong to. SQLite makes its own
 * objects itself: sqlite_sequence, and the indexes of constraints, which have no SQL. */
static int read_objects(sqlite3 *from, const char *prefix, object_list *to)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(from,
        "SELECT type, name, tbl_name, sql, coalesce(rootpage, 0) <> 0 FROM sqlite_schema WHERE sql IS NOT NULL "
        "AND lower(substr(name, 1, 7)) <> 'sqlite_' ORDER BY rowid",
        -1, &statement, NULL);

    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        code = SQLITE_OK;
        if (!begins_with((const char *)sqlite3_column_text(statement, 2), prefix))
            continue;
        to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
        to->at[to->n++] = (object){ text_of(statement, 0), text_of(statement, 1), text_of(statement, 2), text_of(statement, 3),
            sqlite3_column_int(statement, 4) != 0 };
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(from, "The schema cannot be read");
}

static void release_objects(object_list *objects)
{
    for (size_t i = 0; i < objects->n; i++) {
        free(objects->at[i].type);
        free(objects->at[i].name);
        free(objects->at[i].table);
        free(objects->at[i].sql);
    }
    free(objects->at);
}

static int create(sqlite3 *to, const object *it)
{
    if (sqlite3_exec(to, it->sql, NULL, NULL, NULL) != SQLITE_OK)
        return sb__sqlite_fail(to, "The %s %s cannot be copied into the sandbox", it->type, it->name);
    return 0;
}

/* Views, triggers and virtual tables are their line in sqlite_schema. Entered like that, nothing they name has to be there, and
 * a virtual table does not make its shadow tables a second time. */
static int enter(sqlite3 *to, const object *it)
{
    sqlite3_stmt *statement = NULL;
    const char *const value[] = { it->type, it->name, it->table, it->sql };
    int code = sqlite3_prepare_v2(
        to, "INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql) VALUES(?, ?, ?, 0, ?)", -1, &statement, NULL);

    for (int i = 0; i < 4 && code == SQLITE_OK; i++)
        code = sqlite3_bind_text(statement, i + 1, value[i], -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(to, "The %s %s cannot be copied into the sandbox", it->type, it->name);
}

/* The counts of AUTOINCREMENT: rows whose numbers are gone count, too. The table is there once such a table was made. */
static int copy_sequences(sqlite3 *from, sqlite3 *to, const char *prefix)
{
    sqlite3_stmt *read = NULL, *write = NULL;
    int code, result = 0;

    if (sqlite3_table_column_metadata(to, "main", "sqlite_sequence", NULL, NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
        return 0;
    code = sqlite3_exec(to, "DELETE FROM sqlite_sequence", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(to, "INSERT INTO sqlite_sequence(name, seq) VALUES(?, ?)", -1, &write, NULL);
    if (code != SQLITE_OK ||
        sqlite3_prepare_v2(from, "SELECT name, seq FROM sqlite_sequence ORDER BY rowid", -1, &read, NULL) != SQLITE_OK)
        result = sb__sqlite_fail(code != SQLITE_OK ? to : from, "The counts of AUTOINCREMENT cannot be read");
    while (result == 0 && (code = sqlite3_step(read)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(read, 0);
        if (name == NULL || !begins_with(name, prefix))
            continue;
        sqlite3_bind_text(write, 1, name, -1, SQLITE_TRANSIENT);
        sqlite3_bind_value(write, 2, sqlite3_column_value(read, 1));
        if (sqlite3_step(write) != SQLITE_DONE)
            result = sb__sqlite_fail(to, "The count of AUTOINCREMENT of %s cannot be copied", name);
        sqlite3_reset(write);
    }
    sqlite3_finalize(read);
    sqlite3_finalize(write);
    return result;
}

/* One pass over the objects: those of a type, with pages of their own or without. */
static int copy_pass(sqlite3 *from, sqlite3 *to, const object_list *objects, const char *type, bool has_pages)
{
    int result = 0;

    for (size_t i = 0; i < objects->n && result == 0; i++) {
        const object *it = &objects->at[i];
        if (it->has_pages != has_pages || (type != NULL && strcmp(it->type, type) != 0))
            continue;
        result = has_pages ? create(to, it) : enter(to, it);
        if (result == 0 && has_pages && strcmp(type, "table") == 0)
            result = sb__template_copy_rows(from, to, it->name);
    }
    return result;
}

int sb__template_copy(sqlite3 *from, sqlite3 *to, const char *prefix)
{
    object_list objects = { NULL, 0, 0 };
    int result;

    /* Rows are taken as they are: nothing is checked again that the live database let in. */
    sqlite3_db_config(to, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    sqlite3_db_config(to, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
    sqlite3_db_config(to, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
    result = sb__sqlite_run(to, "PRAGMA ignore_check_constraints = ON; BEGIN");
    /* One reading transaction, so that what is read belongs together. */
    if (result == 0)
        result = sb__sqlite_run(from, "SAVEPOINT seedbed_copy");
    if (result != 0)
        return result;
    result = read_objects(from, prefix, &objects);
    if (result == 0)
        result = copy_pass(from, to, &objects, "table", true);
    if (result == 0)
        result = copy_sequences(from, to, prefix);
    if (result == 0) /* after the rows: an index is built faster in one go */
        result = copy_pass(from, to, &objects, "index", true);
    if (result == 0) /* last: a trigger must not see the rows come */
        result = copy_pass(from, to, &objects, NULL, false);
    if (result == 0)
        result = sb__sqlite_run(to, "COMMIT");
    sqlite3_exec(from, "RELEASE seedbed_copy", NULL, NULL, NULL);
    release_objects(&objects);
    return result;
}
