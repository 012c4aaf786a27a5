/* strict.c -- note which rows of the base state are written, by which statement. */
#include "strict.h"
#include "connection.h"
#include "strict_base.h"
#include "strict_drops.h"
#include "vfs.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* Rows that are noted; of a statement so many bytes. */
enum { MOST_WRITTEN = 1000, STATEMENT_ROOM = 2000 };
/* More than a session has: see struct sb_strict. */
enum { SESSION_ROOM = 512 };

typedef void hook_fn(
    void *env, sqlite3 *db, int what, const char *schema, const char *table, sqlite3_int64 old, sqlite3_int64 new);
typedef void *set_hook_fn(sqlite3 *db, hook_fn *fn, void *env);

/* What the application set on a connection. */
typedef struct hooked {
    sqlite3 *connection;
    hook_fn *fn;
    void *env;
} hooked;

typedef struct written {
    char *table, *key, *statement;
    bool told;
} written;

/* Sessions of SQLite take what a hook was given for the next one of theirs. Zeros are a session that is off, and the last. */
struct sb_strict {
    unsigned char session[SESSION_ROOM];
    sb_image *image;
    pthread_mutex_t mutex; /* of all below */
    bool on, lost;
    hooked *hooked;
    size_t hooks, hooks_room;
    sb_strict_base base;
    written *written;
    size_t n, room;
    sb_strict_dropped drops;
};

/* The library's, which stands behind our own, or before it where it was named first to the linker. */
static set_hook_fn *real_hook(void)
{
    static const char name[] = "sqlite3_preupdate_hook";
    void *found = dlsym(RTLD_NEXT, name);
    Dl_info theirs, ours;

    if (found == NULL && (found = dlsym(RTLD_DEFAULT, name)) != NULL &&
        (dladdr(found, &theirs) == 0 || dladdr(name, &ours) == 0 || theirs.dli_fbase == ours.dli_fbase))
        found = NULL;
    return (set_hook_fn *)(uintptr_t)found;
}

static struct sb_strict *strict_of(sb_image *image)
{
    pthread_mutex_lock(&image->mutex);
    if (image->strict == NULL) {
        image->strict = sb_alloc(sizeof *image->strict);
        image->strict->image = image;
        pthread_mutex_init(&image->strict->mutex, NULL);
    }
    pthread_mutex_unlock(&image->mutex);
    return image->strict;
}

/* ---- a row is written ---- */

/* The newest stands first: of statements inside each other the one that runs now. */
static char *writing_statement(sqlite3 *db)
{
    for (sqlite3_stmt *at = sqlite3_next_stmt(db, NULL); at != NULL; at = sqlite3_next_stmt(db, at)) {
        if (!sqlite3_stmt_busy(at) || sqlite3_stmt_readonly(at))
            continue;
        char *expanded = sqlite3_expanded_sql(at);
        char *own = sb_format("%.*s", STATEMENT_ROOM, expanded != NULL ? expanded : sqlite3_sql(at));
        sqlite3_free(expanded);
        return own;
    }
    return NULL;
}

static written *find_written(struct sb_strict *strict, const char *table, const char *key)
{
    for (size_t i = 0; i < strict->n; i++)
        if (sqlite3_stricmp(strict->written[i].table, table) == 0 && strcmp(strict->written[i].key, key) == 0)
            return &strict->written[i];
    return NULL;
}

static void note(struct sb_strict *strict, sqlite3 *db, const char *name, sqlite3_int64 number)
{
    if (!strict->on || strict->n >= MOST_WRITTEN)
        return;
    char *key = sb__strict_base_key(&strict->base, strict->image, &(sb_strict_row){ db, name, number });
    if (key == NULL || find_written(strict, name, key) != NULL) {
        free(key);
        return;
    }
    strict->written = sb_grow(strict->written, strict->n, &strict->room, sizeof *strict->written);
    strict->written[strict->n++] = (written){ sb_strdup(name), key, writing_statement(db), false };
}

void sb__strict_began(sb_image *image, const char *sql)
{
    struct sb_strict *strict = image->strict;

    if (strict == NULL || !sb__strict_drops(sql))
        return;
    pthread_mutex_lock(&strict->mutex);
    if (strict->on)
        sb__strict_drops_add(&strict->drops, sql);
    pthread_mutex_unlock(&strict->mutex);
}

static hooked *find_hooked(struct sb_strict *strict, sqlite3 *connection)
{
    for (size_t i = 0; i < strict->hooks; i++)
        if (strict->hooked[i].connection == connection)
            return &strict->hooked[i];
    return NULL;
}

/* A connection may have other databases beside the image. */
static bool is_of(const sb_image *image, sqlite3 *db, const char *schema)
{
    sqlite3_file *file = NULL;

    return sqlite3_file_control(db, schema, SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && sb__file_image(file) == image;
}

static void before_change(
    void *env, sqlite3 *db, int what, const char *schema, const char *table, sqlite3_int64 old, sqlite3_int64 new)
{
    struct sb_strict *strict = env;
    hooked behind = { NULL, NULL, NULL };
    bool ours = what != SQLITE_INSERT && is_of(strict->image, db, schema);

    pthread_mutex_lock(&strict->mutex);
    hooked *found = find_hooked(strict, db);
    if (found != NULL)
        behind = *found;
    if (ours)
        note(strict, db, table, old);
    pthread_mutex_unlock(&strict->mutex);
    if (behind.fn != NULL)
        behind.fn(behind.env, db, what, schema, table, old, new);
}

/* ---- which connections are watched ---- */

static void answer_nothing(sqlite3_context *context, int n, sqlite3_value **value)
{
    (void)n, (void)value;
    sqlite3_result_null(context);
}

/* An emptied table is written row by row only by statements that were prepared with a hook in place: those from before are prepared anew
 * when a function is replaced. */
static void prepare_anew(sqlite3 *connection)
{
    for (int turn = 0; turn < 2; turn++)
        sqlite3_create_function_v2(connection, "seedbed_strict", 0, SQLITE_UTF8, NULL, answer_nothing, NULL, NULL, NULL);
}

static void watch(struct sb_strict *strict, sqlite3 *connection, bool on)
{
    set_hook_fn *real = real_hook();
    hooked behind = { NULL, NULL, NULL };

    pthread_mutex_lock(&strict->mutex);
    hooked *found = find_hooked(strict, connection);
    if (found != NULL)
        behind = *found;
    pthread_mutex_unlock(&strict->mutex);
    if (on)
        real(connection, before_change, strict);
    else if (real(connection, behind.fn, behind.env) != strict)
        strict->lost = true;
}

static void begin_watching(struct sb_strict *strict, sqlite3 *connection)
{
    watch(strict, connection, true);
    prepare_anew(connection);
}

static void end_watching(struct sb_strict *strict, sqlite3 *connection) { watch(strict, connection, false); }

/* A hook that came past ours is found, and does not last. */
static void go_on_watching(struct sb_strict *strict, sqlite3 *connection)
{
    if (real_hook()(connection, before_change, strict) != strict)
        strict->lost = true;
}

/* Under the image's mutex a connection's can only be tried; one that another thread is in is not watched. */
static void each_connection(struct sb_strict *strict, void (*fn)(struct sb_strict *strict, sqlite3 *connection))
{
    sb_image *image = strict->image;

    pthread_mutex_lock(&image->mutex);
    for (sb_image_file *file = image->files; file != NULL; file = file->next) {
        sqlite3_mutex *mutex = file->connection != NULL ? sqlite3_db_mutex(file->connection) : NULL;
        if (file->connection == NULL)
            continue;
        if (sqlite3_mutex_try(mutex) != SQLITE_OK) {
            strict->lost = true;
            continue;
        }
        fn(strict, file->connection);
        sqlite3_mutex_leave(mutex);
    }
    pthread_mutex_unlock(&image->mutex);
}

int sb__strict_set(sb_image *image, bool on)
{
    struct sb_strict *strict = strict_of(image);

    if (real_hook() == NULL)
        return sb_fail_with(SB_ENOTFOUND, "SQLite %s was built without SQLITE_ENABLE_PREUPDATE_HOOK", sqlite3_libversion());
    if (on != strict->on)
        each_connection(strict, on ? begin_watching : end_watching);
    pthread_mutex_lock(&strict->mutex);
    strict->on = on;
    pthread_mutex_unlock(&strict->mutex);
    return 0;
}

void sb__strict_join(sb_image *image, sqlite3 *connection)
{
    if (image->strict != NULL && image->strict->on)
        watch(image->strict, connection, true);
}

void sb__strict_part(sb_image *image, sqlite3 *connection)
{
    struct sb_strict *strict = image->strict;

    if (strict == NULL || connection == NULL || sb__image_has(image, connection))
        return;
    if (strict->on)
        watch(strict, connection, false);
    pthread_mutex_lock(&strict->mutex);
    hooked *found = find_hooked(strict, connection);
    if (found != NULL)
        *found = strict->hooked[--strict->hooks];
    pthread_mutex_unlock(&strict->mutex);
}

/* ---- the application's hooks ---- */

typedef struct claim {
    sqlite3 *connection;
    hook_fn *fn;
    void *env, *before;
    bool mine; /* ours is set in its place */
} claim;

static void take_claim(void *env, sb_image *image)
{
    claim *c = env;

    if (!sb__image_has(image, c->connection))
        return;
    struct sb_strict *strict = strict_of(image);
    pthread_mutex_lock(&strict->mutex);
    hooked *found = find_hooked(strict, c->connection);
    if (found == NULL) {
        strict->hooked = sb_grow(strict->hooked, strict->hooks, &strict->hooks_room, sizeof *strict->hooked);
        found = &strict->hooked[strict->hooks++];
        *found = (hooked){ c->connection, NULL, NULL };
    }
    c->before = found->env;
    found->fn = c->fn;
    found->env = c->env;
    c->mine = c->mine || strict->on;
    pthread_mutex_unlock(&strict->mutex);
}

/* In place of the library's, for all that is linked with us; weak, because a library that is linked statically brings its own. */
void *sqlite3_preupdate_hook(sqlite3 *db, hook_fn *fn, void *env) __attribute__((weak));
void *sqlite3_preupdate_hook(sqlite3 *db, hook_fn *fn, void *env)
{
    claim c = { .connection = db, .fn = fn, .env = env };
    set_hook_fn *real = real_hook();

    sb__vfs_each(take_claim, &c);
    if (c.mine)
        return c.before;
    return real != NULL ? real(db, fn, env) : NULL;
}

/* ---- what was written ---- */

static void drop_written(struct sb_strict *strict)
{
    for (size_t i = 0; i < strict->n; i++) {
        free(strict->written[i].table);
        free(strict->written[i].key);
        free(strict->written[i].statement);
    }
    strict->n = 0;
    sb__strict_drops_clear(&strict->drops);
}

void sb__strict_clear(sb_image *image, sb_text *held)
{
    struct sb_strict *strict = image->strict;

    if (strict == NULL)
        return;
    if (strict->on)
        each_connection(strict, go_on_watching);
    pthread_mutex_lock(&strict->mutex);
    drop_written(strict);
    if (strict->lost && held != NULL)
        sb_text_add(held,
            "%sstrict mode did not see all writes: a connection has a preupdate hook that Seedbed does not know of, or was in "
            "another thread's hands",
            held->size > 0 ? "\n" : "");
    strict->lost = false;
    pthread_mutex_unlock(&strict->mutex);
}

void sb__strict_forget_base(sb_image *image)
{
    struct sb_strict *strict = image->strict;

    if (strict == NULL)
        return;
    pthread_mutex_lock(&strict->mutex);
    drop_written(strict);
    sb__strict_base_close(&strict->base);
    pthread_mutex_unlock(&strict->mutex);
}

void sb__strict_free(sb_image *image)
{
    struct sb_strict *strict = image->strict;

    if (strict == NULL)
        return;
    sb__strict_forget_base(image);
    pthread_mutex_destroy(&strict->mutex);
    free(strict->written);
    free(strict->drops.at);
    free(strict->hooked);
    free(strict);
    image->strict = NULL;
}

const char *sb__strict_statement(sb_image *image, const char *table, const char *key)
{
    struct sb_strict *strict = image->strict;
    const char *statement = NULL;

    if (strict == NULL)
        return NULL;
    pthread_mutex_lock(&strict->mutex);
    written *found = find_written(strict, table, key);
    if (found != NULL) {
        found->told = true;
        statement = found->statement;
    }
    if (statement == NULL)
        statement = sb__strict_drops_find(&strict->drops, table);
    pthread_mutex_unlock(&strict->mutex);
    return statement;
}

int sb__strict_others(sb_image *image, sb_row_change_fn *fn, void *env)
{
    static const char *const nothing[] = { NULL };
    struct sb_strict *strict = image->strict;
    int result = 0;

    for (size_t i = 0; strict != NULL && i < strict->n && result == 0; i++) {
        written *one = &strict->written[i];
        if (!one->told)
            result = fn(env,
                &(sb_row_change){ .kind = SB_ROW_CHANGED,
                    .table = one->table,
                    .key = one->key,
                    .column = nothing,
                    .before = nothing,
                    .after = nothing,
                    .statement = one->statement,
                    .foreign = true });
        one->told = false;
    }
    return result;
}
