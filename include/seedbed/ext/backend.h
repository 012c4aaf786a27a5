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

#include <seedbed/ext/row_change.h>

typedef struct sb_column {
    const char *name;
    const char *type; /* as declared, such as "INTEGER" or "varchar(40)"; "" for none */
    bool not_null;
    bool has_default;      /* other than NULL */
    bool constant_default; /* and it is the same, and not NULL, for all rows of a transaction: no sequence, no random number */
    bool primary_key;
    bool rowid;   /* the database numbers it: an INTEGER PRIMARY KEY, serial or identity */
    bool counted; /* and gives no number twice, of rows that are gone either: `sequences` has the last under the table's name */
    bool unique;  /* alone, by constraint or index: sb_unique has it more exactly */
    bool unique_together;     /* with others: in a unique constraint or index of several columns */
    bool generated;           /* computed: may not be inserted */
    bool opaque;              /* its type has a form of its own, which the name of the type does not tell, such as a composite */
    const char *parent_table; /* of a single-column foreign key; NULL for none */
    const char *parent_column;
    const char *shared_parent;  /* the table of a foreign key of several columns that this is one of; NULL for none */
    const char *const *choices; /* all values of an enumeration, in order, ending in NULL; NULL: it is none */
} sb_column;

/* A foreign key, of one column or of several. */
typedef struct sb_reference {
    size_t n;
    const char *const *column;
    const char *table;                /* as in the database, prefix and all */
    const char *const *parent_column; /* in the order of column */
} sb_reference;

/* Columns of which no two rows may have the same values, all taken together: a primary key, a constraint or an index. One of a part of
 * the rows (WHERE) is told as if it were of all, one of expressions as if it were of the columns in them, and an exclusion as if it were
 * unique: so there may be rows that the database would take. The primary key comes first. The same columns are told once. */
typedef struct sb_unique {
    size_t n;
    const char *const *column;
    bool some; /* one of those: not every two rows that are alike in these columns are refused */
} sb_unique;

typedef struct sb_table_info {
    const char *name; /* as in the database, prefix and all */
    size_t n;
    const sb_column *column;
    const char *row_number; /* the name under which the number that insert gave finds its row; NULL: rows have no numbers */
    size_t references;
    const sb_reference *reference;
    size_t uniques;
    const sb_unique *unique;
    /* The condition of each CHECK, of the table, its columns and their domains, as the database has it written; a domain's VALUE is
     * replaced by the column. Of a partition also what its rows must be. Ends in NULL; NULL: none. */
    const char *const *check;
} sb_table_info;

/* A row of a source is in cell, borrowed until the next call: 1. There is no more: 0. SB_ERR with sb_error(): the filling ends, and nothing of
 * it stays. */
typedef int sb_source_fn(void *env, sb_value *cell);

/* SB_LOOK reads and leaves every byte as it is: nothing is created, no journal, no log is left beside the database. SB_RECOVER
 * undoes what a process that died left half done, and changes nothing else. */
enum sb_access { SB_LOOK = 0, SB_CHANGE, SB_CREATE, SB_RECOVER };

/* The base state of a sandbox, from which workers are served; the backend's own. */
typedef struct sb_clone sb_clone;

/* How the base state is brought back. What each restores and costs stands in docs/ISOLATION.md; a backend may refuse those that it has
 * not. One that finds more done than it can undo falls to a stronger one, and says so. */
enum sb_reset {
    SB_RESET_AUTO = 0,  /* the backend's choice */
    SB_RESET_ROLLBACK,  /* a transaction on our connection, rolled back */
    SB_RESET_IMAGE,     /* pages of a copy in memory, copied back */
    SB_RESET_UNDO,      /* changed rows, written down by triggers, changed back */
    SB_RESET_RELOAD,    /* tables that were touched, emptied and filled again */
    SB_RESET_WATERMARK, /* rows above the highest key of the base state, deleted */
    SB_RESET_TRACKED,   /* rows that the test inserted, deleted */
    SB_RESET_TRUNCATE,  /* all tables, emptied and filled again */
    SB_RESET_REBUILD    /* all tables, dropped and made again */
};

/* A file of SQL. */
typedef struct sb_script {
    const char *name; /* as people know it: the file's */
    const char *sql;  /* with the braces expanded */
} sb_script;

/* What a clone is made for. Borrowed, for the run. */
typedef struct sb_clone_wish {
    const char *sandbox;     /* its name in seedbed.yaml */
    const char *prefix;      /* of its tables; "" for all */
    const char *path;        /* where the application opens its database, as locate has it */
    const char *location;    /* the same as written: what open takes. NULL: a throw-away database */
    const char *admin;       /* of a connection that may make roles and schemas; NULL: that of location does all */
    const sb_script *script; /* what the tables are made by, in order */
    size_t scripts;
    enum sb_reset reset;
    bool own_database; /* the clone has a database of its own, where the backend could do with less */
    bool strict;       /* refuse what is only reported otherwise */
    bool verbose;
    unsigned workers; /* that will open the clone: their seats are 0 to workers - 1 */
} sb_clone_wish;

/* What a reset has to tell: texts that belong to the clone, until the next reset; NULL where there is nothing to say. */
typedef struct sb_reset_told {
    const char *held;   /* transactions and statements that were still open and were ended, one line each; fails the test */
    const char *broken; /* what the test left that no commit would have passed, as a deferred foreign key; fails the test */
    const char *fell;   /* why another strategy than the chosen one had to be used; told, fails nothing */
} sb_reset_told;

/* A non-zero return ends the listing, which then returns it. */
typedef int sb_row_change_fn(void *env, const sb_row_change *change);

/* What the guard asks of a database before anything is touched. Each fact has a subject and a detail. */
enum sb_fact {
    SB_FACT_ENVIRONMENT, /* a marker in the database, "the table seedbed_environment", says what this is: "production"; NULL: it is there
                          * and cannot be read */
    SB_FACT_CROSSING,  /* a foreign key between a table under the test prefix and one outside: "t_a.b_id" and "b" */
    SB_FACT_WRITABLE,  /* a table outside that the tests may write, and by which right: "invoices" and "PUBLIC" */
    SB_FACT_PRIVILEGED /* the connection may do everything to tables of somebody else that have rows: who, and whose they are */
};
typedef void sb_fact_fn(void *env, enum sb_fact fact, const char *subject, const char *detail);

/* What is looked at. Borrowed for the call. */
typedef struct sb_look {
    const char *prefix;      /* of the live tables; "" for all that are not under test_prefix */
    const char *test_prefix; /* of the test tables; "": they are not beside the live ones */
    const char *admin;       /* of a connection that may make roles and schemas; NULL: none was given */
} sb_look;

struct sb_handed; /* ext/resource.h */

/* Called per row; a non-zero return ends the query, which then returns it. Cells are borrowed for the call. */
typedef int sb_row_fn(void *env, const sb_value *cell, const char *const *name, size_t n);

/* A table, view, index or trigger. */
typedef struct sb_object {
    const char *kind;  /* "table", "view", "index", "trigger" */
    const char *name;  /* as the database spells it */
    const char *table; /* the table (or view) that it belongs to; its own name for tables and views */
} sb_object;

/* Called per object, sorted by name; borrowed for the call. The schema may be changed meanwhile. */
typedef void sb_object_fn(void *env, const sb_object *object);

/* Called by the thread that runs the statement; ours: on the connection of clone_open. Runs no statement itself. */
typedef void sb_statement_fn(void *env, const char *sql, bool ours);

/* Databases of which no sandbox is made, as far as files are meant. Borrowed for the call. */
typedef struct sb_beside {
    const char *const *folder;   /* the run's own, where tests make what they like; NULL behind the last, as in the next */
    const char *const *readable; /* databases, and folders of them, that tests may read: they are opened, and cannot be written */
    bool may_read, may_write;    /* what was there before the run */
    int64_t began_ns; /* the run, by the clock that dates files: what was made since is the run's own, which tests may open,
                                  * and strict ones may not */
    int made_fd; /* where is noted what tests are let make outside of the folders, which all workers share: 0 or below: nowhere. Private to
                  * Seedbed */
} sb_beside;

enum { SB_INSERT_ROWS = 64 };

typedef struct sb_backend {
    const char *name;   /* for messages: "SQLite" */
    const char *scheme; /* of url: "sqlite" */
    unsigned resets;    /* the strategies that it has, each as 1u << enum sb_reset; SB_RESET_AUTO is one of them */
    bool schemas;       /* a sandbox can be a schema in the live database: `placement: schema` */
    bool lower_case;    /* a name without quotes is one in small letters */

    /* ---- any connection ---- */
    /* May. The one spelling of a location, without passwords, by which two are compared and which messages show. The caller frees it.
     * NULL: a path. */
    char *(*locate)(const char *url);
    /* Must. Opens url (the part behind the scheme; a path is absolute).
     * SB_ENOTFOUND: there is no such database (and access was not SB_CREATE), or nothing to undo (SB_RECOVER). */
    int (*open)(const char *url, enum sb_access access, void **db_out);
    void (*close)(void *db);
    /* May. From now on this connection checks what the database lets pass unless it is asked to check: foreign keys, in SQLite. NULL: it
     * always checks. */
    int (*enforce)(void *db);
    /* Must. An empty place for tables that is gone when it is closed. url: where, for databases that have none in memory; may be NULL for
     * the default backend. */
    int (*scratch)(const char *url, void **db_out);
    /* May, all or none. Hold the name, for one run at a time, until unlock. SB_EREFUSED after wait_ns, with a message that names the
     * holder and `what`. holder: who holds it, for people, the caller frees it; NULL for nobody. NULL: a lock file beside the database. */
    int (*lock)(const char *url, const char *name, const char *what, uint64_t wait_ns, void **lock_out);
    void (*unlock)(void *lock);
    char *(*lock_holder)(const char *url, const char *name);
    /* May, with lock. Ends the session that holds the name. SB_ENOTFOUND: nobody holds it. SB_EREFUSED: it is a session from this machine,
     * which will end by itself, and force is false; or we may not end it. The message says who holds it. */
    int (*lock_end)(const char *url, const char *name, bool force);
    /* Must. Tells all facts of enum sb_fact, and changes nothing. */
    int (*look)(void *db, const sb_look *at, sb_fact_fn *fn, void *env);
    /* May. The other machine that a location leads to, by the location and the environment alone. The caller frees it. NULL: this one. */
    char *(*host)(const char *url);
    /* Must. Runs any number of statements; the message names a failed one by number, line and text. */
    int (*exec)(void *db, const char *sql);
    /* Must. One statement with ? arguments, rows to fn (NULL: dropped). */
    int (*query)(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env);
    /* Must. The columns that a query without arguments would give, before it is run: fn once, with names and no cells (NULL). */
    int (*columns)(void *db, const char *sql, sb_row_fn *fn, void *env);
    /* Must. Inserts one row; id_out gets the key the database gave it (or its row number). May keep statements prepared. */
    int (*insert)(void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out);
    /* May. The same for a few rows that fill the same columns, at most SB_INSERT_ROWS: value has n of the first, then n of the second; all
     * of them or none. What the rows do to each other is as if they came one after the other. NULL: insert for each. */
    int (*insert_rows)(
        void *db, const char *table, const char *const *column, const sb_value *value, size_t n, size_t rows, int64_t *id_out);
    /* May, all three or none: many rows, all or none of them. bulk_begin says which tables will be filled, up to a NULL, in the order in which
     * they will be; what is dear to keep up row by row (indexes, foreign keys) may be put aside until bulk_end, where the database is sure to
     * check all of it then. In a transaction of our own, or in a savepoint where one is open. bulk_end: keep the rows, or take back all that
     * was done since bulk_begin; where they cannot be kept (a foreign key leads nowhere, two rows are equal) it takes them back and returns
     * SB_ERR with the database's words. After a bulk_fill that failed comes bulk_end with keep false. NULL: insert in a transaction does. */
    int (*bulk_begin)(void *db, const char *const *table);
    /* expected: how many rows there will be, where that is known; else 0. Where keys that the database would number are given, and go up one by
     * one, nobody else is given one of them by the database meanwhile, as far as expected is known. */
    int (*bulk_fill)(
        void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env);
    int (*bulk_end)(void *db, bool keep);
    /* Must. Columns of a table, in order; owned by the connection, and there as long as it is: a table that was altered has another answer, at
     * another place, so that who keeps one sees by its address whether it still holds. SB_ENOTFOUND: no such table. */
    int (*describe)(void *db, const char *table, const sb_table_info **out);
    /* Must. Names of the tables (no views, none of the database's own) that begin with prefix, sorted; prefix is no
     * pattern, and as the database takes names: SQLite makes no difference between T_ and t_. */
    int (*tables)(void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env);
    /* Must. Everything with a name that was made by a statement, in any part of the database that prefixed tables share. */
    int (*objects)(void *db, sb_object_fn *fn, void *env);
    /* May. Bytes that a table takes, with its indexes; -1 where that is not known. */
    int64_t (*size)(void *db, const char *table);
    /* Must. The words of a command by which people look into the database, its program first, NULL behind the last; without passwords.
     * prefix: of the tables that they want to see; "" for all. The caller frees each and the list. */
    char **(*client)(const char *url, const char *prefix);
    /* Must. Drops the tables and views that begin with prefix (compared as in tables), all but the table `but`, whatever refers to what. */
    int (*drop)(void *db, const char *prefix, const char *but);
    /* Must. Begins a transaction, which ends by COMMIT or ROLLBACK and undoes tables as well as rows; who begins another by this waits
     * until it has ended. */
    int (*begin)(void *db);
    /* Must. From now on exec and drop fail, with a message that says what was refused, where a statement reaches beyond the tables
     * under prefix: changes anything that does not belong to one of them, reads another table, names another database, sets
     * something for the whole database, or ends the transaction. "": the whole database, but none beside it. NULL: no longer. */
    int (*confine)(void *db, const char *prefix);

    /* ---- the sandbox ---- */
    /* Must. In main: take the tables under wish->prefix (schema, rows, indexes, triggers; no other table) as the base state. db: where
     * they are, or the scratch place in which the scripts were run. It is wish->path that lands in the clone. */
    int (*clone_make)(void *db, const sb_clone_wish *wish, sb_clone **out);
    /* May. Takes away what runs that died left of the clones for such a wish. SB_EREFUSED: a run that lives has them. */
    int (*clone_clear)(const sb_clone_wish *wish);
    /* Must. In the worker of a seat: from now on every connection of this process to the path is a connection to the clone. A worker that
     * died may have had the seat before. db_out: ours. */
    int (*clone_open)(sb_clone *clone, unsigned seat, void **db_out);
    /* May. In main, for workers that are no processes of ours: the sandbox of a seat, filled and at its base state; as clone_url. Borrowed,
     * until the next call. NULL with a message. NULL: it is in the memory of a worker. */
    const char *(*clone_seat)(sb_clone *clone, unsigned seat);
    /* Must. In a worker. What the application's own open call takes; for messages and sandbox_url(). Borrowed, for the run. */
    const char *(*clone_url)(const sb_clone *clone);
    /* Must. The native handle (sqlite3 *, PGconn *) of a connection to lend to the test; ours, where the strategy is about that one. NULL
     * with a message where there is none to be had. */
    void *(*clone_handle)(sb_clone *clone);
    /* May. The database's schema that holds the tables; NULL: it has none. */
    const char *(*clone_schema)(const sb_clone *clone);
    /* Must. In main, after clone_make: how it is made and brought back, in a few words for -v. */
    const char *(*clone_how)(const sb_clone *clone);
    /* May. In main, after clone_make: by what tests could write outside of the clone all the same, as far as only whoever made it knows, and
     * on a second line what to do, without a full stop. The guard says it as `writable_outside`. NULL: by nothing. */
    const char *(*clone_way_out)(const sb_clone *clone);
    /* Must. Several clones may stand for one path (two sandboxes of one database): new connections go to the one used last. */
    void (*clone_use)(sb_clone *clone);
    /* Must. Back to the base state. told is filled in whole. */
    int (*clone_reset)(sb_clone *clone, sb_reset_told *told);
    /* Must. The present state becomes the base state of this worker (fixtures); clone_drop_kept goes back to the first one. */
    int (*clone_keep)(sb_clone *clone);
    /* Must. Whether anything was written since the base state was brought back or kept last. */
    bool (*clone_changed)(const sb_clone *clone);
    int (*clone_drop_kept)(sb_clone *clone);
    /* May. The rows that differ from the base state now, net: what was changed and changed back is not told. Table by table. In strict
     * mode also rows of the base state that were written since and are as before: changed ones, whose cells before and after are equal.
     * SB_ERR with a message: they cannot be told now, as where a connection is in the middle of a transaction that locks them. */
    int (*clone_changes)(sb_clone *clone, sb_row_change_fn *fn, void *env);
    /* May. Called after a reset and before the test. From now on writes are watched, on every connection of the process to the clone:
     * changes know the statement that did them. SB_ENOTFOUND, with a message why: rows are told, but not statements. */
    int (*clone_strict)(sb_clone *clone, bool strict);
    /* May. Leaves the present state for a person to look at, until the sandbox is prepared next: as a file in `folder`, which is there, or
     * in the database itself. test: whose state it is, suite/name. command_out: what opens it, for a shell; the caller frees it. */
    int (*clone_keep_aside)(sb_clone *clone, const char *folder, const char *test, char **command_out);
    /* May, with clone_changes. In main: the worker of this seat died, and none after it has opened the clone. What it had done to rows, as by
     * clone_changes. SB_ERR with why that is not known. NULL: it is in the memory of the worker. */
    int (*clone_lost)(sb_clone *clone, unsigned seat, sb_row_change_fn *fn, void *env);
    /* May. The counters by which the database numbers rows, on our connection, in the order of their names: the number that each gave
     * last. */
    int (*sequences)(void *db, void (*fn)(void *env, const char *name, int64_t value), void *env);
    /* May. From now on fn is told of each statement when any connection of this process to the clone begins to run it, but not of what
     * the database runs inside a statement. fn NULL: no longer, which never fails. NULL: statements cannot be counted. */
    int (*watch)(sb_clone *clone, sb_statement_fn *fn, void *env);
    void (*clone_free)(sb_clone *clone);
    /* Must. For workers that share no memory with main (--start=spawn): in main say what a worker needs to open the clone, by the
     * calls of ext/resource.h; in the worker make the clone of that, in the same order. Nothing is read or locked again. */
    int (*clone_hand_over)(const sb_clone *clone, struct sb_handed *to);
    int (*clone_take_over)(struct sb_handed *from, sb_clone **out);

    /* ---- around tests: databases that are no business of theirs ---- */
    /* Must. In a worker, after its clones are open: a connection to the path is refused from now on, and noted, in all tests but
     * those for which admit names it. sandbox: whose it is, for the message. */
    int (*guard)(const char *path, const char *sandbox);
    /* May. In a worker, after guard: another location by which the application opens what is at the path. */
    int (*also)(const char *path, const char *location);
    /* May. In a worker, after guard: which databases may be opened that are no sandbox's. NULL: guard knows that by itself. */
    int (*beside)(const sb_beside *beside);
    /* Must, where something is guarded. A test begins, and may open this path of the guarded ones; NULL: none. */
    void (*admit)(const char *path);
    /* May, with beside. The tests that begin from now on are strict, or are not. */
    void (*strict)(bool strict);
    /* Must, where something is guarded. What was refused since the last call, one line each; NULL: nothing. Borrowed until then. */
    const char *(*refused)(void);
    /* Must. Nothing is guarded any more; nor need it have been. */
    void (*unguard)(void);
} sb_backend;

/* A backend of a program's own: a constructor adds it, and urls name it by its scheme; before the built-in one of the same scheme. The
 * node is the caller's, static. */
typedef struct sb_backend_node {
    const sb_backend *backend;
    struct sb_backend_node *next;
} sb_backend_node;
SB__C_BEGIN
void sb_add_backend(sb_backend_node *node);
/* The backend of a scheme, "sqlite" or "postgres" or one that was added; NULL: there is none. For backends that stand on another one. */
const sb_backend *sb_backend_named(const char *scheme);
SB__C_END

#endif
