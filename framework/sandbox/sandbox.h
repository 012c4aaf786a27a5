/* sandbox.h -- the sandbox of the running test, for generators and matchers.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_SANDBOX_H
#define SEEDBED_FRAMEWORK_SANDBOX_SANDBOX_H

#include "../../assert/text.h"
#include <seedbed/db.h>
#include <seedbed/ext/backend.h>

/* Our own connection to the sandbox of the running test. Borrowed, for the test. */
typedef struct sb_db {
    const sb_backend *backend;
    void *handle;
    const char *prefix; /* of table names; "" where they have none */
    uint64_t stream;    /* a number of (seed, test name): the root of the test's random values */
} sb_db;

/* NULL, with a message, outside a test of a suite with a sandbox. */
const sb_db *sb_sandbox_db(void);
/* The name of a table in the database, by its name without the prefix: "users" -> "t_users". Owned by the sandbox, for the test.
 * NULL, with a message that names the nearest table, where there is none. */
const char *sb_sandbox_table_name(const char *name);
/* Expand {table} in SQL. The caller frees it. */
char *sb_sandbox_expand(const char *sql, const char *prefix);

struct sb_table {
    const char *name; /* as asked for */
    const char *full; /* with the prefix */
};

#endif
