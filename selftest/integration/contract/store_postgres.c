/* store_postgres.c -- the application's database is on a server; its connection string is written into the program. */
#include "store.h"
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

struct store {
    PGconn *connection;
};

static void be_quiet(void *env, const char *notice) { (void)env, (void)notice; }

store *store_open(void)
{
    store *s = malloc(sizeof *s);
    if (!s)
        return NULL;
    s->connection = PQconnectdb(APPLICATION_DATABASE);
    if (PQstatus(s->connection) != CONNECTION_OK) {
        store_close(s);
        return NULL;
    }
    PQsetNoticeProcessor(s->connection, be_quiet, NULL);
    return s;
}

int store_run(store *s, const char *sql)
{
    PGresult *result = PQexec(s->connection, sql);
    ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

char *store_text(store *s, const char *sql)
{
    PGresult *result = PQexec(s->connection, sql);
    char *text = PQntuples(result) > 0 ? strdup(PQgetvalue(result, 0, 0)) : strdup("");
    PQclear(result);
    return text;
}

void store_close(store *s)
{
    PQfinish(s->connection);
    free(s);
}
