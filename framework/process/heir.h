/* heir.h -- a process beside main that ends what main's death would leave running, and removes the run's folder.
 *
 * What it is: workers die with main by themselves, but not what tests started (a child of fork, a program of system): that stands in the
 * process groups of the seats. A copy of main, in a session of its own and with nothing open, sleeps until main is gone, ends these
 * groups and removes what is left of temporary files. What left its group (setsid, as daemons do) it does not find.
 *
 * Calling sequence: sb_heir_start, sb_heir_note for each worker that begins or was buried, sb_heir_end. Without a heir (the run was over
 * before one was wanted, or there is no process to be had) the other two do nothing.
 */
#ifndef SEEDBED_FRAMEWORK_PROCESS_HEIR_H
#define SEEDBED_FRAMEWORK_PROCESS_HEIR_H

#include <sys/types.h>

typedef struct sb_heir {
    pid_t process;         /* 0: there is none */
    _Atomic(pid_t) *group; /* of each seat; shared with it */
    unsigned seats;
} sb_heir;

void sb_heir_start(sb_heir *heir, unsigned seats);
/* Who sits at the seat; 0: nobody, and the number may be another's by now. */
void sb_heir_note(sb_heir *heir, unsigned at, pid_t child);
/* At a regular end of main. */
void sb_heir_end(sb_heir *heir);

#endif
