/* unlock.c -- end the run that holds a lock file, for people who know that it will not end by itself. */
#include "../../assert/context.h"
#include "../process/os.h"
#include "lock.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A run that is asked to end cleans up; one that has not ended by then is past asking. */
enum { ENDING_MS = 1000, ASKED_MS = 5000, KILLED_MS = 2000, PAUSE_MS = 20 };

/* Whoever takes the lock may remove its file. SB_ENOTFOUND: it is not held, and gone; SB_EREFUSED: it is held. */
static int remove_unheld(const char *path)
{
    int fd = sb_lock_open(path, O_RDWR);
    if (fd < 0)
        return fd == SB_EREFUSED ? SB_ERR
            : errno == ENOENT    ? SB_ENOTFOUND
                                 : sb_fail_with(SB_ERR, "the lock file %s cannot be opened: %s", path, strerror(errno));
    int code = SB_EREFUSED;
    if (sb_lock_hold(fd, false) == 0) {
        if (sb_lock_still_named(path, fd))
            unlink(path);
        code = SB_ENOTFOUND;
    }
    close(fd);
    return code;
}

static bool is_let_go(const char *path, int wait_ms)
{
    static const struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000 };
    for (int waited = 0; waited <= wait_ms; waited += PAUSE_MS) {
        if (remove_unheld(path) == SB_ENOTFOUND)
            return true;
        nanosleep(&pause, NULL);
    }
    return false;
}

/* Workers have inherited the lock, so it may be they who hold it still. */
static void signal_holders(const char *path, int number, sb_text *who)
{
    sb_os_numbers holders = { NULL, 0, 0 };
    sb_os_openers(path, &holders);
    for (size_t i = 0; i < holders.n; i++) {
        if (number)
            kill((pid_t)holders.at[i], number);
        if (who)
            sb_text_add(who, "%s%ld", i ? ", " : "", holders.at[i]);
    }
    free(holders.at);
}

static int refuse(const char *path)
{
    char *holder = sb_lock_holder(path);
    sb_text alive = SB_TEXT_EMPTY;
    signal_holders(path, 0, &alive);
    int code = sb_fail_with(SB_EREFUSED,
        "the lock %s is held by %s%s%s%s.\nEnd that run, or have it ended by `seedbed sandbox unlock --force`.", path,
        holder ? holder : "a run that has just ended", alive.at ? ", and these processes have it open: " : "",
        alive.at ? alive.at : "", alive.at ? "" : "; which process has it open cannot be seen from here");
    sb_text_release(&alive);
    free(holder);
    return code;
}

int sb_lock_end(const char *path, bool force)
{
    int code = remove_unheld(path);
    if (code != SB_EREFUSED)
        return code;
    if (!force) /* workers of a run that was killed hold its lock until they see that it is gone */
        return is_let_go(path, ENDING_MS) ? SB_ENOTFOUND : refuse(path);
    signal_holders(path, SIGTERM, NULL);
    if (is_let_go(path, ASKED_MS))
        return SB_OK;
    signal_holders(path, SIGKILL, NULL);
    return is_let_go(path, KILLED_MS) ? SB_OK : (refuse(path), SB_ERR);
}
