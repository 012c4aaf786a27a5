/* marker.h -- the marker table `<test_prefix>seedbed`: whose the tables under the test prefix are, and from what they were made.
 *
 * What it is: rows of (name, value). `state` is made first and dropped last, so that an install or drop that was interrupted is
 * recognised: installing, ready, dropping. `environment`, `layout`, `installed_at`, `installed_by`; `schema <file>` is the hash of
 * a schema file, `component <name>` a version; `table <name>`, `view <name>`, and so on for each kind of thing, is what we made.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_MARKER_H
#define SEEDBED_FRAMEWORK_SANDBOX_MARKER_H

#include "schema.h"

/* The version of this table and of what we install: one more, and older installations are rebuilt. */
#define SB_MARKER_LAYOUT "1"

typedef struct sb_mark {
    char *name, *value;
} sb_mark;

typedef struct sb_marker {
    bool there; /* the table exists and is ours */
    sb_mark *mark;
    size_t n, room;
} sb_marker;

/* The marker's table, "t_seedbed". The caller frees it. */
char *sb_marker_table(const char *test_prefix);
/* Reads it; a table of that name that is not ours, or none, is `there` false and no error. */
int sb_marker_read(const sb_backend *backend, void *db, const char *test_prefix, sb_marker *out);
void sb_marker_release(sb_marker *marker);
/* The value, or NULL. */
const char *sb_marker_get(const sb_marker *marker, const char *name);
/* Did we make this under the test prefix? It is listed, or an install that was interrupted may have made it. */
bool sb_marker_owns(const sb_marker *marker, const char *test_prefix, const sb_object *object);
/* Does a name begin with the prefix, in any case of letters where the database makes no difference between them? */
bool sb_marker_begins(const sb_backend *backend, const char *name, const char *test_prefix);
/* Does it stand by itself (a table, a view, a sequence, a function, but no index), under a name that begins with the prefix? */
bool sb_marker_is_under(const sb_backend *backend, const char *test_prefix, const sb_object *object);
/* Makes the table, with the state installing. */
int sb_marker_make(const sb_backend *backend, void *db, const char *test_prefix);
int sb_marker_set(const sb_backend *backend, void *db, const char *test_prefix, const char *name, const char *value);
/* What the marker should say of these schema files and this sandbox. */
void sb_marker_wanted(const sb_schema *schema, sb_marker *out);

#endif
