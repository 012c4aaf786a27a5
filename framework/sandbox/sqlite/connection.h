/* connection.h -- a connection of ours: the handle, the statements it keeps and the tables it has described.
 *
 * What it is: the `void *db` of ext/backend.h. Application code never sees one; it has handles of its own.
 *
 * Threads: one at a time.
 */
#ifndef SEEDBED_SQLITE_CONNECTION_H
#define SEEDBED_SQLITE_CONNECTION_H

#include "../../../assert/context.h"
#include "../../../assert/text.h"
#include "../constraints.h"
#include "sqlite.h"
#include <sqlite3.h>

#if SQLITE_VERSION_NUMBER < 3036000
#error "Seedbed needs SQLite 3.36 or later: sqlite3_serialize and sqlite3_txn_state"
#endif

/* INSERT statements stay prepared, the one used last in front. More than SB_KEPT_INSERTS shapes throw out the oldest. */
enum { SB_KEPT_INSERTS = 64 };
typedef struct sb_kept_insert {
    char *table;
    char **column;
    size_t n;
    sqlite3_stmt *statement;
    struct sb_kept_insert *next;
} sb_kept_insert;

/* One answer of describe. Answers live as long as the connection, so that nobody's pointer dies; equal ones are kept once. */
typedef struct sb_described {
    sb_table_info info;
    sb_column *column;
    sb_constraints constraints;
    int64_t at; /* the schema version for which it is known to hold, */
    int times;  /* and how often statements were prepared anew until then */
    struct sb_described *next;
} sb_described;

/* Tables and views of the live database, which no sandbox holds: what a test may name by mistake. */
typedef struct sb_live {
    char *prefix; /* of those that it holds */
    char **name;
    size_t n, room;
} sb_live;

/* confine.c's own; that of bulk.h. */
typedef struct sb_confines sb_confines;
typedef struct sb_bulk sb_bulk;

typedef struct sb_sqlite {
    sqlite3 *handle;
    sb_kept_insert *inserts;
    sqlite3_stmt *schema_version; /* kept: describe asks before every answer */
    sb_described *described;      /* the answer found last in front */
    sb_confines *confines;        /* NULL: it may do what it likes */
    sb_bulk *bulk;                /* NULL: nothing is being filled */
    const char *declined;         /* by fence.c: why the statement is refused; NULL where it is not */
    bool is_odd;                  /* by fence.c: a statement was compiled that writes a table of SQLite's own */
    bool is_littered;             /* by fence.c: the test left something on the connection that a reset has to take away */
    bool in_transaction;          /* by rollback.c: the test is one */
    const sb_live *live;          /* NULL: it is no sandbox, or the whole database */
} sb_sqlite;

/* Make a connection of a handle, which it then owns; never NULL. */
sb_sqlite *sb__sqlite_new(sqlite3 *handle);
int sb__sqlite_open(const char *url, enum sb_access access_wanted, void **db_out);
int sb__sqlite_scratch(const char *url, void **db_out);
void sb__sqlite_close(void *db);
int sb__sqlite_look(void *db, const sb_look *at, sb_fact_fn *fn, void *env);
/* What SQLite means by a full disk, where the file is a sandbox. */
#define SB_SANDBOX_ROOM "the sandbox has room for %lld MiB; make fewer rows, or fill a database by `seedbed make --database`"
/* Leave "<what>: <SQLite's words>" as the error, with what is known of the cause; returns SB_ERR. */
__attribute__((format(printf, 2, 3))) int sb__sqlite_fail(sqlite3 *handle, const char *format, ...);
/* Run statements without rows, for our own use. */
int sb__sqlite_run(sqlite3 *handle, const char *sql);
/* One line of SQL for a message: the first one with a word in it, cut where it is long. */
void sb__sqlite_show(sb_text *to, const char *sql, size_t n);
/* The first byte behind white space, lone semicolons and comments. */
const char *sb__sqlite_skip_blank(const char *at);
/* Put a name into SQL: quoted, with quotes inside doubled. */
void sb__sqlite_name(sb_text *to, const char *name);
/* A question with a name as its argument, as the table-valued PRAGMAs have it, so that no name is pasted into SQL; describe.c. NULL: it does not
 * compile. */
sqlite3_stmt *sb__sqlite_ask(sb_sqlite *db, const char *sql, const char *name);
/* A cell as text, until the next step: "" for NULL. */
const char *sb__sqlite_text_of(sqlite3_stmt *statement, int at);
/* Bind one value; SB_ERR with a message where SQLite has no such value. Text and blobs are borrowed until the statement is reset. */
int sb__sqlite_bind(sqlite3_stmt *statement, int at, const sb_value *value);

int sb__sqlite_enforce(void *db);
int sb__sqlite_exec(void *db, const char *sql);
int sb__sqlite_query(void *db, const char *sql, const sb_value *arg, size_t args, sb_row_fn *fn, void *env);
int sb__sqlite_columns(void *db, const char *sql, sb_row_fn *fn, void *env);
int sb__sqlite_insert(void *db, const char *table, const char *const *column, const sb_value *value, size_t n, int64_t *id_out);
int sb__sqlite_insert_rows(
    void *db, const char *table, const char *const *column, const sb_value *value, size_t n, size_t rows, int64_t *id_out);
/* "INSERT INTO table (columns) VALUES (?, ...)". */
void sb__sqlite_insert_sql(sb_text *to, const char *table, const char *const *column, size_t n);
void sb__sqlite_release_inserts(sb_sqlite *db);
int sb__sqlite_bulk_begin(void *db, const char *const *table);
int sb__sqlite_bulk_fill(
    void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env);
int sb__sqlite_bulk_end(void *db, bool keep);
/* Read a table afresh: name as in the database. */
int sb__sqlite_read_table(sb_sqlite *db, const char *name, sb_described **out);
/* Add what they are called to a description that has its columns; SB_ERR where they cannot be read. */
int sb__sqlite_read_references(sb_sqlite *db, sb_described *to);
int sb__sqlite_read_uniques(sb_sqlite *db, sb_described *to);
int sb__sqlite_read_checks(sb_sqlite *db, sb_described *to);
void sb__sqlite_free_described(sb_described *described);
int sb__sqlite_describe(void *db, const char *table, const sb_table_info **out);
void sb__sqlite_release_described(sb_sqlite *db);
int sb__sqlite_tables(void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env);
int sb__sqlite_objects(void *db, sb_object_fn *fn, void *env);
int64_t sb__sqlite_size(void *db, const char *table);
char **sb__sqlite_client(const char *url, const char *prefix);
int sb__sqlite_sequences(void *db, void (*fn)(void *env, const char *name, int64_t value), void *env);
int sb__sqlite_drop(void *db, const char *prefix, const char *but);
int sb__sqlite_begin(void *db);

int sb__sqlite_confine(void *db, const char *prefix);
/* A statement begins: nothing has been refused, and nothing made, altered or dropped. */
void sb__sqlite_begin_statement(sb_sqlite *db);
/* Why the statement was refused; NULL where it was not. Borrowed until the next one begins. */
const char *sb__sqlite_why_refused(const sb_sqlite *db);
/* Whether the statement, which has run, has done what it may not: why_refused then says what, and whoever holds us undoes it. */
bool sb__sqlite_went_beyond(sb_sqlite *db);
void sb__sqlite_free_confines(sb_sqlite *db);
/* Of the database that a sandbox is made of. SB_ERR: it cannot be read. */
int sb__live_list(sb_sqlite *db, const char *prefix, sb_live *out);
void sb__live_add(sb_live *live, const char *name);
void sb__live_release(sb_live *live);
/* SQLite's words are in the error, and the last ones of the handle: add what to do, where we know. */
void sb__sqlite_advise(sb_sqlite *db);

/* A statement with this in it, in the words of SQLite's authorizer, leaves something on the connection. */
bool sb__sqlite_is_litter(int action, const char *first, const char *second);
/* Between tests, outside of a transaction: temporary tables, attached databases and settings go. */
void sb__sqlite_tidy(sb_sqlite *db);

/* From now on it attaches no real file and sets nothing that outlives a reset. */
void sb__sqlite_fence(sb_sqlite *db);

#endif
