/* server.c -- databases, connections and questions for the tests on PostgreSQL. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>
#include <unistd.h>

const char *server_url(void)
{
    const char *url = getenv("SEEDBED_TEST_POSTGRES");

    if (url == NULL || *url == '\0')
        skip_test("there is no PostgreSQL server: run by `sh selftest/build/postgres.sh run`");
    return url;
}

const char *pg_ask_handle(PGconn *handle, const char *sql)
{
    const sb_libpq *pq = sb__libpq();
    PGresult *result = pq->PQexec(handle, sql);
    int status = pq->PQresultStatus(result);
    char *answer;

    if (status == PGRES_TUPLES_OK && pq->PQntuples(result) > 0)
        answer = sb_strdup(pq->PQgetisnull(result, 0, 0) ? "NULL" : pq->PQgetvalue(result, 0, 0));
    else if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        answer = sb_strdup("(none)");
    else
        answer = sb_strdup(pq->PQresultErrorMessage(result));
    pq->PQclear(result);
    add_cleanup(free, answer);
    return answer;
}

const char *pg_ask(sb_postgres *db, const char *sql) { return pg_ask_handle(db->handle, sql); }

void pg_must(sb_postgres *db, const char *sql)
{
    PGresult *result = db->pq->PQexec(db->handle, sql);

    if (!sb__postgres_went_well(db, result))
        fail_test("%s: %s", sql, db->pq->PQresultErrorMessage(result));
    db->pq->PQclear(result);
}

static void finish(void *handle) { sb__libpq()->PQfinish(handle); }

PGconn *server_connect(const char *url)
{
    PGconn *handle = sb__postgres_connect(url);

    if (handle == NULL)
        fail_test("%s", sb_error());
    add_cleanup(finish, handle);
    return handle;
}

static void close_connection(void *db) { sb_backend_postgres.close(db); }

sb_postgres *server_open(const char *url)
{
    void *db = NULL;

    if (sb_backend_postgres.open(url, SB_CHANGE, &db) != 0)
        fail_test("%s", sb_error());
    add_cleanup(close_connection, db);
    return db;
}

static void drop_database(void *name)
{
    PGconn *handle = sb__postgres_connect(server_url());
    char *sql = sb_format("DROP DATABASE IF EXISTS %s WITH (FORCE)", (const char *)name);

    if (handle != NULL)
        sb__libpq()->PQclear(sb__libpq()->PQexec(handle, sql));
    sb__libpq()->PQfinish(handle);
    free(sql);
    free(name);
}

const char *server_database(void)
{
    const char *url = server_url();
    static unsigned made;
    char *name = sb_format("t%ld_%u", (long)getpid(), ++made), *sql = sb_format("CREATE DATABASE %s", name);
    PGconn *handle = sb__postgres_connect(url);

    if (handle == NULL)
        fail_test("%s", sb_error());
    sb__libpq()->PQclear(sb__libpq()->PQexec(handle, sql));
    sb__libpq()->PQfinish(handle);
    free(sql);
    char *own = sb__postgres_with(url, (const char *const[]){ "dbname", NULL }, (const char *const[]){ name, NULL });
    add_cleanup(free, own);
    add_cleanup(drop_database, name);
    return own;
}
