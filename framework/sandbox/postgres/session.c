/* session.c -- bring back what a test changed of a connection that the application goes on to use. */
#include "session.h"
#include "held.h"
#include "state.h"
#include "words.h"
#include <stdlib.h>
#include <string.h>

static bool has(const char *sql, const char *word) { return strcasestr(sql, word) != NULL; }

unsigned sb__session_words(const char *sql)
{
    unsigned words = sb__words(sql), left = words & SB_WORD_ROLE ? SB_SESSION_ROLE : 0;

    if (!(words & SB_WORD_SESSION))
        return left;
    if (has(sql, "set") || has(sql, "discard"))
        left |= SB_SESSION_SET;
    if (has(sql, "listen"))
        left |= SB_SESSION_LISTEN;
    if (has(sql, "temp"))
        left |= SB_SESSION_TEMPORARY;
    if (has(sql, "hold"))
        left |= SB_SESSION_CURSOR;
    if (has(sql, "advisory"))
        left |= SB_SESSION_LOCK;
    return left;
}

/* One cell, which the caller frees; NULL for none, and for a connection that does not answer. */
static char *ask(const sb_libpq *pq, PGconn *handle, const char *sql)
{
    PGresult *result = pq->PQexec(handle, sql);
    char *cell = NULL;

    if (pq->PQresultStatus(result) == PGRES_TUPLES_OK && pq->PQntuples(result) == 1 && !pq->PQgetisnull(result, 0, 0))
        cell = sb_strdup(pq->PQgetvalue(result, 0, 0));
    pq->PQclear(result);
    return cell;
}

static void release_locks(const sb_libpq *pq, sb_tracked *tracked, sb_text *held)
{
    char *locks = ask(pq, tracked->handle,
        "SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND pid = pg_catalog.pg_backend_pid()");

    if (locks != NULL && strcmp(locks, "0") != 0) {
        sb__pg_held_line(held, "an advisory lock", tracked, tracked->ran);
        pq->PQclear(pq->PQexec(tracked->handle, "SELECT pg_catalog.pg_advisory_unlock_all()"));
    }
    free(locks);
}

/* As SQL that makes it so again. The role is in no list of settings. */
static char *read_settings(const sb_libpq *pq, PGconn *handle)
{
    return ask(pq, handle,
        "SELECT pg_catalog.string_agg(s, '; ') FROM (SELECT pg_catalog.format('SELECT pg_catalog.set_config(%L, %L, false)', name, "
        "setting) FROM pg_catalog.pg_settings WHERE source = 'session' UNION ALL SELECT pg_catalog.format('LISTEN %I', c) FROM "
        "pg_catalog.pg_listening_channels() AS c UNION ALL SELECT pg_catalog.format('SELECT pg_catalog.set_config(''role'', %L, false)', "
        "pg_catalog.current_setting('role'))) AS all_of_them(s)");
}

static void drop_notifications(const sb_libpq *pq, PGconn *handle)
{
    PGnotify *notification;

    pq->PQconsumeInput(handle);
    while ((notification = pq->PQnotifies(handle)) != NULL)
        pq->PQfreemem(notification);
}

/* To what the connection was opened with. In this order: the first of them ends a role. */
static const char back_to_role[] = "RESET SESSION AUTHORIZATION; RESET ROLE; ";

void sb__session_drop_heard(const sb_libpq *pq, sb_tracked *tracked)
{
    if (tracked->settings == NULL || strstr(tracked->settings, "LISTEN ") == NULL)
        return;
    pq->PQclear(pq->PQexec(tracked->handle, "")); /* the server sends what it has before it answers */
    drop_notifications(pq, tracked->handle);
}

void sb__session_restore(const sb_libpq *pq, sb_tracked *tracked, sb_text *held)
{
    unsigned words = tracked->words, set = words & (SB_SESSION_SET | SB_SESSION_LISTEN);
    sb_text sql = SB_TEXT_EMPTY;

    if (words & SB_SESSION_LOCK)
        release_locks(pq, tracked, held);
    if (words & SB_SESSION_CURSOR)
        sb_text_add(&sql, "CLOSE ALL; ");
    if (words & SB_SESSION_TEMPORARY)
        sb_text_add(&sql, "DISCARD TEMP; ");
    if (set && !tracked->is_new)
        sb_text_add(&sql, "%sRESET ALL; UNLISTEN *; %s", back_to_role, tracked->settings ? tracked->settings : "");
    else if (words & SB_SESSION_ROLE && sb__pg_process()->by_role)
        sb_text_add(&sql, "%s", back_to_role);
    if (sql.size > 0)
        pq->PQclear(pq->PQexec(tracked->handle, sql.at));
    if (words & SB_SESSION_LISTEN)
        drop_notifications(pq, tracked->handle);
    if (set && tracked->is_new) {
        free(tracked->settings);
        tracked->settings = read_settings(pq, tracked->handle);
    }
    sb_text_release(&sql);
    tracked->words = 0;
}
