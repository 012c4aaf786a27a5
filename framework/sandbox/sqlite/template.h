/* template.h -- a database that consists of the tables under a prefix, sealed in memory.
 */
#ifndef SEEDBED_SQLITE_TEMPLATE_H
#define SEEDBED_SQLITE_TEMPLATE_H

#include "../../../assert/text.h"
#include "memory.h"
#include <sqlite3.h>

/* Tables, virtual tables and views whose names begin with the prefix (in any case of letters), with rows, row numbers, indexes, triggers
 * and AUTOINCREMENT counts; page size, encoding, user_version and application_id as they are. "" takes the whole database as it is. */
int sb__template_make(sqlite3 *from, const char *prefix, sb_memory_file *out);

/* copy.c: the part of it that copies from one database into an empty one. */
int sb__template_copy(sqlite3 *from, sqlite3 *to, const char *prefix);
/* rows.c. The first: the row number, where the table has one, and the columns that can be inserted, as a list; *n counts them. */
int sb__template_columns(sqlite3 *from, const char *table, sb_text *to, size_t *n, const char **number_out);
int sb__template_copy_rows(sqlite3 *from, sqlite3 *to, const char *table);

#endif
