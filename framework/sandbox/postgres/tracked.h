/* tracked.h -- what each connection of the application does: calls of libpq are told here before and after.
 *
 * Calling sequence: sb__tracked_add; per call sb__tracked_begin and, where it said yes, sb__tracked_end; sb__tracked_drop.
 *
 * Cost: a search in a list whose front is the connection used last, and a copy of the statement's first bytes. Nothing is allocated,
 * but for a statement that is prepared.
 */
#ifndef SEEDBED_POSTGRES_TRACKED_H
#define SEEDBED_POSTGRES_TRACKED_H

#include "known.h"

/* How a call gives its statement to the server. */
enum sb_call {
    SB_CALL_TEXT,     /* text is SQL, perhaps several statements */
    SB_CALL_PREPARED, /* text is the name of a statement that was prepared */
    SB_CALL_PREPARE,  /* name and text: nothing is run */
    SB_CALL_OTHER     /* no statement: its results are read, say */
};

/* A connection was opened, or is being opened. */
void sb__tracked_add(PGconn *handle, const struct sb_clone *clone);
void sb__tracked_before_join(void);
/* One that was refused. */
void sb__tracked_refuse(const PGconn *handle, const char *why);
/* NULL: it was not refused. Borrowed, for the life of the handle. */
const char *sb__tracked_why_refused(const PGconn *handle);

/* False: it is none of the application's connections to a sandbox. Waits while the reset has it. */
bool sb__tracked_begin(PGconn *handle, enum sb_call call, const char *name, const char *text);
/* results: those that came, which may be NULL. */
void sb__tracked_end(PGconn *handle, const PGresult *result);
/* Its settings and what it has prepared are gone. */
void sb__tracked_renew(const PGconn *handle);
/* The handle is about to be closed. */
void sb__tracked_drop(const PGconn *handle);
/* Tells fn of each statement in a text (told.c). */
void sb__told_each(const char *text, sb_statement_fn *fn, void *env, bool ours);

#endif
