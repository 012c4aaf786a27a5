/* file.c -- a snapshot's file: read whole, written whole or not at all. */
#include "../process/os.h"
#include "snapshots.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What files are called while they are written; then a process, and a time. */
#define FRESH ".tmp-"

static int read_all(int fd, sb_text *out)
{
    char piece[64 << 10];
    ssize_t got;
    sb_text_put(out, "", 0);
    while ((got = read(fd, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0)
            sb_text_put(out, piece, (size_t)got);
    return (int)got;
}

enum sb__reading sb__snapshot_read(const char *path, sb_text *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return SB__READ_MISSING;
    int rc = fd < 0 ? -1 : read_all(fd, out);
    if (rc)
        sb_fail_with(SB_ERR, "the snapshot %s cannot be read: %s", path, strerror(errno));
    if (fd >= 0)
        close(fd);
    return rc ? SB__READ_FAILED : SB__READ;
}

static bool make_folder(const char *path) { return mkdir(path, 0777) == 0 || errno == EEXIST; }

static bool make_folders(const char *folder)
{
    char *around = sb_strdup(folder);
    *strrchr(around, '/') = '\0';
    bool made = make_folder(around) && make_folder(folder);
    free(around);
    return made;
}

/* Under a name that is short, because that of the snapshot may be as long as names can be, and that says which process it belongs to. */
static int open_fresh(const char *folder, char **path_out)
{
    int fd;
    do {
        free(*path_out);
        *path_out = sb_format("%s/" FRESH "%ld-%llx", folder, (long)getpid(), (unsigned long long)sb_os_now_ns());
        fd = open(*path_out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EEXIST); /* two threads in one nanosecond */
    return fd;
}

/* Then under its own name, at once. Not brought to the disk: that takes milliseconds, and a test may write thousands. */
static bool write_beside(const char *folder, const char *path, const sb_text *content)
{
    char *fresh = NULL;
    int fd = open_fresh(folder, &fresh), error = 0;
    if (fd < 0 || sb_os_write_all(fd, content->at, content->size))
        error = errno;
    if (fd >= 0 && close(fd) && !error)
        error = errno;
    if (!error && rename(fresh, path))
        error = errno;
    if (error && fd >= 0)
        unlink(fresh);
    free(fresh);
    errno = error;
    return !error;
}

static bool is_link(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
}

/* Where the bytes of a link go. NULL where it leads nowhere, or out of the folder. */
static char *target_of(const char *folder, const char *path)
{
    char *target = realpath(path, NULL), *real = realpath(folder, NULL);
    size_t n = real ? strlen(real) : 0;
    bool inside = target && real && strncmp(target, real, n) == 0 && target[n] == '/';
    free(real);
    if (inside)
        return target;
    free(target);
    return NULL;
}

/* A file that may not be written is not to be replaced either. */
int sb__snapshot_write(const char *folder, const char *path, const sb_text *content)
{
    bool link = is_link(path), held = access(path, F_OK) == 0 && access(path, W_OK);
    char *at = link ? target_of(folder, path) : sb_strdup(path);
    if (!at)
        return sb_fail_with(SB_ERR,
            "the snapshot %s cannot be written: it is a link that leads out of its folder, or nowhere; put a file in its place",
            path);
    bool written = !held && make_folders(folder) && write_beside(folder, at, content);
    int error = errno;
    free(at);
    if (written)
        return SB_OK;
    return sb_fail_with(SB_ERR,
        "the snapshot %s cannot be written: %s; it should lie beside its source file, or below the folder that --snapshots names",
        path, strerror(error));
}

/* The process whose number is behind the mark is gone. */
static bool is_left(const char *name)
{
    char *end;
    if (strncmp(name, FRESH, sizeof FRESH - 1) != 0)
        return false;
    long pid = strtol(name + sizeof FRESH - 1, &end, 10);
    return *end == '-' && pid > 0 && kill((pid_t)pid, 0) && errno == ESRCH;
}

void sb__snapshot_sweep(const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;)
        if (is_left(entry->d_name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
}
