/* bulk.c -- many rows, all or none: the transaction or savepoint around them, and which way they go. */
#include "bulk.h"
#include "describe.h"
#include "guarded.h"
#include "state.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MARK "seedbed_bulk"

/* ---- the connection ---- */

static PGTransactionStatusType status(const sb_postgres *db) { return db->pq->PQtransactionStatus(db->handle); }

static int check_idle(const sb_postgres *db)
{
    if (db->bulk != NULL)
        return sb_fail_with(SB_ERR, "Rows are being put in by the many already on this connection: end that first");
    if (db->pq->PQstatus(db->handle) != CONNECTION_OK)
        return sb_fail_with(SB_ERR, "Rows cannot be put in: the connection to the database was lost");
    if (db->pq->PQpipelineStatus(db->handle) != PQ_PIPELINE_OFF)
        return sb_fail_with(SB_ERR, "Rows cannot be put in: the connection is in pipeline mode; leave it (PQexitPipelineMode)");
    switch (status(db)) {
    case PQTRANS_IDLE:
    case PQTRANS_INTRANS: return 0;
    case PQTRANS_INERROR:
        return sb_fail_with(
            SB_ERR, "Rows cannot be put in: a statement before has failed in this transaction; end it by ROLLBACK");
    default:
        return sb_fail_with(
            SB_ERR, "Rows cannot be put in: the connection is in the middle of a statement or a COPY; end that first");
    }
}

/* Those who watch what is done are not told: to them who begins a transaction or sets a savepoint is a test that does so itself, and they
 * would commit what is around it. */
int sb__pg_bulk_run(sb_postgres *db, const char *sql)
{
    PGresult *result;
    int code = 0;

    if (sb__pg_guards(db))
        sb__pg_guard(db, "SAVEPOINT");
    result = db->pq->PQexec(db->handle, sql);
    if (!sb__postgres_went_well(db, result))
        code = sb__postgres_fail(db, result, "%s", sql);
    db->pq->PQclear(result);
    return code;
}

/* Nobody else may commit what is half there: see state.h. */
static void hold(const sb_postgres *db, bool held)
{
    if (db->watched && held)
        sb__pg_ours_enter();
    else if (db->watched)
        sb__pg_ours_leave();
}

void sb__pg_bulk_forget(sb_postgres *db)
{
    if (db->bulk == NULL)
        return;
    sb_text *const texts[] = { &db->bulk->numbers, &db->bulk->indexes, &db->bulk->keys, &db->bulk->aside, &db->bulk->empty };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        sb_text_release(texts[i]);
    free(db->bulk);
    db->bulk = NULL;
    hold(db, false);
}

/* In which nobody reads anything: who waits for it misses nothing. It is asked where something may be put aside alone, which is outside
 * of transactions: an error is an answer then. */
static void look_for_rows(sb_postgres *db, const sb__pg_target *to, sb_text *empty)
{
    char *sql = sb_format("SELECT EXISTS (SELECT FROM ONLY %s)", to->place), *any;

    any = to->plain && !db->watched && status(db) == PQTRANS_IDLE ? sb__postgres_ask(db, sql, 0, NULL) : NULL;
    if (any != NULL && *any == 'f')
        sb_text_add(empty, "%s%s", empty->size > 0 ? "," : "{", to->oid);
    free(any);
    free(sql);
}

/* All that will be filled is there; and has triggers and rows, or has not. */
static int look_at_all(sb_postgres *db, const char *const *table, bool *triggers_out, sb_text *empty)
{
    int code = 0;

    *triggers_out = false;
    for (; *table != NULL && code == 0; table++) {
        sb__pg_target to;
        code = sb__pg_target_look(db, *table, NULL, 0, &to);
        *triggers_out = *triggers_out || to.triggers;
        if (code == 0)
            look_for_rows(db, &to, empty);
        sb__pg_target_release(&to);
    }
    sb_text_add(empty, empty->size > 0 ? "}" : "{}");
    return code;
}

static int begin(sb_postgres *db, bool triggers, sb_text empty)
{
    bool own = status(db) == PQTRANS_IDLE;
    int code;

    hold(db, true);
    code = sb__pg_bulk_run(db, own ? "BEGIN" : "SAVEPOINT " MARK);
    if (code != 0) {
        hold(db, false);
        return code;
    }
    db->bulk = sb_alloc(sizeof *db->bulk);
    *db->bulk = (sb__pg_bulk){ .own = own, .triggers = triggers, .empty = empty };
    return 0;
}

int sb__postgres_bulk_begin(void *db, const char *const *table)
{
    sb_text empty = SB_TEXT_EMPTY;
    bool triggers;
    int code = check_idle(db);

    if (code == 0)
        code = look_at_all(db, table, &triggers, &empty);
    if (code == 0)
        code = begin(db, triggers, empty);
    if (code != 0)
        sb_text_release(&empty);
    return code;
}

/* ---- rows ---- */

static int fail_row(uint64_t row)
{
    char *why = sb_strdup(sb_error());

    sb_fail_with(SB_ERR, "%s (row %" PRIu64 ")", why, row);
    free(why);
    return SB_ERR;
}

/* Where COPY would do something else than INSERT does, or cannot be said: of a row without columns. */
static int insert_each(sb_postgres *db, const char *table, const char *const *column, size_t n, sb_source_fn *source, void *env)
{
    sb_value *cell = sb_alloc((n + 1) * sizeof *cell);
    uint64_t row = 1;
    int got, code = 0;

    for (; code == 0 && (got = source(env, cell)) != 0; row++) {
        if (got != 1)
            code = got < 0 ? got : SB_ERR;
        else if (sb__postgres_insert(db, table, column, cell, n, NULL) != 0)
            code = fail_row(row);
    }
    free(cell);
    return code;
}

/* A source whose first row was taken already. */
typedef struct begun {
    sb_source_fn *source;
    void *env;
    sb_value *cell; /* of the first row, borrowed until the next is asked for; NULL: it was given */
    size_t n;
    int got;
} begun;

static int next_begun(void *env, sb_value *cell)
{
    begun *it = env;

    if (it->cell == NULL)
        return it->source(it->env, cell);
    memcpy(cell, it->cell, it->n * sizeof *cell);
    free(it->cell);
    it->cell = NULL;
    return it->got;
}

/* Takes the first row, by which the numbers are known. */
static int begin_source(sb_postgres *db, const sb__pg_numbers *numbers, uint64_t expected, begun *it)
{
    it->cell = sb_alloc((it->n + 1) * sizeof *it->cell);
    it->got = it->source(it->env, it->cell);
    if (it->got < 0 || it->got > 1)
        return it->got < 0 ? it->got : SB_ERR;
    return it->got == 1 ? sb__pg_numbers_ahead(db, numbers, it->cell, expected) : 0;
}

static int copy(sb_postgres *db, const sb__pg_target *to, uint64_t expected, begun *from)
{
    sb__pg_hushed hushed;
    int code = sb__pg_bulk_hush(db, to, expected, &hushed);

    if (code == 0)
        code = sb__pg_rows_copy(db, to, next_begun, from);
    return sb__pg_bulk_noted(&hushed, code);
}

static int copy_numbered(
    sb_postgres *db, const sb__pg_target *to, const char *const *column, uint64_t expected, sb_source_fn *source, void *env)
{
    begun from = { source, env, NULL, to->n, 0 };
    sb__pg_numbers numbers;
    int code = sb__pg_numbers_look(db, to, column, to->n, &numbers);

    if (code == 0)
        code = begin_source(db, &numbers, expected, &from);
    if (code == 0)
        code = sb__pg_bulk_put_aside(db, to, expected);
    if (code == 0)
        code = copy(db, to, expected, &from);
    if (code == 0)
        sb__pg_numbers_note(db, &numbers);
    free(from.cell);
    return code;
}

static int check_filling(const sb_postgres *db)
{
    if (db->bulk == NULL)
        return sb_fail_with(SB_ERR, "Rows by the many were not begun on this connection: bulk_begin comes first");
    if (db->bulk->failed)
        return sb_fail_with(SB_ERR, "A filling before this one failed, and nothing can be kept: bulk_end comes next");
    if (status(db) == PQTRANS_INTRANS)
        return 0;
    return sb_fail_with(SB_ERR, "Rows cannot be put in: the transaction around them has failed or was ended meanwhile");
}

static int fill(
    sb_postgres *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env)
{
    sb__pg_target to;
    int code = sb__pg_target_look(db, table, column, n, &to);

    if (code == 0 && (n == 0 || to.by_insert))
        code = insert_each(db, to.name, column, n, source, env);
    else if (code == 0)
        code = copy_numbered(db, &to, column, expected, source, env);
    sb__pg_target_release(&to);
    return code;
}

int sb__postgres_bulk_fill(
    void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env)
{
    sb_postgres *it = db;
    int code = check_filling(it);

    if (code == 0)
        code = fill(it, table, column, n, expected, source, env);
    if (it->bulk != NULL)
        it->bulk->failed = it->bulk->failed || code != 0;
    return code;
}

/* ---- the end ---- */

/* Where the connection is gone, so is the transaction. */
static int take_back(sb_postgres *db)
{
    PGTransactionStatusType now = status(db);

    if (now == PQTRANS_IDLE || now == PQTRANS_UNKNOWN)
        return 0;
    if (db->watched)
        sb__seen_result("ROLLBACK");
    return sb__pg_bulk_run(db, db->bulk->own ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT " MARK "; RELEASE SAVEPOINT " MARK);
}

static int take_back_for(sb_postgres *db, int code)
{
    char *why = sb_strdup(sb_error());

    take_back(db);
    sb_fail_with(code, "%s", why);
    free(why);
    return code;
}

static int keep_rows(sb_postgres *db)
{
    if (db->bulk->failed)
        return sb_fail_with(SB_ERR, "A filling failed, and nothing was kept");
    if (status(db) != PQTRANS_INTRANS)
        return sb_fail_with(SB_ERR, "The rows were not kept: the transaction around them has failed or was ended meanwhile");
    if (sb__pg_bulk_make_again(db) != 0)
        return SB_ERR;
    if (db->bulk->numbers.size > 0 && sb__postgres_run(db, db->bulk->numbers.at) != 0)
        return SB_ERR;
    return sb__pg_bulk_run(db, db->bulk->own ? "COMMIT" : "RELEASE SAVEPOINT " MARK);
}

int sb__postgres_bulk_end(void *db, bool keep)
{
    sb_postgres *it = db;
    int code = 0;

    if (it->bulk == NULL)
        return sb_fail_with(SB_ERR, "Rows by the many were not begun on this connection: there is nothing to end");
    code = keep ? keep_rows(it) : take_back(it);
    if (keep && code != 0)
        code = take_back_for(it, code);
    sb__pg_bulk_forget(it);
    return code;
}
