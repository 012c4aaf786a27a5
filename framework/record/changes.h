/* changes.h -- what a test did to rows of its sandbox: as bytes for the journal, and as the tables of a result.
 *
 * Calling sequence: in the worker the rows of a table by sb_changes_put_row, then its end by sb_changes_put_table, table by table; in main
 * sb_changes_read and sb_changes_free.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_CHANGES_H
#define SEEDBED_FRAMEWORK_RECORD_CHANGES_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

void sb_changes_put_row(sb_text *to, const sb_row_change *row);
/* Its rows are those that were put since the last table; the counts are of all that there were. */
void sb_changes_put_table(sb_text *to, const sb_table_change *table);
/* Why rows are not known. */
void sb_changes_put_why(sb_text *to, const char *why);
/* What opens the tables that were kept. */
void sb_changes_put_kept(sb_text *to, const char *command);

/* The tree of what factories made. */
void sb_changes_put_made(sb_text *to, const char *tree);

typedef struct sb_changes {
    sb_table_change *table;
    size_t n, room;
    const char *why;  /* NULL: they are known */
    const char *kept; /* NULL: nothing was */
    const char *made; /* NULL: nothing was */
    void **block;     /* all that the rest points into */
    size_t blocks, blocks_room;
} sb_changes;

/* What is not whole is passed over. */
sb_changes *sb_changes_read(const char *bytes, size_t size);
void sb_changes_free(sb_changes *changes);

#endif
