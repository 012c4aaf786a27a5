/* bulk_cache.c -- while a clone is filled our connection has a larger cache: pages that leave it are written and read again without need. */
#include "bulk.h"
#include "image.h"
#include <stdlib.h>

/* In KiB. A clone is memory, and has room for more than this (image.c). */
enum { FILL_CACHE = 65536 };

bool sb__bulk_is_clone(sb_sqlite *db)
{
    sqlite3_file *file = NULL;

    return sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK &&
        sb__file_image(file) != NULL;
}

static int note_number(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    *(int64_t *)env = cell[0].kind == SB_LLONG ? cell[0].v.i : 0;
    return 0;
}

void sb__bulk_set_cache(sb_sqlite *db, int64_t size)
{
    bool littered = db->is_littered; /* it is put back */
    char *sql = sb_format("PRAGMA main.cache_size = %lld", (long long)size);

    sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    db->is_littered = littered;
    free(sql);
}

int64_t sb__bulk_cache(sb_sqlite *db)
{
    int64_t size = 0;

    return sb__sqlite_query(db, "PRAGMA main.cache_size", NULL, 0, note_number, &size) == 0 ? size : 0;
}

void sb__bulk_cache_raise(sb_sqlite *db)
{
    int64_t was = sb__bulk_is_clone(db) ? sb__bulk_cache(db) : 0;

    if (was >= 0 /* pages: somebody has set it */ || was <= -FILL_CACHE)
        return;
    db->bulk->lean_cache = was;
    sb__bulk_set_cache(db, -FILL_CACHE);
}

void sb__bulk_cache_put_back(sb_sqlite *db)
{
    if (db->bulk->lean_cache != 0)
        sb__bulk_set_cache(db, db->bulk->lean_cache);
}
