/* exec.c -- many statements in one text, and the words that find a failed one again: number, line, first line of text. */
#include "connection.h"
#include "lex.h"
#include <stdlib.h>
#include <string.h>

/* How much of a statement a message shows. */
enum { SHOWN = 160 };

static size_t line_of(const char *text, const char *at)
{
    size_t line = 1;

    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

void sb__postgres_show(sb_text *to, const char *sql, size_t n)
{
    const char *from = sb__pg_skip_space(sql, true);
    size_t left = (size_t)(from - sql) < n ? n - (size_t)(from - sql) : 0;
    size_t length = strcspn(from, "\r\n");
    bool cut;

    length = length < left ? length : left;
    cut = length > SHOWN;
    length = cut ? SHOWN : length;
    while (length > 0 && strchr(" \t;", from[length - 1]) != NULL)
        length--;
    while (cut && length > 0 && (from[length] & 0xc0) == 0x80) /* not in the middle of a character */
        length--;
    sb_text_put(to, from, length);
    if (cut)
        sb_text_add(to, "...");
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
        sb_fail_with(SB_ERR, "Statement %zu (line %zu) is refused: %s: %s", it->number, line_of(it->text, it->at),
            shown.at != NULL ? shown.at : "", why);
    else
        sb__postgres_fail(db, result, "Statement %zu (line %zu) failed: %s", it->number, line_of(it->text, it->at),
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
    if (to > from)
        db->pq->PQputCopyData(db->handle, from, (int)(to - from));
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
    int status = db->pq->PQresultStatus(result);
    PGresult *rest;

    if (status != PGRES_COPY_IN && status != PGRES_COPY_OUT)
        return result;
    db->pq->PQclear(result);
    result = status == PGRES_COPY_IN ? send_rows(db, it) : drop_rows(db);
    while ((rest = db->pq->PQgetResult(db->handle)) != NULL)
        db->pq->PQclear(rest);
    return result;
}

static int run_part(sb_postgres *db, part *it)
{
    char *sql = sb_format("%.*s", (int)(it->end - it->at), it->at);
    const char *why = NULL;
    PGresult *result = end_copy(db, sb__postgres_execute(db, sql, NULL), it);
    int code = why == NULL && sb__postgres_went_well(db, result) ? 0 : fail_part(db, it, result, why);

    db->pq->PQclear(result);
    free(sql);
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

int sb__postgres_exec(void *db, const char *sql)
{
    part it = { .text = sql, .at = skip_fences(sql) };

    for (; *it.at != '\0'; it.at = skip_fences(it.end)) {
        int code;
        it.number++;
        it.end = sb__pg_statement_end(it.at);
        if (*it.at == '\\') {
            it.end = it.at + strcspn(it.at, "\n");
            return fail_part(db, &it, NULL, "commands of psql are no SQL; leave them out");
        }
        code = run_part(db, &it);
        if (code != 0)
            return code;
    }
    return 0;
}
