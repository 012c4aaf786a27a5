/* tracked.c -- the list of the application's connections, and the statement that each of them runs. */
#include "tracked.h"
#include "seen.h"
#include "session.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* To the front, because it is asked for again soon. */
static sb_tracked *find(sb_known *known, const PGconn *handle)
{
    for (sb_tracked **at = &known->tracked; *at != NULL; at = &(*at)->next) {
        sb_tracked *found = *at;
        if (found->handle != handle)
            continue;
        *at = found->next;
        found->next = known->tracked;
        known->tracked = found;
        return found;
    }
    return NULL;
}

/* The same, when the reset does not have it. NULL also for the reset's own calls. */
static sb_tracked *find_free(sb_known *known, const PGconn *handle)
{
    sb_tracked *found = find(known, handle);

    while (found != NULL && found->ending) {
        if (pthread_equal(found->user, pthread_self()))
            return NULL;
        pthread_cond_wait(&known->ended, &known->mutex);
        found = find(known, handle);
    }
    return found;
}

/* ---- opened, refused, closed ---- */

void sb__tracked_before_join(void)
{
    sb_known *known = sb__known_lock();
    void (*fn)(void *env) = known->before_join;
    void *env = known->join_env;

    sb__known_unlock(known);
    if (fn != NULL)
        fn(env);
}

/* The lowest one that is free. */
static unsigned next_number(const sb_known *known)
{
    const sb_tracked *at;
    unsigned number = 0;

    do {
        number++;
        for (at = known->tracked; at != NULL && at->number != number;)
            at = at->next;
    } while (at != NULL);
    return number;
}

void sb__tracked_add(PGconn *handle, const struct sb_clone *clone)
{
    sb_known *known = sb__known_lock();
    sb_tracked *tracked = sb_alloc(sizeof *tracked);

    *tracked =
        (sb_tracked){ .handle = handle, .clone = clone, .number = next_number(known), .is_new = true, .next = known->tracked };
    known->tracked = tracked;
    sb__known_unlock(known);
    sb__seen_open(1);
}

void sb__tracked_refuse(const PGconn *handle, const char *why)
{
    sb_known *known = sb__known_lock();
    sb_refusal_told *refusal = sb_alloc(sizeof *refusal);

    *refusal = (sb_refusal_told){ handle, sb_format("%s\n", why), known->refusals };
    known->refusals = refusal;
    sb__known_unlock(known);
}

const char *sb__tracked_why_refused(const PGconn *handle)
{
    sb_known *known = sb__known_lock();
    const char *why = NULL;

    if (known == NULL)
        return NULL;
    for (const sb_refusal_told *at = known->refusals; at != NULL && why == NULL; at = at->next)
        if (at->handle == handle)
            why = at->why;
    sb__known_unlock(known);
    return why;
}

static void forget_prepared(sb_tracked *tracked)
{
    while (tracked->prepared != NULL) {
        sb_prepared *next = tracked->prepared->next;
        free(tracked->prepared->name);
        free(tracked->prepared->sql);
        free(tracked->prepared);
        tracked->prepared = next;
    }
}

void sb__known_free_tracked(sb_tracked *tracked)
{
    forget_prepared(tracked);
    free(tracked->settings);
    free(tracked);
}

static void forget_refusal(sb_known *known, const PGconn *handle)
{
    for (sb_refusal_told **at = &known->refusals; *at != NULL;) {
        sb_refusal_told *found = *at;
        if (found->handle == handle) {
            *at = found->next;
            free(found->why);
            free(found);
        } else {
            at = &found->next;
        }
    }
}

/* The server rolls back what a session has begun that ends, and no statement says so. */
static void note_lost(const PGconn *handle)
{
    if (sb__libpq()->PQtransactionStatus(handle) != PQTRANS_IDLE)
        sb__seen_result(NULL);
}

void sb__tracked_drop(const PGconn *handle)
{
    sb_known *known = sb__known_lock();
    sb_tracked *tracked;

    if (known == NULL)
        return;
    forget_refusal(known, handle);
    tracked = find_free(known, handle);
    if (tracked != NULL) {
        known->tracked = tracked->next;
        sb__known_free_tracked(tracked);
    }
    sb__known_unlock(known);
    if (tracked != NULL) {
        note_lost(handle);
        sb__seen_open(-1);
    }
}

void sb__tracked_renew(const PGconn *handle)
{
    sb_known *known = sb__known_lock();
    sb_tracked *tracked = known != NULL ? find_free(known, handle) : NULL;

    if (tracked != NULL) {
        forget_prepared(tracked);
        free(tracked->settings);
        tracked->settings = NULL;
        tracked->is_new = true;
        tracked->words = 0;
        tracked->ran[0] = tracked->wrote[0] = '\0';
    }
    if (known != NULL)
        sb__known_unlock(known);
    if (tracked != NULL)
        note_lost(handle);
}

/* ---- statements ---- */

static void keep(char *room, const char *sql)
{
    size_t n = strnlen(sql, SB_SQL_KEPT);

    if (n == SB_SQL_KEPT) /* not in the middle of a character */
        for (n--; n > 0 && ((unsigned char)sql[n] & 0xc0) == 0x80;)
            n--;
    memcpy(room, sql, n);
    room[n] = '\0';
}

/* One of a name is replaced by the next of that name, which only the one without a name can be. */
static void note_prepared(sb_tracked *tracked, const char *name, const char *sql)
{
    sb_prepared *at = tracked->prepared;

    while (at != NULL && strcmp(at->name, name) != 0)
        at = at->next;
    if (at == NULL) {
        at = sb_alloc(sizeof *at);
        *at = (sb_prepared){ sb_strdup(name), NULL, tracked->prepared };
        tracked->prepared = at;
    }
    free(at->sql);
    at->sql = sb_strdup(sql);
}

/* NULL: not by a call of libpq. */
static const char *find_prepared(const sb_tracked *tracked, const char *name)
{
    for (const sb_prepared *at = tracked->prepared; at != NULL; at = at->next)
        if (strcmp(at->name, name) == 0)
            return at->sql;
    return NULL;
}

/* The mutex is held; what it gives to the watcher is a copy, because the connection may be closed meanwhile. */
static char *note(sb_known *known, sb_tracked *tracked, enum sb_call call, const char *name, const char *text)
{
    const char *sql = text;
    char shown[SB_SQL_KEPT];

    if (call == SB_CALL_PREPARE)
        note_prepared(tracked, name, text);
    if (call == SB_CALL_PREPARED && (sql = find_prepared(tracked, name)) == NULL) {
        snprintf(shown, sizeof shown, "EXECUTE %s", name);
        sql = shown;
    }
    if (call != SB_CALL_PREPARE && call != SB_CALL_OTHER) {
        tracked->words |= sb__session_words(sql);
        keep(tracked->ran, sql);
        tracked->ran_any = true;
    }
    return known->statement_fn != NULL && call != SB_CALL_PREPARE && call != SB_CALL_OTHER ? sb_strdup(sql) : NULL;
}

static void tell_seen(enum sb_call call, const char *text)
{
    if (call == SB_CALL_PREPARE)
        sb__seen_prepare(text, false);
    else if (call != SB_CALL_OTHER)
        sb__seen_statement(call == SB_CALL_TEXT ? text : NULL, false);
}

bool sb__tracked_begin(PGconn *handle, enum sb_call call, const char *name, const char *text)
{
    sb_known *known = sb__known_lock();
    sb_tracked *tracked = known != NULL ? find_free(known, handle) : NULL;
    char *told = NULL;
    sb_statement_fn *fn = NULL;
    void *env = NULL;

    if (tracked != NULL) {
        tracked->user = pthread_self();
        tracked->in_use = true;
        told = note(known, tracked, call, name != NULL ? name : "", text != NULL ? text : "");
        fn = known->statement_fn;
        env = known->statement_env;
    }
    if (known != NULL)
        sb__known_unlock(known);
    if (tracked == NULL)
        return false;
    tell_seen(call, text != NULL ? text : "");
    if (told != NULL)
        sb__told_each(told, fn, env, false);
    free(told);
    return true;
}

/* Whether a command tag is of something that writes. */
static bool writes(const char *tag)
{
    static const char *const words[] = { "INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE", "CREATE", "ALTER", "DROP",
        "REFRESH", "DO", "CALL" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(tag, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

void sb__tracked_end(PGconn *handle, const PGresult *result)
{
    const sb_libpq *pq = sb__libpq();
    /* libpq has it without const, and does not change it. */
    const char *tag = result != NULL ? pq->PQcmdStatus((PGresult *)(uintptr_t)result) : NULL;
    ExecStatusType status = result != NULL ? pq->PQresultStatus(result) : PGRES_EMPTY_QUERY;
    bool failed = status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_PIPELINE_ABORTED;
    bool open = pq->PQtransactionStatus(handle) == PQTRANS_INTRANS;
    sb_known *known = sb__known_lock();
    sb_tracked *tracked = find(known, handle);

    if (tracked != NULL) {
        tracked->in_use = false;
        if (!open)
            tracked->wrote[0] = '\0';
        else if (tracked->wrote[0] == '\0' && tag != NULL && writes(tag))
            keep(tracked->wrote, tracked->ran);
    }
    sb__known_unlock(known);
    if (failed || (tag != NULL && *tag != '\0'))
        sb__seen_result(failed ? "" : tag);
}
