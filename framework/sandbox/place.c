/* place.c -- a sandbox from its configuration to its clone: guard, lock, install or check, image. */
#include "place.h"
#include "guard.h"
#include "install.h"
#include "paranoid.h"
#include "sqlite/path.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A second run waits this long for the first to end before it gives up. */
static const uint64_t LOCK_WAIT_NS = 2000000000u;

static bool is_installed(const sb_place *place) { return place->settings && place->settings->placement == SB_PLACE_PREFIX; }

char *sb_place_locate(const sb_backend *backend, const char *location)
{
    char *path = backend->locate ? backend->locate(location) : sb__path_resolve(location);
    if (!path && backend->locate) /* there may be a password in it; the guard says what is wrong */
        return sb_format("a %s database whose url cannot be understood", backend->name);
    return path ? path : sb_strdup(location);
}

int sb_place_fill(sb_place *place, const char *name, const sb_settings *settings, const sb_sandbox_settings *of)
{
    *place = (sb_place){ .name = sb_strdup(name), .settings = of, .lock = { NULL, -1 } };
    if (!of) {
        char *folder = getcwd(NULL, 0);
        place->backend = sb_backend_default();
        place->path = sb_format("%s/%s.db", folder ? folder : ".", name);
        place->prefix = "";
        free(folder);
        return SB_OK;
    }
    place->backend = sb_backend_of(of);
    place->location = of->location;
    if (place->backend)
        place->path = sb_place_locate(place->backend, of->location);
    place->prefix = of->placement == SB_PLACE_PREFIX ? of->test_prefix : of->prefix;
    return place->backend ? sb_schema_load(settings, of, &place->schema) : SB_EREFUSED;
}

int sb_place_init(sb_place *place, const char *name, const sb_settings *settings, const sb_sandbox_settings *of)
{
    int code = sb_place_fill(place, name, settings, of);
    return code || !of ? code : sb_guard_by_configuration(settings, &place->schema);
}

void sb_place_release(sb_place *place)
{
    if (place->clone)
        place->backend->clone_free(place->clone);
    sb_lock_leave(&place->lock);
    if (place->held)
        place->backend->unlock(place->held);
    sb_schema_release(&place->schema);
    sb_keys_release(&place->given);
    sb_paranoid_free(place);
    free(place->unwatched);
    free(place->script);
    free(place->path);
    free(place->name);
    *place = (sb_place){ .lock = { NULL, -1 } };
}

/* What cannot be made beside the database or be opened is mostly a mistake in the configuration. */
static int blame_url(const sb_place *place)
{
    char *why = sb_strdup(sb_error());
    sb_node_fail(sb_node_get(place->settings->at, "url"), SB_EREFUSED, "%s; expected %s", why,
        place->backend->schemas ? "a database that is there, and a role that may make schemas and tables in it"
                                : "a path in a folder that is there and may be written");
    free(why);
    return SB_EREFUSED;
}

/* Said before a lock is looked for, because a lock file is not what the reader misses. */
static int look_for_folder(const sb_place *place)
{
    char *folder = sb_strdup(place->path), *slash = strrchr(folder, '/');
    int code = SB_OK;
    if (slash && slash != folder) {
        *slash = 0;
        if (access(folder, F_OK) && errno == ENOENT)
            code = sb_node_fail(sb_node_get(place->settings->at, "url"), SB_EREFUSED,
                "the folder %s is not there; expected a path in a folder that is there, so make it: mkdir -p '%s'", folder,
                folder);
    }
    free(folder);
    return code;
}

char *sb_place_lock_path(const sb_place *place)
{
    return sb_format("%s-%sseedbed-lock", place->path, place->settings ? place->settings->test_prefix : "");
}

char *sb_place_lock_holder(const sb_place *place)
{
    if (place->backend->lock_holder)
        return place->backend->lock_holder(place->location, place->prefix);
    char *path = sb_place_lock_path(place), *holder = sb_lock_holder(path);
    free(path);
    return holder;
}

int sb_place_unlock(const sb_place *place, bool force)
{
    if (place->backend->lock_end)
        return place->backend->lock_end(place->location, place->prefix, force);
    char *path = sb_place_lock_path(place);
    int code = sb_lock_end(path, force);
    free(path);
    return code;
}

static int lock_file(sb_place *place, const char *what)
{
    int code = look_for_folder(place);
    if (code)
        return code;
    char *path = sb_place_lock_path(place);
    code = sb_lock_take(&place->lock, path, what, LOCK_WAIT_NS);
    free(path);
    return code;
}

int sb_place_lock(sb_place *place)
{
    if (!is_installed(place) || place->lock.path || place->held)
        return SB_OK;
    char *what = sb_format("the tables under `%s` of %s", place->prefix, place->path);
    int code = place->backend->lock ? place->backend->lock(place->location, place->prefix, what, LOCK_WAIT_NS, &place->held)
                                    : lock_file(place, what);
    free(what);
    return code && code != SB_EREFUSED ? blame_url(place) : code;
}

/* A run that died in the middle of a transaction leaves a journal that only a writer may apply. The file of its lock says that it
 * was one of ours, and that the configuration was sound then; it is sound now, or we were not here. */
static int take_over(sb_place *place)
{
    void *db = NULL;
    if (place->backend->lock) /* a server looks after its transactions itself */
        return SB_OK;
    char *path = sb_place_lock_path(place), *holder = sb_lock_holder(path);
    bool dead = !holder && access(path, F_OK) == 0;
    free(holder);
    free(path);
    int code = dead ? sb_place_lock(place) : SB_OK;
    if (!dead || code)
        return code;
    code = place->backend->open(place->location, SB_RECOVER, &db);
    if (db)
        place->backend->close(db);
    return code == SB_ENOTFOUND ? SB_OK : code;
}

int sb_place_guard(sb_place *place, const sb_settings *settings)
{
    if (!place->settings)
        return SB_OK;
    int code = sb_guard_by_configuration(settings, &place->schema);
    if (code == SB_OK && is_installed(place))
        code = take_over(place);
    return code ? code : sb_guard_check(settings, &place->schema, place->backend, sb_guard_tell, place->name);
}

/* Before a database is made that is not there yet. */
static int rehearse(const sb_place *place)
{
    int code = sb_schema_rehearse(&place->schema, place->backend);
    return code && code != SB_EREFUSED ? blame_url(place) : code;
}

int sb_place_install(sb_place *place, const sb_settings *settings, bool rebuild, void **db_out)
{
    void *db = NULL;
    int code = sb_place_lock(place);
    if (code == SB_OK)
        code = rehearse(place);
    if (code == SB_OK)
        code = place->backend->open(place->location, SB_CREATE, &db) ? blame_url(place) : SB_OK;
    if (code == SB_OK) {
        sb_install install = { place->backend, db, &place->schema, settings->environment };
        code = sb_install_ensure(&install, rebuild);
        if (code && code != SB_EREFUSED) /* what is wrong with the schema is refused */
            code = blame_url(place);
    }
    if (code == SB_OK && db_out)
        *db_out = db;
    else if (db)
        place->backend->close(db);
    return code;
}

/* What a clone of this place is made for. */
static sb_clone_wish wish_of(const sb_place *place, const sb_resource_plan *plan)
{
    const sb_sandbox_settings *of = place->settings;
    sb_clone_wish wish = { .sandbox = place->name,
        .prefix = is_installed(place) ? place->prefix : "",
        .path = place->path,
        .location = place->location,
        .script = place->script,
        .scripts = place->schema.n,
        .verbose = plan->verbose,
        .workers = plan->workers ? plan->workers : 1 };
    if (of) {
        wish.admin = of->admin;
        wish.reset = of->reset;
        wish.strict = of->strict;
        wish.own_database = of->placement == SB_PLACE_DATABASE;
    }
    return wish;
}

static int drop_installed(sb_place *place, const sb_settings *settings)
{
    void *db = NULL;
    int code = sb_place_lock(place);
    if (code == SB_OK)
        code = place->backend->open(place->location, SB_CHANGE, &db);
    if (code == SB_OK)
        code = sb_install_drop(&(sb_install){ place->backend, db, &place->schema, settings->environment });
    if (db)
        place->backend->close(db);
    return code;
}

int sb_place_drop(sb_place *place, const sb_settings *settings)
{
    const sb_clone_wish wish = wish_of(place, &(sb_resource_plan){ .workers = 1 });
    void *db = NULL;
    int code = place->backend->open(place->location, SB_LOOK, &db);
    if (db)
        place->backend->close(db);
    if (code == SB_ENOTFOUND) /* nor need a folder be there, or a lock be made in it */
        return SB_OK;
    if (code == SB_OK && is_installed(place))
        code = drop_installed(place, settings);
    if (code == SB_OK && place->backend->clone_clear)
        code = place->backend->clone_clear(&wish);
    return code && code != SB_EREFUSED ? blame_url(place) : code;
}

static int make_clone(sb_place *place, const sb_resource_plan *plan, void *db)
{
    place->script = sb_alloc((place->schema.n + 1) * sizeof *place->script);
    for (size_t i = 0; i < place->schema.n; i++)
        place->script[i] = (sb_script){ place->schema.file[i].name, place->schema.file[i].sql };
    const sb_clone_wish wish = wish_of(place, plan);
    return place->backend->clone_make(db, &wish, &place->clone);
}

static void tell_unless_excepted(void *env, const sb_guard_answer *answer)
{
    if (answer->verdict != SB_GUARD_EXCEPTED)
        sb_guard_tell(env, answer);
}

/* What the guard could not know before. Where it is excepted, that was said when all were asked. */
static int hear_way_out(const sb_place *place, const sb_settings *settings)
{
    const char *way = place->settings && place->backend->clone_way_out ? place->backend->clone_way_out(place->clone) : NULL;
    if (!way)
        return SB_OK;
    char *why = sb_format("%s; or write `except: [ writable_outside ]` in %s.", way, settings->path);
    int code = sb_guard_hear(settings, place->settings, "writable_outside", why, tell_unless_excepted, place->name);
    free(why);
    return code;
}

int sb_place_clone(sb_place *place, const sb_settings *settings, const sb_resource_plan *plan)
{
    void *db = NULL;
    int code;
    if (is_installed(place))
        code = sb_place_install(place, settings, plan->rebuild, &db);
    else {
        code = place->backend->scratch(place->location, &db);
        if (code == SB_OK)
            code = sb_schema_run(&place->schema, place->backend, db);
    }
    if (code == SB_OK)
        code = make_clone(place, plan, db);
    if (code == SB_OK)
        code = hear_way_out(place, settings);
    if (db)
        place->backend->close(db);
    bool on_server = place->settings && place->backend->schemas; /* which refuses what a role may not do */
    return code && code != SB_EREFUSED && on_server ? blame_url(place) : code;
}
