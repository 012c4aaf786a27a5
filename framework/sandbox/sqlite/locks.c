/* locks.c -- the five locks of rollback mode, between connections of one process. */
#include "strict.h"
#include <string.h>

bool sb__file_holds(const sb_image_file *file)
{
    /* A connection in WAL mode keeps SHARED for as long as it lives; there the WAL's own locks tell. */
    return file->lock > SQLITE_LOCK_SHARED || file->shared != 0 || file->alone != 0 || (file->lock != 0 && !file->index);
}

bool sb__image_is_held(sb_image *image)
{
    for (const sb_image_file *file = image->files; file != NULL; file = file->next)
        if (sb__file_holds(file))
            return true;
    return false;
}

bool sb__file_is_current(sb_image_file *file)
{
    sb_image *image = file->image;

    if (file->epoch == image->epoch)
        return true;
    if (file->lock != 0 || file->shared != 0 || file->alone != 0)
        return false;
    file->epoch = image->epoch;
    file->next = image->files;
    image->files = file;
    return true;
}

/* Who takes the write lock runs a statement right now, on this thread; it may be gone when a reset wants to name it. */
void sb__file_note_writer(sb_image_file *file)
{
    sb_image *image = file->image;

    bool ours, keeps;

    pthread_mutex_lock(&image->mutex);
    ours = file->connection != NULL && file->connection == image->ours;
    keeps = file->connection != NULL && file->connection == image->keeper;
    pthread_mutex_unlock(&image->mutex);
    if (!ours && !keeps)
        image->others++;
    file->began[0] = '\0';
    if (file->connection == NULL)
        return;
    for (sqlite3_stmt *at = sqlite3_next_stmt(file->connection, NULL); at != NULL; at = sqlite3_next_stmt(file->connection, at)) {
        if (sqlite3_stmt_busy(at) && !sqlite3_stmt_readonly(at) && sqlite3_sql(at) != NULL) {
            size_t n = strnlen(sqlite3_sql(at), sizeof file->began - 1);
            memcpy(file->began, sqlite3_sql(at), n);
            file->began[n] = '\0';
            sb__strict_began(image, sqlite3_sql(at));
            return;
        }
    }
    if (ours)
        image->unseen++;
}

static int lock_shared(sb_image_file *file)
{
    if (file->image->owner != NULL && file->image->owner->lock >= SQLITE_LOCK_PENDING)
        return SQLITE_BUSY;
    file->image->sharers++;
    file->lock = SQLITE_LOCK_SHARED;
    return SQLITE_OK;
}

static int lock_to_write(sb_image_file *file, int level)
{
    sb_image *image = file->image;

    if (image->owner != NULL && image->owner != file)
        return SQLITE_BUSY;
    image->owner = file;
    if (level == SQLITE_LOCK_EXCLUSIVE && image->sharers > 1) {
        file->lock = SQLITE_LOCK_PENDING; /* readers may finish, and no new one begins */
        return SQLITE_BUSY;
    }
    file->lock = level;
    return SQLITE_OK;
}

int sb__file_lock(sqlite3_file *sqlite_file, int level)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    bool writer = level >= SQLITE_LOCK_RESERVED && file->lock < SQLITE_LOCK_RESERVED;
    int code;

    if (file->lock >= level)
        return SQLITE_OK;
    pthread_mutex_lock(&file->image->mutex);
    if (!sb__file_is_current(file))
        code = SQLITE_BUSY;
    else
        code = level == SQLITE_LOCK_SHARED ? lock_shared(file) : lock_to_write(file, level);
    pthread_mutex_unlock(&file->image->mutex);
    if (code == SQLITE_OK && writer)
        sb__file_note_writer(file);
    return code;
}

int sb__file_unlock(sqlite3_file *sqlite_file, int level)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    sb_image *image = file->image;

    if (file->lock <= level)
        return SQLITE_OK;
    pthread_mutex_lock(&image->mutex);
    if (image->owner == file)
        image->owner = NULL;
    if (level == SQLITE_LOCK_NONE && file->epoch == image->epoch)
        image->sharers--;
    file->lock = level;
    pthread_mutex_unlock(&image->mutex);
    return SQLITE_OK;
}

int sb__file_reserved(sqlite3_file *sqlite_file, int *out)
{
    sb_image *image = sb__file_of(sqlite_file)->image;

    pthread_mutex_lock(&image->mutex);
    *out = image->owner != NULL;
    pthread_mutex_unlock(&image->mutex);
    return SQLITE_OK;
}
