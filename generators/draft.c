/* draft.c -- files that are whole or not there. */
#include "draft.h"
#include "../assert/context.h"
#include "../assert/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int sb_draft_open(sb_draft *draft, const char *folder)
{
    *draft = (sb_draft){ .fd = -1 };
    /* Other threads write here too, and a process of our number that was killed may have left something. */
    for (int try = 0; draft->fd < 0; try++) {
        draft->path = sb_format("%s/.seedbed-%ld-%d.part", folder, (long)getpid(), try);
        draft->fd = open(draft->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (draft->fd >= 0)
            break;
        free(draft->path);
        draft->path = NULL;
        if (errno != EEXIST)
            return sb_fail_with(SB_ERR, "cannot write a file in the folder %s: %s", folder, strerror(errno));
    }
    return SB_OK;
}

void sb_draft_drop(sb_draft *draft)
{
    if (!draft->path)
        return;
    if (draft->fd >= 0)
        close(draft->fd);
    unlink(draft->path);
    free(draft->path);
    *draft = (sb_draft){ .fd = -1 };
}

static int fail(sb_draft *draft, const char *what, const char *path)
{
    int code =
        sb_fail_with(SB_ERR, "cannot %s %s: %s, after %llu bytes", what, path, strerror(errno), (unsigned long long)draft->size);

    sb_draft_drop(draft);
    return code;
}

int sb_draft_write(void *env, const void *bytes, size_t size)
{
    sb_draft *draft = env;
    const char *at = bytes;

    if (!draft->path)
        return SB_ERR;
    while (size) {
        ssize_t put = write(draft->fd, at, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return fail(draft, "write", draft->path);
        at += put;
        size -= (size_t)put;
        draft->size += (uint64_t)put;
    }
    return SB_OK;
}

int sb_draft_keep(sb_draft *draft, const char *path)
{
    int code;

    if (!draft->path)
        return SB_ERR;
    code = close(draft->fd);
    draft->fd = -1;
    if (code || rename(draft->path, path))
        return fail(draft, "write", path);
    free(draft->path);
    draft->path = NULL;
    return SB_OK;
}
