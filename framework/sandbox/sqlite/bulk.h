/* bulk.h -- many rows, all or none of them: what the parts of it share.
 *
 * Calling sequence: begin, fills, end. In a transaction of our own; where one is open, in a savepoint of it.
 *
 * Threads: those of the connection.
 */
#ifndef SEEDBED_SQLITE_BULK_H
#define SEEDBED_SQLITE_BULK_H

#include "connection.h"

struct sb_bulk {
    bool inside; /* of somebody's transaction: a savepoint is ours */
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
} sb_bulk_rows;

/* The next row is in rows->cell: 1. There is no more: 0. Negative: the source failed, with its message. */
int sb__bulk_next(sb_bulk_rows *rows);
/* The row that is on its way was refused: leave as the error SQLite's words, which row it is, and those values that the words name. */
int sb__bulk_fail_row(sb_sqlite *db, const sb_bulk_rows *rows);
void sb__bulk_show_row(sb_text *to, const sb_bulk_rows *rows, const char *said);
/* No row of this table can be inserted. */
int sb__bulk_fail_table(sb_sqlite *db, const sb_bulk_rows *rows);
/* One INSERT per row. */
int sb__bulk_loop(sb_sqlite *db, sb_bulk_rows *rows);

#endif
