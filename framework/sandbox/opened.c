/* opened.c -- a database that the program had open before any test: what uses that connection would write live data. */
#include "opened.h"
#include "../process/os.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef bool is_it(int fd, const struct stat *file, void *env);

/* The first descriptor of a file that is open to write; -1: none. It stays the real file's, whatever stands in front of the path later. */
static int find_open(is_it *it, void *env)
{
    struct stat found;
    sb_os_numbers all = { NULL, 0, 0 };
    int fd = -1;
    sb_os_descriptors(&all);
    for (size_t i = 0; i < all.n && fd < 0; i++) {
        int one = (int)all.at[i];
        if (fstat(one, &found) == 0 && S_ISREG(found.st_mode) && (fcntl(one, F_GETFL) & O_ACCMODE) != O_RDONLY &&
            it(one, &found, env))
            fd = one;
    }
    free(all.at);
    return fd;
}

static bool is_file(int fd, const struct stat *file, void *env)
{
    const struct stat *wanted = env;
    (void)fd;
    return file->st_dev == wanted->st_dev && file->st_ino == wanted->st_ino;
}

static int refuse_path(const sb_settings *settings, const sb_sandbox_settings *of, const char *path)
{
    struct stat wanted;
    if (stat(path, &wanted) || find_open(is_file, &wanted) < 0)
        return SB_OK;
    return sb_fail_with(SB_EREFUSED,
        "the guard refuses sandbox `%s` (opened_before): this program had %s open to write before any test, by a constructor or "
        "before sb_main, and tests that use that connection would write live data.\nOpen it in a test, a SETUP or a "
        "SUITE_SETUP; then it is the sandbox of %s.",
        of->name, path, settings->path);
}

static int refuse_one(const sb_settings *settings, const sb_sandbox_settings *of)
{
    const sb_backend *backend = sb_backend_of(of);
    if (!backend || backend->locate)
        return SB_OK;
    char *path = sb_place_locate(backend, of->location);
    int code = refuse_path(settings, of, path);
    free(path);
    for (size_t i = 0; i < of->also.n && code == SB_OK; i++)
        code = refuse_path(settings, of, of->also.at[i]);
    return code;
}

int sb_opened_refuse(const sb_settings *settings)
{
    int code = SB_OK;
    for (size_t i = 0; settings && i < settings->sandboxes && code == SB_OK; i++)
        code = refuse_one(settings, &settings->sandbox[i]);
    return code;
}

/* SQLite closes its files in programs that are started: what is open without that mark came from whoever started this one. A file that
 * has no name any more is nobody's. */
static bool is_database(int fd, const struct stat *file, void *env)
{
    char head[16];
    (void)env;
    return file->st_nlink > 0 && (fcntl(fd, F_GETFD) & FD_CLOEXEC) && pread(fd, head, sizeof head, 0) == sizeof head &&
        memcmp(head, "SQLite format 3", sizeof head) == 0;
}

int sb_opened_refuse_others(const struct sb_sandbox *s)
{
    const sb_place *in_file = NULL;
    char name[4096];
    for (size_t i = 0; i < s->places && !in_file; i++)
        if (s->place[i].backend->beside)
            in_file = &s->place[i];
    int fd = in_file ? find_open(is_database, NULL) : -1;
    if (fd < 0)
        return SB_OK;
    return sb_fail_with(SB_EREFUSED,
        "the guard refuses sandbox `%s` (opened_before): this program had %s open to write before any test, by a constructor or before "
        "sb_main, and tests that use that connection would write it past the sandbox.\nOpen it in a test, a SETUP or a "
        "SUITE_SETUP, where it is the sandbox or refused; or open it read-only.",
        in_file->name, sb_os_descriptor_name(fd, name, sizeof name));
}
