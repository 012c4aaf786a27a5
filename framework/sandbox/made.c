/* made.c -- databases that a run makes outside of its own folders: known by all of its workers, and told where they are left. */
#include "made.h"
#include "../../assert/text.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Its path follows, with the zero at its end. */
typedef struct made_one {
    uint64_t device, inode, size;
} made_one;

static bool is_there(const sb_made *made) { return made->in_use && sb_os_file_is(&made->file, made->file.fd); }

void sb_made_use(sb_made *made, int fd)
{
    made->in_use = fd > 0;
    if (made->in_use)
        sb_os_file_note(&made->file, fd, getpid());
}

/* In one write to the end, so that workers do not write into each other's. */
void sb_made_note(sb_made *made, const char *path)
{
    struct stat found;
    size_t size = strlen(path) + 1;
    if (!is_there(made) || stat(path, &found) != 0 || sb_made_has(made, path))
        return;
    made_one one = { (uint64_t)found.st_dev, (uint64_t)found.st_ino, size };
    char *whole = sb_alloc(sizeof one + size);
    memcpy(whole, &one, sizeof one);
    memcpy(whole + sizeof one, path, size);
    if (fcntl(made->file.fd, F_SETFL, O_APPEND) != 0 || write(made->file.fd, whole, sizeof one + size) < 0)
        made->in_use = false; /* no memory: then the file system is asked */
    free(whole);
}

static bool next(const sb_made *made, off_t *at, made_one *out)
{
    if (pread(made->file.fd, out, sizeof *out, *at) != (ssize_t)sizeof *out)
        return false;
    *at += (off_t)(sizeof *out + out->size);
    return true;
}

static bool is(const made_one *one, const struct stat *file)
{
    return one->device == (uint64_t)file->st_dev && one->inode == (uint64_t)file->st_ino;
}

bool sb_made_has(const sb_made *made, const char *path)
{
    struct stat found;
    made_one one;
    off_t at = 0;
    bool has = false;
    if (!is_there(made) || stat(path, &found) != 0)
        return false;
    while (!has && next(made, &at, &one))
        has = is(&one, &found);
    return has;
}

void sb_made_each_left(const sb_made *made, void (*fn)(const char *path))
{
    made_one one;
    off_t at = 0;
    while (is_there(made) && next(made, &at, &one)) {
        struct stat found;
        char *path = sb_alloc(one.size);
        if (pread(made->file.fd, path, one.size, at - (off_t)one.size) == (ssize_t)one.size && stat(path, &found) == 0 &&
            is(&one, &found))
            fn(path);
        free(path);
    }
}
