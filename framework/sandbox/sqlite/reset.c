/* reset.c -- back to the base state, and what the base state is. */
#include "../../../assert/text.h"
#include "image.h"
#include <string.h>

/* Growth beyond the base state that is given back to the system and not kept for the next test. */
enum { WORTH_DROPPING = 1 << 20 };

static void put_number(unsigned char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(number >> (24 - 8 * i));
}

static void copy_back(sb_image *image, const sb_page_set *pages)
{
    for (size_t i = 0; i < pages->n; i++) {
        size_t at = (size_t)pages->page[i] * SB_IMAGE_PAGE;
        if ((int64_t)at < image->base_size)
            memcpy(image->db.at + at, image->base + at, SB_IMAGE_PAGE);
    }
}

static void restore_bytes(sb_image *image)
{
    if (image->dirty.n > image->copy_limit && image->dirty.n > image->kept.n) {
        sb__memory_drop(image->db.at, 0, (size_t)image->high);
        copy_back(image, &image->kept);
    } else {
        copy_back(image, &image->dirty);
        if (image->high > image->base_size + WORTH_DROPPING)
            sb__memory_drop(image->db.at, (size_t)image->base_size + WORTH_DROPPING, (size_t)image->high);
    }
    if (image->wal.size > WORTH_DROPPING)
        sb__memory_drop(image->wal.at, 0, (size_t)image->wal.size);
    sb__page_set_clear(&image->dirty);
    image->high = image->base_size;
    image->db.size = image->base_size;
    image->wal.size = 0;
}

/* Values that no connection has seen: a cache or a parsed schema from before can match nothing any more. */
static void outdate_caches(sb_image *image)
{
    if (image->cookie != image->base_cookie)
        image->base_cookie = ++image->cookie;
    if (!image->is_kept)
        image->first_cookie = image->base_cookie;
    image->counter++;
    if (!(image->without & SB_WITHOUT_COUNTER)) {
        put_number(image->db.at + 24, image->counter);
        put_number(image->db.at + 92, image->counter);
    }
    if (!(image->without & SB_WITHOUT_COOKIE))
        put_number(image->db.at + 40, image->base_cookie);
    sb__image_wrote(image, 0, 100);
    if (!(image->without & SB_WITHOUT_INDEX))
        sb__wal_blank(image);
}

static void restore(sb_image *image)
{
    restore_bytes(image);
    outdate_caches(image);
    image->writes = 0;
}

int sb__image_reset(sb_image *image, sb_text *held)
{
    int result = sb__held_end(image, held);

    if (result != 0)
        return result;
    if (image->writes != 0)
        restore(image);
    pthread_mutex_unlock(&image->mutex);
    return 0;
}

int sb__image_end_held(sb_image *image, sb_text *held)
{
    int result = sb__held_end(image, held);

    if (result == 0)
        pthread_mutex_unlock(&image->mutex);
    return result;
}

/* What is committed and still in the WAL goes into the database. Our own connection does it, which reads first, because only a
 * reader notices that there is a WAL. */
static int empty_wal(sb_image *image)
{
    if (image->wal.size == 0)
        return 0;
    if (sqlite3_exec(image->ours, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL) != SQLITE_OK ||
        sqlite3_wal_checkpoint_v2(image->ours, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL) != SQLITE_OK)
        return sb_fail_with(
            SB_ERR, "The state of the sandbox cannot be kept: its WAL cannot be written back: %s", sqlite3_errmsg(image->ours));
    return 0;
}

static int copy_to_base(sb_image *image)
{
    int result = sb__memory_protect(image->base, image->room, true);

    if (result != 0)
        return result;
    for (size_t i = 0; i < image->dirty.n; i++) {
        size_t at = (size_t)image->dirty.page[i] * SB_IMAGE_PAGE;
        if ((int64_t)at < image->db.size)
            memcpy(image->base + at, image->db.at + at, SB_IMAGE_PAGE);
        sb__page_set_add(&image->kept, image->dirty.page[i]);
    }
    return sb__memory_protect(image->base, image->room, false);
}

int sb__image_keep(sb_image *image)
{
    int result = empty_wal(image);

    if (result != 0)
        return result;
    pthread_mutex_lock(&image->mutex);
    if (sb__image_is_held(image) || image->wal.size != 0 || !sqlite3_get_autocommit(image->ours))
        result =
            sb_fail_with(SB_ERR, "The state of the sandbox cannot be kept while a connection is in a transaction: commit first");
    if (result == 0)
        result = copy_to_base(image);
    if (result == 0) {
        image->is_kept = true;
        image->base_size = image->high = image->db.size;
        image->base_cookie = sb__image_number(image->db.at + 40);
        sb__page_set_clear(&image->dirty);
        image->writes = 0;
    }
    pthread_mutex_unlock(&image->mutex);
    return result;
}

int sb__image_drop_kept(sb_image *image, sb_text *held)
{
    int result = sb__held_end(image, held);

    if (result != 0)
        return result;
    if (image->is_kept) {
        sb__memory_drop(image->base, 0, image->room);
        sb__memory_drop(image->db.at, 0, image->room);
        sb__page_set_clear(&image->kept);
        image->is_kept = false;
        image->base_size = image->first_size;
        image->base_cookie = image->first_cookie;
        restore(image);
    } else if (image->writes != 0) {
        restore(image);
    }
    pthread_mutex_unlock(&image->mutex);
    return 0;
}
