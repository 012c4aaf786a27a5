/* guarded.h -- a savepoint before each statement, so that one that fails spoils no transaction; sent along with the statement.
 *
 * Calling sequence: where sb__pg_guards() holds, sb__pg_guard_one() for a statement with arguments, or sb__pg_guard() and then anything;
 * sb__pg_guard_over() behind either. Errors are the statement's own.
 */
#ifndef SEEDBED_POSTGRES_GUARDED_H
#define SEEDBED_POSTGRES_GUARDED_H

#include "connection.h"

/* A statement with its arguments, as text or as it was prepared under a name. */
typedef struct sb__pg_sent {
    const char *sql, *name; /* one of them is NULL */
    const sb__pg_arguments *args;
} sb__pg_sent;

/* Whether the connection is guarded and in a transaction that can still be saved. */
bool sb__pg_guards(sb_postgres *db);
/* Set the savepoint for what comes, unless that is about transactions. NULL: it is not. */
void sb__pg_guard(sb_postgres *db, const char *sql);
/* The savepoint and the statement, in one round trip where that can be; the caller clears what the statement gave. */
PGresult *sb__pg_guard_one(sb_postgres *db, const sb__pg_sent *it);
/* A statement that was prepared under a name, again and again with other arguments, in one round trip: all of them count, or none, also where
 * the connection is not guarded. What each gave is in result_out, which the caller clears. How many went well, from the first. */
size_t sb__pg_guard_rows(sb_postgres *db, const char *name, const sb__pg_arguments *row, size_t rows, PGresult **result_out);
/* Undo the statement alone, where it failed. */
void sb__pg_guard_over(sb_postgres *db);

#endif
