/* lock.h -- a lock file: held by at most one run, gone afterwards, taken over when its run died.
 *
 * What it is: flock on a small file that says who holds it. The kernel lets go of the lock when the last process of a run is
 * gone, however it ended, so a file without a lock is a dead run's.
 *
 * Calling sequence: sb_lock_take, work, sb_lock_leave. Zeroed, a lock is held by nobody and may be left.
 */
#ifndef SEEDBED_FRAMEWORK_SANDBOX_LOCK_H
#define SEEDBED_FRAMEWORK_SANDBOX_LOCK_H

#include "../../assert/text.h"

typedef struct sb_lock {
    char *path; /* NULL: not held */
    int fd;
} sb_lock;

/* Waits up to wait_ns. SB_EREFUSED: another run holds it; the message names it and `what`, as in "the tables under t_ of x.db"; or
 * the file is somebody else's: a link, a pipe. SB_ERR: the file cannot be made, locked or written. */
int sb_lock_take(sb_lock *lock, const char *path, const char *what, uint64_t wait_ns);
/* Removes the file, then lets go. */
void sb_lock_leave(sb_lock *lock);
/* Who holds the lock, as "process 12 on host since ...": the caller frees it. NULL: nobody. Takes and makes nothing. */
char *sb_lock_holder(const char *path);
/* Ends what holds the lock, and removes a file that a dead run left. SB_ENOTFOUND: nobody holds it any more, and its file is gone, if
 * there was one. SB_EREFUSED: it is held, and without force nobody is ended; the message says by whom. SB_ERR: it is still held. */
int sb_lock_end(const char *path, bool force);
/* Open a file that is ours to write into, and never what a link of its name leads to: SB_EREFUSED with a message for a link, or
 * what is no plain file of one name; -1 with errno for the rest. */
int sb_lock_open(const char *path, int flags);
/* flock, until no signal interrupts it: 0, or -1 with errno. */
int sb_lock_hold(int fd, bool wait);
/* Is the file that fd has open still the one of this name? Whoever removes a lock file holds it, so ask this with the lock. */
bool sb_lock_still_named(const char *path, int fd);

#endif
