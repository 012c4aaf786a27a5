/* place.c -- the folder of a source file's snapshots, found by the name that the compiler was given. */
#include "snapshots.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_a(const char *path, mode_t type)
{
    struct stat about;
    return stat(path, &about) == 0 && (about.st_mode & S_IFMT) == type;
}

/* tests/page_test.c -> tests/snapshots/page_test; a source file that does not end in .c keeps its ending, because the one that does may
 * lie beside it. */
static char *folder_of(const char *source)
{
    const char *slash = strrchr(source, '/'), *name = slash ? slash + 1 : source;
    size_t n = strlen(name);
    if (n > 2 && strcmp(name + n - 2, ".c") == 0)
        n -= 2;
    return sb_format("%.*ssnapshots/%.*s", (int)(name - source), source, (int)n, name);
}

/* The folder, where it or the source file is there; else NULL. */
static char *try_at(const char *where, size_t n, const char *file)
{
    char *source = sb_format("%.*s/%s", (int)n, where, file), *folder = folder_of(source);
    bool found = is_a(source, S_IFREG) || is_a(folder, S_IFDIR);
    free(source);
    if (found)
        return folder;
    free(folder);
    return NULL;
}

static char *try_upwards(const char *from, const char *file)
{
    for (size_t n = strlen(from);;) {
        char *found = try_at(from, n, file);
        if (found || !n)
            return found;
        while (n && from[--n] != '/')
            continue;
    }
}

/* Without the ./ and ../ that it begins with: the compiler may have run in a folder beside the sources. */
static const char *without_dots(const char *file)
{
    while (strncmp(file, "./", 2) == 0 || strncmp(file, "../", 3) == 0)
        file = strchr(file, '/') + 1;
    return file;
}

/* Below the folder that was given: the whole name, then what is left of it without its first folders. */
static char *try_below(const char *root, const char *file)
{
    char *found = NULL;
    for (const char *rest = file; rest && !found; rest = strchr(rest, '/')) {
        rest += strspn(rest, "/");
        found = try_at(root, strlen(root), rest);
    }
    return found;
}

static char *find(const struct sb_snapshots *s, const char *file)
{
    const char *from[] = { s->start, s->bin }, *plain = without_dots(file);
    char *found = NULL;
    while (strncmp(file, "./", 2) == 0)
        file += 2;
    if (s->root)
        return try_below(s->root, file);
    if (*file == '/')
        return try_at("", 0, file + 1);
    for (size_t i = 0; i < sizeof from / sizeof *from && !found; i++) {
        found = from[i] ? try_upwards(from[i], file) : NULL;
        if (!found && from[i] && plain != file)
            found = try_upwards(from[i], plain);
    }
    return found;
}

static char *why_not(const struct sb_snapshots *s, const char *file)
{
    if (s->root)
        return sb_format(
            "%s is not found below %s, which --snapshots names: it should be the folder that the compiler ran in", file, s->root);
    if (*file == '/')
        return sb_format(
            "%s is not there any more; say by --snapshots=DIR what stands in the place of its folder, or of one around it", file);
    return sb_format("%s is not found from %s upwards%s; say by --snapshots=DIR which folder the compiler ran in", file,
        s->start ? s->start : ".", s->bin ? ", nor from the program upwards" : "");
}

const char *sb__snapshot_folder(struct sb_snapshots *s, const char *file)
{
    sb__shelf *shelf = NULL;
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->shelves && !shelf; i++)
        if (strcmp(s->shelf[i]->file, file) == 0)
            shelf = s->shelf[i];
    if (!shelf) {
        s->shelf = sb_grow(s->shelf, s->shelves, &s->shelf_room, sizeof *s->shelf);
        shelf = s->shelf[s->shelves++] = sb_alloc(sizeof *shelf);
        shelf->file = file;
        shelf->folder = find(s, file);
        shelf->why = shelf->folder ? NULL : why_not(s, file);
    }
    pthread_mutex_unlock(&s->lock);
    if (!shelf->folder)
        sb_fail_with(SB_ENOTFOUND, "%s", shelf->why);
    return shelf->folder;
}

const char *sb__snapshot_shown(const struct sb_snapshots *s, const char *path)
{
    size_t n = s->start ? strlen(s->start) : 0;
    return n && strncmp(path, s->start, n) == 0 && path[n] == '/' ? path + n + 1 : path;
}
