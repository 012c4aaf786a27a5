/* connection.h -- a connection of ours: the handle, the statements it keeps and the tables it has described.
 *
 * What it is: the `void *db` of ext/backend.h. Application code never sees one; it has handles of its own.
 *
 * Threads: one at a time.
 */
#ifndef SEEDBED_POSTGRES_CONNECTION_H
#define SEEDBED_POSTGRES_CONNECTION_H

#include "../../../assert/context.h"
#include "../../../assert/text.h"
#include "libpq.h"
#include "postgres.h"

/* Types of arguments and cells, by the numbers that every server has. */
enum sb__pg_type {
    SB__PG_BOOL = 16,
    SB__PG_BYTEA = 17,
    SB__PG_INT8 = 20,
    SB__PG_INT2 = 21,
    SB__PG_INT4 = 23,
    SB__PG_OID = 26,
    SB__PG_FLOAT4 = 700,
    SB__PG_FLOAT8 = 701,
    SB__PG_NUMERIC = 1700
};

/* What the server cuts names to. */
enum { SB__PG_NAME_BYTES = 63 };

/* How many statements of our own a connection keeps prepared, beside INSERTs. */
enum { SB__PG_KEPT = 8 };

/* insert.c's, describe.c's and confine.c's own. */
typedef struct sb__pg_insert sb__pg_insert;
typedef struct sb__pg_described sb__pg_described;
typedef struct sb__pg_confines sb__pg_confines;
struct sb__pg_bulk; /* bulk.h */

typedef struct sb_postgres {
    PGconn *handle;
    const sb_libpq *pq;
    char *narrow; /* the search path for DROP of a script: the sandbox alone; NULL: as for all statements */
    char *wide;   /* the search path for the others: the sandbox, and schemas that have extensions */
    sb__pg_insert *inserts;
    unsigned long prepared; /* how many were, for their names */
    sb__pg_described *described;
    sb__pg_confines *confines;     /* NULL: it may do what it likes */
    struct sb__pg_dumped *dumped;  /* names of schemas in scripts are fitted; NULL: they are run as they are */
    const char *kept[SB__PG_KEPT]; /* names of statements of our own that were prepared: string literals */
    struct sb__pg_drawn *drawn;    /* what statements take numbers from; NULL: nobody asks */
    struct sb__pg_bulk *bulk;      /* rows by the many are coming: bulk.h; NULL: none are */
    bool guarded;                  /* one failed statement does not spoil the transaction */
    bool saved;                    /* there is a savepoint of ours */
    bool watched;                  /* what runs on it is noted: seen.h */
    bool lent;                     /* the test asked for the handle, and may do with it what nobody sees */
    unsigned long long texts;      /* what might have changed a table was run so often: sure.c */
} sb_postgres;

/* Arguments of a statement, as libpq takes them. */
typedef struct sb__pg_arguments {
    int n;
    const Oid *type; /* NULL: the server finds out */
    const char *const *value;
    const int *length, *format; /* NULL: all are text */
} sb__pg_arguments;

/* ---- connections ---- */
/* Opens a handle, with no more than libpq does; NULL with a message that has the one spelling of the location in it. */
PGconn *sb__postgres_connect(const char *url);
/* Makes a connection of a handle, which it then owns; never NULL. */
sb_postgres *sb__postgres_new(PGconn *handle);
int sb__postgres_open(const char *url, enum sb_access access, void **db_out);
int sb__postgres_scratch(const char *url, void **db_out);
void sb__postgres_close(void *db);
/* Set what a connection of ours is set to. */
int sb__postgres_settle(sb_postgres *db);
/* The one spelling of a location, without a password: see backend.h. With what libpq adds by itself and by the environment. NULL with
 * a message where it cannot be understood. */
char *sb__postgres_locate(const char *url);
/* Whether what an application gives to PQconnectdb means the database of this location (in the one spelling). */
bool sb__postgres_same(const char *conninfo, const char *location);
/* The same for what stands in two lists, as PQconnectdbParams takes them. */
char *sb__postgres_locate_params(const char *const *keyword, const char *const *value, int expand_dbname);
/* The name of the database that a url means, which the caller frees; NULL with a message where it cannot be understood. */
char *sb__postgres_database(const char *url);
/* The url as a conninfo string that says all it stands for, with these keywords (a list that ends in NULL) set to other values, or to
 * nothing where a value is NULL; any program can open it. The caller frees it; it has the password in it. NULL with a message. */
char *sb__postgres_with(const char *url, const char *const *keyword, const char *const *value);
/* What a url says by one keyword, with libpq's defaults and environment ("" for nothing), which the caller frees; NULL with a message. */
char *sb__postgres_said(const char *url, const char *wanted);
/* Somebody's options but for those that decide which tables and whose rights, and behind them ours; the caller frees them. */
char *sb__postgres_options(const char *theirs, const char *ours);

/* ---- statements ---- */
/* Leave "<what>: <the server's words>" as the error, in one line; returns SB_ERR. result NULL: the handle's words. */
__attribute__((format(printf, 3, 4))) int sb__postgres_fail(
    const sb_postgres *db, const PGresult *result, const char *format, ...);
/* The server's words, in one line. */
void sb__postgres_words(const sb_postgres *db, const PGresult *result, sb_text *to);
/* The five letters of an error's class; "" where there are none. */
const char *sb__postgres_state(const sb_postgres *db, const PGresult *result);
/* Run text in one round trip: any number of statements without arguments (args NULL), or one with. The caller clears what comes
 * back, which may be an error; never NULL. Where the connection is guarded, only what fails is undone. */
PGresult *sb__postgres_execute(sb_postgres *db, const char *sql, const sb__pg_arguments *args);
/* The same for one statement without arguments. */
PGresult *sb__postgres_execute_one(sb_postgres *db, const char *sql);
/* The same for a statement that was prepared under this name. */
PGresult *sb__postgres_execute_prepared(sb_postgres *db, const char *name, const sb__pg_arguments *args);
/* The same with several rows of arguments, in one trip: all or none. The caller clears what each gave. How many went well, from the first. */
size_t sb__postgres_execute_rows(
    sb_postgres *db, const char *name, const sb__pg_arguments *row, size_t rows, PGresult **result_out);
/* Prepare a statement under a name; the caller clears what comes back. */
PGresult *sb__postgres_prepare(sb_postgres *db, const char *name, const char *sql);
/* Whether it did what it should. */
bool sb__postgres_went_well(const sb_postgres *db, const PGresult *result);
/* Run statements without rows, for our own use. */
int sb__postgres_run(sb_postgres *db, const char *sql);
/* The same for text that is put together. */
__attribute__((format(printf, 2, 3))) int sb__postgres_runf(sb_postgres *db, const char *format, ...);
/* One statement with $1 and n text arguments (NULL: a null), for our own use; the caller clears the rows. NULL with a message. */
PGresult *sb__postgres_rows(sb_postgres *db, const char *sql, int n, const char *const *argument);
/* The same, kept prepared under a name, which is one string literal. */
PGresult *sb__postgres_prepared_rows(sb_postgres *db, const char *name, const char *sql, int n, const char *const *argument);
/* A cell of these as text; NULL for a null. Borrowed from the result. */
const char *sb__postgres_cell(const sb_postgres *db, const PGresult *result, int row, int column);
/* The first cell of the first row, which the caller frees; NULL for a null, for no row, and with a message for an error. */
char *sb__postgres_ask(sb_postgres *db, const char *sql, int n, const char *const *argument);
/* From now on, inside a transaction, a statement that fails does not spoil what was done before it; told anew after each BEGIN. */
void sb__postgres_guarded(sb_postgres *db, bool guarded);
/* Put a name into SQL: quoted, with quotes inside doubled. A string likewise. */
void sb__postgres_name(sb_text *to, const char *name);
void sb__postgres_string(sb_text *to, const char *text);
/* One line of SQL for a message: the first one with a word in it, cut where it is long. */
void sb__postgres_show(sb_text *to, const char *sql, size_t n);

/* Leads names into a schema, until the transaction ends or (local false) for ever: it comes first, and behind it are those schemas of the
 * search path as it is that have extensions, so that their functions and types are found. DROP in scripts sees the schema alone. */
int sb__postgres_search(sb_postgres *db, const char *schema, bool local);
/* SB_ERR, with a message, where a name in this piece of SQL is longer than the server's names are. */
int sb__pg_check_names(const char *at, const char *end);

int sb__postgres_exec(void *db, const char *sql);
int sb__postgres_query(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env);
int sb__postgres_columns(void *db, const char *sql, sb_row_fn *fn, void *env);
int sb__postgres_insert(void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out);
int sb__postgres_insert_rows(
    void *db, const char *table, const char *const *column, const sb_value *value, size_t n, size_t rows, int64_t *id_out);
void sb__postgres_release_inserts(sb_postgres *db);
int sb__postgres_describe(void *db, const char *table, const sb_table_info **out);
int sb__postgres_tables(void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env);
int sb__postgres_objects(void *db, sb_object_fn *fn, void *env);
int sb__postgres_sequences(void *db, void (*fn)(void *env, const char *name, int64_t value), void *env);
int sb__postgres_drop(void *db, const char *prefix, const char *but);
int sb__postgres_begin(void *db);
int sb__postgres_confine(void *db, const char *prefix);
int sb__postgres_lock(const char *url, const char *name, const char *what, uint64_t wait_ns, void **lock_out);
void sb__postgres_unlock(void *lock);
char *sb__postgres_lock_holder(const char *url, const char *name);
int sb__postgres_lock_end(const char *url, const char *name, bool force);
/* The number of a lock, within its database; and who holds that, for people: NULL for nobody. The caller frees them. */
char *sb__pg_lock_key(const char *name);
/* What this process calls itself where it holds one. The caller frees it. */
char *sb__pg_lock_who(void);
char *sb__pg_lock_held_by(sb_postgres *db, const char *key);

/* ---- values ---- */
/* Room for the arguments of one statement; grown as needed, released by sb__pg_release. */
typedef struct sb__pg_bound {
    sb__pg_arguments as;
    Oid *type;
    const char **value;
    int *length, *format;
    char **owned;
    size_t owned_n;
    size_t bad; /* which one could not be bound */
} sb__pg_bound;

/* Numbers become text. SB_ERR with a message where a database has no such value; text and bytes are borrowed. */
int sb__pg_bind(sb_postgres *db, const sb_value *arg, size_t args, sb__pg_bound *to);
void sb__pg_release(sb__pg_bound *bound);
/* A floating value as the shortest text that gives it back; the caller frees it. */
char *sb__pg_number(const sb_postgres *db, const sb_value *value);
/* The cells of a row: room for PQnfields of them. Borrowed from the result, and from `bytes`, which the caller frees by
 * sb__pg_free_bytes: what bytea columns hold. */
void sb__pg_cells(const sb_postgres *db, const PGresult *result, int row, sb_value *cell, void **bytes);
void sb__pg_free_bytes(const sb_postgres *db, void **bytes, size_t n);

#endif
