/* seen.h -- what this process did on its connections to the sandbox since that was brought back last: what a reset need not ask
 * the server, and what makes it look at more than rows.
 *
 * What it is: one struct per process, for all connections to all sandboxes of it, ours and the application's. Whoever runs a
 * statement says so before, and says how it ended; the reset asks, and forgets.
 *
 * Threads: any.
 *
 * Not covered: what other processes do (`others` says that there may be some), and what the server runs inside a statement.
 */
#ifndef SEEDBED_POSTGRES_SEEN_H
#define SEEDBED_POSTGRES_SEEN_H

#include <stdbool.h>

typedef struct sb_seen {
    unsigned statements; /* that any connection began to run */
    unsigned theirs;     /* of these: on connections that are not ours */
    bool failed;         /* a statement failed: what it did was undone, and its sequences were not */
    bool rolled_back;    /* so was a transaction or a savepoint */
    bool ddl;            /* something was created, altered or dropped */
    bool maybe_ddl;      /* DO, CALL: what hides what it runs */
    bool refreshed;      /* a materialized view */
    bool sequence_words; /* nextval, setval, ON CONFLICT: sequences move where no row does */
    bool restarted;      /* RESTART, TRUNCATE: a sequence may have gone back */
    bool session;        /* our connection is not as it was: SET, LISTEN, PREPARE, DECLARE, a lock, a temporary table */
    bool prepares;       /* a transaction may have been prepared, and wait for its second phase */
    bool large;          /* large objects, which belong to no table */
    bool password;       /* a role's, perhaps */
    bool others;         /* this process forked, or told somebody where the sandbox is: never forgotten */
    unsigned open;       /* connections of the application that are open now: never forgotten */
} sb_seen;

/* What was seen so far. */
sb_seen sb__seen(void);
void sb__seen_clear(void);
/* A statement, or several in one text, is about to run. sql NULL: one that was prepared, and looked at then. Where ours begins or ends a
 * transaction, the one around the test is committed before, and so it is on the first statement of theirs. */
void sb__seen_statement(const char *sql, bool ours);
/* The text is given to the server to be run later. */
void sb__seen_prepare(const char *sql, bool ours);
/* A statement ended: tag as PQcmdStatus has it, NULL for an error. */
void sb__seen_result(const char *tag);
/* The application opened (1) or closed (-1) a connection. */
void sb__seen_open(int change);
/* Somebody outside of this process may know of the sandbox. */
void sb__seen_others(void);

#endif
