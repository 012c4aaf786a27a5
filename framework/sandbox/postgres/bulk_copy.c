/* bulk_copy.c -- the COPY that carries rows: begun, fed by the buffer, ended; and what the server has to say of a row. */
#include "bulk.h"
#include "seen.h"
#include <ctype.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* What is sent at once. */
enum { BUFFER = 1 << 16 };

static const char signature[] =
    "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0"; /* no flags, no extension; the NUL behind it is one of its own */

/* ---- the server's words ---- */

/* "COPY users, line 7, column age: "x"" in whatever language: the number behind the name is the row in this COPY. */
static const char *line_in(const char *context, const char *name, uint64_t *row_out)
{
    const char *at = context;

    *row_out = 0;
    while (at != NULL && strncmp(at, "COPY ", 5) != 0)
        at = (at = strchr(at, '\n')) != NULL ? at + 1 : NULL;
    at = at != NULL ? strstr(at, name) : NULL;
    if (at == NULL)
        return NULL;
    at += strlen(name);
    at += strcspn(at, "0123456789\n");
    if (!isdigit((unsigned char)*at))
        return NULL;
    *row_out = strtoull(at, (char **)(uintptr_t)&at, 10);
    return at;
}

/* Behind the number: the column, and its value where the server knows it. */
static void put_cell(sb_text *to, const char *rest, const sb__pg_target *target)
{
    size_t n = strcspn(rest, "\n");

    for (size_t i = 0; i < target->n; i++) {
        const char *name = target->column[i].name, *at = strstr(rest, name), *value;
        size_t length = strlen(name);
        if (at == NULL || at >= rest + n || at == rest || at[-1] != ' ' || (at[length] != ':' && at + length != rest + n))
            continue;
        sb_text_add(to, ", column %s", name);
        value = at[length] == ':' ? at + length + 2 : NULL;
        if (value != NULL && *value == '"')
            sb_text_add(to, ", value %.*s", (int)(rest + n - value), value);
        return;
    }
}

static int fail_copy(const sb__pg_rows *rows, const PGresult *result)
{
    const char *context = rows->db->pq->PQresultErrorField(result, PG_DIAG_CONTEXT), *rest;
    sb_text where = SB_TEXT_EMPTY;
    uint64_t row;

    rest = line_in(context, rows->to->name, &row);
    if (rest != NULL) {
        sb_text_add(&where, ": row %" PRIu64, rows->before + row);
        put_cell(&where, rest, rows->to);
    }
    sb__postgres_fail(rows->db, result, "Rows cannot be put into %s%s", rows->to->name, where.at != NULL ? where.at : "");
    sb_text_release(&where);
    return SB_ERR;
}

/* ---- one COPY ---- */

static void put_statement(sb_text *sql, const sb__pg_rows *rows)
{
    sb_text_add(sql, "COPY %s", rows->to->place);
    for (size_t i = 0; i < rows->to->n; i++) {
        sb_text_add(sql, i == 0 ? " (" : ", ");
        sb__postgres_name(sql, rows->to->column[i].name);
    }
    sb_text_add(sql, ") FROM STDIN%s", rows->binary ? " (FORMAT binary)" : "");
}

static int begin(sb__pg_rows *rows)
{
    sb_text sql = SB_TEXT_EMPTY;
    PGresult *result;
    int code = 0;

    put_statement(&sql, rows);
    result = sb__postgres_execute_one(rows->db, sql.at);
    if (rows->db->pq->PQresultStatus(result) != PGRES_COPY_IN)
        code = fail_copy(rows, result);
    rows->db->pq->PQclear(result);
    sb_text_release(&sql);
    rows->here = 0;
    rows->size = 0;
    if (code == 0 && rows->binary) {
        memcpy(sb__pg_rows_room(rows, sizeof signature), signature, sizeof signature);
        rows->size = sizeof signature;
    }
    return code;
}

/* What became of it; the words of an error are left. */
static int finish(sb__pg_rows *rows)
{
    const sb_libpq *pq = rows->db->pq;
    PGconn *handle = rows->db->handle;
    PGresult *result = NULL, *next;
    int code = 0;

    while ((next = pq->PQgetResult(handle)) != NULL && pq->PQresultStatus(next) != PGRES_COPY_IN) {
        pq->PQclear(result);
        result = next;
        if (code == 0 && pq->PQresultStatus(result) != PGRES_COMMAND_OK)
            code = fail_copy(rows, result);
    }
    if (code == 0 && result == NULL)
        code = sb__postgres_fail(rows->db, NULL, "Rows cannot be put into %s", rows->to->name);
    pq->PQclear(next);
    pq->PQclear(result);
    if (code != 0 && rows->db->watched)
        sb__seen_result(NULL);
    return code;
}

static int fail_sent(sb__pg_rows *rows)
{
    return finish(rows) != 0 ? SB_ERR : sb__postgres_fail(rows->db, NULL, "Rows cannot be put into %s", rows->to->name);
}

static int send_buffer(sb__pg_rows *rows)
{
    bool sent = rows->size == 0 ||
        (rows->size <= INT32_MAX && rows->db->pq->PQputCopyData(rows->db->handle, rows->at, (int)rows->size) == 1);

    rows->size = 0;
    return sent ? 0 : fail_sent(rows);
}

static int end(sb__pg_rows *rows)
{
    int code;

    if (rows->binary) { /* no more columns, in place of a row */
        memcpy(sb__pg_rows_room(rows, 2), "\377\377", 2);
        rows->size += 2;
    }
    code = send_buffer(rows);
    if (code != 0)
        return code;
    rows->db->pq->PQputCopyEnd(rows->db->handle, NULL);
    code = finish(rows);
    rows->before += rows->here;
    return code;
}

/* Whether the server has something to say, where it should only listen: an error, mostly. libpq would hear it at the end of the COPY alone,
 * and the rows may be many. Waits until either it has, or more can be sent. */
static bool server_speaks(const sb_postgres *db)
{
    struct pollfd on = { .fd = db->pq->PQsocket(db->handle), .events = POLLIN | POLLOUT };

    return poll(&on, 1, -1) == 1 && (on.revents & POLLIN) != 0;
}

/* What the server says is heard by ending the COPY; where that is no error, another one begins. */
static int flush(sb__pg_rows *rows)
{
    int code;

    if (!server_speaks(rows->db))
        return send_buffer(rows);
    code = end(rows);
    return code != 0 ? code : begin(rows);
}

/* The source failed, or a value did: nothing of this COPY is to stay, and the message is theirs. */
static int give_up(sb__pg_rows *rows, int code)
{
    char *why = sb_strdup(sb_error());

    if (rows->db->pq->PQputCopyEnd(rows->db->handle, "the source of the rows failed") == 1)
        finish(rows);
    sb_fail_with(code, "%s", why);
    free(why);
    return code;
}

/* ---- all rows ---- */

/* A value that the server has to read: this row and the rest go as text. */
static int put_as_text(sb__pg_rows *rows, const sb_value *cell)
{
    int code = end(rows);

    rows->binary = false;
    if (code == 0)
        code = begin(rows);
    if (code != 0)
        return code;
    code = sb__pg_rows_put(rows, cell);
    return code != 0 ? give_up(rows, code) : 0;
}

/* 1: go on. 0: that was the last row; else the COPY is over. */
static int take_row(sb__pg_rows *rows, sb_source_fn *source, void *env, sb_value *cell)
{
    int got = source(env, cell), code;

    if (got == 0)
        return 0;
    if (got != 1)
        return give_up(rows, got < 0 ? got : SB_ERR);
    code = sb__pg_rows_put(rows, cell);
    if (code == SB_PG_BY_SERVER)
        code = put_as_text(rows, cell);
    else if (code != 0)
        code = give_up(rows, code);
    if (code == 0 && rows->size >= BUFFER)
        code = flush(rows);
    return code != 0 ? code : 1;
}

static bool has_bytes(const sb__pg_target *to)
{
    for (size_t i = 0; i < to->n; i++)
        if (to->column[i].form == SB_FORM_NONE)
            return false;
    return true;
}

static bool is_utc(const sb_postgres *db)
{
    const char *zone = db->pq->PQparameterStatus(db->handle, "TimeZone");

    return zone != NULL && (strcmp(zone, "UTC") == 0 || strcmp(zone, "Etc/UTC") == 0 || strcmp(zone, "GMT") == 0);
}

static bool is_recoded(const sb_postgres *db)
{
    const char *ours = db->pq->PQparameterStatus(db->handle, "client_encoding");
    const char *theirs = db->pq->PQparameterStatus(db->handle, "server_encoding");

    return ours == NULL || theirs == NULL || strcmp(ours, theirs) != 0;
}

static int copy_all(sb__pg_rows *rows, sb_source_fn *source, void *env)
{
    sb_value *cell = sb_alloc((rows->to->n + 1) * sizeof *cell);
    int code = begin(rows), got = 1;

    while (code == 0 && (got = take_row(rows, source, env, cell)) == 1)
        ;
    if (code == 0)
        code = got == 0 ? end(rows) : got;
    free(cell);
    return code;
}

int sb__pg_rows_copy(sb_postgres *db, const sb__pg_target *to, sb_source_fn *source, void *env)
{
    sb__pg_rows rows = { .db = db, .to = to, .binary = has_bytes(to), .recoded = is_recoded(db), .utc = is_utc(db) };
    bool waits = db->pq->PQisnonblocking(db->handle) == 0;
    int code = 0;

    if (!waits)
        db->pq->PQsetnonblocking(db->handle, 0);
    code = copy_all(&rows, source, env);
    if (!waits)
        db->pq->PQsetnonblocking(db->handle, 1);
    free(rows.at);
    return code;
}
