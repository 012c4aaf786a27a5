/* path.c -- looks at what a path leads to; where that is nothing, finds the name that was meant. */
#include "path.h"
#include "error.h"
#include "value.h"
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sb_look sb_path_look(const char *path)
{
    struct sb_look look = { .error = 0 };

    if (!path)
        look.error = EFAULT;
    else if (stat(path, &look.about))
        look.error = errno;
    return look;
}

static void add_quoted(sb_text *out, const char *s) { sb_value_print_string(out, s, strlen(s)); }

/* ---- the nearest name ---- */
struct names {
    char **at;
    size_t n, room;
};

static struct names names_in(const char *directory)
{
    struct names names = { NULL, 0, 0 };
    DIR *open = opendir(directory);

    for (const struct dirent *one; open && (one = readdir(open));) {
        if (strcmp(one->d_name, ".") == 0 || strcmp(one->d_name, "..") == 0)
            continue;
        names.at = sb_grow(names.at, names.n, &names.room, sizeof *names.at);
        names.at[names.n++] = sb_strdup(one->d_name);
    }
    if (open)
        closedir(open);
    names.at = sb_grow(names.at, names.n, &names.room, sizeof *names.at);
    names.at[names.n] = NULL;
    return names;
}

static void add_nearest(const char *directory, const char *name, sb_text *out)
{
    struct names names = names_in(directory);
    const char *nearest = sb_nearest(name, (const char *const *)names.at);

    if (nearest) {
        sb_text_add(out, "; the nearest name there is ");
        add_quoted(out, nearest);
    } else if (!names.n && access(directory, R_OK) == 0) {
        sb_text_add(out, "; ");
        add_quoted(out, directory);
        sb_text_add(out, " is empty");
    }
    for (size_t i = 0; i < names.n; i++)
        free(names.at[i]);
    free(names.at);
}

/* ---- why there is nothing ---- */
static bool add_dangling(const char *path, sb_text *out)
{
    char target[PATH_MAX];
    ssize_t n = readlink(path, target, sizeof target - 1);

    if (n < 0)
        return false;
    target[n] = '\0';
    sb_text_add(out, "a link to ");
    add_quoted(out, target);
    sb_text_add(out, ", where nothing is");
    return true;
}

/* Where the first name of the path ends that leads nowhere: "a/b" of "a/b/c". */
static size_t first_missing(char *path)
{
    size_t at = strspn(path, "/"), end = at + strcspn(path + at, "/");

    while (path[end]) {
        struct stat about;
        bool there;

        path[end] = '\0';
        there = stat(path, &about) == 0;
        path[end] = '/';
        at = end + strspn(path + end, "/");
        if (!there || !path[at])
            return end;
        end = at + strcspn(path + at, "/");
    }
    return end;
}

static void add_missing(char *path, sb_text *out)
{
    size_t end = first_missing(path), from = end;
    bool last = !path[end];

    path[end] = '\0';
    if (!last) {
        sb_text_add(out, ": there is no directory ");
        add_quoted(out, path);
    }
    while (from && path[from - 1] != '/')
        from--;
    if (from > 1) {
        path[from - 1] = '\0';
        add_nearest(path, path + from, out);
    } else
        add_nearest(from ? "/" : ".", path + from, out);
}

static void add_nothing(const char *path, const struct sb_look *look, sb_text *out)
{
    char copy[PATH_MAX];
    size_t n = strlen(path);

    if (!n) {
        sb_text_add(out, "nothing: the path is empty");
        return;
    }
    if (add_dangling(path, out))
        return;
    sb_text_add(out, "nothing");
    if (look->error == ENOTDIR)
        sb_text_add(out, ": a name before the last is that of a file");
    else if (n < sizeof copy) {
        memcpy(copy, path, n + 1);
        add_missing(copy, out);
    }
    if (*path != '/' && getcwd(copy, sizeof copy)) {
        sb_text_add(out, " (the working directory is ");
        add_quoted(out, copy);
        sb_text_add(out, ")");
    }
}

static const char *kind(mode_t mode)
{
    return S_ISDIR(mode) ? "a directory"
        : S_ISFIFO(mode) ? "a pipe"
        : S_ISSOCK(mode) ? "a socket"
        : S_ISCHR(mode)  ? "a character device"
        : S_ISBLK(mode)  ? "a block device"
                         : "something of an unknown kind";
}

void sb_path_say(const char *path, const struct sb_look *look, sb_text *out)
{
    long long size = (long long)look->about.st_size;

    if (!path)
        sb_text_add(out, "NULL, which is no path");
    else if (sb_look_is_nothing(look))
        add_nothing(path, look, out);
    else if (look->error) {
        sb_text_add(out, "what cannot be looked at: ");
        sb_error_print(out, look->error);
    } else if (S_ISREG(look->about.st_mode))
        sb_text_add(out, "a file of %lld byte%s", size, size == 1 ? "" : "s");
    else
        sb_text_add(out, "%s", kind(look->about.st_mode));
}

/* ---- content ---- */
int sb_path_read(const char *path, size_t most, sb_text *out)
{
    enum { PIECE = 1 << 16 };
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1, error = path ? errno : EFAULT;
    char *piece = fd < 0 ? NULL : sb_alloc(PIECE);
    struct stat about;
    bool big = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && (uint64_t)about.st_size > most;
    ssize_t got = 0;

    while (fd >= 0 && !big && out->size <= most && ((got = read(fd, piece, PIECE)) > 0 || (got < 0 && errno == EINTR)))
        sb_text_put(out, piece, got > 0 ? (size_t)got : 0);
    if (fd >= 0) {
        error = got < 0 ? errno : big || out->size > most ? EFBIG : 0;
        close(fd);
    }
    free(piece);
    return error;
}
