/* size.c -- for people who look at the sandbox from outside: what a table takes, and the command that opens the database. */
#include "connection.h"
#include <stdlib.h>

/* The virtual table dbstat is not built into every SQLite. */
int64_t sb__sqlite_size(void *db, const char *table)
{
    static const char *const sql = "SELECT sum(s.pgsize) FROM sqlite_schema m, dbstat s ON s.name = m.name "
                                   "WHERE m.tbl_name = ? COLLATE NOCASE AND s.aggregate = 1";
    sqlite3_stmt *statement = NULL;
    int64_t bytes = -1;

    if (sqlite3_prepare_v2(((sb_sqlite *)db)->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        bytes = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return bytes;
}

char **sb__sqlite_client(const char *url, const char *prefix)
{
    char **word = sb_alloc(5 * sizeof *word);

    word[0] = sb_strdup("sqlite3");
    word[1] = sb_strdup("-cmd");
    word[2] = sb_format(".tables '%s%%'", prefix);
    word[3] = sb_strdup(url);
    return word;
}
