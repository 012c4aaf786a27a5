/* guarded.c -- a savepoint before each statement, so that one that fails spoils no transaction; sent along with the statement. */
#include "guarded.h"
#include "lex.h"

#define SAVE "SAVEPOINT seedbed_statement"
#define RELEASE "RELEASE SAVEPOINT seedbed_statement"

static sb__pg_piece first_of(const char *sql)
{
    sb__pg_piece first;

    sb__pg_first(sb__pg_skip_space(sql, true), &first, 1);
    return first;
}

/* Statements that begin, end or mark transactions: a savepoint of ours around them would be in their way. */
static bool is_of_transactions(const char *sql)
{
    static const char *const words[] = { "begin", "start", "commit", "end", "abort", "rollback", "savepoint", "release",
        "prepare", NULL };
    sb__pg_piece first = first_of(sql);

    return sb__pg_is_among(&first, words);
}

/* Rows on their way to the server or from it are no answer that a pipeline could have. */
static bool is_copy(const char *sql)
{
    sb__pg_piece first = first_of(sql);

    return sb__pg_is(&first, "copy");
}

bool sb__pg_guards(sb_postgres *db)
{
    bool guards = db->guarded && db->pq->PQtransactionStatus(db->handle) == PQTRANS_INTRANS;

    db->saved = db->saved && guards;
    return guards;
}

/* The savepoint of the statement before goes, and a new one comes. */
void sb__pg_guard(sb_postgres *db, const char *sql)
{
    bool wanted = sql == NULL || !is_of_transactions(sql);
    const char *mark = db->saved && wanted ? RELEASE "; " SAVE : db->saved ? RELEASE : SAVE;
    PGresult *result;

    if (!wanted && !db->saved)
        return;
    result = db->pq->PQexec(db->handle, mark);
    db->saved = wanted && sb__postgres_went_well(db, result);
    db->pq->PQclear(result);
}

/* ---- in one trip ---- */

static bool send(sb_postgres *db, const sb__pg_sent *it)
{
    const sb__pg_arguments *with = it->args;

    if (it->name != NULL)
        return db->pq->PQsendQueryPrepared(db->handle, it->name, with->n, with->value, with->length, with->format, 0) == 1;
    return db->pq->PQsendQueryParams(db->handle, it->sql, with->n, with->type, with->value, with->length, with->format, 0) == 1;
}

static bool send_mark(sb_postgres *db, const char *mark)
{
    return send(db, &(sb__pg_sent){ .sql = mark, .args = &(sb__pg_arguments){ .n = 0 } });
}

/* How many were sent. Fewer than there are: libpq takes no more, and says why. */
static int send_all(sb_postgres *db, const sb__pg_sent *it)
{
    int n = 0;

    if (db->pq->PQenterPipelineMode(db->handle) != 1)
        return 0;
    if (db->saved && !send_mark(db, RELEASE))
        return n;
    n += db->saved;
    if (!send_mark(db, SAVE))
        return n;
    n++;
    return n + send(db, it);
}

/* What one of them gave. */
static PGresult *take_one(sb_postgres *db)
{
    PGresult *result = db->pq->PQgetResult(db->handle), *rest;

    while (result != NULL && (rest = db->pq->PQgetResult(db->handle)) != NULL)
        db->pq->PQclear(rest);
    return result;
}

/* What the statement gave, or the mark that failed: those behind it say no more than that they were not done. NULL: the statement
 * could not be sent. */
static PGresult *take_all(sb_postgres *db, int wanted, int sent)
{
    PGresult *result = NULL;
    int good = 0;

    for (int i = 0; i < sent; i++) {
        PGresult *next = take_one(db);
        db->pq->PQclear(good == i ? result : next);
        if (good == i) {
            result = next;
            good += sb__postgres_went_well(db, next);
        }
    }
    db->pq->PQclear(db->pq->PQgetResult(db->handle)); /* that all is over */
    db->saved = good >= wanted - 1;                   /* only the statement itself may have failed */
    if (good < wanted && good == sent) {
        db->pq->PQclear(result);
        result = NULL;
    }
    return result;
}

/* In a pipeline, which is over whatever happens. */
static PGresult *run_marked(sb_postgres *db, const sb__pg_sent *it)
{
    int wanted = db->saved ? 3 : 2, sent = send_all(db, it);
    PGresult *result = db->pq->PQpipelineSync(db->handle) == 1 ? take_all(db, wanted, sent) : NULL;

    db->pq->PQexitPipelineMode(db->handle);
    return result;
}

/* The savepoint only where the connection is guarded: elsewhere the server has them in one transaction up to the end of the pipeline. */
size_t sb__pg_guard_rows(sb_postgres *db, const char *name, const sb__pg_arguments *row, size_t rows, PGresult **result_out)
{
    bool guards = sb__pg_guards(db), ready = db->pq->PQenterPipelineMode(db->handle) == 1;
    size_t marks = 0, sent = 0, good = 0;

    if (ready && guards) {
        marks += db->saved && send_mark(db, RELEASE);
        marks += send_mark(db, SAVE);
    }
    while (ready && sent < rows && send(db, &(sb__pg_sent){ .name = name, .args = &row[sent] }))
        sent++;
    ready = ready && db->pq->PQpipelineSync(db->handle) == 1;
    for (size_t i = 0; ready && i < marks; i++) {
        PGresult *mark = take_one(db);
        db->saved = sb__postgres_went_well(db, mark);
        db->pq->PQclear(mark);
    }
    for (size_t i = 0; i < rows; i++) {
        result_out[i] = ready && i < sent ? take_one(db) : NULL;
        good += good == i && sb__postgres_went_well(db, result_out[i]);
    }
    if (ready)
        db->pq->PQclear(db->pq->PQgetResult(db->handle)); /* that all is over */
    db->pq->PQexitPipelineMode(db->handle);
    return good;
}

PGresult *sb__pg_guard_one(sb_postgres *db, const sb__pg_sent *it)
{
    if (it->sql == NULL || (!is_of_transactions(it->sql) && !is_copy(it->sql)))
        return run_marked(db, it);
    sb__pg_guard(db, it->sql);
    return db->pq->PQexecParams(
        db->handle, it->sql, it->args->n, it->args->type, it->args->value, it->args->length, it->args->format, 0);
}

void sb__pg_guard_over(sb_postgres *db)
{
    if (db->saved && db->pq->PQtransactionStatus(db->handle) == PQTRANS_INERROR)
        db->pq->PQclear(db->pq->PQexec(db->handle, "ROLLBACK TO " SAVE));
}
