/* held.c -- what a test left open on connections of the application: say what it is, and end it. */
#include "held.h"
#include "../../../assert/context.h"
#include "connection.h"
#include "session.h"
#include "state.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Another thread may be inside a call of libpq. It may finish what it does; then its statement is cancelled; then its connection is
 * terminated; then we give up. */
enum { PATIENCE_MS = 100, TERMINATE_MS = 1000, GIVE_UP_MS = 5000, CANCEL_AGAIN_MS = 50, DRAIN_MS = 3000, ROLLBACK_TRIES = 3 };

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wait_a_little(void) { nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL); }

void sb__pg_held_line(sb_text *held, const char *what, const sb_tracked *tracked, const char *sql)
{
    sb_text_add(held, "%s%s on connection %u", held->size > 0 ? "\n" : "", what, tracked->number);
    if (*sql != '\0') {
        sb_text_add(held, ": ");
        sb__postgres_show(held, sql, SB_SQL_KEPT);
    }
}

static void describe_transaction(sb_text *held, const sb_tracked *tracked, bool failed)
{
    if (failed)
        sb__pg_held_line(held, "a transaction in which a statement failed", tracked, "");
    else
        sb__pg_held_line(held, "an open transaction", tracked, "");
    if (tracked->wrote[0] != '\0' || tracked->ran[0] != '\0') {
        sb_text_add(held, tracked->wrote[0] != '\0' ? " (it began to write with: " : " (it last ran: ");
        sb__postgres_show(held, tracked->wrote[0] != '\0' ? tracked->wrote : tracked->ran, SB_SQL_KEPT);
        sb_text_add(held, ")");
    }
}

/* ---- a connection that nobody is using ---- */

static void cancel(const sb_libpq *pq, PGcancel *of)
{
    char words[256];

    if (of != NULL)
        pq->PQcancel(of, words, sizeof words);
    pq->PQfreeCancel(of);
}

/* There is something to read, or the time is over. The server drops a cancellation that comes before the statement, so there are more. */
static bool await(const sb_libpq *pq, PGconn *handle, int64_t deadline)
{
    struct pollfd wait = { .fd = pq->PQsocket(handle), .events = POLLIN };

    while (wait.fd >= 0 && now_ms() < deadline) {
        if (poll(&wait, 1, CANCEL_AGAIN_MS) > 0)
            return pq->PQconsumeInput(handle);
        cancel(pq, pq->PQgetCancel(handle));
    }
    return false;
}

/* What a COPY to us still sends is dropped. */
static bool drop_rows(const sb_libpq *pq, PGconn *handle, int64_t deadline)
{
    char *row;
    int n;

    while ((n = pq->PQgetCopyData(handle, &row, 1)) >= 0) {
        if (n > 0)
            pq->PQfreemem(row);
        else if (!await(pq, handle, deadline))
            return false;
    }
    return true;
}

static bool drop_result(const sb_libpq *pq, PGconn *handle, PGresult *result, int64_t deadline)
{
    ExecStatusType status = pq->PQresultStatus(result);

    pq->PQclear(result);
    if (status == PGRES_COPY_IN)
        return pq->PQputCopyEnd(handle, "the test is over") >= 0;
    return status == PGRES_COPY_OUT ? drop_rows(pq, handle, deadline) : status != PGRES_COPY_BOTH;
}

/* Until nothing runs. False: it did not come to an end. */
static bool drain(const sb_libpq *pq, PGconn *handle)
{
    int64_t deadline = now_ms() + DRAIN_MS;
    bool pipeline = pq->PQpipelineStatus(handle) != PQ_PIPELINE_OFF;

    if (pipeline && !pq->PQpipelineSync(handle))
        return false;
    for (;;) {
        PGresult *result;
        pq->PQflush(handle);
        while (pq->PQisBusy(handle))
            if (!await(pq, handle, deadline))
                return false;
        result = pq->PQgetResult(handle);
        if (result == NULL && (!pipeline || pq->PQexitPipelineMode(handle)))
            return true;
        if ((result != NULL && !drop_result(pq, handle, result, deadline)) || now_ms() > deadline)
            return false;
    }
}

static void roll_back(const sb_libpq *pq, PGconn *handle)
{
    /* A cancellation may come late, and end the first of these instead. */
    for (int i = 0; i < ROLLBACK_TRIES && pq->PQtransactionStatus(handle) != PQTRANS_IDLE; i++)
        pq->PQclear(pq->PQexec(handle, "ROLLBACK"));
}

static void terminate(const sb_libpq *pq, const char *url, int pid)
{
    PGconn *handle = url != NULL ? sb__postgres_connect(url) : NULL;
    char *sql = sb_format("SELECT pg_catalog.pg_terminate_backend(%d)", pid);

    if (handle != NULL) {
        pq->PQclear(pq->PQexec(handle, sql));
        pq->PQfinish(handle);
    }
    free(sql);
}

/* The connection is the caller's alone. */
static void end_one(const sb_libpq *pq, sb_tracked *tracked, const char *url, sb_text *held)
{
    PGconn *handle = tracked->handle;
    PGTransactionStatusType status = pq->PQtransactionStatus(handle);
    bool drained = true;

    if (status == PQTRANS_UNKNOWN)
        return;
    if (status == PQTRANS_ACTIVE) {
        sb__pg_held_line(held, "a statement whose results were not all taken", tracked, tracked->ran);
        cancel(pq, pq->PQgetCancel(handle));
    }
    if (status == PQTRANS_ACTIVE || pq->PQpipelineStatus(handle) != PQ_PIPELINE_OFF)
        drained = drain(pq, handle);
    if (drained && status != PQTRANS_ACTIVE && status != PQTRANS_IDLE)
        describe_transaction(held, tracked, status == PQTRANS_INERROR);
    if (drained && pq->PQtransactionStatus(handle) != PQTRANS_IDLE)
        roll_back(pq, handle);
    tracked->wrote[0] = '\0';
    if (pq->PQtransactionStatus(handle) == PQTRANS_IDLE) {
        if (tracked->ran_any && sb__pg_process()->hides_session)
            tracked->words |= SB_SESSION_ANY;
        tracked->ran_any = false;
        if (tracked->words != 0)
            sb__session_restore(pq, tracked, held);
        sb__session_drop_heard(pq, tracked);
    } else if (pq->PQstatus(handle) == CONNECTION_OK) {
        sb_text_add(held, " (its connection had to be terminated)");
        terminate(pq, url, pq->PQbackendPID(handle));
    }
}

/* ---- all of them ---- */

/* One that was not looked at in this reset; the mutex is held. */
static sb_tracked *next_of(const sb_known *known, const struct sb_clone *clone)
{
    for (sb_tracked *at = known->tracked; at != NULL; at = at->next)
        if (at->clone == clone && at->looked != known->resets)
            return at;
    return NULL;
}

static char *url_of(const sb_known *known, const struct sb_clone *clone)
{
    for (const sb_landing *at = known->landings; at != NULL; at = at->next)
        if (at->clone == clone)
            return sb_strdup(at->url);
    return NULL;
}

/* Waiting for a thread that is inside a call. */
typedef struct sb_patience {
    const sb_tracked *of;
    int64_t since;
    bool cancelled, terminated;
} sb_patience;

/* The mutex is held, and let go meanwhile. */
static int wait_for(const sb_libpq *pq, sb_known *known, sb_tracked *busy, const char *url, sb_patience *patience, sb_text *held)
{
    int64_t waited;
    PGcancel *of = NULL;
    int pid = 0;

    if (patience->of != busy)
        *patience = (sb_patience){ .of = busy, .since = now_ms() };
    waited = now_ms() - patience->since;
    if (waited > GIVE_UP_MS)
        return sb_fail_with(SB_ERR,
            "The sandbox cannot be reset: connection %u is still at work in another thread: %s. End the thread, or close the "
            "connection, before the test is over",
            busy->number, busy->ran);
    if (waited > PATIENCE_MS && !patience->cancelled) {
        patience->cancelled = true;
        sb__pg_held_line(held, "a statement that another thread still ran", busy, busy->ran);
        of = pq->PQgetCancel(busy->handle);
    } else if (waited > TERMINATE_MS && !patience->terminated) {
        patience->terminated = true;
        sb__pg_held_line(held, "the same, after it was cancelled, so that its connection was terminated,", busy, "");
        pid = pq->PQbackendPID(busy->handle);
    }
    sb__known_unlock(known);
    cancel(pq, of);
    if (pid != 0)
        terminate(pq, url, pid);
    wait_a_little();
    sb__known_lock();
    return SB_OK;
}

static bool is_busy(const sb_tracked *tracked) { return tracked->in_use && !pthread_equal(tracked->user, pthread_self()); }

static void take_and_end(const sb_libpq *pq, sb_known *known, sb_tracked *tracked, const char *url, sb_text *held)
{
    tracked->ending = true;
    tracked->user = pthread_self();
    tracked->in_use = false; /* of this thread, which left the call by a jump */
    tracked->looked = known->resets;
    sb__known_unlock(known);
    end_one(pq, tracked, url, held);
    sb__known_lock();
    tracked->ending = false;
    tracked->is_new = false;
    pthread_cond_broadcast(&known->ended);
}

int sb__pg_held_end(const struct sb_clone *clone, sb_text *held)
{
    const sb_libpq *pq = sb__libpq();
    sb_known *known = sb__known_lock();
    sb_patience patience = { .of = NULL };
    sb_tracked *next;
    char *url;
    int code = SB_OK;

    if (known == NULL)
        return SB_OK;
    known->resets++;
    url = url_of(known, clone);
    while (code == SB_OK && (next = next_of(known, clone)) != NULL) {
        if (is_busy(next))
            code = wait_for(pq, known, next, url, &patience, held);
        else
            take_and_end(pq, known, next, url, held);
    }
    sb__known_unlock(known);
    free(url);
    return code;
}
