/* session.h -- what a statement leaves behind on its connection beside rows, and bringing that back between tests.
 *
 * What it is: an application keeps connections over many tests. What a connection was given in the test that opened it (settings, channels
 * it listens to) is how the application wants it, and stays. What later tests set is taken back; temporary tables, cursors that outlive
 * their transaction and advisory locks always are. Statements that were prepared stay.
 */
#ifndef SEEDBED_POSTGRES_SESSION_H
#define SEEDBED_POSTGRES_SESSION_H

#include "known.h"

enum {
    SB_SESSION_SET = 1,
    SB_SESSION_LISTEN = 2,
    SB_SESSION_TEMPORARY = 4,
    SB_SESSION_CURSOR = 8,
    SB_SESSION_LOCK = 16,
    SB_SESSION_ROLE = 32,
    SB_SESSION_ANY = 31 /* what a function may hide */
};

/* What running the text may leave: more than is true, and never less but for what functions do inside. */
unsigned sb__session_words(const char *sql);
/* What an idle connection heard that goes on listening was meant for the test that is over. */
void sb__session_drop_heard(const sb_libpq *pq, sb_tracked *tracked);
/* An idle connection that is the caller's alone: brings it back, and adds to held what should not have been left. */
void sb__session_restore(const sb_libpq *pq, sb_tracked *tracked, sb_text *held);

#endif
