/* image.c -- make and free an image, and note what is written to it. */
#include "strict.h"
#include <stdlib.h>
#include <string.h>

/* Room beyond the base state: address space, which costs nothing before it is written. So it is plenty, where that is not limited. */
enum { LEAST_ROOM = 64 << 20, TIMES_ROOM = 4 };
/* From here on one system call that drops every page is cheaper than copying them one by one. */
enum { COPY_LIMIT = 2048 };
/* The smallest page of SQLite with its header in the WAL, and how many of them a region of the WAL-index covers. */
enum { SMALLEST_FRAME = 512 + 24, FRAMES_PER_REGION = 4096 };

uint32_t sb__image_number(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int map_all(sb_image *image, const sb_memory_file *base)
{
    int result = sb__memory_map(base, image->room, &image->db.at);

    if (result == 0)
        result = sb__memory_map(base, image->room, &image->base);
    if (result == 0)
        result = sb__memory_protect(image->base, image->room, false);
    if (result == 0)
        result = sb__memory_map(NULL, image->room, &image->wal.at);
    if (result == 0)
        result = sb__memory_map(NULL, image->index_room, &image->index);
    return result;
}

int sb__image_new(const sb_memory_file *base, const char *path, sb_image **out)
{
    sb_image *image = sb_alloc(sizeof *image);
    size_t more = base->size * TIMES_ROOM, spare = sb__memory_spare(), pages;
    int result;

    image->path = sb_strdup(path);
    more = more > spare ? more : spare;
    image->room = base->size + (more > LEAST_ROOM ? more : LEAST_ROOM);
    image->index_room = (image->room / SMALLEST_FRAME / FRAMES_PER_REGION + 2) * SB_INDEX_REGION;
    pages = image->room / SB_IMAGE_PAGE + 1;
    image->dirty.has = sb_alloc(pages);
    image->kept.has = sb_alloc(pages);
    image->db.room = image->wal.room = (int64_t)image->room;
    image->db.stays = image->wal.stays = true;
    image->copy_limit = COPY_LIMIT;
    pthread_mutex_init(&image->mutex, NULL);
    result = map_all(image, base);
    if (result != 0) {
        sb__image_free(image);
        image = NULL;
        goto done;
    }
    image->db.size = image->base_size = image->first_size = image->high = (int64_t)base->size;
    sb__image_saw(image, image->base);
    image->base_cookie = image->first_cookie = image->cookie;
done:
    *out = image;
    return result;
}

void sb__image_free(sb_image *image)
{
    bool in_use;

    pthread_mutex_lock(&image->mutex);
    in_use = image->files != NULL;
    image->orphan = true;
    pthread_mutex_unlock(&image->mutex);
    if (in_use)
        return;
    sb__strict_free(image);
    sb__memory_unmap(image->db.at, image->room);
    sb__memory_unmap(image->base, image->room);
    sb__memory_unmap(image->wal.at, image->room);
    sb__memory_unmap(image->index, image->index_room);
    free(image->dirty.has);
    free(image->dirty.page);
    free(image->kept.has);
    free(image->kept.page);
    free((void *)image->running);
    free(image->path);
    free(image->name);
    pthread_mutex_destroy(&image->mutex);
    free(image);
}

static void set_own(sb_image *image, sqlite3 **which, sqlite3 *connection)
{
    pthread_mutex_lock(&image->mutex);
    *which = connection;
    for (sb_image_file *file = image->files; file != NULL && connection != NULL; file = file->next)
        if (file->connection == connection)
            file->number = 0;
    pthread_mutex_unlock(&image->mutex);
}

void sb__image_set_ours(sb_image *image, sqlite3 *connection) { set_own(image, &image->ours, connection); }
void sb__image_set_keeper(sb_image *image, sqlite3 *connection) { set_own(image, &image->keeper, connection); }

bool sb__image_has(sb_image *image, const sqlite3 *connection)
{
    bool found = false;

    pthread_mutex_lock(&image->mutex);
    for (const sb_image_file *file = image->files; file != NULL && !found; file = file->next)
        found = file->connection == connection;
    pthread_mutex_unlock(&image->mutex);
    return found;
}

void sb__page_set_add(sb_page_set *set, size_t page)
{
    if (set->has[page])
        return;
    set->has[page] = 1;
    set->page = sb_grow(set->page, set->n, &set->room, sizeof *set->page);
    set->page[set->n++] = (uint32_t)page;
}

void sb__page_set_clear(sb_page_set *set)
{
    for (size_t i = 0; i < set->n; i++)
        set->has[set->page[i]] = 0;
    set->n = 0;
}

void sb__image_wrote(sb_image *image, int64_t at, int64_t n)
{
    if (n <= 0)
        return;
    for (int64_t page = at / SB_IMAGE_PAGE; page <= (at + n - 1) / SB_IMAGE_PAGE; page++)
        sb__page_set_add(&image->dirty, (size_t)page);
    if (at + n > image->high)
        image->high = at + n;
}

/* A writer to the WAL and a checkpoint may both come here at once. */
void sb__image_saw(sb_image *image, const unsigned char *page)
{
    uint32_t counter = sb__image_number(page + 24), cookie = sb__image_number(page + 40);

    pthread_mutex_lock(&image->mutex);
    if (counter > image->counter)
        image->counter = counter;
    if (cookie > image->cookie)
        image->cookie = cookie;
    pthread_mutex_unlock(&image->mutex);
}
