/* bulk.h -- many rows, all or none of them: what the parts of it share.
 *
 * Calling sequence: begin, fills, end. In a transaction of our own; where one is open, in a savepoint of it.
 *
 * Ways: `loop` is one INSERT per row, as anybody would write it, for whatever is odd. `select` is one INSERT of all rows, from a virtual
 * table. `stage` is for many rows into a table with indexes: they are put in order in a temporary database, their indexes are built there by
 * sorting, and SQLite copies trees of both into the table; so what a row takes does not grow with their number, nor does the memory. All
 * three leave the same rows and indexes.
 *
 * Room: `stage` needs as much for temporary files as the rows and their indexes take, and for a while as much again as the largest index.
 *
 * Threads: those of the connection.
 */
#ifndef SEEDBED_SQLITE_BULK_H
#define SEEDBED_SQLITE_BULK_H

#include "connection.h"

/* More rows than these may be there before, and they are not moved; fewer may come, and it is not worth it. */
enum { SB_BULK_FEW = 1000, SB_BULK_MANY = 20000 };
/* Each COMMIT waits for the busy_timeout of the connection, which is 5 s: together that is a minute. */
enum { SB_BULK_COMMITS = 12 };
#define SB_BULK_STAGE "seedbed_stage"

/* A table that is to be filled, as it was when the filling began. */
typedef struct sb_bulk_table {
    char *name; /* as in the database */
    char *sql;  /* that made it; NULL: it is no table of the database's own */
    bool odd;   /* its inserts do more than to put rows in: triggers, REPLACE and their like */
    bool seen;  /* by temporary triggers of ours */
    bool has_indexes, has_references;
    int64_t before; /* rows; SB_BULK_FEW + 1: many */
} sb_bulk_table;

/* A reference that leads nowhere: of which row of which table, and to which. */
typedef struct sb_bulk_lost {
    const char *table; /* borrowed */
    int64_t reference; /* which of the table's */
    bool has_row;
    int64_t row;
    char parent[128];
} sb_bulk_lost;
typedef struct sb_bulk_broken sb_bulk_broken;

struct sb_bulk {
    bool inside;            /* of somebody's transaction: a savepoint is ours */
    bool unchecked;         /* foreign keys are switched off, and looked at in the end */
    bool deferred;          /* they are looked at in the end, and not at each row */
    bool one_by_one;        /* they are looked at behind each row */
    sb_bulk_broken *broken; /* references that led nowhere before, where there were any; else NULL */
    bool failed;            /* a fill did: nothing is kept */
    bool staged;            /* there is a database SB_BULK_STAGE */
    int64_t lean_cache;     /* that of our connection to a clone, where it was raised; else 0 */
    int64_t cache;          /* its size, where that was changed; else 0 */
    sb_bulk_table *table;
    size_t n, room;
};

/* The rows of one fill, and how far it got. */
typedef struct sb_bulk_rows {
    const char *table;
    const char *const *column;
    size_t n;
    uint64_t expected; /* 0: it is not known */
    sb_source_fn *source;
    void *env;
    sb_value *cell; /* n of them: the row that is on its way */
    uint64_t given; /* rows that the source has given */
    bool ahead;     /* the row on its way has not been asked for yet */
    bool ended;     /* the source has no more */
    int failed;     /* the source did, or gave what is no value: the message is left */
} sb_bulk_rows;

/* ---- bulk_loop.c ---- */
/* The next row is in rows->cell: 1. There is no more: 0. Negative: the source failed, with its message. */
int sb__bulk_next(sb_bulk_rows *rows);
/* The row that is on its way was refused: leave as the error SQLite's words, which row it is, and those values that the words name. */
int sb__bulk_fail_row(sb_sqlite *db, const sb_bulk_rows *rows);
/* The same, where a cell cannot be a value. */
int sb__bulk_fail_value(const sb_bulk_rows *rows, size_t at);
/* No row of this table can be inserted. */
int sb__bulk_fail_table(sb_sqlite *db, const sb_bulk_rows *rows);
/* SQLite says that there is no room, or no file, but not where: for the database, or for temporary files. */
bool sb__bulk_lacks_room(sb_sqlite *db);
int sb__bulk_fail_room(sb_sqlite *db, const char *table);
int sb__bulk_loop(sb_sqlite *db, sb_bulk_rows *rows);

/* ---- bulk_rows.c ---- */
/* Into the table in this schema: main, or the stage. */
int sb__bulk_select(sb_sqlite *db, sb_bulk_rows *rows, const char *schema);

/* ---- bulk_table.c ---- */
/* What is to be known of a table. SB_ERR: it cannot be read. */
int sb__bulk_look(sb_sqlite *db, const char *name, sb_bulk_table *out);
/* Rows of a table; SB_BULK_FEW + 1: many. */
int sb__bulk_count(sb_sqlite *db, const char *name, int64_t *out);
void sb__bulk_table_release(sb_bulk_table *table);
/* ---- bulk_bare.c ---- */
/* The statement that made a table, in the stage and without what SQLite would make indexes for. numbered: its key is the row number, and stays.
 * The caller frees it. NULL: that cannot be seen. */
char *sb__bulk_bare(const char *sql, bool numbered);

/* ---- bulk_check.c ---- */
/* From now on references are looked at in the end, where that comes to the same. */
int sb__bulk_put_off(sb_sqlite *db);
/* Look at them now. SB_ERR: one leads nowhere, and which it is. */
int sb__bulk_check(sb_sqlite *db);
/* As before sb__bulk_put_off. */
void sb__bulk_put_back(sb_sqlite *db);

/* ---- bulk_broken.c ---- */
/* What the statements, PRAGMA foreign_key_check, find now. NULL: it cannot be told from what they will find later. */
sb_bulk_broken *sb__bulk_broken_read(sb_sqlite *db, const char *looks);
/* 1: there is one that was not there, the first of them in out, which borrows from `before`. 0: there is none. SB_ERR: nobody knows. */
int sb__bulk_broken_new(sb_sqlite *db, sb_bulk_broken *before, sb_bulk_lost *out);
void sb__bulk_broken_free(sb_bulk_broken *broken);

/* ---- bulk_stage.c ---- */
/* Before the transaction. Where it cannot be had, the rows go another way. */
void sb__bulk_stage_open(sb_sqlite *db);
void sb__bulk_stage_close(sb_sqlite *db);
/* SB_ENOTFOUND: no row was taken; take another way. */
int sb__bulk_stage(sb_sqlite *db, sb_bulk_rows *rows, const sb_bulk_table *table);

/* ---- bulk_cache.c ---- */
/* Our connection is one to a clone. */
bool sb__bulk_is_clone(sb_sqlite *db);
/* For the time of a filling, in a clone. */
void sb__bulk_cache_raise(sb_sqlite *db);
void sb__bulk_cache_put_back(sb_sqlite *db);
/* Below 0: in KiB; else a number of pages. 0: it cannot be read. */
int64_t sb__bulk_cache(sb_sqlite *db);
void sb__bulk_set_cache(sb_sqlite *db, int64_t size);

/* ---- bulk_index.c ---- */
/* One statement with a value, or two; second may be NULL. SQLite's code. */
int sb__bulk_run(sqlite3 *handle, const char *sql, const char *first, const char *second);
/* Build the indexes of a table in the stage, and give it the look of the real one. staged: its name in SQL. dressed_out: that went well, and SQLite
 * can copy tree by tree. SB_ERR with a message: rows are equal that may not be. */
int sb__bulk_index(sb_sqlite *db, const sb_bulk_table *table, const char *staged, bool *dressed_out);

#endif
