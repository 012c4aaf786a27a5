/* aside.c -- --keep: a folder for what backends leave of failed tests, and the command that opens it. */
#include "aside.h"
#include "../process/os.h"
#include "../process/running.h"
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Others may write to the temporary folder, but not to this one. */
static int make_folder(const char *folder)
{
    struct stat about;
    if (mkdir(folder, 0700) == 0)
        return SB_OK;
    if (errno != EEXIST || lstat(folder, &about))
        return sb_fail_with(
            SB_ERR, "the folder %s for kept tables cannot be made: %s; set TMPDIR to another", folder, strerror(errno));
    if (!S_ISDIR(about.st_mode) || about.st_uid != geteuid() || (about.st_mode & 022))
        return sb_fail_with(SB_ERR, "%s is no folder that only you may write; remove it, or set TMPDIR to another", folder);
    return SB_OK;
}

static bool is_empty(const char *folder)
{
    char *kept = sb_format("%s/*", folder);
    glob_t found;
    bool empty = glob(kept, 0, NULL, &found) == GLOB_NOMATCH;
    if (!empty)
        globfree(&found);
    free(kept);
    return empty;
}

/* Somebody may remove it between two calls. */
static bool still_stands(int fd, const char *folder)
{
    struct stat opened, there;
    return fstat(fd, &opened) == 0 && lstat(folder, &there) == 0 && opened.st_dev == there.st_dev &&
        opened.st_ino == there.st_ino;
}

/* Each run has it locked as long as it lives, together with others. Who can have it alone, at its beginning, is the only one, and may remove
 * what is in it. *fd_out: -1 where it is gone, because nothing is to be kept. */
static int enter_folder(struct sb_sandbox *s, int *fd_out)
{
    struct stat about;
    *fd_out = -1;
    while (s->keeps || lstat(s->aside, &about) == 0) {
        int code = make_folder(s->aside), fd = code == SB_OK ? open(s->aside, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
        if (code)
            return code;
        bool alone = fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0;
        if (alone && still_stands(fd, s->aside) && !(s->keeps && is_empty(s->aside)))
            sb_os_remove_tree(s->aside);
        else if (fd >= 0 && flock(fd, LOCK_SH) == 0 && still_stands(fd, s->aside))
            return *fd_out = fd, SB_OK;
        else if (fd < 0 && errno != ENOENT)
            return sb_fail_with(SB_ERR, "the folder %s for kept tables cannot be opened: %s", s->aside, strerror(errno));
        if (fd >= 0)
            close(fd);
    }
    return SB_OK;
}

/* From the root: a test may change the folder that it is in. */
static char *temporary_folder(void)
{
    const char *temporary = getenv("TMPDIR");
    char *here = temporary && *temporary && *temporary != '/' ? getcwd(NULL, 0) : NULL;
    char *all = sb_format("%s%s%s/seedbed-kept-%u", here ? here : "", here ? "/" : "",
        temporary && *temporary ? temporary : "/tmp", (unsigned)geteuid());
    free(here);
    return all;
}

/* One for the user, and in it one for the program: $TMPDIR/seedbed-kept-1000/shop_test. */
int sb_aside_prepare(struct sb_sandbox *s, const char *program)
{
    char *all = temporary_folder();
    struct stat about;
    int code = SB_OK;
    free(s->aside);
    s->aside = sb_format("%s/%s", all, base_name(program));
    s->aside_fd = -1;
    if (s->keeps || lstat(all, &about) == 0)
        code = make_folder(all);
    if (code == SB_OK)
        code = enter_folder(s, &s->aside_fd);
    if (code == SB_OK && s->aside_fd < 0)
        rmdir(all); /* where it was the last */
    free(all);
    return s->keeps ? code : SB_OK;
}

void sb_aside_leave(struct sb_sandbox *s)
{
    if (s->aside && s->aside_fd >= 0)
        close(s->aside_fd);
    s->aside_fd = -1;
}

char *sb_aside_keep(const struct sb_sandbox *s)
{
    const sb_place *place = s->current;
    char *command = NULL;
    if (!place->backend->clone_keep_aside)
        return sb_format("(tables on %s cannot be kept)", place->backend->name);
    if (place->backend->clone_keep_aside(place->clone, s->aside, sb_running_name(), &command))
        return sb_format("(its tables cannot be kept: %s)", sb_error());
    return command;
}
