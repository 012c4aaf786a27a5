/* schema.h -- the schema files of a sandbox: read, hashed, their braces expanded, run.
 *
 * Calling sequence: sb_schema_load, then the others, sb_schema_release; also after a failed load.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_SCHEMA_H
#define SEEDBED_FRAMEWORK_SANDBOX_SCHEMA_H

#include "../config/settings.h"
#include <seedbed/ext/backend.h>

typedef struct sb_schema_file {
    const char *path; /* absolute */
    const char *name; /* as in seedbed.yaml, relative to its folder: the same on every machine */
    char *text;
    char *sql; /* with the braces expanded */
    uint64_t hash;
} sb_schema_file;

typedef struct sb_schema {
    const sb_sandbox_settings *of;
    sb_schema_file *file;
    size_t n;
} sb_schema;

/* SB_EREFUSED: a file is not there; or a brace in it is not closed, with file:line:column. */
int sb_schema_load(const sb_settings *settings, const sb_sandbox_settings *of, sb_schema *out);
void sb_schema_release(sb_schema *schema);
/* Run all files, held to the tables under the test prefix (or to the database, where it is the sandbox's own). SB_EREFUSED: one
 * does not run or reaches beyond; the message names file, statement and line. */
int sb_schema_run(const sb_schema *schema, const sb_backend *backend, void *db);
/* Run all files on an empty database in memory, and refuse what they make outside the test prefix. made: what they made, each as
 * sb_schema_describe has it; may be NULL. */
int sb_schema_rehearse_into(const sb_schema *schema, const sb_backend *backend, sb_names *made);
int sb_schema_rehearse(const sb_schema *schema, const sb_backend *backend);
/* "index by_name of t_users". The caller frees it. */
char *sb_schema_describe(const sb_object *object);
/* The longest name in braces, "" where there is none; owned by the schema's text, so it is size bytes without a NUL. */
const char *sb_schema_longest(const sb_schema *schema, size_t *size);
/* Where a statement of the files names one of these live tables, which it would read, change or drop: the place as
 * "file:line:column" and the table; NULL where none does. The caller frees it. */
char *sb_schema_names_live(const sb_schema *schema, const sb_names *live, const char **table);

#endif
