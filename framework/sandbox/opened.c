/* opened.c -- a database that the program had open before any test: what uses that connection would write live data. */
#include "opened.h"
#include "../process/os.h"
#include "place.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The descriptor stays the real file's, whatever stands in front of the path later. */
static bool is_open_to_write(const char *path)
{
    struct stat wanted, found;
    sb_os_numbers all = { NULL, 0, 0 };
    bool is = false;
    if (stat(path, &wanted))
        return false;
    sb_os_descriptors(&all);
    for (size_t i = 0; i < all.n && !is; i++) {
        int fd = (int)all.at[i];
        is = fstat(fd, &found) == 0 && found.st_dev == wanted.st_dev && found.st_ino == wanted.st_ino &&
            (fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDONLY;
    }
    free(all.at);
    return is;
}

static int refuse_one(const sb_settings *settings, const sb_sandbox_settings *of)
{
    const sb_backend *backend = sb_backend_of(of);
    char *path = backend && !backend->locate ? sb_place_locate(backend, of->location) : NULL;
    int code = SB_OK;
    if (path && is_open_to_write(path))
        code = sb_fail_with(SB_EREFUSED,
            "the guard refuses sandbox `%s` (opened_before): this program had %s open to write before any test, by a constructor or "
            "before sb_main, and tests that use that connection would write live data.\nOpen it in a test, a SETUP or a "
            "SUITE_SETUP; then it is the sandbox of %s.",
            of->name, path, settings->path);
    free(path);
    return code;
}

int sb_opened_refuse(const sb_settings *settings)
{
    int code = SB_OK;
    for (size_t i = 0; settings && i < settings->sandboxes && code == SB_OK; i++)
        code = refuse_one(settings, &settings->sandbox[i]);
    return code;
}
