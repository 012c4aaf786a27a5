/* tables.h -- lists of tables' names that own their strings.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_TABLES_H
#define SEEDBED_FRAMEWORK_SANDBOX_TABLES_H

#include "../config/settings.h"
#include <seedbed/ext/backend.h>

/* The tables under a prefix, sorted. */
int sb_tables_list(const sb_backend *backend, void *db, const char *prefix, sb_names *out);
void sb_tables_add(sb_names *list, const char *name);
void sb_tables_remove(sb_names *list, size_t i);
void sb_tables_release(sb_names *list);

#endif
