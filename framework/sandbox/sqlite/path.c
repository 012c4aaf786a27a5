/* path.c -- resolve a path whose end need not exist, which realpath refuses. */
#include "path.h"
#include "../../../assert/text.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What Linux allows on the way through a path. */
enum { MOST_LINKS = 40 };

static char *resolve(const char *path, int links);

/* name within a folder that is resolved already; takes the folder. */
static char *step_into(char *folder, const char *name, int links)
{
    char target[PATH_MAX], *path, *resolved = NULL;
    ssize_t length;

    if (name[0] == '\0' || strcmp(name, ".") == 0)
        return folder;
    if (strcmp(name, "..") == 0) {
        char *slash = strrchr(folder, '/');
        slash[slash == folder] = '\0';
        return folder;
    }
    path = sb_format("%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
    length = readlink(path, target, sizeof target - 1);
    if (length < 0) {
        free(folder);
        return path;
    }
    target[length] = '\0';
    if (links > 0) {
        char *whole = target[0] == '/' ? sb_strdup(target) : sb_format("%s/%s", folder, target);
        resolved = resolve(whole, links - 1);
        free(whole);
    }
    free(folder);
    free(path);
    return resolved;
}

/* An absolute path: its folder first, then one step. */
static char *resolve(const char *path, int links)
{
    char *resolved = realpath(path, NULL), *folder;
    const char *slash = strrchr(path, '/');

    if (resolved != NULL)
        return resolved;
    if ((errno != ENOENT && errno != ENOTDIR) || slash == NULL)
        return NULL;
    folder = sb_strdup(path);
    folder[slash == path ? 1 : slash - path] = '\0';
    resolved = resolve(folder, links);
    free(folder);
    return resolved != NULL ? step_into(resolved, slash + 1, links) : NULL;
}

char *sb__path_resolve(const char *path)
{
    char *here, *whole, *resolved;

    if (path[0] == '/')
        return resolve(path, MOST_LINKS);
    here = getcwd(NULL, 0);
    if (here == NULL)
        return NULL;
    whole = sb_format("%s/%s", here, path);
    resolved = resolve(whole, MOST_LINKS);
    free(whole);
    free(here);
    return resolved;
}
