/* exec.c -- many statements in one text, and the words that find a failed one again: number, line, first line of text. */
#include "confine.h"
#include "dumped.h"
#include "guarded.h"
#include "lex.h"
#include <stdlib.h>
#include <string.h>

/* How much of a statement a message shows. */
enum { SHOWN = 160 };
/* How many bytes of rows go to the server at a time. */
enum { COPIED = 1 << 20 };

void sb__postgres_show(sb_text *to, const char *sql, size_t n)
{
    const char *from = sb__pg_skip_space(sql, true);
    size_t blank = (size_t)(from - sql);

    sb_text_put_first_line(to, from, blank < n ? n - blank : 0, SHOWN);
}

/* One statement of a text. */
typedef struct part {
    const char *text; /* the whole */
    const char *at, *end;
    size_t number;
} part;

static int fail_part(sb_postgres *db, const part *it, const PGresult *result, const char *why)
{
    sb_text shown = SB_TEXT_EMPTY;

    sb__postgres_show(&shown, it->at, (size_t)(it->end - it->at));
    if (why != NULL)
        sb_fail_with(SB_ERR, "Statement %zu (line %zu) is refused: %s: %s", it->number, sb_line_of(it->text, it->at),
            shown.at != NULL ? shown.at : "", why);
    else
        sb__postgres_fail(db, result, "Statement %zu (line %zu) failed: %s", it->number, sb_line_of(it->text, it->at),
            shown.at != NULL ? shown.at : "");
    sb_text_release(&shown);
    return SB_ERR;
}

/* Rows for COPY ... FROM STDIN stand behind the statement, as pg_dump writes them, up to a line with \. alone. */
static PGresult *send_rows(sb_postgres *db, part *it)
{
    const char *from = it->end + (*it->end == ';'), *to;

    from += strspn(from, " \t\r");
    from += *from == '\n';
    for (to = from; *to != '\0' && strncmp(to, "\\.\n", 3) != 0 && strncmp(to, "\\.\r\n", 4) != 0 && strcmp(to, "\\.") != 0;) {
        to += strcspn(to, "\n");
        to += *to == '\n';
    }
    for (size_t n; from < to; from += n) {
        n = (size_t)(to - from) < COPIED ? (size_t)(to - from) : COPIED;
        if (db->pq->PQputCopyData(db->handle, from, (int)n) != 1)
            break; /* its result says why */
    }
    db->pq->PQputCopyEnd(db->handle, NULL);
    it->end = *to == '\0' ? to : to + 2;
    return db->pq->PQgetResult(db->handle);
}

/* What COPY ... TO STDOUT gives is dropped, as the rows of a SELECT are. */
static PGresult *drop_rows(sb_postgres *db)
{
    char *row;

    while (db->pq->PQgetCopyData(db->handle, &row, 0) > 0)
        db->pq->PQfreemem(row);
    return db->pq->PQgetResult(db->handle);
}

static PGresult *end_copy(sb_postgres *db, PGresult *result, part *it)
{
    ExecStatusType status = db->pq->PQresultStatus(result);
    PGresult *rest;

    if (status != PGRES_COPY_IN && status != PGRES_COPY_OUT)
        return result;
    db->pq->PQclear(result);
    result = status == PGRES_COPY_IN ? send_rows(db, it) : drop_rows(db);
    while ((rest = db->pq->PQgetResult(db->handle)) != NULL)
        db->pq->PQclear(rest);
    sb__pg_guard_over(db);
    return result;
}

/* DROP ... IF EXISTS of what is not there yet shall not find something live behind the sandbox in the search path. */
static bool is_drop(const char *at)
{
    sb__pg_piece first;

    sb__pg_first(at, &first, 1);
    return sb__pg_is(&first, "drop");
}

static PGresult *run_narrowly(sb_postgres *db, const char *sql)
{
    char *narrow, *wide;
    PGresult *result;

    if (db->narrow == NULL || !is_drop(sql))
        return sb__postgres_execute_one(db, sql);
    narrow = sb_format("SET LOCAL search_path = %s", db->narrow);
    wide = sb_format("SET LOCAL search_path = %s", db->wide);
    db->pq->PQclear(db->pq->PQexec(db->handle, narrow));
    result = sb__postgres_execute_one(db, sql);
    db->pq->PQclear(db->pq->PQexec(db->handle, wide));
    free(narrow);
    free(wide);
    return result;
}

/* What the server would cut is not what was meant. */
static const char *long_name(const char *at, const char *end, size_t *size)
{
    while (at < end) {
        sb__pg_piece piece = sb__pg_next(&at);
        size_t quotes = piece.kind == SB__PG_NAME ? 2 : 0;
        bool name = quotes > 0 || (piece.kind == SB__PG_WORD && (*piece.at < '0' || *piece.at > '9'));
        if (name && piece.n - quotes > SB__PG_NAME_BYTES) {
            *size = piece.n;
            return piece.at;
        }
    }
    return NULL;
}

int sb__pg_check_names(const char *at, const char *end)
{
    size_t size;
    const char *name = long_name(at, end, &size);

    if (name == NULL)
        return 0;
    return sb_fail_with(SB_ERR, "%.*s has more than %d bytes, and PostgreSQL would cut it; choose a shorter name", (int)size,
        name, SB__PG_NAME_BYTES);
}

/* The part as it is to be run, which the caller frees; NULL: it is left out, or refused: *why_out, which the caller frees. */
static char *take_part(sb_postgres *db, const part *it, char **why_out)
{
    char *sql = sb_format("%.*s", (int)(it->end - it->at), it->at), *fitted = sql;
    const char *why;

    *why_out = NULL;
    if (db->dumped != NULL)
        fitted = sb__pg_dumped_fit(db, sql, why_out);
    why = fitted != NULL && db->confines != NULL ? sb__pg_refused(db->confines, fitted) : NULL;
    if (why == NULL && fitted != NULL && sb__pg_check_names(it->at, it->end) != 0)
        why = sb_error();
    if (why != NULL)
        *why_out = sb_strdup(why);
    if (fitted != sql)
        free(sql);
    if (fitted != NULL && (why != NULL || (db->confines != NULL && sb__pg_is_left_out(db->confines, fitted)))) {
        free(fitted);
        fitted = NULL;
    }
    return fitted;
}

static int run_part(sb_postgres *db, part *it)
{
    char *why, *sql = take_part(db, it, &why);
    PGresult *result = sql != NULL ? end_copy(db, run_narrowly(db, sql), it) : NULL;
    bool done = sql == NULL ? why == NULL : result != NULL && sb__postgres_went_well(db, result);
    int code = done ? 0 : fail_part(db, it, result, why);

    db->pq->PQclear(result);
    free(sql);
    free(why);
    return code;
}

/* Lines with which pg_dump tells psql that a script is its own; nobody else has to know. */
static const char *skip_fences(const char *at)
{
    for (;;) {
        at = sb__pg_skip_space(at, true);
        if (strncmp(at, "\\restrict", 9) != 0 && strncmp(at, "\\unrestrict", 11) != 0)
            return at;
        at += strcspn(at, "\n");
    }
}

static int judge_part(sb_postgres *db, const part *it)
{
    char *why;
    int code = sb__pg_judge(db, &why);

    if (code == 0 && why != NULL)
        code = fail_part(db, it, NULL, why);
    free(why);
    return code;
}

/* each: every statement is judged when it is through. */
static int run_parts(sb_postgres *db, const char *sql, bool each, size_t *n_out)
{
    part it = { .text = sql, .at = skip_fences(sql) };
    int code = 0;

    for (; *it.at != '\0' && code == 0; it.at = skip_fences(it.end)) {
        it.number++;
        it.end = sb__pg_statement_end(it.at);
        if (*it.at == '\\') {
            it.end = it.at + strcspn(it.at, "\n");
            return fail_part(db, &it, NULL, "commands of psql are no SQL; leave them out");
        }
        code = run_part(db, &it);
        if (code == 0 && each)
            code = judge_part(db, &it);
    }
    *n_out = it.number;
    return code;
}

static int start_again(sb_postgres *db)
{
    int code = sb__postgres_run(
        db, db->confines->ours ? "ROLLBACK; BEGIN; SAVEPOINT seedbed_script" : "ROLLBACK TO SAVEPOINT seedbed_script");

    return code == 0 ? sb__pg_inventory_forgive(db, &db->confines->before) : code;
}

/* To judge costs more than to run, so it is done once, behind all; only where that finds something, all is undone and done again, to
 * find the statement that it was. */
static int run_judged(sb_postgres *db, const char *sql)
{
    char *why = NULL;
    size_t n = 0;
    int code = sb__postgres_run(db, "SAVEPOINT seedbed_script");

    if (code == 0)
        code = run_parts(db, sql, false, &n);
    if (code == 0)
        code = sb__pg_judge(db, &why);
    if (code == 0 && why != NULL) {
        code = start_again(db);
        if (code == 0)
            code = run_parts(db, sql, true, &n);
        if (code == 0)
            code = sb_fail_with(SB_ERR, "The statements are refused: %s", why);
    }
    free(why);
    return code;
}

int sb__pg_confined(sb_postgres *db, const char *what, int (*work)(sb_postgres *db, const char *what))
{
    bool ours = db->confines->ours = db->pq->PQtransactionStatus(db->handle) == PQTRANS_IDLE;
    int code = ours ? sb__postgres_run(db, "BEGIN") : 0;

    if (code == 0)
        code = sb__pg_take_inventory(db);
    if (code == 0)
        code = work(db, what);
    if (ours && code == 0)
        return sb__postgres_run(db, "COMMIT");
    if (ours) {
        char *why = sb_strdup(sb_error());
        sb__postgres_run(db, "ROLLBACK");
        sb_fail_with(code, "%s", why);
        free(why);
    }
    return code;
}

int sb__postgres_exec(void *db, const char *sql)
{
    sb_postgres *it = db;
    size_t n;

    int code = it->confines != NULL ? sb__pg_confined(it, sql, run_judged) : run_parts(it, sql, false, &n);

    return code == 0 && it->dumped != NULL ? sb__pg_dumped_over(it) : code;
}
