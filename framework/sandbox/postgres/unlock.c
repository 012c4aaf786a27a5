/* unlock.c -- end the session that holds a lock, for people who know that it will not end by itself. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TRIES = 100, PAUSE_NS = 50 * 1000 * 1000 };

/* Who holds it, and whether that is a process of the machine that we are on: a session whose address the server hides from us may be. */
static const char find_holder[] =
    "SELECT l.pid, COALESCE(a.client_addr, '127.0.0.1') <<= '127.0.0.0/8' AND COALESCE(me.client_addr, '127.0.0.1') <<= '127.0.0.0/8' "
    "OR a.client_addr = me.client_addr FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
    "JOIN pg_stat_activity me ON me.pid = pg_backend_pid() WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND (l.classid::int8 << 32 | l.objid::int8) = $1::int8";

static int refuse(sb_postgres *db, const char *key, const char *name, const char *why)
{
    char *holder = sb__pg_lock_held_by(db, key);

    sb_fail_with(SB_EREFUSED, "the lock for the tables under %s is held by %s%s", name,
        holder != NULL ? holder : "a run that has just ended", why);
    free(holder);
    return SB_EREFUSED;
}

static int end_session(sb_postgres *db, const char *key, const char *name, const char *pid)
{
    static const struct timespec pause = { .tv_nsec = PAUSE_NS };
    char *ended = sb__postgres_ask(db, "SELECT pg_terminate_backend($1::int)", 1, &pid);

    if (ended == NULL) /* not ours to end */
        return refuse(db, key, name, ", and the server lets only a superuser or the same role end that session.");
    free(ended);
    for (int i = 0; i < TRIES; i++) { /* another run may have waited for it, and have it now */
        char *there = sb__postgres_ask(db, "SELECT pid FROM pg_stat_activity WHERE pid = $1::int", 1, &pid);
        bool gone = there == NULL;
        free(there);
        if (gone)
            return SB_OK;
        nanosleep(&pause, NULL);
    }
    return refuse(db, key, name, ", whose session the server was asked to end and has not ended.");
}

static int end_holder(sb_postgres *db, const char *key, const char *name, bool force)
{
    PGresult *rows = sb__postgres_rows(db, find_holder, 1, &key);
    int code = SB_ERR;

    if (rows == NULL)
        return code;
    if (db->pq->PQntuples(rows) == 0)
        code = sb_fail_with(SB_ENOTFOUND, "nobody holds the lock for the tables under %s", name);
    else if (!force && *sb__postgres_cell(db, rows, 0, 1) == 't')
        code = refuse(db, key, name,
            ", a process of this machine.\nEnd that run, or have its session ended by `seedbed sandbox unlock --force`.");
    else
        code = end_session(db, key, name, sb__postgres_cell(db, rows, 0, 0));
    db->pq->PQclear(rows);
    return code;
}

int sb__postgres_lock_end(const char *url, const char *name, bool force)
{
    void *db = NULL;
    int code = sb__postgres_open(url, SB_CHANGE, &db);
    char *key = sb__pg_lock_key(name);

    if (code == 0)
        code = end_holder(db, key, name, force);
    sb__postgres_close(db);
    free(key);
    return code;
}
