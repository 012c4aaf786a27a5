/* box.h -- for tests of the image: a clone with a few tables, connections to it as an application would open them, short questions.
 */
#ifndef SEEDBED_SELFTEST_SQLITE_BOX_H
#define SEEDBED_SELFTEST_SQLITE_BOX_H

#include "../../../../framework/sandbox/sqlite/clone.h"

enum { BOX_CONNECTIONS = 3 };
typedef struct box {
    sb_clone *clone;
    void *ours; /* Seedbed's own connection */
    char *path; /* of the application's database, in the test's own folder; the file does not exist */
    sqlite3 *to[BOX_CONNECTIONS];
    const char *held, *broken, *fell; /* of the last reset */
} box;

/* Tables: t(id, v) with the rows 1 one, 2 two, 3 three, and an empty e(x); three connections to[0], to[1], to[2]. */
void box_open(box *b);
/* A clone of the database that the SQL makes; no connections but ours. */
void box_open_with(box *b, const char *sql, const char *prefix);
/* The same, brought back by a strategy. */
void box_open_as(box *b, const char *sql, const char *prefix, enum sb_reset reset);
void box_close(box *b);
/* Fails the test where the reset fails; held has what had to be ended. */
void box_reset(box *b);

/* A connection as an application opens it; closed when the test is over. */
sqlite3 *connect_to(const char *path);
/* SQLite's code. */
int run(sqlite3 *db, const char *sql);
/* Run, and fail the test where SQLite says no. */
void must(sqlite3 *db, const char *sql);
/* The first value as text, "(none)" without a row, "NULL", or SQLite's message. Lives as long as the test. */
const char *ask(sqlite3 *db, const char *sql);

#endif
