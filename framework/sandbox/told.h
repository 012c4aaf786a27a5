/* told.h -- what a test that failed did to rows, for its report. Private to framework/sandbox.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_TOLD_H
#define SEEDBED_FRAMEWORK_SANDBOX_TOLD_H

#include "place.h"

/* Called when the running test has failed and its sandbox was not brought back yet. */
void sb_told_changes(const struct sb_sandbox *s);
/* In main: the worker of this seat died in a test, and what that changed may be known all the same. It comes behind `rows`. */
void sb_told_lost(const sb_place *place, unsigned seat, sb_text *rows);
/* The name of a table as tests have it: without the prefix. */
const char *sb_told_name(const sb_place *place, const char *table);

/* SQL on one line, without its semicolon, and not too long of it. */
void sb_told_statement(sb_text *to, const char *sql);

#endif
