/* state.h -- what the PostgreSQL backend knows in this process, whichever connection it is about.
 *
 * Calling sequence: sb__pg_process() wherever it is needed; it is made when first asked for and never freed, because connections of the
 * application may outlive the sandbox.
 */
#ifndef SEEDBED_POSTGRES_STATE_H
#define SEEDBED_POSTGRES_STATE_H

#include "seen.h"
#include <pthread.h>

struct sb_clone;

typedef struct sb_pg_process {
    pthread_mutex_t mutex; /* of `seen`, and of whatever hangs here */
    pthread_mutex_t ours;  /* recursive: around what is done on our connections to clones; taken before any other */
    sb_seen seen;
    struct sb_clone *clones; /* open in this process, the one used last in front */
    unsigned prepared;       /* words (words.h) of the statements that were prepared so far */
    bool by_role;            /* a sandbox's connections are its role's by SET ROLE alone: see SB_ENTRY_ROLE */
    bool hides_session;      /* functions of a sandbox may change the session of whoever calls them */
    bool lent;               /* a sandbox's url was given to somebody: programs may connect that we do not see */
} sb_pg_process;

sb_pg_process *sb__pg_process(void);
/* Our connections are the test's thread's, and in one moment somebody else's: a thread of the application that is about to connect, or to
 * fork, has what was written on them committed. */
void sb__pg_ours_enter(void);
void sb__pg_ours_leave(void);

#endif
