/* changes.h -- what differs between an image and its base state, row by row.
 *
 * What it is: one connection of its own to both, which takes part in SQLite's locks as any other: `main` is the image, SB_BASE is the base
 * state. It is made when somebody asks and closed after it.
 */
#ifndef SEEDBED_SQLITE_CHANGES_H
#define SEEDBED_SQLITE_CHANGES_H

#include "connection.h"
#include "image.h"

#define SB_BASE "seedbed_base"

/* SB_ERR with a message. The base state is borrowed: nobody may keep another one meanwhile. */
int sb__changes_attach_base(sqlite3 *handle, const sb_image *image);
int sb__changes_open(const sb_image *image, sqlite3 **out);
/* Our own connection is in a transaction, whose pages the image does not know. */
bool sb__changes_are_open(const sb_image *image);

/* ---- touched.c ---- */
typedef struct sb_touched sb_touched;
/* Which tables of the base state have pages that were written. handle: of sb__changes_open, in a read transaction. */
int sb__touched_read(const sb_image *image, sqlite3 *handle, sb_touched **out);
bool sb__touched_has(const sb_touched *touched, const char *table);
void sb__touched_free(sb_touched *touched);

/* ---- compared.c ---- */
/* Under which name rows of a table have a number; NULL: they have none. */
const char *sb__changes_row_number(sqlite3 *handle, const char *schema, const char *table);
/* A cell of a row as text; NULL for NULL. */
const char *sb__changes_spell(sb_text *to, sqlite3_stmt *statement, int at);
typedef struct sb_compared {
    sqlite3 *handle;
    const char *table;
    bool now, before; /* it is in the image; in the base state */
    sb_image *image;  /* which knows the statements */
} sb_compared;
int sb__compare_table(const sb_compared *compared, sb_row_change_fn *fn, void *env);

#endif
