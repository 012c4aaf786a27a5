/* clone.c -- the sandbox side of the backend: make a base state in main, open it in a worker, reset, keep, free. */
#include "clone.h"
#include "path.h"
#include "strict.h"
#include "template.h"
#include "trace.h"
#include "vfs.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Our own connection waits for the application's other threads, and not for ever: its own thread may be the one that holds. */
enum { BUSY_TIMEOUT_MS = 1000 };

/* The scripts are needed for the rebuilding alone. */
static void note_wish(sb_clone *clone, const sb_clone_wish *wish)
{
    sb_standing *it = &clone->standing;

    it->strategy = sb__strategy_of(wish->reset);
    it->scripts = it->strategy == &sb_strategy_rebuild ? wish->scripts : 0;
    it->script = sb_alloc((it->scripts + 1) * sizeof *it->script);
    for (size_t i = 0; i < it->scripts; i++)
        it->script[i] = (sb_script){ sb_strdup(wish->script[i].name), sb_strdup(wish->script[i].sql) };
}

int sb__clone_make(void *db, const sb_clone_wish *wish, sb_clone **out)
{
    sb_clone *clone = sb_alloc(sizeof *clone);
    int result = 0;

    clone->base.handle = -1;
    clone->path = sb__path_resolve(wish->path);
    if (clone->path == NULL)
        result = sb_fail_with(
            SB_ERR, "The path %s cannot be followed: is there a loop of symbolic links, or a folder without rights?", wish->path);
    if (result == 0)
        result = sb__template_make(((sb_sqlite *)db)->handle, wish->prefix, &clone->base);
    if (result == 0)
        result = sb__live_list(db, wish->prefix, &clone->live);
    if (result != 0) {
        sb__clone_free(clone);
        clone = NULL;
    }
    if (clone != NULL)
        note_wish(clone, wish);
    *out = clone;
    return result;
}

/* What factories and fixtures insert must hold together, whether or not the application asks SQLite to see to it. */
static void keep_references(sqlite3 *handle) { sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL); }

/* A test that was handed the connection may have switched any of these off for itself; by statements alone it cannot, but for the first,
 * which tidy.c brings back. */
static void keep_settings(sqlite3 *handle)
{
    keep_references(handle);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 1, NULL);
}

static int open_to(sb_clone *clone, sqlite3 **out)
{
    sqlite3 *handle = NULL;
    int code = sqlite3_open_v2(clone->image->name, &handle, SQLITE_OPEN_READWRITE, "seedbed");

    if (code != SQLITE_OK) {
        sb__sqlite_fail(handle, "The sandbox's copy of %s cannot be opened", clone->path);
        sqlite3_close(handle);
        return SB_ERR;
    }
    sqlite3_busy_timeout(handle, BUSY_TIMEOUT_MS);
    *out = handle;
    return 0;
}

static int open_ours(sb_clone *clone)
{
    sqlite3 *handle = NULL;

    if (open_to(clone, &handle) != 0)
        return SB_ERR;
    keep_references(handle);
    clone->db = sb__sqlite_new(handle);
    clone->db->live = &clone->live;
    sb__sqlite_fence(clone->db);
    sb__image_set_ours(clone->image, handle);
    clone->opened_by = getpid();
    return 0;
}

/* Each process has an image of its own, so that no seat finds what another worker left. */
int sb__clone_open(sb_clone *clone, unsigned seat, void **db_out)
{
    int result = 0;

    (void)seat;
    *db_out = NULL;
    if (clone->image == NULL) {
        result = sb__image_new(&clone->base, clone->path, &clone->image);
        if (result == 0)
            result = sb__vfs_add(clone->image);
        if (result != 0)
            return result;
    } else {
        sb__vfs_to_front(clone->image);
    }
    if (clone->db != NULL && clone->opened_by != getpid()) { /* inherited by fork: whose it was may have been using it */
        sb__strategy_leave(clone);
        sb__sqlite_close(clone->db);
        sb__sqlite_close(clone->lent);
        clone->db = NULL;
        clone->lent = NULL;
    }
    if (clone->db == NULL)
        result = open_ours(clone);
    *db_out = clone->db;
    return result;
}

const char *sb__clone_url(const sb_clone *clone) { return clone->path; }

static void lend(sb_clone *clone)
{
    sqlite3 *handle = NULL;

    if (open_to(clone, &handle) != 0)
        return;
    keep_references(handle);
    clone->lent = sb__sqlite_new(handle);
    sb__sqlite_fence(clone->lent);
}

static bool lends_ours(const sb_clone *clone)
{
    const sb_strategy *it = clone->standing.strategy;

    return it != &sb_strategy_image && !(it->claims & SB_CLAIM_OTHERS);
}

/* One of its own, so that what code runs on it is told from what Seedbed runs on ours. */
void *sb__clone_handle(sb_clone *clone)
{
    if (clone->db == NULL || lends_ours(clone))
        return clone->db != NULL ? clone->db->handle : NULL;
    if (clone->lent == NULL)
        lend(clone);
    return clone->lent != NULL ? clone->lent->handle : NULL;
}

const char *sb__clone_how(const sb_clone *clone) { return clone->standing.strategy->how; }

void sb__clone_use(sb_clone *clone) { sb__vfs_to_front(clone->image); }

/* Code that is handed a connection may close it; there will be another. The one that is gone had no statements of ours. */
static bool lost_lent(sb_clone *clone)
{
    if (clone->lent == NULL || clone->opened_by != getpid() || sb__image_has(clone->image, clone->lent->handle))
        return false;
    free(clone->lent);
    clone->lent = NULL;
    return true;
}

int sb__clone_reset(sb_clone *clone, sb_reset_told *told)
{
    bool lost = lost_lent(clone);
    sb_reset_told nobody;
    int result;

    told = told != NULL ? told : &nobody;
    *told = (sb_reset_told){ .held = NULL };
    if (clone->db != NULL && lends_ours(clone))
        keep_settings(clone->db->handle);
    if (clone->lent != NULL)
        keep_settings(clone->lent->handle);
    result = sb__strategy_reset(clone, told);
    sb__strict_clear(clone->image, &clone->held);
    if (lost)
        sb_text_add(&clone->held, "%sthe connection of sandbox_handle() was closed, which is Seedbed's to close",
            clone->held.size > 0 ? "\n" : "");
    told->held = clone->held.size > 0 ? clone->held.at : NULL;
    return result;
}

int sb__clone_keep(sb_clone *clone)
{
    sb__strict_forget_base(clone->image);
    return sb__strategy_keep(clone);
}

int sb__clone_strict(sb_clone *clone, bool strict) { return sb__strict_set(clone->image, strict); }

bool sb__clone_changed(const sb_clone *clone) { return sb__strategy_changed(clone); }

int sb__clone_watch(sb_clone *clone, sb_statement_fn *fn, void *env) { return sb__trace_watch(clone->image, fn, env); }

int sb__clone_drop_kept(sb_clone *clone)
{
    clone->held.size = 0;
    sb__strict_forget_base(clone->image);
    return sb__strategy_drop_kept(clone);
}

int sb__clone_hand_over(const sb_clone *clone, sb_handed *to)
{
    const sb_standing *it = &clone->standing;

    sb_hand_text(to, clone->path);
    sb_hand_number(to, (int64_t)clone->base.size);
    sb_hand_descriptor(to, clone->base.handle);
    sb_hand_text(to, clone->live.prefix);
    sb_hand_number(to, (int64_t)clone->live.n);
    for (size_t i = 0; i < clone->live.n; i++)
        sb_hand_text(to, clone->live.name[i]);
    sb_hand_number(to, it->strategy->is);
    sb_hand_number(to, (int64_t)it->scripts);
    for (size_t i = 0; i < it->scripts; i++) {
        sb_hand_text(to, it->script[i].name);
        sb_hand_text(to, it->script[i].sql);
    }
    return SB_OK;
}

static int take_live(sb_handed *from, sb_live *live)
{
    const char *text = NULL;
    int64_t n = 0;
    int result = sb_take_text(from, &text);

    live->prefix = sb_strdup(text != NULL ? text : "");
    if (result == 0)
        result = sb_take_number(from, &n);
    while (result == 0 && live->n < (size_t)n) {
        result = sb_take_text(from, &text);
        sb__live_add(live, text != NULL ? text : "");
    }
    return result;
}

static int take_standing(sb_handed *from, sb_standing *it)
{
    int64_t is = 0, scripts = 0;
    int result = sb_take_number(from, &is);

    if (result == 0)
        result = sb_take_number(from, &scripts);
    it->strategy = sb__strategy_of((enum sb_reset)is);
    it->script = sb_alloc(((size_t)scripts + 1) * sizeof *it->script);
    while (result == 0 && it->scripts < (size_t)scripts) {
        const char *name = NULL, *sql = NULL;
        result = sb_take_text(from, &name);
        if (result == 0)
            result = sb_take_text(from, &sql);
        it->script[it->scripts++] = (sb_script){ sb_strdup(name != NULL ? name : ""), sb_strdup(sql != NULL ? sql : "") };
    }
    return result;
}

int sb__clone_take_over(sb_handed *from, sb_clone **out)
{
    sb_clone *clone = sb_alloc(sizeof *clone);
    const char *path = NULL;
    int64_t size = 0;
    int result = sb_take_text(from, &path);

    clone->base.handle = -1;
    if (result == 0)
        result = sb_take_number(from, &size);
    if (result == 0)
        result = sb_take_descriptor(from, &clone->base.handle);
    clone->path = sb_strdup(path != NULL ? path : "");
    clone->base.size = (size_t)size;
    if (result == 0)
        result = take_live(from, &clone->live);
    if (result == 0)
        result = take_standing(from, &clone->standing);
    if (result != 0) {
        sb__clone_free(clone);
        clone = NULL;
    }
    *out = clone;
    return result;
}

void sb__clone_free(sb_clone *clone)
{
    if (clone == NULL)
        return;
    if (clone->standing.strategy != NULL)
        sb__strategy_leave(clone);
    sb__sqlite_close(clone->db);
    sb__sqlite_close(clone->lent);
    if (clone->image != NULL) {
        sb__vfs_remove(clone->image);
        sb__image_free(clone->image);
    }
    sb__memory_file_release(&clone->base);
    sb_text_release(&clone->held);
    sb__live_release(&clone->live);
    for (size_t i = 0; i < clone->standing.scripts; i++) {
        free((void *)clone->standing.script[i].name);
        free((void *)clone->standing.script[i].sql);
    }
    free(clone->standing.script);
    free(clone->path);
    free(clone);
}
