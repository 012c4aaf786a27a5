/* last_file.c -- the file of the last run: where it is, and how it is read and replaced. */
#include "last_file.h"
#include "../../assert/context.h"
#include "../plan/names.h"
#include "../process/os.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_BYTES = 256 << 20, HEAD_BYTES = 64 };

/* A relative XDG_CACHE_HOME is to be ignored, says its specification. A home that is not there is that of a build server. */
static char *cache_folder(void)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache == '/')
        return sb_strdup(cache);
    return home && *home == '/' && access(home, W_OK | X_OK) == 0 ? sb_format("%s/.cache", home) : NULL;
}

char *sb_last_place(const char *program)
{
    char *folder = cache_folder();
    const char *slash = strrchr(program, '/'), *name = slash ? slash + 1 : program;
    if (!folder)
        return NULL;
    char *path = sb_format("%s/seedbed/%s-%016llx", folder, name, (unsigned long long)sb_name_digest(program, strlen(program)));
    free(folder);
    return path;
}

char *sb_last_load(const char *path)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    size_t got = 0;
    char *bytes = NULL;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
        size_t size = about.st_size < MOST_BYTES ? (size_t)about.st_size : HEAD_BYTES;
        bytes = sb_realloc(NULL, size + 1);
        for (ssize_t n; got < size && (n = read(fd, bytes + got, size - got)) > 0;)
            got += (size_t)n;
        bytes[got] = '\0';
    }
    close(fd);
    return bytes;
}

static void make_folders_above(const char *path)
{
    char *folder = sb_strdup(path);
    for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(folder, 0700); /* whether it went well shows in what is written there */
        *slash = '/';
    }
    free(folder);
}

/* Why not, or 0. */
static int write_to(const char *path, const sb_text *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), why = 0;
    if (fd < 0)
        return errno;
    for (size_t done = 0; done < text->size && !why;) {
        ssize_t n = write(fd, text->at + done, text->size - done);
        if (n > 0)
            done += (size_t)n;
        else if (n == 0 || errno != EINTR)
            why = n ? errno : EIO;
    }
    return close(fd) && !why ? errno : why;
}

/* The file that is to be replaced, and not the link that leads to it; NULL for what is no file: a device must not be replaced. */
static char *target_of(const char *path)
{
    struct stat about;
    if (stat(path, &about))
        return sb_strdup(path);
    return S_ISREG(about.st_mode) ? realpath(path, NULL) : NULL;
}

/* Whether what is locked is still what stands at the path: who had the lock before may have replaced it. */
static bool still_there(int fd, const char *path)
{
    struct stat locked, now;
    return fstat(fd, &locked) == 0 && stat(path, &now) == 0 && locked.st_dev == now.st_dev && locked.st_ino == now.st_ino;
}

int sb_last_lock(const char *path, bool make_folders)
{
    const struct timespec between = { .tv_nsec = 10000000 };
    enum { TRIES = 200 };
    if (make_folders && access(path, F_OK) != 0)
        make_folders_above(path);
    for (int i = 0; i < TRIES; i++) {
        int fd = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
        bool locked = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
        if (fd < 0 || (locked && still_there(fd, path)))
            return fd;
        bool wait = !locked && errno == EWOULDBLOCK;
        close(fd);
        if (!locked && !wait)
            return -1;
        if (wait)
            nanosleep(&between, NULL);
    }
    return -1;
}

void sb_last_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}

/* Of another run on this machine or another, which has the same folder, it must not be. */
static char *fresh_name(const char *target)
{
    char host[64];
    sb_os_host(host, sizeof host);
    for (char *slash = strchr(host, '/'); slash; slash = strchr(slash, '/'))
        *slash = '_';
    return sb_format("%s.%s.%ld", target, host, (long)getpid());
}

int sb_last_save(const char *path, const sb_text *text)
{
    char *target = target_of(path);
    if (!target)
        return sb_fail_with(SB_ERR, "the last run is not remembered: %s is no file", path);
    char *fresh = fresh_name(target);
    unlink(fresh); /* of a process of this number that died */
    int why = write_to(fresh, text);
    if (!why && rename(fresh, target))
        why = errno;
    if (why)
        unlink(fresh);
    free(fresh);
    free(target);
    return why ? sb_fail_with(SB_ERR, "the last run is not remembered: %s cannot be written: %s", path, strerror(why)) : SB_OK;
}
