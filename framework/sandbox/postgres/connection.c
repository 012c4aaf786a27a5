/* connection.c -- open a connection of ours; the words of the server; statements run as they are, with a guard for transactions. */
#include "connection.h"
#include "lex.h"
#include <stdlib.h>
#include <string.h>

/* What a connection of ours is set to. Locks of other processes are waited for as long as SQLite waits. */
static const char settings[] = "SET client_min_messages = warning; SET lock_timeout = 5000; SET bytea_output = hex; "
                               "SET DateStyle = ISO; SET standard_conforming_strings = on";

static void drop_notice(void *env, const char *message) { (void)env, (void)message; }

void sb__postgres_words(const sb_postgres *db, const PGresult *result, sb_text *to)
{
    static const int fields[] = { PG_DIAG_MESSAGE_PRIMARY, PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT };
    const char *words;
    size_t from = to->size;

    for (size_t i = 0; i < sizeof fields / sizeof *fields && result != NULL; i++)
        if ((words = db->pq->PQresultErrorField(result, fields[i])) != NULL)
            sb_text_add(to, "%s%s", to->size > from ? "; " : "", words);
    if (to->size == from)
        sb_text_add(to, "%s", db->handle != NULL ? db->pq->PQerrorMessage(db->handle) : "out of memory");
    while (to->size > from && strchr("\n ", to->at[to->size - 1]) != NULL)
        to->at[--to->size] = '\0';
    for (char *line = to->at + from; (line = strchr(line, '\n')) != NULL;)
        *line = ' ';
}

int sb__postgres_fail(const sb_postgres *db, const PGresult *result, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    sb_text_add(&text, ": ");
    sb__postgres_words(db, result, &text);
    if (strcmp(sb__postgres_state(db, result), "55P03") == 0)
        sb_text_add(&text, " (another connection holds it: a transaction that was not ended?)");
    sb_fail_with(SB_ERR, "%s", text.at);
    sb_text_release(&text);
    return SB_ERR;
}

const char *sb__postgres_state(const sb_postgres *db, const PGresult *result)
{
    const char *state = result != NULL ? db->pq->PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;

    return state != NULL ? state : "";
}

PGconn *sb__postgres_connect(const char *url)
{
    const sb_libpq *pq = sb__libpq();
    /* A server that does not answer shall not hold a run up; whoever wants to wait longer says so in the url. */
    const char *const keyword[] = { "connect_timeout", "fallback_application_name", "dbname", "client_encoding", NULL };
    const char *const value[] = { getenv("PGCONNECT_TIMEOUT") != NULL ? NULL : "10", "seedbed", url, "UTF8", NULL };
    PGconn *handle;

    if (pq == NULL)
        return NULL;
    handle = pq->PQconnectdbParams(keyword, value, 1);
    if (pq->PQstatus(handle) != CONNECTION_OK) {
        char *location = sb__postgres_locate(url);
        sb__postgres_fail(&(sb_postgres){ .handle = handle, .pq = pq }, NULL, "The PostgreSQL database %s cannot be opened",
            location != NULL ? location : "of this url");
        free(location);
        pq->PQfinish(handle);
        return NULL;
    }
    pq->PQsetNoticeProcessor(handle, drop_notice, NULL);
    return handle;
}

sb_postgres *sb__postgres_new(PGconn *handle)
{
    sb_postgres *db = sb_alloc(sizeof *db);

    db->handle = handle;
    db->pq = sb__libpq();
    return db;
}

/* A connection that fails has no number for its reason, only words in the server's language: so ask for the database by name. */
static bool is_missing(const char *url)
{
    const sb_libpq *pq = sb__libpq();
    const char *const keyword[] = { "dbname", "dbname", "connect_timeout", NULL };
    const char *const value[] = { url, "postgres", "5", NULL };
    char *location = sb__postgres_locate(url), *name = NULL;
    PGconn *handle = location != NULL ? pq->PQconnectdbParams(keyword, value, 1) : NULL;
    bool missing = false;

    if (handle != NULL && pq->PQstatus(handle) == CONNECTION_OK && (name = sb__postgres_database(url)) != NULL) {
        PGresult *rows = pq->PQexecParams(
            handle, "SELECT 1 FROM pg_database WHERE datname = $1", 1, NULL, (const char *const[]){ name }, NULL, NULL, 0);
        missing = pq->PQresultStatus(rows) == PGRES_TUPLES_OK && pq->PQntuples(rows) == 0;
        pq->PQclear(rows);
    }
    pq->PQfinish(handle);
    free(location);
    free(name);
    return missing;
}

/* SB_ERR, or SB_ENOTFOUND where the server is there and the database is not. */
static int fail_to_open(const char *url, enum sb_access access_wanted)
{
    char *why = sb_strdup(sb_error()), *location;

    if (!is_missing(url)) {
        sb_fail_with(SB_ERR, "%s", why);
        free(why);
        return SB_ERR;
    }
    free(why);
    location = sb__postgres_locate(url);
    if (access_wanted == SB_CREATE)
        sb_fail_with(SB_ERR, "There is no PostgreSQL database %s, and Seedbed makes none on a server: make it with createdb",
            location != NULL ? location : url);
    else
        sb_fail_with(SB_ENOTFOUND, "There is no PostgreSQL database %s", location != NULL ? location : url);
    free(location);
    return access_wanted == SB_CREATE ? SB_ERR : SB_ENOTFOUND;
}

int sb__postgres_settle(sb_postgres *db) { return sb__postgres_run(db, settings); }

int sb__postgres_open(const char *url, enum sb_access access_wanted, void **db_out)
{
    PGconn *handle;
    sb_postgres *db;
    int result;

    *db_out = NULL;
    if (access_wanted == SB_RECOVER)
        return sb_fail_with(SB_ENOTFOUND, "There is nothing to undo: PostgreSQL ends the transactions of the dead itself");
    if (sb__libpq() == NULL)
        return SB_EREFUSED;
    handle = sb__postgres_connect(url);
    if (handle == NULL)
        return fail_to_open(url, access_wanted);
    db = sb__postgres_new(handle);
    result = sb__postgres_settle(db);
    if (result == 0 && access_wanted == SB_LOOK)
        result = sb__postgres_run(db, "SET default_transaction_read_only = on");
    if (result != 0) {
        sb__postgres_close(db);
        return result;
    }
    *db_out = db;
    return 0;
}
