/* run.c -- statements of our own, sent as they are. */
#include "connection.h"
#include "drawn.h"
#include "guarded.h"
#include "known.h"
#include "seen.h"
#include "state.h"
#include "sure.h"
#include <stdlib.h>
#include <string.h>

bool sb__postgres_went_well(const sb_postgres *db, const PGresult *result)
{
    switch (db->pq->PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT: return true;
    default: return false;
    }
}

/* Until after() nobody else does anything on the connection. */
static void before(sb_postgres *db, const char *sql)
{
    if (db->watched)
        sb__pg_ours_enter();
    if (sql != NULL)
        sb__pg_unsure(db);
    if (db->watched)
        sb__seen_statement(sql, true);
    if (db->watched && sql != NULL)
        sb__known_tell_ours(sql);
    if (db->watched && sql != NULL && db->drawn != NULL)
        sb__pg_drawn_statement(db->drawn, sql);
}

static PGresult *after(sb_postgres *db, PGresult *result)
{
    if (db->watched)
        sb__seen_result(sb__postgres_went_well(db, result) ? db->pq->PQcmdStatus((PGresult *)result) : NULL);
    sb__pg_guard_over(db);
    if (db->watched)
        sb__pg_ours_leave();
    return result;
}

/* one: the text is one statement. That others join ends guarding, so it is asked for when they are kept out. */
static PGresult *execute(sb_postgres *db, const char *sql, const sb__pg_arguments *args, bool one)
{
    static const sb__pg_arguments none = { .n = 0 };
    bool guards;

    before(db, sql);
    guards = sb__pg_guards(db);
    if (guards && (args != NULL || one))
        return after(db, sb__pg_guard_one(db, &(sb__pg_sent){ .sql = sql, .args = args != NULL ? args : &none }));
    if (guards)
        sb__pg_guard(db, sql);
    if (args == NULL)
        return after(db, db->pq->PQexec(db->handle, sql));
    return after(db, db->pq->PQexecParams(db->handle, sql, args->n, args->type, args->value, args->length, args->format, 0));
}

PGresult *sb__postgres_execute(sb_postgres *db, const char *sql, const sb__pg_arguments *args)
{
    return execute(db, sql, args, false);
}

PGresult *sb__postgres_execute_one(sb_postgres *db, const char *sql) { return execute(db, sql, NULL, true); }

PGresult *sb__postgres_execute_prepared(sb_postgres *db, const char *name, const sb__pg_arguments *args)
{
    before(db, NULL);
    if (sb__pg_guards(db))
        return after(db, sb__pg_guard_one(db, &(sb__pg_sent){ .name = name, .args = args }));
    return after(db, db->pq->PQexecPrepared(db->handle, name, args->n, args->value, args->length, args->format, 0));
}

size_t sb__postgres_execute_rows(
    sb_postgres *db, const char *name, const sb__pg_arguments *row, size_t rows, PGresult **result_out)
{
    size_t good;

    before(db, NULL);
    good = sb__pg_guard_rows(db, name, row, rows, result_out);
    after(db, result_out[good < rows ? good : rows - 1]);
    return good;
}

PGresult *sb__postgres_prepare(sb_postgres *db, const char *name, const char *sql)
{
    before(db, NULL);
    if (sb__pg_guards(db))
        sb__pg_guard(db, NULL);
    return after(db, db->pq->PQprepare(db->handle, name, sql, 0, NULL));
}

void sb__postgres_guarded(sb_postgres *db, bool guarded)
{
    db->guarded = guarded;
    db->saved = false;
    sb__pg_unsure(db);
}

int sb__postgres_run(sb_postgres *db, const char *sql)
{
    PGresult *result = sb__postgres_execute(db, sql, NULL);
    int code = sb__postgres_went_well(db, result) ? 0 : sb__postgres_fail(db, result, "%s", sql);

    db->pq->PQclear(result);
    return code;
}

int sb__postgres_runf(sb_postgres *db, const char *format, ...)
{
    sb_text sql = SB_TEXT_EMPTY;
    va_list args;
    int code;

    va_start(args, format);
    sb_text_addv(&sql, format, args);
    va_end(args);
    code = sb__postgres_run(db, sql.at);
    sb_text_release(&sql);
    return code;
}

PGresult *sb__postgres_rows(sb_postgres *db, const char *sql, int n, const char *const *argument)
{
    PGresult *result = sb__postgres_execute(db, sql, &(sb__pg_arguments){ .n = n, .value = argument });

    if (db->pq->PQresultStatus(result) == PGRES_TUPLES_OK)
        return result;
    sb__postgres_fail(db, result, "%s", sql);
    db->pq->PQclear(result);
    return NULL;
}

/* Statements of our own that are asked again and again: once per connection, or where the application has thrown all away. */
static void prepare_once(sb_postgres *db, const char *name, const char *sql, int n, bool again)
{
    size_t i = 0;

    while (i < SB__PG_KEPT && db->kept[i] != NULL && db->kept[i] != name)
        i++;
    if (i == SB__PG_KEPT || (db->kept[i] == name && !again))
        return;
    db->kept[i] = name;
    db->pq->PQclear(db->pq->PQprepare(db->handle, name, sql, n, NULL));
}

PGresult *sb__postgres_prepared_rows(sb_postgres *db, const char *name, const char *sql, int n, const char *const *argument)
{
    const sb_libpq *pq = db->pq;
    PGresult *result;

    prepare_once(db, name, sql, n, false);
    result = pq->PQexecPrepared(db->handle, name, n, argument, NULL, NULL, 0);
    if (strcmp(sb__postgres_state(db, result), "26000") == 0 && pq->PQtransactionStatus(db->handle) == PQTRANS_IDLE) {
        pq->PQclear(result);
        prepare_once(db, name, sql, n, true);
        result = pq->PQexecPrepared(db->handle, name, n, argument, NULL, NULL, 0);
    }
    if (pq->PQresultStatus(result) == PGRES_TUPLES_OK)
        return result;
    sb__postgres_fail(db, result, "%s", sql);
    pq->PQclear(result);
    return NULL;
}

const char *sb__postgres_cell(const sb_postgres *db, const PGresult *result, int row, int column)
{
    return db->pq->PQgetisnull(result, row, column) ? NULL : db->pq->PQgetvalue(result, row, column);
}

char *sb__postgres_ask(sb_postgres *db, const char *sql, int n, const char *const *argument)
{
    PGresult *rows = sb__postgres_rows(db, sql, n, argument);
    const char *cell = rows != NULL && db->pq->PQntuples(rows) > 0 ? sb__postgres_cell(db, rows, 0, 0) : NULL;
    char *copy = cell != NULL ? sb_strdup(cell) : NULL;

    db->pq->PQclear(rows);
    return copy;
}

void sb__postgres_name(sb_text *to, const char *name)
{
    sb_text_put(to, "\"", 1);
    for (const char *quote; (quote = strchr(name, '"')) != NULL; name = quote + 1) {
        sb_text_put(to, name, (size_t)(quote - name));
        sb_text_put(to, "\"\"", 2);
    }
    sb_text_add(to, "%s\"", name);
}

void sb__postgres_string(sb_text *to, const char *text)
{
    sb_text_put(to, "'", 1);
    for (const char *quote; (quote = strchr(text, '\'')) != NULL; text = quote + 1) {
        sb_text_put(to, text, (size_t)(quote - text));
        sb_text_put(to, "''", 2);
    }
    sb_text_add(to, "%s'", text);
}
