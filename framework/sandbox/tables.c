/* tables.c -- collect the names of tables. */
#include "tables.h"
#include <stdlib.h>
#include <string.h>

void sb_tables_add(sb_names *list, const char *name)
{
    list->at = sb_grow(list->at, list->n, &list->room, sizeof *list->at);
    list->at[list->n++] = sb_strdup(name);
}

void sb_tables_remove(sb_names *list, size_t i)
{
    free((char *)list->at[i]);
    memmove(list->at + i, list->at + i + 1, (--list->n - i) * sizeof *list->at);
}

static void take(void *env, const char *table) { sb_tables_add(env, table); }

int sb_tables_list(const sb_backend *backend, void *db, const char *prefix, sb_names *out)
{
    return backend->tables(db, prefix, take, out);
}

void sb_tables_release(sb_names *list)
{
    for (size_t i = 0; i < list->n; i++)
        free((char *)list->at[i]);
    free(list->at);
    *list = (sb_names){ .n = 0 };
}
