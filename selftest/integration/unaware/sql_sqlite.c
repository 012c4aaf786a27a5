/* sql_sqlite.c -- the edition that keeps its accounts in a file beside it. */
#include "sql.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

struct sql {
    sqlite3 *db;
};

sql *sql_open(const char *database, char *said, unsigned size)
{
    sql *s = calloc(1, sizeof *s);
    if (s && sqlite3_open(database ? database : "var/catalog.db", &s->db) == SQLITE_OK) {
        sqlite3_busy_timeout(s->db, 5000);
        return s;
    }
    snprintf(said, size, "%s", s ? sqlite3_errmsg(s->db) : "no memory");
    sql_close(s);
    return NULL;
}

void sql_close(sql *s)
{
    if (s)
        sqlite3_close(s->db);
    free(s);
}

int sql_run(sql *s, const char *text) { return sqlite3_exec(s->db, text, NULL, NULL, NULL) == SQLITE_OK ? 0 : -1; }

int sql_number(sql *s, const char *text, int argument)
{
    char sentence[200];
    sqlite3_stmt *statement = NULL;
    int number = -1;
    snprintf(sentence, sizeof sentence, text, "?1");
    if (sqlite3_prepare_v2(s->db, sentence, -1, &statement, NULL) == SQLITE_OK) {
        if (sqlite3_bind_parameter_count(statement) > 0)
            sqlite3_bind_int(statement, 1, argument);
        if (sqlite3_step(statement) == SQLITE_ROW)
            number = sqlite3_column_int(statement, 0);
    }
    sqlite3_finalize(statement);
    return number;
}

int sql_write_ahead(sql *s) { return sql_run(s, "PRAGMA journal_mode = wal"); }
