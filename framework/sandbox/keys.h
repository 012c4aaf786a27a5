/* keys.h -- a set of rows, each known by its table and its key. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_KEYS_H
#define SEEDBED_FRAMEWORK_SANDBOX_KEYS_H

#include "sandbox.h"

typedef struct sb_keys {
    char **at; /* a table of open addressing: "table\nkey", or NULL */
    size_t n, room;
} sb_keys;

void sb_keys_add(sb_keys *keys, const char *table, const char *key);
bool sb_keys_have(const sb_keys *keys, const char *table, const char *key);
void sb_keys_release(sb_keys *keys);

/* The same of a key that is known by its cells. */
char *sb_keys_join(const sb_table_info *info, const sb_row_key *key);
/* The key of a row in one form, whoever tells of it: the columns of the table's primary key, in the order of the table, as in
 * "a = 1, b = 2". Without such a key: as the backend has it. The caller frees it. */
char *sb_keys_spell(const sb_db *db, const sb_row_change *row);

#endif
