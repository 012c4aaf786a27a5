/* bulk_source.h -- for tests of rows by the many: a source that gives cells from a list, again and again.
 */
#ifndef SEEDBED_SELFTEST_POSTGRES_BULK_SOURCE_H
#define SEEDBED_SELFTEST_POSTGRES_BULK_SOURCE_H

#include "server.h"

typedef struct bulk_source {
    const sb_value *cell; /* rows * columns of them; where counted, of one row, whose first cell is a number that goes up */
    size_t rows, columns, next;
    bool counted;
    size_t fails_at; /* the row, from 1, that the source refuses; 0: none */
} bulk_source;

/* As sb_source_fn has it; env: a bulk_source. */
int bulk_next(void *env, sb_value *cell);
/* One table, whole: bulk_begin, bulk_fill, bulk_end. The code of the first that failed, or of the end. */
int bulk_put(sb_postgres *db, const char *table, const char *const *column, bulk_source *source);

#define COLUMNS(...) ((const char *const[]){ __VA_ARGS__ })
/* Cells, row upon row, in so many columns. */
#define ROWS(columns_, ...) \
    (&(bulk_source){ .cell = (const sb_value[]){ __VA_ARGS__ }, \
        .rows = sizeof((const sb_value[]){ __VA_ARGS__ }) / sizeof(sb_value) / (columns_), \
        .columns = (columns_) })
#define NOTHING ((sb_value){ .kind = SB_NONE })

#endif
