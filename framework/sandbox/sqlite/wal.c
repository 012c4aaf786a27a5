/* wal.c -- the WAL-index: plain memory, eight locks that are counters, and a header that says "begin anew". */
#include "image.h"
#include <string.h>

/* SQLite's WAL-index header, which stands twice at the beginning, and behind it how far the log was written back and read. */
typedef struct index_header {
    uint32_t version, unused, change;
    unsigned char is_init, big_endian_sums;
    uint16_t page_size;
    uint32_t frames, pages, frame_sum[2], salt[2], sum[2];
} index_header;
typedef struct index_start {
    index_header header[2];
    uint32_t written_back, read_mark[5];
} index_start;
enum { INDEX_VERSION = 3007000 };
#define MARK_UNUSED UINT32_C(0xffffffff)
_Static_assert(sizeof(index_header) == 48 && sizeof(index_start) == 120, "the layout is SQLite's, in walformat.html");

int sb__file_index_map(sqlite3_file *sqlite_file, int region, int size, int extend, void volatile **out)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    sb_image *image = file->image;
    int code = SQLITE_OK;

    *out = NULL;
    pthread_mutex_lock(&image->mutex);
    if (size != SB_INDEX_REGION || ((size_t)region + 1) * SB_INDEX_REGION > image->index_room) {
        image->wal.full = true;
        code = SQLITE_FULL;
    } else if (extend && (size_t)region >= image->regions)
        image->regions = (size_t)region + 1;
    if (code == SQLITE_OK && (size_t)region < image->regions)
        *out = image->index + (size_t)region * SB_INDEX_REGION;
    file->index = true;
    pthread_mutex_unlock(&image->mutex);
    return code;
}

static void let_go(sb_image_file *file, unsigned mask)
{
    sb_image *image = file->image;

    if (file->epoch == image->epoch) {
        for (int i = 0; i < SB_WAL_LOCKS; i++)
            image->readers[i] -= (int)(file->shared >> i & mask >> i & 1u);
        image->alone &= ~(file->alone & mask);
    }
    file->shared &= ~mask;
    file->alone &= ~mask;
}

static int take(sb_image_file *file, unsigned mask, bool shared)
{
    sb_image *image = file->image;

    if (!sb__file_is_current(file) || image->alone & mask & ~file->alone)
        return SQLITE_BUSY;
    for (int i = 0; i < SB_WAL_LOCKS && !shared; i++)
        if (mask >> i & 1u && image->readers[i] > (int)(file->shared >> i & 1u))
            return SQLITE_BUSY;
    for (int i = 0; i < SB_WAL_LOCKS && shared; i++)
        image->readers[i] += (int)(mask >> i & ~file->shared >> i & 1u);
    if (shared) {
        file->shared |= mask;
    } else {
        file->alone |= mask;
        image->alone |= mask;
    }
    return SQLITE_OK;
}

int sb__file_index_lock(sqlite3_file *sqlite_file, int at, int n, int flags)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    unsigned mask = (1u << (at + n)) - (1u << at);
    int code = SQLITE_OK;

    pthread_mutex_lock(&file->image->mutex);
    if (flags & SQLITE_SHM_UNLOCK)
        let_go(file, mask);
    else
        code = take(file, mask, (flags & SQLITE_SHM_SHARED) != 0);
    pthread_mutex_unlock(&file->image->mutex);
    /* The first of the eight is the write lock. */
    if (code == SQLITE_OK && mask == 1u && flags == (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE))
        sb__file_note_writer(file);
    return code;
}

void sb__file_index_barrier(sqlite3_file *file)
{
    (void)file;
    atomic_thread_fence(memory_order_seq_cst);
}

int sb__file_index_unmap(sqlite3_file *sqlite_file, int delete)
{
    sb_image_file *file = sb__file_of(sqlite_file);
    sb_image *image = file->image;

    pthread_mutex_lock(&image->mutex);
    let_go(file, (1u << SB_WAL_LOCKS) - 1);
    file->index = false;
    if (delete) {
        memset(image->index, 0, image->regions * SB_INDEX_REGION);
        image->regions = 0;
    }
    pthread_mutex_unlock(&image->mutex);
    return SQLITE_OK;
}

static bool in_use(const sb_image *image)
{
    for (const sb_image_file *file = image->files; file != NULL; file = file->next)
        if (file->index)
            return true;
    return false;
}

void sb__wal_blank(sb_image *image)
{
    index_start start = { .read_mark = { 0, MARK_UNUSED, MARK_UNUSED, MARK_UNUSED, MARK_UNUSED } };
    index_header *header = &start.header[0];
    uint32_t word[sizeof *header / 4];

    if (!in_use(image)) { /* nobody has a log open: whoever comes finds the journal mode of the base state */
        memset(image->index, 0, image->regions * SB_INDEX_REGION);
        image->regions = 0;
        image->wal_there = false;
        return;
    }
    /* The change counter was never used before, and makes header and salts new. The page size is coded as in the database. */
    *header = (index_header){ .version = INDEX_VERSION,
        .change = image->counter,
        .is_init = 1,
        .page_size = (uint16_t)(image->base[16] << 8 | image->base[17]),
        .salt = { image->counter, ~image->counter } };
    memcpy(word, header, sizeof word);
    for (size_t i = 0; i < 10; i += 2) {
        header->sum[0] += word[i] + header->sum[1];
        header->sum[1] += word[i + 1] + header->sum[0];
    }
    start.header[1] = *header;
    /* The hash tables may stay: SQLite clears each region when it enters the first frame of it. */
    memcpy(image->index, &start, sizeof start);
}
