/* backend.h -- for authors of backends: what the sandbox and the factories ask of a database.
 *
 * What it is: a backend is one `const struct sb_backend`. `db` is the backend's own connection, opaque to all others. SQL comes
 * with braces already expanded.
 *
 * Values: arguments and cells are sb_value; NULL is SB_NONE, integers SB_LLONG, floating SB_DOUBLE, text SB_STR, blobs SB_BYTES.
 * Every kind of base.h is accepted as an argument; a row (SB_ROW) must have been replaced by its id.
 *
 * Errors: 0, or a negative enum sb_error with a message by sb_fail_with that has the database's own words in it.
 */
#ifndef SEEDBED_EXT_BACKEND_H
#define SEEDBED_EXT_BACKEND_H

#include <seedbed/base.h>

typedef struct sb_column {
    const char *name;
    const char *type; /* as declared, such as "INTEGER" or "varchar(40)"; "" for none */
    bool not_null;
    bool has_default;
    bool primary_key;
    bool rowid;               /* the database numbers it: an INTEGER PRIMARY KEY, serial or identity */
    bool unique;              /* alone, by constraint or index */
    bool generated;           /* computed: may not be inserted */
    const char *parent_table; /* of a single-column foreign key; NULL for none */
    const char *parent_column;
} sb_column;

typedef struct sb_table_info {
    const char *name; /* as in the database, prefix and all */
    size_t n;
    const sb_column *column;
} sb_table_info;

/* The base state of a sandbox, from which workers are served; the backend's own. */
typedef struct sb_clone sb_clone;

/* Called per row; a non-zero return ends the query, which then returns it. Cells are borrowed for the call. */
typedef int sb_row_fn(void *env, const sb_value *cell, const char *const *name, size_t n);

typedef struct sb_backend {
    const char *name;   /* for messages: "SQLite" */
    const char *scheme; /* of url: "sqlite" */

    /* ---- any connection ---- */
    /* Must. Opens url (the part behind the scheme, made absolute). create: make the database where there is none. */
    int (*open)(const char *url, bool create, void **db_out);
    void (*close)(void *db);
    /* Must. Runs any number of statements; the message names a failed one by number, line and text. */
    int (*exec)(void *db, const char *sql);
    /* Must. One statement with ? arguments, rows to fn (NULL: dropped). */
    int (*query)(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env);
    /* Must. Inserts one row; id_out gets the key the database gave it (or its row number). May keep statements prepared. */
    int (*insert)(void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out);
    /* Must. Columns of a table, in order; owned by the connection, valid until its schema changes. SB_ENOTFOUND: no such table. */
    int (*describe)(void *db, const char *table, const sb_table_info **out);
    /* Must. Names of the tables (no views) that begin with prefix, sorted; prefix is compared byte by byte, not as a pattern. */
    int (*tables)(void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env);

    /* ---- the sandbox ---- */
    /* Must. In main: take the tables under prefix (schema, rows, indexes, triggers; no other table) as the base state.
     * path: where the application opens its database; it is this path that lands in the clone. */
    int (*clone_make)(void *db, const char *prefix, const char *path, sb_clone **out);
    /* Must. In a worker: from now on every connection of this process to the path is a connection to the clone. db_out: ours. */
    int (*clone_open)(sb_clone *clone, void **db_out);
    /* Must. Several clones may stand for one path (two sandboxes of one database): new connections go to the one used last. */
    void (*clone_use)(sb_clone *clone);
    /* Must. Back to the base state. Transactions and statements that were still open are ended and described, one line each, in
     * a text that belongs to the clone; held_out is NULL where there were none. */
    int (*clone_reset)(sb_clone *clone, const char **held_out);
    /* Must. The present state becomes the base state of this worker (fixtures); clone_drop_kept goes back to the first one. */
    int (*clone_keep)(sb_clone *clone);
    int (*clone_drop_kept)(sb_clone *clone);
    void (*clone_free)(sb_clone *clone);
} sb_backend;

#endif
