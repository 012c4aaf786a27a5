/* known.c -- what is known of the application's connections: where they may land, and what was refused. */
#include "known.h"
#include "../../../assert/context.h"
#include "connection.h"
#include "interpose.h"
#include "state.h"
#include <stdlib.h>
#include <string.h>

bool sb__known_any(void) { return __atomic_load_n(&sb_context_get()->known, __ATOMIC_ACQUIRE) != NULL; }

sb_known *sb__known_lock(void)
{
    sb_known *known = __atomic_load_n(&sb_context_get()->known, __ATOMIC_ACQUIRE);

    if (known != NULL)
        pthread_mutex_lock(&known->mutex);
    return known;
}

void sb__known_unlock(sb_known *known) { pthread_mutex_unlock(&known->mutex); }

/* ---- fork ---- */

/* In the order in which a reset takes them. */
static void before_fork(void)
{
    sb__pg_ours_enter();
    sb__known_lock();
}

static void after_fork(void)
{
    sb__known_unlock(sb_context_get()->known);
    sb__pg_ours_leave();
}

/* The parent's connections are not the child's to end; and a thread that had one is not there. */
static void after_fork_in_child(void)
{
    sb_known *known = sb_context_get()->known;

    while (known->tracked != NULL) {
        sb_tracked *next = known->tracked->next;
        sb__known_free_tracked(known->tracked);
        known->tracked = next;
    }
    pthread_cond_init(&known->ended, NULL);
    sb__known_unlock(known);
}

/* Locked. It is made by one thread, when the worker opens what tests need, and stays to the end: connections may outlive sandboxes. */
static int make(sb_known **known_out)
{
    sb_context *context = sb_context_get();
    const char *why = sb__interpose_why_not();

    if (why != NULL)
        return sb_fail_with(SB_EREFUSED, "%s", why);
    if (context->known == NULL) {
        sb_known *known = sb_alloc(sizeof *known);
        pthread_mutex_init(&known->mutex, NULL);
        pthread_cond_init(&known->ended, NULL);
        __atomic_store_n(&context->known, known, __ATOMIC_RELEASE);
        pthread_atfork(before_fork, after_fork, after_fork_in_child);
    }
    *known_out = sb__known_lock();
    return SB_OK;
}

/* ---- clones ---- */

int sb__known_land(const struct sb_clone *clone, const char *path, const char *url)
{
    sb_landing *landing;
    sb_known *known;
    int code = make(&known);

    if (code != SB_OK)
        return code;
    landing = sb_alloc(sizeof *landing);
    *landing = (sb_landing){ clone, sb_strdup(path), sb_strdup(url), known->landings };
    known->landings = landing;
    sb__known_unlock(known);
    return SB_OK;
}

/* Out of the list. */
static sb_landing *take(sb_known *known, const struct sb_clone *clone)
{
    sb_landing *taken = NULL;

    for (sb_landing **at = &known->landings; *at != NULL && taken == NULL;) {
        if ((*at)->clone == clone) {
            taken = *at;
            *at = taken->next;
        } else {
            at = &(*at)->next;
        }
    }
    return taken;
}

void sb__known_use(const struct sb_clone *clone)
{
    sb_known *known = sb__known_lock();
    sb_landing *landing = known != NULL ? take(known, clone) : NULL;

    if (landing != NULL) {
        landing->next = known->landings;
        known->landings = landing;
    }
    if (known != NULL)
        sb__known_unlock(known);
}

void sb__known_leave(const struct sb_clone *clone)
{
    sb_known *known = sb__known_lock();
    sb_landing *landing = known != NULL ? take(known, clone) : NULL;

    if (landing != NULL) {
        free(landing->path);
        free(landing->url);
        free(landing);
    }
    if (known != NULL)
        sb__known_unlock(known);
}

void sb__known_before_join(void (*fn)(void *env), void *env)
{
    sb_known *known = sb__known_lock();

    if (known == NULL)
        return;
    known->before_join = fn;
    known->join_env = env;
    sb__known_unlock(known);
}

/* ---- what no test may reach ---- */

static sb_given *find_given(const sb_known *known, const char *location)
{
    for (size_t i = 0; i < known->n; i++)
        if (sb__known_same(known->given[i].location, location))
            return &known->given[i];
    return NULL;
}

static sb_given *add_given(sb_known *known, const char *location, const char *path)
{
    known->given = sb_grow(known->given, known->n, &known->room, sizeof *known->given);
    known->given[known->n] = (sb_given){ sb_strdup(location), sb_strdup(path), SB_TEXT_EMPTY };
    return &known->given[known->n++];
}

int sb__known_guard(const char *path, const char *sandbox)
{
    sb_known *known;
    int code = make(&known);
    sb_given *given;

    if (code != SB_OK)
        return code;
    given = find_given(known, path);
    if (given == NULL)
        given = add_given(known, path, path);
    sb_text_add(&given->sandboxes, "%s\"%s\"", given->sandboxes.size > 0 ? " or " : "", sandbox);
    sb__known_unlock(known);
    return SB_OK;
}

int sb__known_also(const char *path, const char *location)
{
    sb_known *known = sb__known_lock();

    if (known == NULL)
        return SB_OK;
    if (find_given(known, location) == NULL)
        add_given(known, location, path);
    sb__known_unlock(known);
    return SB_OK;
}

void sb__known_admit(const char *path)
{
    sb_known *known = sb__known_lock();

    if (known == NULL)
        return;
    free(known->admitted);
    known->admitted = path != NULL ? sb_strdup(path) : NULL;
    sb__known_unlock(known);
}

/* Once each: a program that is refused may try again and again. */
static void note_refused(sb_known *known, const char *why)
{
    if (known->refused.size == 0 || strstr(known->refused.at, why) == NULL)
        sb_text_add(&known->refused, "%s%s", known->refused.size > 0 ? "\n" : "", why);
}

/* Too late for what it has done already, and in time for the person who has to know. The loader has locks of its own, under which a
 * constructor may connect: so not under ours. */
static void look_for_libraries(void)
{
    sb_known *known = sb__known_lock();
    unsigned long long loaded = known->loaded;
    const char *library;

    sb__known_unlock(known);
    library = sb__interpose_passed_by(&loaded);
    known = sb__known_lock();
    known->loaded = loaded;
    if (library != NULL) {
        char *why =
            sb_format("this test loaded %s, whose calls of libpq go past Seedbed and may have reached any database: link the "
                      "test program with -rdynamic, or with -lpq",
                library);
        note_refused(known, why);
        free(why);
    }
    sb__known_unlock(known);
}

void sb__known_left_role(const char *sql)
{
    sb_text shown = SB_TEXT_EMPTY;
    sb_known *known = sb__known_lock();

    if (known == NULL)
        return;
    sb__postgres_show(&shown, sql, SB_SQL_KEPT);
    char *why = sb_format(
        "this test left the role of its sandbox, and may then write live tables, because the server's rules let no role "
        "in that was made for tests: %s",
        shown.at);
    note_refused(known, why);
    free(why);
    sb_text_release(&shown);
    sb__known_unlock(known);
}

const char *sb__known_refused(void)
{
    sb_known *known;
    const char *refused = NULL;

    if (!sb__known_any())
        return NULL;
    look_for_libraries();
    known = sb__known_lock();
    if (known->refused.size > 0) {
        sb_text told = known->told;
        known->told = known->refused;
        known->refused = told;
        known->refused.size = 0;
        refused = known->told.at;
    }
    sb__known_unlock(known);
    return refused;
}

void sb__known_unguard(void)
{
    sb_known *known = sb__known_lock();

    if (known == NULL)
        return;
    for (size_t i = 0; i < known->n; i++) {
        free(known->given[i].location);
        free(known->given[i].path);
        sb_text_release(&known->given[i].sandboxes);
    }
    free(known->given);
    free(known->admitted);
    known->given = NULL;
    known->admitted = NULL;
    known->n = known->room = 0;
    sb_text_release(&known->refused);
    sb_text_release(&known->told);
    sb__known_unlock(known);
}

static char *why_not_here(const sb_known *known, const sb_given *given, const char *asked)
{
    const sb_given *whose = find_given(known, given->path);

    return sb_format("this test connected to \"%s\", which seedbed.yaml gives to a sandbox: give the suite .sandbox = %s", asked,
        (whose != NULL ? whose : given)->sandboxes.at);
}

static char *why_stranger(const sb_known *known, const char *location, const char *asked)
{
    const sb_given *only = known->n == 1 ? &known->given[0] : NULL;

    return sb_format(
        "this test connected to \"%s\" (%s), the database of no sandbox: where it is that of %s%s under another name, say so "
        "in seedbed.yaml by also: [ \"postgres:...\" ]; where tests need it, give it a sandbox of its own",
        asked, location, only != NULL ? "sandbox " : "a sandbox", only != NULL ? only->sandboxes.at : "");
}

const sb_landing *sb__known_judge(sb_known *known, const char *location, const char *asked, char **why_out)
{
    const sb_given *given = find_given(known, location);
    const char *path = given != NULL ? given->path : location;

    const sb_landing *landing = known->landings;

    while (landing != NULL && !sb__known_same(landing->path, path))
        landing = landing->next;
    *why_out = NULL;
    if (given != NULL && (landing == NULL || known->admitted == NULL || !sb__known_same(known->admitted, path)))
        *why_out = why_not_here(known, given, asked);
    else if (given == NULL && known->n > 0)
        *why_out = why_stranger(known, location, asked);
    if (*why_out == NULL)
        return landing;
    note_refused(known, *why_out);
    return NULL;
}
