/* aside.c -- the present state of an image as a file of SQLite, for a person to look at. */
#include "changes.h"
#include "clone.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* suite/name, a row of TEST_EACH behind another slash; what no shell has to quote. */
static char *file_of(const char *folder, const char *test)
{
    char *path = sb_format("%s/%.150s.db", folder, test);

    for (char *at = path + strlen(folder) + 1; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == '-';
        if (!plain && *at != '.' && *at != '_')
            *at = *at == '/' ? '.' : '_';
    }
    return path;
}

static int write_all(const char *path, const unsigned char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool good = fd >= 0;

    for (size_t done = 0; good && done < n;) {
        ssize_t wrote = write(fd, bytes + done, n - done);
        if (wrote > 0)
            done += (size_t)wrote;
        else
            good = wrote < 0 && errno == EINTR;
    }
    if (fd >= 0 && close(fd) != 0)
        good = false;
    return good ? 0 : sb_fail_with(SB_ERR, "%s cannot be written: %s", path, strerror(errno));
}

/* In one piece, with what is committed in the WAL. */
int sb__clone_keep_aside(sb_clone *clone, const char *folder, const char *test, char **command_out)
{
    sqlite3 *handle = NULL;
    unsigned char *bytes = NULL;
    sqlite3_int64 size = 0;
    char *path = file_of(folder, test);
    int result = sb__changes_open(clone->image, &handle);

    *command_out = NULL;
    if (result == 0 && (bytes = sqlite3_serialize(handle, "main", &size, 0)) == NULL)
        result = sb__sqlite_fail(handle, "The sandbox cannot be copied");
    if (result == 0) {
        bytes[18] = bytes[19] = 1; /* there is no WAL beside the file */
        result = write_all(path, bytes, (size_t)size);
    }
    if (result == 0)
        *command_out = sb_format("sqlite3 %s%s%s", strchr(path, ' ') ? "'" : "", path, strchr(path, ' ') ? "'" : "");
    sqlite3_free(bytes);
    if (handle != NULL)
        sqlite3_close(handle);
    free(path);
    return result;
}
