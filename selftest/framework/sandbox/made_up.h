/* made_up.h -- a seedbed.yaml with a schema file, in a folder of the test's own.
 */
#ifndef SEEDBED_SELFTEST_SANDBOX_MADE_UP_H
#define SEEDBED_SELFTEST_SANDBOX_MADE_UP_H

#include "../../../framework/sandbox/schema.h"

/* A test on each kind of database, whose name is each->scheme; skipped on PostgreSQL where there is no server. */
#define MADE_UP_ON_EACH(suite, name) MADE_UP_ROWS(suite, name, (const char *scheme), { "sqlite" }, { "postgres" })
/* TEST_EACH with rows that may be macros. */
#define MADE_UP_ROWS(...) TEST_EACH(__VA_ARGS__)

/* All of it goes with the test. */
struct made_up {
    sb_settings *settings;
    const sb_sandbox_settings *of;
    const sb_backend *backend;
    sb_schema schema;
    void *db; /* an empty database in memory */
};

/* Each line is put into the sandbox's map; schema is the text of its only schema file. */
void made_up_open(struct made_up *made_up, const char *lines, const char *schema);
/* The same on an empty database of that kind, as a file or on the server, which stays when its connection is closed. */
void made_up_open_on(struct made_up *made_up, const char *scheme, const char *lines, const char *schema);
/* A url of it for a configuration; goes with the test. */
const char *made_up_url(const char *scheme);
/* Closes the connection and opens another. */
void made_up_reopen(struct made_up *made_up);
/* How many tables have names that begin so. */
int64_t made_up_tables(struct made_up *made_up, const char *prefix);
/* Runs SQL, and fails the test where the database says no. */
void made_up_exec(struct made_up *made_up, const char *sql);
/* The seedbed.yaml that lies in the test's folder already, and its first sandbox; no database is opened. */
void made_up_read(struct made_up *made_up, const char *schema);
void made_up_close(struct made_up *made_up);
/* A file of this text in the test's folder: its path goes with the test. */
const char *made_up_file(const char *name, const char *text);
/* The number that a query gives. */
int64_t made_up_int(struct made_up *made_up, const char *sql);

#endif
