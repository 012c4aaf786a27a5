/* objects.c -- all that has a name in the database: tables, views, indexes and triggers, each with the table it belongs to. */
#include "connection.h"
#include <stdlib.h>

typedef struct object_list {
    sb_object *at;
    size_t n, room;
} object_list;

static char *text_of(sqlite3_stmt *statement, int at)
{
    const char *text = (const char *)sqlite3_column_text(statement, at);

    return sb_strdup(text != NULL ? text : "");
}

/* Collected before anybody is told of them: who is told may change the schema. */
static int read_objects(sqlite3 *handle, object_list *to)
{
    static const char *const sql = "SELECT type, name, tbl_name FROM sqlite_schema WHERE lower(substr(name, 1, 7)) <> 'sqlite_' "
                                   "ORDER BY name COLLATE BINARY";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
        to->at[to->n++] = (sb_object){ text_of(statement, 0), text_of(statement, 1), text_of(statement, 2) };
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(handle, "The names of tables, views, indexes and triggers cannot be read");
}

int sb__sqlite_objects(void *db, sb_object_fn *fn, void *env)
{
    object_list objects = { NULL, 0, 0 };
    int result = read_objects(((sb_sqlite *)db)->handle, &objects);

    for (size_t i = 0; i < objects.n && result == 0; i++)
        fn(env, &objects.at[i]);
    for (size_t i = 0; i < objects.n; i++) {
        free((void *)(uintptr_t)objects.at[i].kind);
        free((void *)(uintptr_t)objects.at[i].name);
        free((void *)(uintptr_t)objects.at[i].table);
    }
    free(objects.at);
    return result;
}
