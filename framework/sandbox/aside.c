/* aside.c -- --keep: a folder for what backends leave of failed tests, and the command that opens it. */
#include "aside.h"
#include "../process/os.h"
#include "../process/running.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
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

/* One for the user, and in it one for the program: $TMPDIR/seedbed-kept-1000/shop_test. */
int sb_aside_prepare(struct sb_sandbox *s, const char *program)
{
    const char *temporary = getenv("TMPDIR");
    char *all = sb_format("%s/seedbed-kept-%u", temporary && *temporary ? temporary : "/tmp", (unsigned)geteuid());
    struct stat about;
    int code = SB_OK;
    free(s->aside);
    s->aside = sb_format("%s/%s", all, base_name(program));
    if (s->keeps || lstat(all, &about) == 0)
        code = make_folder(all);
    if (code == SB_OK && lstat(s->aside, &about) == 0)
        sb_os_remove_tree(s->aside);
    if (code == SB_OK && s->keeps)
        code = make_folder(s->aside);
    else if (code == SB_OK)
        rmdir(all); /* where it was the last */
    free(all);
    return s->keeps ? code : SB_OK;
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
