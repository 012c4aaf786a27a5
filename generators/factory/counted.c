/* counted.c -- numbers that the database has given, also those of rows that are gone. */
#include "counted.h"
#include "unknown.h"
#include <string.h>

typedef struct counted {
    const char *table;
    uint64_t n;
} counted;

static void take(void *env, const char *name, int64_t value)
{
    counted *it = env;

    if (strcmp(name, it->table) == 0 && value > 0 && (uint64_t)value > it->n)
        it->n = (uint64_t)value;
}

uint64_t sb_counted(const sb_making *making, const sb_table_info *info, uint64_t n)
{
    const sb_backend *backend = making->db->backend;
    counted it = { .table = info->name, .n = n };
    bool counts = false;

    for (size_t i = 0; i < info->n; i++)
        counts |= info->column[i].counted;
    if (counts && backend->sequences && backend->sequences(making->db->handle, take, &it))
        sb_make_fail(making, "%s: %s", making->word, sb_error());
    return it.n;
}
