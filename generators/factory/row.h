/* row.h -- a row that a factory made: what was put into it, and how it is found again in the database.
 */
#ifndef SEEDBED_GENERATORS_FACTORY_ROW_H
#define SEEDBED_GENERATORS_FACTORY_ROW_H

#include "maker.h"

/* Where a value of a row came from; what was MADE may be made anew with another n when it collides. */
enum sb_origin { SB_ORIGIN_GIVEN = 1, SB_ORIGIN_PARENT, SB_ORIGIN_MADE };

typedef struct sb_filled {
    const sb_column *column; /* valid while the row is made, no longer: NULL afterwards */
    const char *name;
    sb_value value; /* kept in the store; never a row, never a NULL pointer: SB_NONE is NULL */
    enum sb_origin origin;
    bool key; /* the column is the primary key, or one of several that are */
} sb_filled;

struct sb_row {
    struct sb_row *next; /* made before it in this test */
    const char *maker;   /* the factory, or the table without prefix */
    const char *table;   /* in the database */
    const char *key;     /* its only primary key column; NULL where there is none, or several */
    int64_t id;
    bool keyed;             /* the whole primary key was filled, and finds the row */
    const char *row_number; /* else it is found by this, being `number`; NULL: the table has no such thing */
    int64_t number;
    size_t n;
    sb_filled *filled;
};

/* The value of a column as the database has it now; the key is taken from the row, and so is what was put into a row that nothing
 * finds again. What it points to is kept in the store. Leaves the test with a message where there is no such column, or the row is
 * gone. */
sb_value sb_row_value(const sb_row *row, const char *column);
/* What finds the row again. SB_ERR with a message: nothing does, or the pointer is none that make() returned in this test. */
int sb_row_find(const sb_row *row, sb_row_key *out);
/* The filled cell of a column, or NULL. */
const sb_filled *sb_row_filled(const sb_row *row, const char *column);
/* A copy of a value whose strings and bytes are kept in the store. */
sb_value sb_row_keep(sb_store *store, sb_value value);

#endif
