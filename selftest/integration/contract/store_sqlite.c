/* store_sqlite.c -- the application's database is a file. */
#include "store.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

struct store {
    sqlite3 *handle;
};

store *store_open(void)
{
    store *s = malloc(sizeof *s);
    if (!s)
        return NULL;
    if (sqlite3_open("var/catalog.db", &s->handle) != SQLITE_OK) {
        store_close(s);
        return NULL;
    }
    sqlite3_busy_timeout(s->handle, 2000);
    sqlite3_exec(s->handle, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    return s;
}

int store_run(store *s, const char *sql) { return sqlite3_exec(s->handle, sql, NULL, NULL, NULL) != SQLITE_OK; }

char *store_text(store *s, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    char *text = NULL;
    if (sqlite3_prepare_v2(s->handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_text(statement, 0))
        text = strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return text ? text : strdup("");
}

void store_close(store *s)
{
    sqlite3_close(s->handle);
    free(s);
}
