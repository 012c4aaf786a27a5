/* lock.c -- flock on a file that names its holder, with the races of removing such a file taken care of. */
#include "lock.h"
#include "../../assert/context.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PAUSE_NS = 20 * 1000 * 1000 };

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* The holder before us may have removed the file between our open and our lock: then we hold a file without a name, and the next
 * run would make and lock another. */
bool sb_lock_still_named(const char *path, int fd)
{
    struct stat by_name, by_fd;
    return stat(path, &by_name) == 0 && fstat(fd, &by_fd) == 0 && by_name.st_ino == by_fd.st_ino &&
        by_name.st_dev == by_fd.st_dev;
}

/* The first line of the file. */
static char *read_holder(int fd)
{
    char line[256];
    ssize_t got = pread(fd, line, sizeof line - 1, 0);
    line[got > 0 ? got : 0] = 0;
    line[strcspn(line, "\n")] = 0;
    return sb_strdup(*line ? line : "a process that has not said its name yet");
}

int sb_lock_open(const char *path, int flags)
{
    struct stat about;
    int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (fd < 0 && errno == ELOOP)
        return sb_fail_with(SB_EREFUSED,
            "%s is a symbolic link, and what it leads to would be written over.\nSeedbed keeps a file of its own there: remove the "
            "link.",
            path);
    if (fd >= 0 && (fstat(fd, &about) || !S_ISREG(about.st_mode) || about.st_nlink > 1)) {
        close(fd);
        return sb_fail_with(SB_EREFUSED,
            "%s is no plain file of one name, and what it stands for would be written over.\nSeedbed keeps a file of its own "
            "there: remove it.",
            path);
    }
    return fd;
}

int sb_lock_hold(int fd, bool wait)
{
    int code;
    do
        code = flock(fd, LOCK_EX | (wait ? 0 : LOCK_NB));
    while (code && errno == EINTR);
    return code;
}

static int write_holder(int fd, const char *path)
{
    char host[256] = "", when[32];
    time_t now = time(NULL);
    struct tm at;
    gethostname(host, sizeof host - 1);
    localtime_r(&now, &at);
    strftime(when, sizeof when, "%Y-%m-%d %H:%M:%S", &at);
    char *line = sb_format("process %ld on %s since %s\n", (long)getpid(), host, when);
    size_t size = strlen(line);
    bool written = ftruncate(fd, 0) == 0 && pwrite(fd, line, size, 0) == (ssize_t)size;
    free(line);
    return written ? SB_OK : sb_fail_with(SB_ERR, "the lock file %s cannot be written: %s", path, strerror(errno));
}

static int refuse(int fd, const char *path, const char *what)
{
    char *holder = read_holder(fd);
    sb_fail_with(SB_EREFUSED,
        "%s: in use by another run, %s.\nWait until it has ended, or end it. Its lock file is %s; a file that a dead run left does "
        "not matter.",
        what, holder, path);
    free(holder);
    return SB_EREFUSED;
}

/* One attempt; SB_ENOTFOUND: somebody else holds it. On success the lock has the file. */
static int attempt(sb_lock *lock, const char *path, int fd)
{
    if (sb_lock_hold(fd, false)) {
        if (errno == EWOULDBLOCK)
            return SB_ENOTFOUND;
        return sb_fail_with(SB_ERR, "the lock file %s cannot be locked: %s", path, strerror(errno));
    }
    if (!sb_lock_still_named(path, fd))
        return SB_ENOTFOUND;
    if (write_holder(fd, path)) {
        unlink(path); /* it is ours, and says nothing */
        return SB_ERR;
    }
    *lock = (sb_lock){ sb_strdup(path), fd };
    return SB_OK;
}

int sb_lock_take(sb_lock *lock, const char *path, const char *what, uint64_t wait_ns)
{
    static const struct timespec pause = { .tv_nsec = PAUSE_NS };
    uint64_t deadline = now_ns() + wait_ns;
    for (;;) {
        int fd = sb_lock_open(path, O_RDWR | O_CREAT);
        if (fd == SB_EREFUSED)
            return fd;
        if (fd < 0)
            return sb_fail_with(SB_ERR, "the lock file %s cannot be made: %s", path, strerror(errno));
        int code = attempt(lock, path, fd);
        if (code == SB_OK)
            return SB_OK;
        if (code == SB_ENOTFOUND && now_ns() >= deadline)
            code = refuse(fd, path, what);
        close(fd);
        if (code != SB_ENOTFOUND)
            return code;
        nanosleep(&pause, NULL);
    }
}

void sb_lock_leave(sb_lock *lock)
{
    if (!lock->path)
        return;
    unlink(lock->path);
    /* Workers share the lock through their inherited descriptor, so it is not enough to close ours. */
    flock(lock->fd, LOCK_UN);
    close(lock->fd);
    free(lock->path);
    *lock = (sb_lock){ NULL, -1 };
}

char *sb_lock_holder(const char *path)
{
    char *holder = NULL;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    /* A shared lock for the moment of the look: a run that begins just now waits longer than that. */
    if (flock(fd, LOCK_SH | LOCK_NB) != 0)
        holder = read_holder(fd);
    close(fd);
    return holder;
}
