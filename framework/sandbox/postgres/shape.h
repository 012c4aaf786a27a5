/* shape.h -- a table by its columns before and after a test changed it, and rows of it that were written down before and after that.
 *
 * Calling sequence: sb__pg_shape_of, sb__pg_shape_cells and sb__pg_shape_key row by row; sb__pg_shapes_release when none of what they
 * gave is needed any more.
 *
 * Known limits: where a test drops a column and adds another, rows that it wrote between are read as if they were from before.
 */
#ifndef SEEDBED_POSTGRES_SHAPE_H
#define SEEDBED_POSTGRES_SHAPE_H

#include "record.h"

typedef struct sb_pg_shape {
    const char *columns, *now;
    bool gone;                 /* the table is */
    sb_pg_columns first, last; /* in the base state, and now; the same, where it is gone or is as it was */
    size_t *from;              /* for each of last its place in first; first.n: it is new */
} sb_pg_shape;

typedef struct sb_pg_shapes {
    sb_pg_shape **at;
    size_t n, room;
    char **text; /* what cells point into */
    size_t texts, texts_room;
} sb_pg_shapes;

/* By two texts of @U.columns_of, which are borrowed until the release. now NULL: it is as it was; "": it is gone. */
const sb_pg_shape *sb__pg_shape_of(sb_pg_shapes *shapes, const char *columns, const char *now);
/* A cell for each of of->last; the caller frees the list. */
const char **sb__pg_shape_cells(sb_pg_shapes *shapes, const sb_pg_shape *of, const char *record);
/* "id = 3"; all columns where there is no key. The caller frees it. */
char *sb__pg_shape_key(const sb_pg_shape *of, const char *const *cells);
void sb__pg_shapes_release(sb_pg_shapes *shapes);

#endif
