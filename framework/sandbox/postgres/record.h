/* record.h -- rows as the server writes them in one text, "(7,\"a b\",)", in cells, and what the cells are.
 *
 * Calling sequence: sb__pg_columns_of for the table of rows, once; sb__pg_record_cut per row.
 */
#ifndef SEEDBED_POSTGRES_RECORD_H
#define SEEDBED_POSTGRES_RECORD_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sb_pg_column {
    const char *name;
    long number; /* of a table: that of a column that was dropped is never given again */
    bool key;
    char spelt; /* 'b': true and false; 'x': bytes; '-': as it is */
} sb_pg_column;

/* Columns of a table, as @U.columns_of of undo_sql.c tells them. */
typedef struct sb_pg_columns {
    sb_pg_column *at;
    const char **name; /* the same names */
    size_t n;
    char *block; /* what the names point into */
} sb_pg_columns;

void sb__pg_columns_of(const char *text, sb_pg_columns *out);
void sb__pg_columns_release(sb_pg_columns *columns);
/* Cuts the text in place: `cell` has room for `most`. How many there are. */
size_t sb__pg_record_cut(char *text, char **cell, size_t most);

#endif
