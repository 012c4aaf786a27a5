/* interpose.c -- the functions of libpq that an application connects and runs statements by, under their own names, before libpq's. */
#include "interpose.h"
#include "../../../assert/context.h"
#include "../../process/os.h"
#include "arrive.h"
#include "tracked.h"
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Weak, so that libpq.a may have them, too: then its own win, and sb__interposed says so. */
#define OURS __attribute__((weak))
/* libpq's own function. */
#define REAL(name) ((__typeof__(&(name)))real(#name, offsetof(sb_libpq, name)))
/* The call came from the application, and there is a sandbox that it may be about. */
#define THEIRS (sb__known_any() && comes_from_outside((uintptr_t)__builtin_return_address(0)))

/* No conninfo: libpq says what is wrong with it without connecting to anything. */
static const char question[] = "Seedbed asks whether this is libpq";

typedef void any_function(void);

static any_function *real(const char *name, size_t offset)
{
    const sb_libpq *pq = sb__libpq();
    any_function *found;
    void *next;

    if (pq != NULL) {
        memcpy(&found, (const char *)pq + offset, sizeof found);
    } else {
        next = dlsym(RTLD_NEXT, name); /* of a version that is too old for a sandbox; the program may do with it */
        memcpy(&found, &next, sizeof found);
    }
    if (found == NULL) {
        fprintf(stderr, "seedbed: this program calls %s, and there is no libpq\n", name);
        abort();
    }
    return found;
}

static bool comes_from_outside(uintptr_t caller)
{
    const sb_libpq *pq = sb__libpq();

    return pq != NULL && (caller < pq->from || caller >= pq->to);
}

bool sb__interposed(void)
{
    PGconn *answer = PQconnectdb(question);

    if (answer != NULL)
        REAL(PQfinish)(answer);
    return answer == NULL;
}

const char *sb__interpose_why_not(void)
{
    if (!sb__interposed())
        return "this program's calls of libpq go past Seedbed, so that nothing would keep its tests in the sandbox on PostgreSQL: link "
               "libpq as a shared library, and where Seedbed is one, too, name it first (-lseedbed -lpq)";
    if (!sb__known_any() && __atomic_load_n(&sb_context_get()->connections_before, __ATOMIC_RELAXED) > 0)
        return "this program connected to PostgreSQL before its tests began, in a constructor or in a main of its own, and nothing can "
               "lead that connection to the sandbox: open it in a test or in a SUITE_SETUP, or close it before";
    return NULL;
}

/* What the program is linked with finds our functions: the linker exports them because libpq has the same names. */
const char *sb__interpose_passed_by(unsigned long long *loaded)
{
    PGconn *(*ours)(const char *) = PQconnectdb;
    void *found = *loaded == 0 ? dlsym(RTLD_DEFAULT, "PQconnectdb") : NULL;

    if (found != NULL && memcmp(&found, &ours, sizeof found) == 0)
        *loaded = ULLONG_MAX;
    return *loaded == ULLONG_MAX ? NULL : sb_os_library_with("libpq.so", loaded);
}

/* Where there is no sandbox yet, it is counted, and let through. */
static PGconn *let_through(PGconn *opened, uintptr_t caller)
{
    if (opened != NULL && !sb__known_any() && comes_from_outside(caller))
        __atomic_fetch_add(&sb_context_get()->connections_before, 1, __ATOMIC_RELAXED);
    return opened;
}
#define LET_THROUGH(opened) let_through(opened, (uintptr_t)__builtin_return_address(0))

/* ---- connecting ---- */

/* False: libpq shall do it. */
static bool arrive_by_text(const char *conninfo, bool starts, PGconn **out)
{
    const sb_libpq *pq = sb__libpq();
    PQconninfoOption *options = pq->PQconninfoParse(conninfo, NULL);
    size_t n = 0, all = 0;
    const char **keyword, **value;
    bool arrived;

    while (options != NULL && options[all].keyword != NULL)
        all++;
    keyword = calloc(all + 1, sizeof *keyword);
    value = calloc(all + 1, sizeof *value);
    for (size_t i = 0; i < all && keyword != NULL && value != NULL; i++) {
        if (options[i].val == NULL)
            continue;
        keyword[n] = options[i].keyword;
        value[n++] = options[i].val;
    }
    arrived = options != NULL && keyword != NULL && value != NULL &&
        sb__arrive(&(sb_arrival){ keyword, value, 0, conninfo, starts }, out);
    free(keyword);
    free(value);
    pq->PQconninfoFree(options);
    return arrived;
}

OURS PGconn *PQconnectdb(const char *conninfo)
{
    PGconn *out = NULL;

    if (conninfo != NULL && strcmp(conninfo, question) == 0)
        return NULL;
    return THEIRS && arrive_by_text(conninfo, false, &out) ? out : LET_THROUGH(REAL(PQconnectdb)(conninfo));
}

OURS PGconn *PQconnectStart(const char *conninfo)
{
    PGconn *out = NULL;
    return THEIRS && arrive_by_text(conninfo, true, &out) ? out : LET_THROUGH(REAL(PQconnectStart)(conninfo));
}

OURS PGconn *PQconnectdbParams(const char *const *keywords, const char *const *values, int expand_dbname)
{
    PGconn *out = NULL;

    if (THEIRS && sb__arrive(&(sb_arrival){ keywords, values, expand_dbname, NULL, false }, &out))
        return out;
    return LET_THROUGH(REAL(PQconnectdbParams)(keywords, values, expand_dbname));
}

OURS PGconn *PQconnectStartParams(const char *const *keywords, const char *const *values, int expand_dbname)
{
    PGconn *out = NULL;

    if (THEIRS && sb__arrive(&(sb_arrival){ keywords, values, expand_dbname, NULL, true }, &out))
        return out;
    return LET_THROUGH(REAL(PQconnectStartParams)(keywords, values, expand_dbname));
}

/* dbName may be a whole conninfo; what stands beside it goes before what stands in it. */
OURS PGconn *PQsetdbLogin(const char *pghost, const char *pgport, const char *pgoptions, const char *pgtty, const char *dbName,
    const char *login, const char *pwd)
{
    const char *keyword[] = { "dbname", "host", "port", "options", "user", "password", NULL };
    const char *value[] = { dbName, pghost, pgport, pgoptions, login, pwd, NULL };
    PGconn *out = NULL;

    if (THEIRS && sb__arrive(&(sb_arrival){ keyword, value, 1, NULL, false }, &out))
        return out;
    return LET_THROUGH(REAL(PQsetdbLogin)(pghost, pgport, pgoptions, pgtty, dbName, login, pwd));
}

/* ---- the life of a connection ---- */

OURS void PQfinish(PGconn *conn)
{
    if (THEIRS)
        sb__tracked_drop(conn);
    else if (conn != NULL && !sb__known_any() && comes_from_outside((uintptr_t)__builtin_return_address(0)))
        __atomic_fetch_sub(&sb_context_get()->connections_before, 1, __ATOMIC_RELAXED);
    REAL(PQfinish)(conn);
}

OURS void PQreset(PGconn *conn)
{
    if (THEIRS)
        sb__tracked_renew(conn);
    REAL(PQreset)(conn);
}

OURS int PQresetStart(PGconn *conn)
{
    if (THEIRS)
        sb__tracked_renew(conn);
    return REAL(PQresetStart)(conn);
}

OURS char *PQerrorMessage(const PGconn *conn)
{
    const char *why = THEIRS ? sb__tracked_why_refused(conn) : NULL;
    return why != NULL ? (char *)(uintptr_t)why : REAL(PQerrorMessage)(conn);
}

/* ---- statements ---- */

OURS PGresult *PQexec(PGconn *conn, const char *query)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_TEXT, NULL, query);
    PGresult *result = REAL(PQexec)(conn, query);

    if (tracked)
        sb__tracked_end(conn, result);
    return result;
}

OURS PGresult *PQexecParams(PGconn *conn, const char *command, int nParams, const Oid *paramTypes, const char *const *paramValues,
    const int *paramLengths, const int *paramFormats, int resultFormat)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_TEXT, NULL, command);
    PGresult *result =
        REAL(PQexecParams)(conn, command, nParams, paramTypes, paramValues, paramLengths, paramFormats, resultFormat);

    if (tracked)
        sb__tracked_end(conn, result);
    return result;
}

OURS PGresult *PQprepare(PGconn *conn, const char *stmtName, const char *query, int nParams, const Oid *paramTypes)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_PREPARE, stmtName, query);
    PGresult *result = REAL(PQprepare)(conn, stmtName, query, nParams, paramTypes);

    if (tracked)
        sb__tracked_end(conn, result);
    return result;
}

OURS PGresult *PQexecPrepared(PGconn *conn, const char *stmtName, int nParams, const char *const *paramValues,
    const int *paramLengths, const int *paramFormats, int resultFormat)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_PREPARED, stmtName, NULL);
    PGresult *result = REAL(PQexecPrepared)(conn, stmtName, nParams, paramValues, paramLengths, paramFormats, resultFormat);

    if (tracked)
        sb__tracked_end(conn, result);
    return result;
}

/* By its number; large objects go this way, too. */
OURS PGresult *PQfn(
    PGconn *conn, int fnid, int *result_buf, int *result_len, int result_is_int, const PQArgBlock *args, int nargs)
{
    bool tracked = sb__known_any() && sb__tracked_begin(conn, SB_CALL_TEXT, NULL, "SELECT a_function_or_large_object()");
    PGresult *result = REAL(PQfn)(conn, fnid, result_buf, result_len, result_is_int, args, nargs);

    if (tracked)
        sb__tracked_end(conn, result);
    return result;
}

/* What is only sent is ended by its results. */
OURS int PQsendQuery(PGconn *conn, const char *query)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_TEXT, NULL, query);
    int sent = REAL(PQsendQuery)(conn, query);

    if (tracked)
        sb__tracked_end(conn, NULL);
    return sent;
}

OURS int PQsendQueryParams(PGconn *conn, const char *command, int nParams, const Oid *paramTypes, const char *const *paramValues,
    const int *paramLengths, const int *paramFormats, int resultFormat)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_TEXT, NULL, command);
    int sent = REAL(PQsendQueryParams)(conn, command, nParams, paramTypes, paramValues, paramLengths, paramFormats, resultFormat);

    if (tracked)
        sb__tracked_end(conn, NULL);
    return sent;
}

OURS int PQsendPrepare(PGconn *conn, const char *stmtName, const char *query, int nParams, const Oid *paramTypes)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_PREPARE, stmtName, query);
    int sent = REAL(PQsendPrepare)(conn, stmtName, query, nParams, paramTypes);

    if (tracked)
        sb__tracked_end(conn, NULL);
    return sent;
}

OURS int PQsendQueryPrepared(PGconn *conn, const char *stmtName, int nParams, const char *const *paramValues,
    const int *paramLengths, const int *paramFormats, int resultFormat)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_PREPARED, stmtName, NULL);
    int sent = REAL(PQsendQueryPrepared)(conn, stmtName, nParams, paramValues, paramLengths, paramFormats, resultFormat);

    if (tracked)
        sb__tracked_end(conn, NULL);
    return sent;
}

OURS PGresult *PQgetResult(PGconn *conn)
{
    bool tracked = THEIRS && sb__tracked_begin(conn, SB_CALL_OTHER, NULL, NULL);
    PGresult *result = REAL(PQgetResult)(conn);

    if (tracked)
        sb__tracked_end(conn, result);
    return result;
}
