/* private.h -- what the files of the application share and nobody else calls.
 */
#ifndef CATALOG_PRIVATE_H
#define CATALOG_PRIVATE_H

#include "catalog.h"
#include <sqlite3.h>
#include <stddef.h>

/* Keep the sentence for catalog_error() and return the code. */
__attribute__((format(printf, 2, 3))) int catalog_fail(int code, const char *format, ...);
/* The same with the database's own words. */
int catalog_fail_database(sqlite3 *db, const char *doing);

/* The connection that catalog_open made; NULL, and the error is kept, where there is none. */
sqlite3 *catalog_connection(void);
/* One more connection to the same database. The caller closes it. */
int catalog_connect(sqlite3 **out);
/* {users} in sql stands for the table with its prefix. */
int catalog_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **out);
/* Run statements that give no rows. */
int catalog_execute(sqlite3 *db, const char *sql);
/* Run a statement to its end, make it ready for the next time, and say what stopped it. */
int catalog_finish(sqlite3_stmt *statement, const char *doing);
/* Enrol inside the caller's transaction. */
int catalog_enrol_with(sqlite3 *db, int64_t who, int64_t course, const char *mode);
/* The whole file, with a NUL behind it. The caller frees it. NULL, and the error is kept, where it cannot be read. */
char *catalog_read_file(const char *path, size_t *size);

#endif
