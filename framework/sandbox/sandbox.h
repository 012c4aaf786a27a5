/* sandbox.h -- the sandbox of the running test, for generators and matchers.
 *
 * Calling sequence: sb_sandbox_db and what follows it, inside a test (and its begin and end in other resources) of a suite with a
 * sandbox; sb_sandbox_configuration from the end of this resource's prepare to its finish.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_SANDBOX_H
#define SEEDBED_FRAMEWORK_SANDBOX_SANDBOX_H

#include "../../assert/text.h"
#include "../config/settings.h"
#include <seedbed/db.h>
#include <seedbed/ext/backend.h>

/* Our own connection to the sandbox of the running test. Borrowed, for the test. */
typedef struct sb_db {
    const sb_backend *backend;
    void *handle;
    const char *prefix; /* of table names; "" where they have none */
    bool suite_kept;    /* a SUITE_SETUP left something that every test of its suite begins with */
    unsigned dropped;   /* how often what was kept was given up */
    uint64_t stream;    /* a number of (seed, test name): the root of the test's random values */
} sb_db;

/* NULL, with a message, outside a test of a suite with a sandbox, and while it is busy. */
const sb_db *sb_sandbox_db(void);
/* The database is in the middle of something for which it runs code of the test: what asks it meanwhile is refused, with this text; NULL: it
 * is no longer. Returns what was said before. */
const char *sb_sandbox_busy(const char *why);
/* The name of a table in the database, by its name without the prefix: "users" -> "t_users". Owned by the sandbox, for the test.
 * NULL, with a message that names the nearest table, where there is none. */
const char *sb_sandbox_table_name(const char *name);
/* The same for who wants to know why: SB_ENOTFOUND: there is no such table; else the database could not be asked. */
int sb_sandbox_find_table(const char *name, const char **out);
/* Expand {table} in SQL. The caller frees it. NULL, with a message, for a brace that is not closed or has no table's name in it. */
char *sb_sandbox_expand(const char *sql, const char *prefix);
/* Double-quote a name for SQL. The caller frees it. */
char *sb_sandbox_quote(const char *name);
/* The present state becomes the one that every later test of this worker begins with, until sb_sandbox_drop_kept. */
int sb_sandbox_keep(void);
int sb_sandbox_drop_kept(void);
/* The folder of sandbox_files(); NULL where the configuration has none. SB_ERR with a message: it cannot be made. */
int sb_sandbox_files(const char **out);
/* seedbed.yaml as read; NULL where there is none. */
const sb_settings *sb_sandbox_configuration(void);
/* How a row stands for its id in col(user_id, ada). The layer that makes rows says so; until then a row there is an error. */
void sb_sandbox_rows_have_ids(int64_t (*id)(const sb_row *row));
/* What finds a row: the table, in the database, and columns with their values. Borrowed, for the test. */
enum { SB_KEY_COLUMNS = 16 };
typedef struct sb_row_key {
    const char *table;
    size_t n;
    const char *column[SB_KEY_COLUMNS];
    sb_value value[SB_KEY_COLUMNS];
} sb_row_key;
/* Any pointer may come: SB_ERR with a message where it is no row of this test, or nothing finds it. */
typedef int sb_row_key_fn(const sb_row *row, sb_row_key *out);
void sb_sandbox_rows_have_keys(sb_row_key_fn *key);
/* At the end of a test: whether its rows may be shown, so that those which factories made are to be told; and one of them. */
bool sb_sandbox_wants_made(void);
void sb_sandbox_made(const sb_row_key *key);
/* And the tree of all of them, in lines, for its report. */
void sb_sandbox_made_tree(const char *lines);

/* A table, or what a query gave. */
struct sb_table {
    const char *name;           /* as asked for; NULL: no table */
    const char *full;           /* with the prefix */
    const struct sb_rows *rows; /* of a query, or listed; NULL: a table, which is asked when it is judged */
};

#endif
