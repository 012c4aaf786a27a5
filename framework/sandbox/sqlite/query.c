/* query.c -- one statement with arguments: values in, rows out. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

int sb__sqlite_bind(sqlite3_stmt *statement, int at, const sb_value *value)
{
    int code;

    switch (value->kind) {
    case SB_NONE: code = sqlite3_bind_null(statement, at); break;
    case SB_STR:
        code = sqlite3_bind_text64(statement, at, value->v.s, value->v.s ? strlen(value->v.s) : 0, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case SB_BYTES: /* no bytes are an empty blob, and not NULL, wherever they point */
        code = sqlite3_bind_blob64(statement, at, value->v.b.size ? value->v.b.data : "", value->v.b.size, SQLITE_STATIC);
        break;
    case SB_FLOAT:
    case SB_DOUBLE:
    case SB_LDOUBLE: code = sqlite3_bind_double(statement, at, (double)value->v.d); break; /* NaN: SQLite makes it NULL */
    case SB_ULONG:
    case SB_ULLONG:
        if (value->v.u > INT64_MAX)
            return sb_fail_with(SB_ERR, "Argument %d, %llu, is above the largest integer of SQLite, 9223372036854775807", at,
                (unsigned long long)value->v.u);
        code = sqlite3_bind_int64(statement, at, (sqlite3_int64)value->v.u);
        break;
    case SB_PTR: /* NULL without a type, as in with(email, NULL) */
        if (value->v.p != NULL)
            return sb_fail_with(
                SB_ERR, "Argument %d is a pointer, and a database has none: give a string, a number or bytes(p, n)", at);
        code = sqlite3_bind_null(statement, at);
        break;
    default:
        if (value->kind >> 4 != SB_INT >> 4)
            return sb_fail_with(SB_ERR, "Argument %d is no value for a database: give a string, a number or bytes(p, n)", at);
        code = sqlite3_bind_int64(statement, at, value->v.i);
    }
    return code == SQLITE_OK ? 0 : sb__sqlite_fail(sqlite3_db_handle(statement), "Argument %d cannot be bound", at);
}

static sb_value cell_of(sqlite3_stmt *statement, int at)
{
    sb_value cell = { .kind = SB_NONE };
    const void *bytes;
    size_t size;

    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER: return sb__box_i(sqlite3_column_int64(statement, at));
    case SQLITE_FLOAT: return sb__box_dbl(sqlite3_column_double(statement, at));
    case SQLITE_TEXT:
        bytes = sqlite3_column_text(statement, at);
        size = (size_t)sqlite3_column_bytes(statement, at);
        /* A string of C would end at a NUL inside and hide the rest. */
        return bytes != NULL && strlen(bytes) != size ? sb__box_b((sb_bytes){ bytes, size }) : sb__box_s(bytes);
    case SQLITE_BLOB:
        bytes = sqlite3_column_blob(statement, at);
        size = (size_t)sqlite3_column_bytes(statement, at);
        return sb__box_b((sb_bytes){ size ? bytes : "", size });
    default: return cell;
    }
}

/* The first step compiles anew what was compiled against a schema that is no more, and there may be other columns then. */
static int give_rows(sqlite3_stmt *statement, const char *sql, sb_row_fn *fn, void *env)
{
    int code = sqlite3_step(statement), result = 0;
    size_t n = (size_t)sqlite3_column_count(statement);
    sb_value *cell = sb_alloc((n + 1) * sizeof *cell);
    const char **name = sb_alloc((n + 1) * sizeof *name);

    for (; result == 0 && code != SQLITE_DONE; code = result == 0 ? sqlite3_step(statement) : code) {
        if (code != SQLITE_ROW) {
            sb_text shown = SB_TEXT_EMPTY;
            sb__sqlite_show(&shown, sql, strlen(sql));
            result = sb__sqlite_fail(sqlite3_db_handle(statement), "The query failed: %s", shown.at);
            sb_text_release(&shown);
            break;
        }
        for (size_t i = 0; i < n && fn != NULL; i++) {
            cell[i] = cell_of(statement, (int)i);
            name[i] = sqlite3_column_name(statement, (int)i);
        }
        result = fn != NULL ? fn(env, cell, name, n) : 0;
    }
    free(cell);
    free(name);
    return result;
}

/* Compile the only statement of the text, or say why there is not one. */
static int prepare_one(sqlite3 *handle, const char *sql, size_t args, sqlite3_stmt **out)
{
    const char *rest = NULL;
    int result = 0, wanted;

    *out = NULL;
    if (sqlite3_prepare_v2(handle, sql, -1, out, &rest) != SQLITE_OK)
        return sb__sqlite_fail(handle, "The query does not compile: %s", sql);
    if (*out == NULL)
        return sb_fail_with(SB_ERR, "The query has no statement in it: \"%s\"", sql);
    if (sb__sqlite_skip_blank(rest)[0] != '\0')
        result =
            sb_fail_with(SB_ERR, "The query has more than one statement, from \"%s\" on; a query is one (exec takes many)", rest);
    wanted = sqlite3_bind_parameter_count(*out);
    if (result == 0 && (size_t)wanted != args)
        result = sb_fail_with(SB_ERR, "The query has %d placeholders and got %zu arguments: %s", wanted, args, sql);
    return result;
}

static int explain(sb_sqlite *db, const char *sql, int result)
{
    if (result != 0 && sb__sqlite_why_refused(db) != NULL)
        return sb_fail_with(SB_ERR, "The query is refused: %s: %s", sql, sb__sqlite_why_refused(db));
    if (result == SB_ERR && sqlite3_errcode(db->handle) == SQLITE_ERROR)
        sb__sqlite_advise(db);
    return result;
}

int sb__sqlite_query(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env)
{
    sqlite3_stmt *statement;
    int result;

    sb__sqlite_begin_statement(db);
    result = prepare_one(((sb_sqlite *)db)->handle, sql, args, &statement);

    for (size_t i = 0; i < args && result == 0; i++)
        result = sb__sqlite_bind(statement, (int)i + 1, &arg[i]);
    if (result == 0)
        result = give_rows(statement, sql, fn, env);
    sqlite3_finalize(statement);
    return explain(db, sql, result);
}

static int give_columns(sqlite3_stmt *statement, sb_row_fn *fn, void *env)
{
    size_t n = (size_t)sqlite3_column_count(statement);
    const char **name = sb_alloc((n + 1) * sizeof *name);
    int result;

    for (size_t i = 0; i < n; i++)
        name[i] = sqlite3_column_name(statement, (int)i);
    result = fn(env, NULL, name, n);
    free(name);
    return result;
}

/* A statement that is not run is compiled against the schema as it was when this connection looked last; so it looks now. */
int sb__sqlite_columns(void *db, const char *sql, sb_row_fn *fn, void *env)
{
    sqlite3_stmt *statement;
    int result;

    sb__sqlite_begin_statement(db);
    sqlite3_exec(((sb_sqlite *)db)->handle, "SELECT 1 FROM sqlite_schema LIMIT 0", NULL, NULL, NULL);
    result = prepare_one(((sb_sqlite *)db)->handle, sql, 0, &statement);
    if (result == 0)
        result = give_columns(statement, fn, env);
    sqlite3_finalize(statement);
    return explain(db, sql, result);
}
