/* vfs.c -- routing: a path that stands for an image is opened there, every other one by the VFS it was meant for. */
#include "vfs.h"
#include "../../../assert/text.h"
#include "hook.h"
#include "late.h"
#include "path.h"
#include "watch.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* All that is mutable outside a connection. SQLite keeps the sqlite3_vfs it is given for as long as the process lives, and
 * pthread_atfork calls functions without an argument: so this one pointer is static, and the struct is never freed. */
struct sb_vfs {
    pthread_mutex_t mutex;
    sb_image *images; /* in front the one used last */
    unsigned named;
    sb_watch watch;
    bool watches; /* there is something to ask the watch about */
    sb_hooks hooks;
    sqlite3_vfs own; /* for connections of ours: in front of it stands nobody */
};
static struct sb_vfs *registered;

/* ---- which image is it ---- */

/* By what stands behind the name of a database: 'm' itself, 'w' its WAL, 'j' its journal or super-journal, 0 none of these. */
static int kind_of(const char *end)
{
    if (end[0] == '\0')
        return 'm';
    if (strcmp(end, "-wal") == 0)
        return 'w';
    return strcmp(end, "-journal") == 0 || strncmp(end, "-mj", 3) == 0 ? 'j' : 0;
}

/* The mutex is held, as in the next ones. */
static sb_image *find_name(const char *name, int *kind)
{
    *kind = 0;
    for (sb_image *at = registered->images; at != NULL && name != NULL; at = at->next) {
        size_t n = strlen(at->name);
        if (strncmp(name, at->name, n) == 0 && (*kind = kind_of(name + n)) != 0)
            return at;
    }
    return NULL;
}

static sb_image *find_path(const char *path)
{
    sb_image *at = registered->images;

    while (at != NULL && strcmp(at->path, path) != 0)
        at = at->next;
    return at;
}

/* The image of a path, or of the one that it is another location of. */
static sb_image *find_location(const char *path)
{
    sb_image *found = find_path(path);
    const char *is = found == NULL && registered->watches ? sb__watch_is(&registered->watch, path) : NULL;

    return is != NULL ? find_path(is) : found;
}

/* A hard link is the same file under a name that no resolving finds: what would open the live file lands in the image too. */
static sb_image *find_file(const char *path)
{
    struct stat asked, mapped;
    sb_image *at = registered->images;

    if (at == NULL || stat(path, &asked) != 0)
        return NULL;
    while (at != NULL && (stat(at->path, &mapped) != 0 || mapped.st_dev != asked.st_dev || mapped.st_ino != asked.st_ino))
        at = at->next;
    return at;
}

static sb_image *find_spelt(const char *path)
{
    char *resolved = registered->images != NULL ? sb__path_resolve(path) : NULL;
    sb_image *found = resolved != NULL ? find_location(resolved) : NULL;

    free(resolved);
    return found != NULL ? found : find_file(path);
}

/* Also by a name that is not ours: a VFS of the application that has names of its own hands on what it likes. */
static sb_image *find_image(const char *name, int *kind)
{
    sb_image *found = find_name(name, kind);
    const char *dash = name != NULL ? strrchr(name, '-') : NULL;
    char *base;

    if (found != NULL || name == NULL)
        return found;
    *kind = 'm';
    found = find_spelt(name);
    if (found == NULL && dash != NULL && (*kind = kind_of(dash)) != 0) {
        base = sb_format("%.*s", (int)(dash - name), name);
        found = find_spelt(base);
        free(base);
    }
    return found;
}

/* ---- methods ---- */

/* Why a database may not be opened, or NULL; the mutex is held. The caller frees it. */
static char *why_not(const char *name, const sb_image *image, int kind, int *flags)
{
    sb_opening opening = {
        .path = image != NULL ? image->path : name, .in_sandbox = image != NULL, .to_write = (*flags & SQLITE_OPEN_READWRITE) != 0
    };
    char *why = NULL;

    if (name == NULL || (image == NULL ? !(*flags & SQLITE_OPEN_MAIN_DB) : kind != 'm'))
        return NULL;
    if (registered->watches)
        why = sb__watch_judge(&registered->watch, &opening);
    if (why == NULL && image != NULL && (sqlite3_uri_boolean(name, "immutable", 0) || sqlite3_uri_boolean(name, "nolock", 0)))
        why = sb_format("immutable and nolock cannot be had in a sandbox: %s", name);
    if (image == NULL && opening.read_only) /* as SQLite has it where a file may not be written */
        *flags = (*flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    return why;
}

/* By the VFS that it was meant for. */
static int open_real(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    const sqlite3_vfs *real = sb__hook_real(&registered->hooks, vfs);
    bool is_making = name != NULL && (flags & SQLITE_OPEN_MAIN_DB) && registered->watches &&
        sb__watch_is_making(&registered->watch, name, (flags & SQLITE_OPEN_READWRITE) != 0);
    int code = real->xOpen(vfs, name, file, flags, flags_out);

    if (code == SQLITE_OK && is_making) {
        pthread_mutex_lock(&registered->mutex);
        sb__watch_made(&registered->watch, name);
        pthread_mutex_unlock(&registered->mutex);
    }
    return code;
}

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    sb_image *image;
    char *why;
    int kind;

    pthread_mutex_lock(&registered->mutex);
    image = find_image(name, &kind);
    file->pMethods = NULL;
    why = why_not(name, image, kind, &flags);
    if (why == NULL && image != NULL)
        sb__file_open(file, image, kind);
    pthread_mutex_unlock(&registered->mutex);
    if (why != NULL) {
        sqlite3_log(SQLITE_CANTOPEN, "%s", why);
        free(why);
        return SQLITE_CANTOPEN;
    }
    if (image == NULL)
        return open_real(vfs, name, file, flags, flags_out);
    if (flags_out != NULL) /* in memory: SQLite then keeps its journals there too, unless told otherwise */
        *flags_out = flags | (kind == 'm' ? SQLITE_OPEN_MEMORY : 0);
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    const sqlite3_vfs *real = sb__hook_real(&registered->hooks, vfs);
    sb_image *image;
    int kind;

    pthread_mutex_lock(&registered->mutex);
    image = find_image(name, &kind);
    if (image != NULL && kind == 'w') {
        image->wal_there = false;
        image->wal.size = 0;
        image->writes++;
    }
    pthread_mutex_unlock(&registered->mutex);
    if (image == NULL)
        return real->xDelete(vfs, name, sync);
    return kind == 'm' ? SQLITE_IOERR_DELETE : SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    const sqlite3_vfs *real = sb__hook_real(&registered->hooks, vfs);
    sb_image *image;
    int kind;

    pthread_mutex_lock(&registered->mutex);
    image = find_image(name, &kind);
    if (image != NULL) /* journals belong to one connection each: there is never one to roll back */
        *out = kind == 'm' || (kind == 'w' && image->wal_there);
    pthread_mutex_unlock(&registered->mutex);
    return image != NULL ? SQLITE_OK : real->xAccess(vfs, name, flags, out);
}

/* SQLITE_NOTFOUND: the path is none of ours. A name that does not fit must not end up in the real file. */
static int give_name_of(const sb_image *image, int room, char *out)
{
    if (image == NULL)
        return SQLITE_NOTFOUND;
    if (strlen(image->name) >= (size_t)room)
        return SQLITE_CANTOPEN;
    sqlite3_snprintf(room, out, "%s", image->name);
    return SQLITE_OK;
}

static int give_name(const char *path, int room, char *out)
{
    int kind, code;
    sb_image *image;

    pthread_mutex_lock(&registered->mutex);
    image = find_location(path);
    if (image == NULL && (image = find_name(path, &kind)) != NULL && kind != 'm')
        image = NULL;
    if (image == NULL)
        image = find_spelt(path);
    code = give_name_of(image, room, out);
    pthread_mutex_unlock(&registered->mutex);
    return code;
}

/* What the application asked for is forgotten by SQLite when this returns. */
static void note_asked(const char *as, const char *path)
{
    if (strcmp(as, path) == 0)
        return;
    pthread_mutex_lock(&registered->mutex);
    if (registered->watches)
        sb__watch_asked(&registered->watch, as, path);
    pthread_mutex_unlock(&registered->mutex);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int room, char *out)
{
    const sqlite3_vfs *real = sb__hook_real(&registered->hooks, vfs);
    int code = give_name(path, room, out);

    if (code == SQLITE_NOTFOUND)
        code = real->xFullPathname(vfs, path, room, out);
    if (code == SQLITE_OK || code == SQLITE_OK_SYMLINK)
        note_asked(path, out);
    return code;
}

/* ---- fork: a child has its own copy of every image, and none of the threads that may hold its locks ---- */

static void before_fork(void)
{
    pthread_mutex_lock(&registered->mutex);
    for (sb_image *at = registered->images; at != NULL; at = at->next)
        pthread_mutex_lock(&at->mutex);
}

static void unlock_after_fork(void)
{
    for (sb_image *at = registered->images; at != NULL; at = at->next)
        pthread_mutex_unlock(&at->mutex);
    pthread_mutex_unlock(&registered->mutex);
}

static void after_fork_in_child(void)
{
    for (sb_image *at = registered->images; at != NULL; at = at->next) {
        at->files = at->owner = NULL;
        at->sharers = 0;
        at->alone = 0;
        memset(at->readers, 0, sizeof at->readers);
        at->epoch++;
    }
    unlock_after_fork(); /* the locks that before_fork took are the child's too */
}

/* ---- registering, and the list ---- */

static const sqlite3_vfs with = { .szOsFile = sizeof(sb_image_handle),
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_path };

/* Hook what the application has registered since, and see what it opened by that: this connection, or (NULL) any. The caller frees the
 * answer. */
static char *look_for_late_ones(sqlite3 *connection)
{
    const char *file = connection != NULL ? sqlite3_db_filename(connection, "main") : "?";
    char *why = NULL;

    /* A database without a file is opened under locks of our own, which come behind this one; it can wait for the next. */
    if (file == NULL || *file == '\0') {
        if (pthread_mutex_trylock(&registered->mutex) != 0)
            return NULL;
    } else {
        pthread_mutex_lock(&registered->mutex);
    }
    const char *vfs = sb__hook_all(&registered->hooks, &with);
    if (vfs != NULL && registered->watches)
        why = sb__late_find(&registered->watch, vfs, connection);
    pthread_mutex_unlock(&registered->mutex);
    return why;
}

/* SQLite calls this when it has opened a database, of which nothing was read and nothing written. */
static int when_opened(sqlite3 *connection, char **message, const struct sqlite3_api_routines *api)
{
    char *why = look_for_late_ones(connection);
    int code = why != NULL ? SQLITE_CANTOPEN : SQLITE_OK;

    (void)api;
    if (why != NULL)
        *message = sqlite3_mprintf("%s", why);
    free(why);
    return code;
}

/* Once is enough, until somebody shuts SQLite down. */
static void ask_to_be_told(void) { sqlite3_auto_extension((void (*)(void))when_opened); }

static int register_all(void)
{
    sqlite3_vfs *first = sqlite3_initialize() == SQLITE_OK ? sqlite3_vfs_find(NULL) : NULL;

    if (first == NULL)
        return sb_fail_with(
            SB_ERR, "SQLite has no VFS, so the sandbox cannot stand in front of it (is it built for an embedded system?)");
    registered = sb_alloc(sizeof *registered);
    pthread_mutex_init(&registered->mutex, NULL);
    sb__hook_all(&registered->hooks, &with);
    registered->own = *first;
    registered->own.zName = "seedbed";
    sqlite3_vfs_register(&registered->own, 0);
    pthread_atfork(before_fork, unlock_after_fork, after_fork_in_child);
    ask_to_be_told();
    return 0;
}

int sb__vfs_add(sb_image *image)
{
    int result = registered == NULL ? register_all() : 0;

    if (result != 0)
        return result;
    pthread_mutex_lock(&registered->mutex);
    image->name =
        find_path(image->path) == NULL ? sb_strdup(image->path) : sb_format("%s/#%u", image->path, ++registered->named + 1);
    image->next = registered->images;
    registered->images = image;
    pthread_mutex_unlock(&registered->mutex);
    return 0;
}

static void take_out(sb_image *image)
{
    for (sb_image **at = &registered->images; *at != NULL; at = &(*at)->next) {
        if (*at == image) {
            *at = image->next;
            return;
        }
    }
}

void sb__vfs_to_front(sb_image *image)
{
    pthread_mutex_lock(&registered->mutex);
    take_out(image);
    image->next = registered->images;
    registered->images = image;
    pthread_mutex_unlock(&registered->mutex);
}

void sb__vfs_remove(sb_image *image)
{
    pthread_mutex_lock(&registered->mutex);
    take_out(image);
    pthread_mutex_unlock(&registered->mutex);
}

void sb__vfs_each(void (*fn)(void *env, sb_image *image), void *env)
{
    if (registered == NULL)
        return;
    pthread_mutex_lock(&registered->mutex);
    for (sb_image *at = registered->images; at != NULL; at = at->next)
        fn(env, at);
    pthread_mutex_unlock(&registered->mutex);
}

bool sb__vfs_has(const char *path)
{
    char *resolved = sb__path_resolve(path);
    bool has = false;

    pthread_mutex_lock(&registered->mutex);
    has = resolved != NULL && find_location(resolved) != NULL;
    pthread_mutex_unlock(&registered->mutex);
    free(resolved);
    return has;
}

/* ---- what no test may open ---- */

/* With the mutex held. */
static int begin_watching(void)
{
    int result = registered == NULL ? register_all() : 0;

    if (result == 0) {
        pthread_mutex_lock(&registered->mutex);
        registered->watches = true;
    }
    return result;
}

int sb__vfs_guard(const char *path, const char *sandbox)
{
    int result = begin_watching();

    if (result != 0)
        return result;
    sb__watch_guard(&registered->watch, path, sandbox);
    pthread_mutex_unlock(&registered->mutex);
    return 0;
}

int sb__vfs_also(const char *path, const char *location)
{
    int result = begin_watching();

    if (result != 0)
        return result;
    sb__watch_also(&registered->watch, path, location);
    pthread_mutex_unlock(&registered->mutex);
    return 0;
}

int sb__vfs_beside(const sb_beside *beside)
{
    int result = begin_watching();

    if (result != 0)
        return result;
    sb__watch_beside(&registered->watch, beside);
    pthread_mutex_unlock(&registered->mutex);
    return 0;
}

void sb__vfs_admit(const char *path)
{
    pthread_mutex_lock(&registered->mutex);
    sb__watch_admit(&registered->watch, path);
    pthread_mutex_unlock(&registered->mutex);
}

void sb__vfs_strict(bool strict)
{
    pthread_mutex_lock(&registered->mutex);
    sb__watch_strict(&registered->watch, strict);
    pthread_mutex_unlock(&registered->mutex);
}

const char *sb__vfs_refused(void)
{
    free(look_for_late_ones(NULL)); /* noted */
    ask_to_be_told();
    pthread_mutex_lock(&registered->mutex);
    const char *refused = sb__watch_refused(&registered->watch);
    pthread_mutex_unlock(&registered->mutex);
    return refused;
}

void sb__vfs_unguard(void)
{
    if (registered == NULL)
        return;
    pthread_mutex_lock(&registered->mutex);
    registered->watches = false;
    sb__watch_release(&registered->watch);
    pthread_mutex_unlock(&registered->mutex);
}
