/* slurp.c -- read a file to its end, whatever its size says, so that those of /proc work too. */
#include "slurp.h"
#include "../../assert/context.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Asked before it is opened: opening a pipe waits for who writes into it. */
static bool is_no_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

int sb_slurp(const char *path, char **out, size_t *size) { return sb_slurp_most(path, SIZE_MAX, out, size); }

int sb_slurp_most(const char *path, size_t most, char **out, size_t *size)
{
    int code = SB_OK;
    size_t room = 0, got;
    *out = NULL;
    *size = 0;
    if (is_no_file(path))
        return sb_fail_with(SB_ERR, "%s: this is a folder, a pipe or a device; expected a file", path);
    FILE *file = fopen(path, "rbe");
    if (!file)
        return sb_fail_with(
            errno == ENOENT || errno == ENOTDIR ? SB_ENOTFOUND : SB_ERR, "%s: cannot be opened: %s", path, strerror(errno));
    do {
        if (room - *size < 4096)
            *out = sb_realloc(*out, room = room * 2 + 8192);
        got = fread(*out + *size, 1, room - *size - 1, file);
        *size += got;
    } while (got > 0 && *size <= most);
    (*out)[*size] = 0;
    if (ferror(file))
        code = sb_fail_with(SB_ERR, "%s: cannot be read: %s", path, strerror(errno));
    else if (*size > most)
        code =
            sb_fail_with(SB_ERR, "%s: this file is larger than %zu MB; expected one that was written by hand", path, most >> 20);
    if (code) {
        free(*out);
        *out = NULL;
    }
    fclose(file);
    return code;
}
