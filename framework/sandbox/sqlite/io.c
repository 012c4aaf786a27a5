/* io.c -- sqlite3_io_methods of a file in memory: open, read, write, size, control, close. */
#include "strict.h"
#include "trace.h"
#include <stdlib.h>
#include <string.h>

static int read_bytes(const sb_content *content, unsigned char *to, int n, int64_t at)
{
    int64_t have = content->size - at;

    if (have >= n) {
        memcpy(to, content->at + at, (size_t)n);
        return SQLITE_OK;
    }
    have = have > 0 ? have : 0;
    if (have > 0)
        memcpy(to, content->at + at, (size_t)have);
    memset(to + have, 0, (size_t)(n - have));
    return SQLITE_IOERR_SHORT_READ;
}

static int file_read(sqlite3_file *sqlite_file, void *to, int n, sqlite3_int64 at)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    int code;

    if (file->content != &file->image->db || file->lock != SQLITE_LOCK_NONE)
        return read_bytes(file->content, to, n, at);
    /* SQLite looks at the header before it has a lock; a reset may be at work. */
    pthread_mutex_lock(&file->image->mutex);
    code = read_bytes(file->content, to, n, at);
    pthread_mutex_unlock(&file->image->mutex);
    return code;
}

static int make_room(sb_content *content, int64_t size)
{
    unsigned char *at;

    if (size <= content->room)
        return SQLITE_OK;
    if (content->stays) {
        content->full = true;
        return SQLITE_FULL;
    }
    at = realloc(content->at, (size_t)size * 2);
    if (at == NULL)
        return SQLITE_IOERR_NOMEM;
    content->at = at;
    content->room = size * 2;
    return SQLITE_OK;
}

/* A page of the WAL follows its frame's header, which begins with the number of the page. */
static bool is_first_page(const sb_image_file *file, int n, int64_t at)
{
    if (file->content == &file->image->db)
        return at == 0 && n >= 100;
    return n >= 512 && at >= 32 + 24 && sb__image_number(file->content->at + at - 24) == 1;
}

static int file_write(sqlite3_file *sqlite_file, const void *from, int n, sqlite3_int64 at)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    sb_content *content = file->content;
    int64_t old = content->size, begin = at < old ? at : old; /* a gap becomes zeroes */
    int code = make_room(content, at + n);

    if (code != SQLITE_OK)
        return code;
    if (content == &file->image->db)
        sb__image_wrote(file->image, begin, at + n - begin);
    if (at > old)
        memset(content->at + old, 0, (size_t)(at - old));
    memcpy(content->at + at, from, (size_t)n);
    if (at + n > old)
        content->size = at + n;
    if (content != &file->own) {
        file->image->writes++;
        if (is_first_page(file, n, at))
            sb__image_saw(file->image, from);
    }
    return SQLITE_OK;
}

static int file_truncate(sqlite3_file *sqlite_file, sqlite3_int64 size)
{
    sb_image_file *file = sb__file_of(sqlite_file);

    if (size < file->content->size)
        file->content->size = size;
    if (file->content != &file->own)
        file->image->writes++;
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *file, int flags)
{
    (void)file, (void)flags;
    return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *out)
{
    *out = sb__file_of(file)->content->size;
    return SQLITE_OK;
}

/* A connection that never lets its lock go never looks at the change counter, and would sleep through every reset. */
static int answer_pragma(char **words)
{
    if (sqlite3_stricmp(words[1], "locking_mode") != 0 || words[2] == NULL || sqlite3_stricmp(words[2], "exclusive") != 0)
        return SQLITE_NOTFOUND;
    words[0] = sqlite3_mprintf("normal");
    return SQLITE_OK;
}

static int file_control(sqlite3_file *sqlite_file, int what, void *arg)
{
    sb_image_file *file = sb__file_of(sqlite_file);

    switch (what) {
    case SQLITE_FCNTL_PDB:
        pthread_mutex_lock(&file->image->mutex);
        /* SQLite says so once for each connection, and keeps the flag of a shared cache to itself. */
        file->is_shared_cache = file->is_shared_cache || file->connection != NULL;
        file->connection = file->is_shared_cache ? NULL : *(sqlite3 **)arg;
        pthread_mutex_unlock(&file->image->mutex);
        if (file->connection != NULL) {
            sb__trace_join(file->image, file->connection);
            sb__strict_join(file->image, file->connection);
        }
        return SQLITE_OK;
    case SQLITE_FCNTL_VFSNAME: *(char **)arg = sqlite3_mprintf("seedbed"); return SQLITE_OK;
    case SQLITE_FCNTL_PRAGMA: return answer_pragma(arg);
    default: return SQLITE_NOTFOUND;
    }
}

static int file_sector(sqlite3_file *file)
{
    (void)file;
    return 512;
}

static int file_traits(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL;
}

static int file_close(sqlite3_file *sqlite_file)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    sb_image *image = file->image;
    bool last = false;

    if (file->content == &image->db) {
        sb__file_unlock(sqlite_file, SQLITE_LOCK_NONE);
        pthread_mutex_lock(&image->mutex);
        for (sb_image_file **at = &image->files; *at != NULL; at = &(*at)->next) {
            if (*at == file) {
                *at = file->next;
                break;
            }
        }
        last = image->orphan && image->files == NULL;
        pthread_mutex_unlock(&image->mutex);
        sb__strict_part(image, file->connection);
    }
    free(file->own.at);
    free(file);
    if (last)
        sb__image_free(image);
    return SQLITE_OK;
}

/* Version 2: with shared memory, so with WAL; without xFetch, so that mmap_size has no effect. */
static const sqlite3_io_methods database_methods = { 2, file_close, file_read, file_write, file_truncate, file_sync, file_size,
    sb__file_lock, sb__file_unlock, sb__file_reserved, file_control, file_sector, file_traits, sb__file_index_map,
    sb__file_index_lock, sb__file_index_barrier, sb__file_index_unmap, NULL, NULL };
static const sqlite3_io_methods journal_methods = { 1, file_close, file_read, file_write, file_truncate, file_sync, file_size,
    sb__file_lock, sb__file_unlock, sb__file_reserved, file_control, file_sector, file_traits, NULL, NULL, NULL, NULL, NULL,
    NULL };

sb_image *sb__file_image(const sqlite3_file *file)
{
    return file != NULL && file->pMethods == &database_methods ? sb__file_of(file)->image : NULL;
}

int64_t sb__file_lacked_room(sqlite3 *connection)
{
    sqlite3_file *file = NULL;
    sb_image *image;
    bool full;

    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK ||
        (image = sb__file_image(file)) == NULL)
        return 0;
    full = atomic_exchange(&image->db.full, false);
    full |= atomic_exchange(&image->wal.full, false);
    return full ? image->db.room : 0;
}

/* The lowest number that no open connection has. */
static unsigned free_number(const sb_image *image)
{
    unsigned number = 1;

    for (const sb_image_file *at = image->files; at != NULL;) {
        at = at->number == number ? (number++, image->files) : at->next;
    }
    return number;
}

void sb__file_open(sqlite3_file *sqlite_file, sb_image *image, int kind)
{
    sb_image_file *file = sb_alloc(sizeof *file);

    ((sb_image_handle *)sqlite_file)->file = file;
    file->image = image;
    file->content = kind == 'm' ? &image->db : kind == 'w' ? &image->wal : &file->own;
    sqlite_file->pMethods = kind == 'm' ? &database_methods : &journal_methods;
    pthread_mutex_lock(&image->mutex);
    file->epoch = image->epoch;
    if (kind == 'w')
        image->wal_there = true;
    if (kind == 'm') {
        file->number = free_number(image);
        file->next = image->files;
        image->files = file;
    }
    pthread_mutex_unlock(&image->mutex);
}
