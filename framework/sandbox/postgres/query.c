/* query.c -- one statement with arguments: ? becomes $1, values go in, rows come out. */
#include "connection.h"
#include "lex.h"
#include <stdlib.h>
#include <string.h>

/* SQL as the server takes it, and the highest number of an argument in it. */
typedef struct rewritten {
    sb_text sql;
    size_t wanted;
    bool operators; /* without arguments ? is the operator of that name */
} rewritten;

static void put_parameter(rewritten *to, size_t number)
{
    to->wanted = number > to->wanted ? number : to->wanted;
    sb_text_add(&to->sql, "$%zu", number);
}

/* A run of operator characters: ?? is the operator ?, and every other ? stands for an argument. Digits behind it belong to it. */
static void put_operator(rewritten *to, const sb__pg_piece *piece, const char **next)
{
    const char *end = piece->at + piece->n;

    for (const char *at = piece->at; at < end; at++) {
        if (*at != '?') {
            sb_text_put(&to->sql, at, 1);
        } else if (at + 1 < end && at[1] == '?') {
            sb_text_put(&to->sql, at++, 1);
        } else if (to->operators) {
            sb_text_put(&to->sql, at, 1);
        } else if (at + 1 == end && *end >= '0' && *end <= '9') {
            char *behind;
            put_parameter(to, strtoul(end, &behind, 10));
            *next = behind;
        } else {
            put_parameter(to, to->wanted + 1);
        }
    }
}

/* Only the first statement: it ends where `end` says. */
static void rewrite(rewritten *to, const char *sql, const char *end)
{
    while (sql < end) {
        sb__pg_piece piece = sb__pg_next(&sql);
        if (piece.kind == SB__PG_OPERATOR)
            put_operator(to, &piece, &sql);
        else if (piece.kind == SB__PG_PARAMETER)
            put_parameter(to, strtoul(piece.at + 1, NULL, 10));
        else
            sb_text_put(&to->sql, piece.at, piece.n);
    }
}

/* Find the only statement of the text, or say why there is not one. */
static int rewrite_one(const char *sql, size_t args, rewritten *out)
{
    const char *at = sb__pg_skip_space(sql, true), *end = sb__pg_statement_end(at), *rest = sb__pg_skip_space(end, true);

    *out = (rewritten){ SB_TEXT_EMPTY, 0, args == 0 };
    if (*at == '\0')
        return sb_fail_with(SB_ERR, "The query has no statement in it: \"%s\"", sql);
    if (*rest != '\0')
        return sb_fail_with(
            SB_ERR, "The query has more than one statement, from \"%s\" on; a query is one (exec takes many)", rest);
    if (sb__pg_check_names(at, end) != 0)
        return SB_ERR;
    rewrite(out, at, end);
    if (out->wanted != args)
        return sb_fail_with(SB_ERR, "The query has %zu placeholders and got %zu arguments%s: %s", out->wanted, args,
            out->wanted > args ? " (an operator ? is written with two of them)" : "", sql);
    return 0;
}

static int give_rows(const sb_postgres *db, const PGresult *result, sb_row_fn *fn, void *env)
{
    size_t n = (size_t)db->pq->PQnfields(result);
    sb_value *cell = sb_alloc((n + 1) * sizeof *cell);
    const char **name = sb_alloc((n + 1) * sizeof *name);
    void **bytes = sb_alloc((n + 1) * sizeof *bytes);
    int code = 0;

    for (size_t i = 0; i < n; i++)
        name[i] = db->pq->PQfname(result, (int)i);
    for (int row = 0; row < db->pq->PQntuples(result) && code == 0; row++) {
        sb__pg_cells(db, result, row, cell, bytes);
        code = fn(env, cell, name, n);
        sb__pg_free_bytes(db, bytes, n);
    }
    free(cell);
    free(name);
    free(bytes);
    return code;
}

static int fail_query(sb_postgres *db, const PGresult *result, const char *sql)
{
    sb_text shown = SB_TEXT_EMPTY;

    sb__postgres_show(&shown, sql, strlen(sql));
    sb__postgres_fail(db, result, "The query failed: %s", shown.at != NULL ? shown.at : sql);
    sb_text_release(&shown);
    return SB_ERR;
}

int sb__postgres_query(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env)
{
    sb_postgres *it = db;
    sb__pg_bound bound = { 0 };
    rewritten to;
    int code = rewrite_one(sql, args, &to);

    if (code == 0)
        code = sb__pg_bind(it, arg, args, &bound);
    if (code == 0) {
        PGresult *result = sb__postgres_execute(it, to.sql.at, &bound.as);
        if (!sb__postgres_went_well(it, result))
            code = fail_query(it, result, sql);
        else if (fn != NULL)
            code = give_rows(it, result, fn, env);
        it->pq->PQclear(result);
    }
    sb__pg_release(&bound);
    sb_text_release(&to.sql);
    return code;
}

/* Prepared, and not run: the server says what it would give. */
static int give_columns(sb_postgres *db, const char *sql, sb_row_fn *fn, void *env)
{
    PGresult *result = db->pq->PQdescribePrepared(db->handle, "");
    size_t n = (size_t)db->pq->PQnfields(result);
    const char **name = sb_alloc((n + 1) * sizeof *name);
    int code;

    for (size_t i = 0; i < n; i++)
        name[i] = db->pq->PQfname(result, (int)i);
    code = sb__postgres_went_well(db, result) ? fn(env, NULL, name, n) : fail_query(db, result, sql);
    free(name);
    db->pq->PQclear(result);
    return code;
}

int sb__postgres_columns(void *db, const char *sql, sb_row_fn *fn, void *env)
{
    sb_postgres *it = db;
    rewritten to;
    int code = rewrite_one(sql, 0, &to);

    if (code == 0) {
        PGresult *result = sb__postgres_prepare(it, "", to.sql.at);
        code = sb__postgres_went_well(it, result) ? 0 : fail_query(it, result, sql);
        it->pq->PQclear(result);
    }
    if (code == 0)
        code = give_columns(it, sql, fn, env);
    sb_text_release(&to.sql);
    return code;
}
