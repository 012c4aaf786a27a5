/* sequences.c -- the counters of AUTOINCREMENT. */
#include "connection.h"

int sb__sqlite_sequences(void *db, void (*fn)(void *env, const char *name, int64_t value), void *env)
{
    sqlite3 *handle = ((sb_sqlite *)db)->handle;
    sqlite3_stmt *statement = NULL;
    int code;

    /* Without a table that counts there is nothing to ask. */
    if (sqlite3_table_column_metadata(handle, "main", "sqlite_sequence", "seq", NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
        return 0;
    code = sqlite3_prepare_v2(handle, "SELECT name, seq FROM sqlite_sequence ORDER BY name", -1, &statement, NULL);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        fn(env, name != NULL ? name : "", sqlite3_column_int64(statement, 1));
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(handle, "The counters of AUTOINCREMENT cannot be read");
}
