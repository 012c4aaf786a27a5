/* server.h -- for tests on PostgreSQL: the private server that selftest/build/postgres.sh started, and a database of a test's own on it.
 *
 * A test that asks for one where there is no server is skipped, with the reason.
 */
#ifndef SEEDBED_SELFTEST_POSTGRES_SERVER_H
#define SEEDBED_SELFTEST_POSTGRES_SERVER_H

#include "../../../../framework/sandbox/postgres/connection.h"

/* The server itself, as its superuser. */
const char *server_url(void);
/* An empty database, which is dropped when the test is over, whoever is connected to it. Lives as long as the test; each call makes another. */
const char *server_database(void);
/* An empty database that other tests have had and will have, for those that leave nothing but schemas in it: to make one costs more than what
 * most of them do. It is nobody else's as long as the test lasts, and is not dropped. */
const char *server_lent_database(void);
/* An empty schema, which costs much less and will do for most tests: the first of the search path of whoever connects by this. */
const char *server_schema(void);
/* An empty database, as the one above, that lets in postgres and shut_owner (who may make roles), and no other role. Only a server of postgres.sh's has such rules. */
const char *server_shut_database(void);
/* A connection of ours to a place; closed when the test is over. */
sb_postgres *server_open(const char *url);
/* A connection as an application opens it. */
PGconn *server_connect(const char *url);

/* Runs SQL, and fails the test where the server says no. */
void pg_must(sb_postgres *db, const char *sql);
/* The first value as text, "(none)" without a row, "NULL", or the server's message. Lives as long as the test. */
const char *pg_ask(sb_postgres *db, const char *sql);
/* The same on an application's connection. */
const char *pg_ask_handle(PGconn *handle, const char *sql);
/* The same of what was asked already, which it takes. */
const char *pg_answer(PGresult *result);

#endif
