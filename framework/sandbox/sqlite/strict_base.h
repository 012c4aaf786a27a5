/* strict_base.h -- rows of the base state by their numbers and keys, as a hook of SQLite tells of them. Private to strict.c.
 *
 * Threads: under the mutex of its owner.
 */
#ifndef SEEDBED_SQLITE_STRICT_BASE_H
#define SEEDBED_SQLITE_STRICT_BASE_H

#include "image.h"

/* A connection of its own to the base state, made when it is first asked for, and what it was asked for. Zeroed to begin with. */
typedef struct sb_strict_base {
    sqlite3 *db;
    struct sb_strict_table *table;
    size_t tables, room;
} sb_strict_base;

/* A row that is being written: db is where, in the middle of it. */
typedef struct sb_strict_row {
    sqlite3 *db;
    const char *table;
    sqlite3_int64 number; /* of no meaning in a table WITHOUT ROWID */
} sb_strict_row;

/* The key of the row as changes.h has it, where there is such a row in the base state; else NULL. The caller frees it. */
char *sb__strict_base_key(sb_strict_base *base, const sb_image *image, const sb_strict_row *row);
void sb__strict_base_close(sb_strict_base *base);

#endif
