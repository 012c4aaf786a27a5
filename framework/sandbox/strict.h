/* strict.h -- strict mode: a test may only touch rows of its own. Private to framework/sandbox; <seedbed/strict.h> has the rules.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_STRICT_H
#define SEEDBED_FRAMEWORK_SANDBOX_STRICT_H

#include "place.h"

/* A test begins in its sandbox, which is at its base state. SB_ERR with a message: its backend cannot tell. */
int sb_strict_begin(struct sb_sandbox *s, const sb_suite *suite);
/* The test is over, and its sandbox not yet brought back: what it did to rows that are not its own fails it. */
void sb_strict_judge(struct sb_sandbox *s);
/* The present state is about to become the base state: rows that were inserted since the last one are those of the tests that follow. */
int sb_strict_keep(sb_place *place, const sb_db *db);
void sb_strict_drop_kept(sb_place *place);
/* The row is the test's own, whatever it was before. */
void sb_strict_own(const char *table, const char *key);
/* The test read rows by this query, braces expanded, through our connection. first: it got the first of them. */
void sb_strict_read(const char *word, const char *sql, bool first);
/* Fails the test: the database could not be asked whose rows a query gave. sb_error() says why. */
void sb_strict_unknown(const char *sql);
/* strict_query.c: the same query with the columns of the key of its only table behind its own: the caller frees it, and
 * `table_out`, as it stands in the query. NULL: what it gives are not the rows of one table. */
char *sb_strict_query(const sb_db *db, const char *sql, char **table_out, size_t *keys_out);

#endif
