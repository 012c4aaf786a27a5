/* file.c -- a snapshot's file: read whole, written whole or not at all. */
#include "../process/os.h"
#include "snapshots.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* Under a name that no other process and no other thread takes; then under its own, at once. */
static bool write_beside(const char *path, const sb_text *content)
{
    char *fresh = sb_format("%s.%ld-%llx", path, (long)getpid(), (unsigned long long)sb_os_now_ns());
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), error = 0;
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

/* A file that may not be written is not to be replaced either. */
int sb__snapshot_write(const char *folder, const char *path, const sb_text *content)
{
    bool held = access(path, F_OK) == 0 && access(path, W_OK);
    if (!held && make_folders(folder) && write_beside(path, content))
        return SB_OK;
    return sb_fail_with(SB_ERR,
        "the snapshot %s cannot be written: %s; it should lie beside its source file, or below the folder that --snapshots names",
        path, strerror(errno));
}
