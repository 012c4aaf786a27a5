/* others.c -- sessions that other processes have on a worker's sandbox, and that are not over when a test is. */
#include "clone.h"
#include "held.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TRIES = 1000, PAUSE_NS = 2 * 1000 * 1000 };

/* A role of its own is nobody else's: what it has open was opened by children of the test, and programs that it started. */
static const char sessions[] =
    "SELECT pid, state, query, pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity "
    "WHERE usename = current_user AND pid <> pg_catalog.pg_backend_pid() AND pid <> ALL ($1::int[]) AND "
    "state NOT IN ('idle', 'disabled')";

/* The application's connections in this process, as an array. */
static char *known_pids(const sb_clone *clone)
{
    const sb_libpq *pq = sb__libpq();
    sb_text pids = SB_TEXT_EMPTY;
    sb_known *known = sb__known_lock();

    sb_text_add(&pids, "{0");
    for (const sb_tracked *at = known != NULL ? known->tracked : NULL; at != NULL; at = at->next)
        if (at->clone == clone)
            sb_text_add(&pids, ",%d", pq->PQbackendPID(at->handle));
    sb_text_add(&pids, "}");
    if (known != NULL)
        sb__known_unlock(known);
    return sb_text_take(&pids);
}

/* One that is about to end still stands there with what it did, and the next test would be told of it. */
static void wait_for_end(sb_postgres *db, const PGresult *rows)
{
    static const struct timespec pause = { .tv_nsec = PAUSE_NS };
    sb_text sql = SB_TEXT_EMPTY;
    bool there = true;

    sb_text_add(&sql, "SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE pid IN (0");
    for (int i = 0; i < db->pq->PQntuples(rows); i++)
        sb_text_add(&sql, ", %s", sb__postgres_cell(db, rows, i, 0));
    sb_text_add(&sql, ")");
    for (int i = 0; i < TRIES && there; i++) {
        char *n = sb__postgres_ask(db, sql.at, 0, NULL);
        there = n != NULL && strcmp(n, "0") != 0;
        free(n);
        if (there)
            nanosleep(&pause, NULL);
    }
    sb_text_release(&sql);
}

static void tell(sb_text *held, const sb_postgres *db, const PGresult *rows, int row)
{
    const char *state = sb__postgres_cell(db, rows, row, 1), *query = sb__postgres_cell(db, rows, row, 2);

    sb_text_add(held, "%s%s of another process, whose connection was terminated", held->size > 0 ? "\n" : "",
        state != NULL && *state == 'i' ? "an open transaction" : "a statement");
    if (query != NULL && *query != '\0') {
        sb_text_add(held, ": ");
        sb__postgres_show(held, query, SB_SQL_KEPT);
    }
}

int sb__pg_others_end(struct sb_clone *clone, sb_text *held)
{
    char *pids;
    PGresult *rows;

    if (clone->entry != SB_ENTRY_LOGIN)
        return SB_OK;
    pids = known_pids(clone);
    rows = sb__postgres_rows(clone->db, sessions, 1, (const char *const[]){ pids });
    free(pids);
    if (rows == NULL)
        return SB_ERR;
    for (int i = 0; i < clone->db->pq->PQntuples(rows); i++)
        tell(held, clone->db, rows, i);
    if (clone->db->pq->PQntuples(rows) > 0)
        wait_for_end(clone->db, rows);
    clone->db->pq->PQclear(rows);
    return SB_OK;
}
