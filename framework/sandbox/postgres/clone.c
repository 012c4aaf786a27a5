/* clone.c -- the sandbox side of the backend: made in main, opened in a worker, handed over, freed. */
#include "clone.h"
#include "known.h"
#include "state.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A run that ends gives its lock back at once; one that was killed, as soon as the server has noticed. */
enum { LOCK_TRIES = 100, LOCK_PAUSE_US = 50000 };

/* ---- SQL with the schemas' names in it ---- */

/* Without a superuser: by the owner's right to alter what is written to, and by waiting with foreign keys. */
static const char noisy[] =
    "%sFOR t IN SELECT b.%s FROM %s.base b WHERE b.%s IS NOT NULL AND (everywhere OR b.rel IN (SELECT l.rel "
    "FROM %s.log l)) LOOP EXECUTE t; END LOOP;";

static void put_placeholder(const sb_clone *clone, char letter, sb_text *to)
{
    bool begins = letter == 'Q';
    const char *what = begins ? "silence" : "loud";
    if (letter == 'S' || letter == 'U')
        sb_text_add(to, "%s", letter == 'S' ? clone->schema : clone->undo);
    else if (clone->quiet)
        sb_text_add(to, "PERFORM %s.quiet('%s', true);", clone->undo, begins ? "replica" : "origin");
    else
        sb_text_add(to, noisy, begins ? "SET CONSTRAINTS ALL DEFERRED; " : "SET CONSTRAINTS ALL IMMEDIATE; ", what, clone->undo,
            what, clone->undo);
}

char *sb__pg_clone_sql(const sb_clone *clone, const char *sql)
{
    sb_text text = SB_TEXT_EMPTY;
    for (const char *at = sql; *at;) {
        size_t n = strcspn(at, "@");
        sb_text_put(&text, at, n);
        at += n;
        if (at[0] == '@' && at[1] && strchr("SUQL", at[1])) {
            put_placeholder(clone, at[1], &text);
            at += 2;
        } else if (*at) {
            sb_text_put(&text, at++, 1);
        }
    }
    sb_text_put(&text, "", 0);
    return sb_text_take(&text);
}

int sb__pg_clone_run(sb_clone *clone, const char *sql)
{
    char *text = sb__pg_clone_sql(clone, sql);
    bool watched = clone->db->watched;
    clone->db->watched = false;
    int code = sb__postgres_run(clone->db, text);
    clone->db->watched = watched;
    free(text);
    return code;
}

char *sb__pg_clone_ask(sb_clone *clone, const char *sql)
{
    char *text = sb__pg_clone_sql(clone, sql);
    bool watched = clone->db->watched;
    clone->db->watched = false;
    char *cell = sb__postgres_ask(clone->db, text, 0, NULL);
    clone->db->watched = watched;
    free(text);
    return cell;
}

/* ---- in main ---- */

/* One for a sandbox of a database under a prefix. Roles are the server's and not the database's, so that the database is in it. */
static char *make_stem(const sb_clone_wish *wish)
{
    uint32_t hash = 2166136261u;
    const char *const parts[] = { wish->path, wish->prefix, wish->sandbox };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (const char *at = parts[i];; at++) {
            hash = (hash ^ (unsigned char)*at) * 16777619u;
            if (!*at)
                break;
        }
    return sb_format("seedbed_%08" PRIx32, hash);
}

static void tell_holder(sb_clone *clone)
{
    static const char ask[] =
        "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND "
        "l.objsubid = 2 AND l.classid = hashtext($1)::oid AND l.objid = hashtext('seedbed')::oid";
    char *holder = sb__postgres_ask(clone->keeper, ask, 1, (const char *const[]){ clone->stem });
    sb_fail_with(SB_EREFUSED, "Another run has sandbox `%s` of %s: %s. Wait for it to end, or give this one a prefix of its own",
        clone->sandbox, clone->path, holder && *holder ? holder : "one that has just ended");
    free(holder);
}

/* Others see who has it by the name of the session. */
static void say_who(sb_clone *clone)
{
    char *who = sb__pg_lock_who();
    free(sb__postgres_ask(clone->keeper, "SELECT set_config('application_name', $1, false)", 1, (const char *const[]){ who }));
    free(who);
}

static int hold_lock(sb_clone *clone)
{
    char *sql = sb_format("SELECT pg_try_advisory_lock(hashtext('%s'), hashtext('seedbed'))", clone->stem), *cell = NULL;
    bool held = false;
    for (int i = 0; i < LOCK_TRIES && !held; i++) {
        if (i)
            usleep(LOCK_PAUSE_US);
        free(cell);
        cell = sb__postgres_ask(clone->keeper, sql, 0, NULL);
        held = cell && *cell == 't';
        if (!cell)
            break;
    }
    free(sql);
    if (!held && cell)
        tell_holder(clone);
    int code = held ? SB_OK : cell ? SB_EREFUSED : SB_ERR;
    free(cell);
    return code;
}

static int open_keeper(sb_clone *clone)
{
    void *db = NULL;
    int code = sb__postgres_open(clone->admin ? clone->admin : clone->location, SB_CHANGE, &db);
    clone->keeper = db;
    clone->made_by = getpid();
    if (code == SB_OK)
        say_who(clone);
    if (code == SB_OK)
        code = hold_lock(clone);
    return code;
}

/* The wish is borrowed for the run, and so is all of it. */
static sb_clone *new_clone(const sb_clone_wish *wish)
{
    sb_clone *clone = sb_alloc(sizeof *clone);
    clone->sandbox = sb_strdup(wish->sandbox);
    clone->path = sb_strdup(wish->path);
    clone->location = sb_strdup(wish->location);
    clone->admin = wish->admin ? sb_strdup(wish->admin) : NULL;
    clone->prefix = sb_strdup(wish->prefix);
    clone->script = wish->script;
    clone->scripts = wish->scripts;
    clone->strict = wish->strict;
    clone->verbose = wish->verbose;
    clone->own_database = wish->own_database;
    clone->workers = wish->workers ? wish->workers : 1;
    clone->strategy = sb__pg_strategy(wish->reset);
    clone->stem = make_stem(wish);
    return clone;
}

int sb__pg_clone_make(void *db, const sb_clone_wish *wish, sb_clone **out)
{
    sb_clone *clone;
    int code;
    *out = NULL;
    if (!wish->location)
        return sb_fail_with(SB_EREFUSED, "A throw-away database cannot be on PostgreSQL: give sandbox `%s` a url", wish->sandbox);
    clone = new_clone(wish);
    if (*wish->prefix)
        clone->live = sb__postgres_ask(db, "SELECT current_schema()", 0, NULL);
    code = clone->strategy ? open_keeper(clone) : SB_EREFUSED;
    if (code == SB_OK)
        code = sb__pg_roles_drop(clone, true);
    if (code == SB_OK)
        code = sb__pg_roles_make(clone, db);
    if (code)
        sb__pg_clone_free(clone);
    else
        *out = clone;
    return code;
}

int sb__pg_clone_clear(const sb_clone_wish *wish)
{
    sb_clone *clone = new_clone(wish);
    int code = open_keeper(clone);
    if (code == SB_OK)
        code = sb__pg_roles_drop(clone, true);
    sb__pg_clone_free(clone);
    return code;
}

const char *sb__pg_clone_how(const sb_clone *clone) { return clone->how; }

const char *sb__pg_clone_way_out(const sb_clone *clone) { return clone->way_out; }

static void add_script(sb_handed *to, const sb_script *script)
{
    sb_hand_text(to, script->name);
    sb_hand_text(to, script->sql);
}

int sb__pg_clone_hand_over(const sb_clone *clone, sb_handed *to)
{
    const char *const texts[] = { clone->sandbox, clone->path, clone->location, clone->prefix, clone->stem, clone->live,
        clone->search_path, clone->secret, clone->admin };
    const int64_t numbers[] = { (int64_t)clone->strategy->reset, (int64_t)clone->entry, clone->quiet, clone->strict,
        clone->verbose, clone->own_database, clone->workers, (int64_t)clone->scripts };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        sb_hand_text(to, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sb_hand_number(to, numbers[i]);
    for (size_t i = 0; i < clone->scripts; i++)
        add_script(to, &clone->script[i]);
    return SB_OK;
}

static int take_texts(sb_clone *clone, sb_handed *from)
{
    char **const texts[] = { &clone->sandbox, &clone->path, &clone->location, &clone->prefix, &clone->stem, &clone->live,
        &clone->search_path, &clone->secret, &clone->admin };
    int code = SB_OK;
    for (size_t i = 0; i < sizeof texts / sizeof *texts && code == SB_OK; i++) {
        const char *text = NULL;
        code = sb_take_text(from, &text);
        *texts[i] = text ? sb_strdup(text) : NULL;
    }
    return code;
}

static int take_scripts(sb_clone *clone, sb_handed *from)
{
    sb_script *script = sb_alloc((clone->scripts + 1) * sizeof *script);
    int code = SB_OK;
    clone->script = script;
    clone->owns_scripts = true;
    for (size_t i = 0; i < clone->scripts && code == SB_OK; i++) {
        code = sb_take_text(from, &script[i].name);
        if (code == SB_OK)
            code = sb_take_text(from, &script[i].sql);
    }
    return code;
}

int sb__pg_clone_take_over(sb_handed *from, sb_clone **out)
{
    sb_clone *clone = sb_alloc(sizeof *clone);
    int64_t number[8] = { 0 };
    int code = take_texts(clone, from);
    for (size_t i = 0; i < sizeof number / sizeof *number && code == SB_OK; i++)
        code = sb_take_number(from, &number[i]);
    clone->strategy = sb__pg_strategy((enum sb_reset)number[0]);
    clone->entry = (enum sb_pg_entry)number[1];
    clone->quiet = number[2] != 0;
    clone->strict = number[3] != 0;
    clone->verbose = number[4] != 0;
    clone->own_database = number[5] != 0;
    clone->workers = (unsigned)number[6];
    clone->scripts = (size_t)number[7];
    if (code == SB_OK)
        code = take_scripts(clone, from);
    if (code) {
        sb__pg_clone_free(clone);
        clone = NULL;
    }
    *out = clone;
    return code;
}

/* ---- in a worker ---- */

static void to_front(sb_clone *clone)
{
    sb_clone **at = &sb__pg_process()->clones;
    while (*at && *at != clone)
        at = &(*at)->next;
    if (*at)
        *at = clone->next;
    clone->next = sb__pg_process()->clones;
    sb__pg_process()->clones = clone;
}

/* Whoever connects from now on has to see what the test did so far. */
static void joined(void *env)
{
    (void)env;
    sb__pg_ours_enter();
    sb__pg_rollback_leave("the application has a connection of its own");
    sb__pg_ours_leave();
}

static void enter_process(sb_clone *clone)
{
    to_front(clone);
    sb__pg_process()->by_role |= clone->entry == SB_ENTRY_ROLE;
    sb__known_before_join(joined, NULL);
}

static int connect_ours(sb_clone *clone, unsigned seat)
{
    void *db = NULL;
    free(clone->url);
    free(clone->schema);
    free(clone->undo);
    clone->seat = seat;
    clone->schema = sb_format("%s_%u", clone->stem, seat);
    clone->undo = sb_format("%s_undo", clone->schema);
    clone->url = sb__pg_roles_url(clone, seat);
    clone->ready = 0;
    clone->db = clone->undoer = NULL; /* those that were inherited by fork are their maker's */
    int code = clone->url ? sb__postgres_open(clone->url, SB_CHANGE, &db) : SB_ERR;
    clone->db = db;
    clone->opened_by = getpid();
    return code;
}

int sb__pg_clone_open(sb_clone *clone, unsigned seat, void **db_out)
{
    int code = SB_OK;
    if (!clone->db || clone->opened_by != getpid()) {
        code = connect_ours(clone, seat);
        if (code == SB_OK)
            code = sb__pg_recover(clone);
        if (code == SB_OK)
            code = sb__pg_undoer_open(clone);
        if (code == SB_OK)
            code = sb__known_land(clone, clone->path, clone->url);
        if (code == SB_OK)
            enter_process(clone);
        if (code == SB_OK)
            code = sb__pg_rollback_begin(clone);
        if (code == SB_OK)
            clone->db->watched = true;
    }
    *db_out = code ? NULL : clone->db;
    return code;
}

/* Our connection is only for the time of this: the worker is somebody else. */
const char *sb__pg_clone_seat(sb_clone *clone, unsigned seat)
{
    if (seat >= clone->workers) {
        sb_fail_with(SB_EREFUSED, "sandbox `%s` was prepared for %u workers, and there is no seat %u", clone->sandbox,
            clone->workers, seat);
        return NULL;
    }
    int code = connect_ours(clone, seat);
    if (code == SB_OK)
        code = sb__pg_recover(clone);
    sb__postgres_close(clone->db);
    clone->db = NULL;
    return code ? NULL : clone->url;
}

/* Whoever knows it may connect from a process that we do not see. */
const char *sb__pg_clone_url(const sb_clone *clone)
{
    sb__seen_others();
    if (clone->db && !sb__pg_process()->lent) {
        sb__pg_process()->lent = true;
        sb__pg_rollback_leave("the url of the sandbox was asked for");
    }
    return clone->url;
}

/* What the test does with it we do not see: neither what it begins and ends, nor what it changes. */
void *sb__pg_clone_handle(sb_clone *clone)
{
    if (!clone->db)
        return NULL;
    if (clone->strategy->reset == SB_RESET_AUTO)
        sb__pg_rollback_leave("");
    clone->db->lent = true;
    return clone->db->handle;
}

const char *sb__pg_clone_schema(const sb_clone *clone) { return clone->schema; }

void sb__pg_clone_use(sb_clone *clone)
{
    to_front(clone);
    sb__known_use(clone);
}

/* ---- away ---- */

static void leave_process(const sb_clone *clone)
{
    sb_clone **at = &sb__pg_process()->clones;
    while (*at && *at != clone)
        at = &(*at)->next;
    if (*at)
        *at = clone->next;
}

static void free_texts(sb_clone *clone)
{
    char *const texts[] = { clone->sandbox, clone->path, clone->location, clone->admin, clone->prefix, clone->stem, clone->live,
        clone->search_path, clone->secret, clone->how, clone->way_out, clone->schema, clone->undo, clone->url };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    sb_text_release(&clone->held);
    sb_text_release(&clone->broken);
    sb_text_release(&clone->fell);
    if (clone->owns_scripts)
        free((void *)clone->script);
}

void sb__pg_clone_free(sb_clone *clone)
{
    if (!clone)
        return;
    leave_process(clone);
    sb__known_leave(clone);
    if (clone->opened_by == getpid()) {
        sb__postgres_close(clone->undoer);
        sb__postgres_close(clone->db);
    }
    if (clone->keeper && clone->made_by == getpid()) {
        if (clone->how && sb__pg_roles_drop(clone, false)) /* the lock was ours */
            fprintf(stderr, "seedbed: sandbox %s: %s\n", clone->sandbox, sb_error());
        sb__postgres_close(clone->keeper);
    }
    sb__pg_drawn_release(&clone->drawn);
    free_texts(clone);
    free(clone);
}
