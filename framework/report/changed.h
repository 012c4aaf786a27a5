/* changed.h -- the rows that a test changed, as lines for a person: the one form of the reports that are text.
 *
 *     users: 2 inserted, 1 changed
 *       + id 4, name "ada"
 *       + id 5, name "eve"
 *       ~ id = 3: age 36 -> 37
 *       - id 9, name "bob"
 *     made by factories:
 *       user 4 ada  tests.c:12
 */
#ifndef SEEDBED_FRAMEWORK_REPORT_CHANGED_H
#define SEEDBED_FRAMEWORK_REPORT_CHANGED_H

#include "../../assert/text.h"
#include <seedbed/ext/reporter.h>

enum sb__changed {
    SB__CHANGED_PLAIN = 0,
    SB__CHANGED_INSERTED, /* a line of an inserted row */
    SB__CHANGED_DELETED,
    SB__CHANGED_BEFORE, /* a cell that was changed, as it was */
    SB__CHANGED_AFTER,
    SB__CHANGED_ASIDE /* counts, statements */
};
/* A part of a line, or the end of one. The text is printable and has no newline but that. */
typedef void sb__changed_fn(void *env, enum sb__changed what, const char *text);

/* Whether there is anything to tell. */
bool sb__changed_any(const sb_result *result);
/* Tell it, in parts. Where rows are not known, one line says why. */
void sb__changed_parts(const sb_result *result, sb__changed_fn *fn, void *env);
/* The same as one text. */
void sb__changed_text(sb_text *to, const sb_result *result);
/* 2 inserted, 1 changed */
void sb__changed_counts(sb_text *to, const sb_table_change *table);
/* Whether a cell of a changed row differs. */
bool sb__changed_cell(const sb_row_change *row, size_t at);

#endif
