/* sql_postgres.c -- the edition that keeps its accounts on a server, which it was told of when it was built. */
#include "sql.h"
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

struct sql {
    PGconn *connection;
};

static void be_quiet(void *env, const char *notice) { (void)env, (void)notice; }

sql *sql_open(const char *database, char *said, unsigned size)
{
    sql *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->connection = PQconnectdb(database ? database : LEDGER_DATABASE);
    if (PQstatus(s->connection) == CONNECTION_OK) {
        PQsetNoticeProcessor(s->connection, be_quiet, NULL);
        return s;
    }
    snprintf(said, size, "%s", PQerrorMessage(s->connection));
    sql_close(s);
    return NULL;
}

void sql_close(sql *s)
{
    if (s)
        PQfinish(s->connection);
    free(s);
}

int sql_run(sql *s, const char *text)
{
    PGresult *result = PQexec(s->connection, text);
    ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? 0 : -1;
}

int sql_number(sql *s, const char *text, int argument)
{
    char sentence[200], number[20];
    const char *const arguments[] = { number };
    PGresult *result;
    int found = -1;
    snprintf(sentence, sizeof sentence, text, "$1::int");
    snprintf(number, sizeof number, "%d", argument);
    result = PQexecParams(s->connection, sentence, 1, NULL, arguments, NULL, NULL, 0);
    if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) > 0)
        found = atoi(PQgetvalue(result, 0, 0));
    PQclear(result);
    return found;
}

int sql_write_ahead(sql *s) { return sql_run(s, "SELECT 1"); } /* it always does */
