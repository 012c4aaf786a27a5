/* strict_drops.h -- statements that drop or alter a table, whose rows go without a hook being told. Private to strict.c.
 *
 * Threads: under the mutex of its owner.
 */
#ifndef SEEDBED_SQLITE_STRICT_DROPS_H
#define SEEDBED_SQLITE_STRICT_DROPS_H

#include "../../../assert/text.h"

typedef struct sb_strict_dropped {
    char **at;
    size_t n, room;
} sb_strict_dropped;

/* By its first word. */
bool sb__strict_drops(const char *sql);
/* Of a test the first hundred. */
void sb__strict_drops_add(sb_strict_dropped *list, const char *sql);
/* The first that names the table, or NULL. Borrowed. */
const char *sb__strict_drops_find(const sb_strict_dropped *list, const char *table);
void sb__strict_drops_clear(sb_strict_dropped *list);

#endif
