/* arrive.c -- lead a connection that the application asks for to the sandbox that stands for its database, or refuse it. */
#include "arrive.h"
#include "connection.h"
#include "known.h"
#include "tracked.h"
#include <stdlib.h>
#include <string.h>

/* Keywords and values, as libpq takes them; the values are ours. */
typedef struct sb_parameters {
    const char **keyword;
    char **value;
    size_t n, room, value_room;
} sb_parameters;

static void add(sb_parameters *to, const char *keyword, const char *value)
{
    to->keyword = sb_grow(to->keyword, to->n + 1, &to->room, sizeof *to->keyword);
    to->value = sb_grow(to->value, to->n + 1, &to->value_room, sizeof *to->value);
    to->keyword[to->n] = keyword;
    to->value[to->n++] = sb_strdup(value);
    to->keyword[to->n] = NULL;
    to->value[to->n] = NULL;
}

static void release(sb_parameters *parameters)
{
    for (size_t i = 0; i < parameters->n; i++)
        free(parameters->value[i]);
    free(parameters->keyword);
    free(parameters->value);
}

/* A handle that is not connected and cannot be: libpq works all its parameters out, with the environment and services, and then does not
 * like this sslmode. NULL: they are not good by themselves, as libpq will say. */
static PGconn *unconnected(const sb_libpq *pq, const sb_arrival *arrival, const char *sslmode)
{
    sb_parameters all = { .n = 0 };
    PGconn *handle;

    for (size_t i = 0; arrival->keyword[i] != NULL; i++)
        if (arrival->value[i] != NULL)
            add(&all, arrival->keyword[i], arrival->value[i]);
    add(&all, "sslmode", sslmode);
    handle = pq->PQconnectStartParams(all.keyword, (const char *const *)all.value, arrival->expand);
    release(&all);
    if (handle != NULL && (pq->PQstatus(handle) != CONNECTION_BAD || strstr(pq->PQerrorMessage(handle), sslmode) == NULL)) {
        pq->PQfinish(handle);
        handle = NULL;
    }
    return handle;
}

/* ---- refuse ---- */

/* The handle says so itself, too, to whoever asks libpq past us. */
static PGconn *refuse(const sb_libpq *pq, const sb_arrival *arrival, const char *why)
{
    char *said = sb_format("Seedbed refused the connection: %s", why);
    PGconn *handle = unconnected(pq, arrival, said);

    if (handle != NULL)
        sb__tracked_refuse(handle, said);
    free(said);
    return handle;
}

/* ---- land ---- */

/* What the application may go on to say of its connection. All else says where and who, or how to get there: that is the sandbox's. */
static bool is_kept(const char *keyword)
{
    static const char *const kept[] = { "application_name", "fallback_application_name", "client_encoding", "connect_timeout",
        "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout" };

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (strcmp(kept[i], keyword) == 0)
            return true;
    return false;
}

/* resolved: what the application asked for, with all defaults. */
static int rewrite(const sb_libpq *pq, const char *url, const PQconninfoOption *resolved, sb_parameters *to)
{
    char *why = NULL, *merged;
    const char *theirs = "", *ours = "";
    PQconninfoOption *options = pq->PQconninfoParse(url, &why);

    if (options == NULL) {
        sb_fail_with(SB_ERR, "the sandbox's own connection cannot be read: %s", why != NULL ? why : "no memory");
        pq->PQfreemem(why);
        return SB_ERR;
    }
    for (const PQconninfoOption *at = resolved; at->keyword != NULL; at++) {
        if (at->val != NULL && *at->val != '\0' && is_kept(at->keyword))
            add(to, at->keyword, at->val);
        if (at->val != NULL && strcmp(at->keyword, "options") == 0)
            theirs = at->val;
    }
    for (const PQconninfoOption *at = options; at->keyword != NULL; at++) {
        if (at->val != NULL && strcmp(at->keyword, "options") == 0)
            ours = at->val;
        else if (at->val != NULL && !is_kept(at->keyword))
            add(to, at->keyword, at->val);
    }
    merged = sb__postgres_options(theirs, ours);
    add(to, "options", merged);
    free(merged);
    pq->PQconninfoFree(options);
    return SB_OK;
}

typedef struct sb_chosen {
    const struct sb_clone *clone;
    char *url; /* NULL: nowhere */
    char *why; /* it is refused; NULL: it is not */
} sb_chosen;

static char *location_of(const PQconninfoOption *resolved)
{
    static const char *const wanted[] = { "host", "hostaddr", "port", "dbname" };
    sb_parameters where = { .n = 0 };
    char *location;

    for (const PQconninfoOption *at = resolved; at->keyword != NULL; at++)
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            if (at->val != NULL && *at->val != '\0' && strcmp(wanted[i], at->keyword) == 0)
                add(&where, at->keyword, at->val);
    if (where.n == 0)
        add(&where, "dbname", "");
    location = sb__postgres_locate_params(where.keyword, (const char *const *)where.value, 0);
    release(&where);
    return location;
}

static sb_chosen choose(const sb_arrival *arrival, const PQconninfoOption *resolved)
{
    char *asked = sb__arrival_show(arrival), *location = location_of(resolved);
    sb_chosen chosen = { .clone = NULL };
    sb_known *known = location != NULL ? sb__known_lock() : NULL;
    const sb_landing *landing = known != NULL ? sb__known_judge(known, location, asked, &chosen.why) : NULL;

    if (landing != NULL)
        chosen = (sb_chosen){ landing->clone, sb_strdup(landing->url), NULL };
    if (known != NULL)
        sb__known_unlock(known);
    free(location);
    free(asked);
    return chosen;
}

static PGconn *land(const sb_libpq *pq, const sb_arrival *arrival, const sb_chosen *chosen, const PQconninfoOption *resolved)
{
    sb_parameters to = { .n = 0 };
    PGconn *handle = NULL;

    if (rewrite(pq, chosen->url, resolved, &to) == SB_OK) {
        const char *const *value = (const char *const *)to.value;
        sb__tracked_before_join();
        handle = arrival->starts ? pq->PQconnectStartParams(to.keyword, value, 0) : pq->PQconnectdbParams(to.keyword, value, 0);
    } else {
        handle = refuse(pq, arrival, sb_error());
    }
    release(&to);
    if (handle != NULL)
        sb__tracked_add(handle, chosen->clone);
    return handle;
}

bool sb__arrive(const sb_arrival *arrival, PGconn **out)
{
    const sb_libpq *pq = sb__libpq();
    PGconn *asked = unconnected(pq, arrival, "asked by Seedbed and not to be connected");
    PQconninfoOption *resolved = asked != NULL ? pq->PQconninfo(asked) : NULL;
    sb_chosen chosen = { .clone = NULL };
    bool is_ours;

    if (resolved != NULL)
        chosen = choose(arrival, resolved);
    is_ours = chosen.why != NULL || chosen.url != NULL;
    if (chosen.why != NULL)
        *out = refuse(pq, arrival, chosen.why);
    else if (chosen.url != NULL)
        *out = land(pq, arrival, &chosen, resolved);
    pq->PQconninfoFree(resolved);
    if (asked != NULL)
        pq->PQfinish(asked);
    free(chosen.url);
    free(chosen.why);
    return is_ours;
}
