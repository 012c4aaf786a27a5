/* box.c -- clones, connections and questions for the tests of the image. */
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>

int run(sqlite3 *db, const char *sql) { return sqlite3_exec(db, sql, NULL, NULL, NULL); }

void must(sqlite3 *db, const char *sql)
{
    if (run(db, sql) != SQLITE_OK)
        fail_test("%s: %s", sql, sqlite3_errmsg(db));
}

const char *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    char *answer;

    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW && sqlite3_column_text(statement, 0) == NULL)
        answer = sb_strdup("NULL");
    else if (code == SQLITE_ROW)
        answer = sb_strdup((const char *)sqlite3_column_text(statement, 0));
    else
        answer = sb_strdup(code == SQLITE_DONE ? "(none)" : sqlite3_errmsg(db));
    sqlite3_finalize(statement);
    add_cleanup(free, answer);
    return answer;
}

sqlite3 *connect_to(const char *path)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, NULL);

    add_cleanup(sqlite3_close_v2, db);
    if (code != SQLITE_OK)
        fail_test("%s: %s", path, sqlite3_errmsg(db));
    return db;
}

void box_open_with(box *b, const char *sql, const char *prefix) { box_open_as(b, sql, prefix, SB_RESET_AUTO); }

void box_open_as(box *b, const char *sql, const char *prefix, enum sb_reset reset)
{
    const sb_script script = { "schema.sql", sql };
    void *db = NULL;

    b->path = sb_format("%s/catalog.db", sb_temp_dir());
    if (sb_backend_sqlite.scratch(NULL, &db) != 0 || sb_backend_sqlite.exec(db, sql) != 0 ||
        sb_backend_sqlite.clone_make(db,
            &(sb_clone_wish){ .prefix = prefix, .path = b->path, .reset = reset, .script = &script, .scripts = 1 },
            &b->clone) != 0 ||
        sb_backend_sqlite.clone_open(b->clone, 0, &b->ours) != 0) {
        sb_backend_sqlite.close(db);
        fail_test("the clone cannot be made: %s", sb_error());
    }
    sb_backend_sqlite.close(db);
}

void box_open(box *b)
{
    box_open_with(b,
        "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t(v) VALUES('one'), ('two'), ('three');"
        "CREATE TABLE e(x)",
        "");
    for (int i = 0; i < BOX_CONNECTIONS; i++)
        b->to[i] = connect_to(b->path);
}

void box_reset(box *b)
{
    sb_reset_told told;
    if (sb_backend_sqlite.clone_reset(b->clone, &told) != 0)
        fail_test("%s", sb_error());
    b->held = told.held;
    b->broken = told.broken;
    b->fell = told.fell;
}

void box_close(box *b)
{
    sb_backend_sqlite.clone_free(b->clone);
    free(b->path);
}
