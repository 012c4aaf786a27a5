/* drop.c -- drop all tables and views under a prefix, whatever refers to what. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

/* Not a pattern: in LIKE the _ of "t_" would stand for any character. The case of names means nothing to SQLite. */
static const char remaining[] =
    "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND substr(name, 1, length(?1)) = ?1 COLLATE NOCASE "
    "AND name <> ?2 COLLATE NOCASE "
    "AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY type DESC, rowid DESC";

/* One statement per thing that is still there: views first, then tables, the newest first, because children come after parents. */
static int list(sb_sqlite *db, const char *prefix, const char *but, char ***out, size_t *n)
{
    sqlite3_stmt *statement = NULL;
    size_t room = 0;
    int code;

    *out = NULL;
    *n = 0;
    if (sqlite3_prepare_v2(db->handle, remaining, -1, &statement, NULL) != SQLITE_OK)
        return sb__sqlite_fail(db->handle, "The tables under %s cannot be listed", prefix);
    sqlite3_bind_text(statement, 1, prefix, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, but, -1, SQLITE_STATIC);
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        sb_text sql = SB_TEXT_EMPTY;
        sb_text_add(&sql, "DROP %s ", (const char *)sqlite3_column_text(statement, 0));
        sb__sqlite_name(&sql, (const char *)sqlite3_column_text(statement, 1));
        *out = sb_grow(*out, *n, &room, sizeof **out);
        (*out)[(*n)++] = sb_text_take(&sql);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(db->handle, "The tables under %s cannot be listed", prefix);
}

/* Once more, for its message. */
static int fail_drop(sb_sqlite *db, const char *sql)
{
    sb__sqlite_begin_statement(db);
    int result = sb__sqlite_run(db->handle, sql);
    const char *why = sb__sqlite_why_refused(db);

    return result != 0 && why != NULL ? sb_fail_with(SB_ERR, "%s is refused: %s", sql, why) : result;
}

/* A table may resist (the shadow tables of a full-text index, a parent whose children are still there) until others are gone, so
 * passes are made as long as each of them drops something. */
int sb__sqlite_drop(void *db, const char *prefix, const char *but)
{
    for (size_t before = SIZE_MAX;;) {
        char **sql;
        size_t n;
        int result = list(db, prefix, but, &sql, &n);

        if (result == 0 && n >= before)
            result = fail_drop(db, sql[0]);
        for (size_t i = 0; i < n; i++) {
            if (result == 0)
                sqlite3_exec(((sb_sqlite *)db)->handle, sql[i], NULL, NULL, NULL);
            free(sql[i]);
        }
        free(sql);
        if (result != 0 || n == 0)
            return result;
        before = n;
    }
}
