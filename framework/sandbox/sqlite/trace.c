/* trace.c -- tell of statements by sqlite3_trace_v2, on connections that are open and on those that will be. */
#include "trace.h"
#include <string.h>
#include <time.h>

/* Another thread may be in the middle of a statement, with the mutex of its connection. */
enum { TRIES = 1000, PAUSE_NS = 1000000 };

/* Under the image's mutex. False: it was running already. */
static bool note_running(sb_image *image, void *statement)
{
    for (size_t i = 0; i < image->running_n; i++)
        if (image->running[i] == statement)
            return false;
    image->running = sb_grow(image->running, image->running_n, &image->running_room, sizeof *image->running);
    image->running[image->running_n++] = statement;
    return true;
}

static void note_over(sb_image *image, const void *statement)
{
    pthread_mutex_lock(&image->mutex);
    for (size_t i = 0; i < image->running_n; i++)
        if (image->running[i] == statement)
            image->running[i] = image->running[--image->running_n];
    pthread_mutex_unlock(&image->mutex);
}

/* What a statement runs inside itself comes as a comment that is not the statement's own text, where it is a trigger, and as that
 * text once more, where it is the action of a foreign key. */
static int begins(unsigned what, void *env, void *statement, void *text)
{
    sb_image *image = env;
    sb_statement_fn *fn;
    void *fn_env;
    bool ours;

    if (what == SQLITE_TRACE_PROFILE)
        note_over(image, statement);
    if (what != SQLITE_TRACE_STMT || (text != sqlite3_sql(statement) && strncmp(text, "--", 2) == 0))
        return 0;
    pthread_mutex_lock(&image->mutex);
    fn = note_running(image, statement) ? image->statement_fn : NULL;
    fn_env = image->statement_env;
    ours = image->ours == sqlite3_db_handle(statement);
    pthread_mutex_unlock(&image->mutex);
    if (fn != NULL)
        fn(fn_env, text, ours);
    return 0;
}

static void set(sb_image *image, sqlite3 *connection, bool tells)
{
    sqlite3_trace_v2(
        connection, tells ? SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE : 0, tells ? begins : NULL, tells ? image : NULL);
}

/* Under the image's mutex a connection's can only be tried. False: one could not be had. */
static bool set_all(sb_image *image, bool tells)
{
    bool all = true;

    pthread_mutex_lock(&image->mutex);
    for (sb_image_file *file = image->files; file != NULL; file = file->next) {
        sqlite3_mutex *mutex = file->connection != NULL ? sqlite3_db_mutex(file->connection) : NULL;
        if (file->connection == NULL)
            continue;
        if (sqlite3_mutex_try(mutex) != SQLITE_OK) {
            all = false;
            continue;
        }
        set(image, file->connection, tells);
        sqlite3_mutex_leave(mutex);
    }
    pthread_mutex_unlock(&image->mutex);
    return all;
}

int sb__trace_watch(sb_image *image, sb_statement_fn *fn, void *env)
{
    static const struct timespec a_little = { 0, PAUSE_NS };

    pthread_mutex_lock(&image->mutex);
    image->statement_fn = fn;
    image->statement_env = env;
    image->running_n = fn != NULL ? image->running_n : 0;
    pthread_mutex_unlock(&image->mutex);
    for (int tries = 0; !set_all(image, fn != NULL) && fn != NULL; tries++) {
        if (tries == TRIES) {
            sb__trace_watch(image, NULL, NULL);
            return sb_fail_with(SB_ERR, "another thread has been inside a statement on the sandbox for more than a second");
        }
        nanosleep(&a_little, NULL);
    }
    return 0;
}

void sb__trace_join(sb_image *image, sqlite3 *connection)
{
    bool tells;

    pthread_mutex_lock(&image->mutex);
    tells = image->statement_fn != NULL;
    pthread_mutex_unlock(&image->mutex);
    if (tells)
        set(image, connection, true);
}
