/* row_change.h -- one row that a test inserted, changed or deleted: backends tell of it, and reporters are told.
 */
#ifndef SEEDBED_EXT_ROW_CHANGE_H
#define SEEDBED_EXT_ROW_CHANGE_H

#include <seedbed/base.h>

/* Cells are text, as the database spells the value, without quotes; NULL is NULL. Borrowed for the call. */
enum sb_row_change_kind { SB_ROW_INSERTED = 0, SB_ROW_CHANGED, SB_ROW_DELETED };
typedef struct sb_row_change {
    enum sb_row_change_kind kind;
    const char *table;
    const char
        *key; /* what finds the row, as in "id = 3" or "course = 2, seat = 7": names and cells; of a changed row as it was */
    size_t n; /* columns */
    const char *const *column;
    const char *const *before; /* NULL for an inserted row */
    const char *const *after;  /* NULL for a deleted one */
    const char *statement;     /* that did it; NULL: not known */
    bool made;                 /* make() inserted it; told to reporters, and by no backend */
    bool foreign;              /* the row was there in the base state, so that it is not the test's own */
} sb_row_change;

#endif
