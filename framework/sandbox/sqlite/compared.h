/* compared.h -- what the two parts of comparing a table share: what is asked, and what is told of the answers. Private to compared*.c.
 *
 * Calling sequence: columns are read, then sb__compared_ask_is and sb__compared_ask_was, which the caller runs and frees.
 */
#ifndef SEEDBED_SQLITE_COMPARED_H
#define SEEDBED_SQLITE_COMPARED_H

#include "changes.h"

typedef struct sb_compared_column {
    char *name;
    bool now, before; /* there is one */
    int key;          /* its place in the primary key, from 1; 0: it is in none */
} sb_compared_column;

/* The cells of a row, before or now: columns of a result, from the first one. */
typedef struct sb_compared_cells {
    sqlite3_stmt *in;
    int first;
} sb_compared_cells;

typedef struct sb_comparing {
    const sb_compared *of;
    sb_compared_column *column;
    size_t n, room, keys;
    const char *number; /* under which its rows have a number: "rowid"; NULL: they have none */
    bool wide;          /* a result has no room for the cells of both sides: they are read row by row */
    sb_text *text;      /* a cell each, now and before */
    const char **cell;  /* names, then cells before, then now */
    sb_text key;
    sb_row_change_fn *fn;
    void *env;
    sb_compared_cells before, now;
    sqlite3_stmt *one[2]; /* where it is wide: the cells of one row, before and now */
} sb_comparing;

/* Of a result: whether it was there before, and its number; then cells, or, where it is wide, what sb__compared_ask_one asks by. */
enum { SB_COMPARED_CELLS = 2 };
bool sb__compared_has_keys(const sb_comparing *c);
/* How many values sb__compared_ask_one asks by. */
int sb__compared_places(const sb_comparing *c);
/* Rows that are there now: the cells before, then those of now. */
char *sb__compared_ask_is(const sb_comparing *c);
/* Rows that are there no longer: their cells. */
char *sb__compared_ask_was(const sb_comparing *c);
/* The cells of one row. */
char *sb__compared_ask_one(const sb_comparing *c, bool now);

#endif
