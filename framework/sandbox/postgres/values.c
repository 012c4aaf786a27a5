/* values.c -- values as arguments, and cells as values: see postgres.h for what becomes of which type. */
#include "connection.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* As many digits as bring the same number back, and no more: 0.1 stays 0.1. */
static char *digits_of(const sb_value *value)
{
    int digits = value->kind == SB_FLOAT ? 6 : value->kind == SB_DOUBLE ? 15 : 18;
    int most = value->kind == SB_FLOAT ? 9 : value->kind == SB_DOUBLE ? 17 : 21;
    char *text = NULL;

    for (;; digits++) {
        long double back;
        free(text);
        text = sb_format("%.*Lg", digits, value->v.d);
        back = strtold(text, NULL);
        if (value->kind == SB_FLOAT)
            back = (long double)(float)back;
        else if (value->kind == SB_DOUBLE)
            back = (long double)(double)back;
        if (digits == most || back == value->v.d)
            return text;
    }
}

/* The server knows these three words. */
char *sb__pg_number(const sb_postgres *db, const sb_value *value)
{
    locale_t before;
    char *text;

    if (value->v.d != value->v.d)
        return sb_strdup("NaN");
    if (value->v.d - value->v.d != 0)
        return sb_strdup(value->v.d > 0 ? "Infinity" : "-Infinity");
    before = uselocale(db->pq->plain);
    text = digits_of(value);
    uselocale(before);
    return text;
}

static int bind_one(const sb_postgres *db, const sb_value *arg, size_t i, sb__pg_bound *to)
{
    char *owned = NULL;

    switch (arg->kind) {
    case SB_NONE: break;
    case SB_STR: to->value[i] = arg->v.s; break;
    case SB_BYTES:
        to->value[i] = arg->v.b.size > 0 ? arg->v.b.data : "";
        to->length[i] = (int)arg->v.b.size;
        to->format[i] = 1;
        to->type[i] = SB__PG_BYTEA;
        break;
    case SB_FLOAT:
    case SB_DOUBLE:
    case SB_LDOUBLE: owned = sb__pg_number(db, arg); break;
    case SB_ULONG:
    case SB_ULLONG: owned = sb_format("%" PRIu64, arg->v.u); break;
    case SB_PTR: /* NULL without a type, as in with(email, NULL) */
        if (arg->v.p != NULL)
            return sb_fail_with(
                SB_ERR, "Argument %zu is a pointer, and a database has none: give a string, a number or bytes(p, n)", i + 1);
        break;
    default:
        if (arg->kind >> 4 != SB_INT >> 4)
            return sb_fail_with(SB_ERR, "Argument %zu is no value for a database: give a string, a number or bytes(p, n)", i + 1);
        owned = sb_format("%" PRId64, arg->v.i);
    }
    if (owned != NULL)
        to->value[i] = to->owned[i] = owned;
    return 0;
}

int sb__pg_bind(sb_postgres *db, const sb_value *arg, size_t args, sb__pg_bound *to)
{
    *to = (sb__pg_bound){ .owned_n = args };
    to->type = sb_alloc((args + 1) * sizeof *to->type);
    to->value = sb_alloc((args + 1) * sizeof *to->value);
    to->length = sb_alloc((args + 1) * sizeof *to->length);
    to->format = sb_alloc((args + 1) * sizeof *to->format);
    to->owned = sb_alloc((args + 1) * sizeof *to->owned);
    for (size_t i = 0; i < args; i++) {
        int code = bind_one(db, &arg[i], i, to);
        if (code != 0) {
            to->bad = i;
            return code;
        }
    }
    to->as = (sb__pg_arguments){ (int)args, to->type, to->value, to->length, to->format };
    return 0;
}

void sb__pg_release(sb__pg_bound *bound)
{
    for (size_t i = 0; i < bound->owned_n && bound->owned != NULL; i++)
        free(bound->owned[i]);
    free(bound->owned);
    free(bound->type);
    free(bound->value);
    free(bound->length);
    free(bound->format);
    *bound = (sb__pg_bound){ 0 };
}

static sb_value floating(const sb_postgres *db, const char *text)
{
    locale_t before = uselocale(db->pq->plain);
    double number = strtod(text, NULL); /* of "Infinity" and "NaN", too */

    uselocale(before);
    return sb__box_dbl(number);
}

/* Digits that count: 0.0012300 has five, because the zeros behind are part of what the database holds. */
static size_t significant(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text++)
        n += (*text >= '1' && *text <= '9') || (*text == '0' && n > 0);
    return n;
}

enum { DOUBLE_DIGITS = 15 };

static sb_value numeric(const sb_postgres *db, const char *text)
{
    bool point = strchr(text, '.') != NULL, word = strpbrk(text, "NnIi") != NULL;
    size_t digits = significant(text);
    int64_t whole;

    if (word || (point && digits <= DOUBLE_DIGITS))
        return floating(db, text);
    errno = 0;
    whole = point ? 0 : strtoll(text, NULL, 10);
    return point || errno == ERANGE ? sb__box_s(text) : sb__box_i(whole);
}

static sb_value bytes_of(const sb_postgres *db, const char *text, void **bytes)
{
    size_t size = 0;

    *bytes = db->pq->PQunescapeBytea((const unsigned char *)text, &size);
    return sb__box_b((sb_bytes){ size > 0 ? *bytes : "", size });
}

void sb__pg_cells(const sb_postgres *db, const PGresult *result, int row, sb_value *cell, void **bytes)
{
    int n = db->pq->PQnfields(result);

    for (int i = 0; i < n; i++) {
        const char *text = db->pq->PQgetvalue(result, row, i);
        bytes[i] = NULL;
        cell[i] = (sb_value){ .kind = SB_NONE };
        if (db->pq->PQgetisnull(result, row, i))
            continue;
        switch (db->pq->PQftype(result, i)) {
        case SB__PG_INT2:
        case SB__PG_INT4:
        case SB__PG_INT8:
        case SB__PG_OID: cell[i] = sb__box_i(strtoll(text, NULL, 10)); break;
        case SB__PG_BOOL: cell[i] = sb__box_i(*text == 't'); break;
        case SB__PG_FLOAT4:
        case SB__PG_FLOAT8: cell[i] = floating(db, text); break;
        case SB__PG_NUMERIC: cell[i] = numeric(db, text); break;
        case SB__PG_BYTEA: cell[i] = bytes_of(db, text, &bytes[i]); break;
        default: cell[i] = sb__box_s(text);
        }
    }
}

void sb__pg_free_bytes(const sb_postgres *db, void **bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (bytes[i] != NULL)
            db->pq->PQfreemem(bytes[i]);
}
