/* aside.c -- the present state of an image as a file of SQLite, for a person to look at. */
#include "../../report/again.h"
#include "changes.h"
#include "clone.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMES = 10000 };

/* suite/name, a row of TEST_EACH behind another slash; what no shell has to quote. nth: of those that come to the same. */
static char *file_of(const char *folder, const char *test, int nth)
{
    char *path = nth > 1 ? sb_format("%s/%.150s.%d.db", folder, test, nth) : sb_format("%s/%.150s.db", folder, test);

    for (char *at = path + strlen(folder) + 1; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') || *at == '-';
        if (!plain && *at != '.' && *at != '_')
            *at = *at == '/' ? '.' : '_';
    }
    return path;
}

/* Another test, an attempt before this one or another run may have the name. */
static int create(const char *folder, const char *test, char **path_out)
{
    int fd = -1;

    for (int nth = 1; fd < 0 && nth < MOST_NAMES && (nth == 1 || errno == EEXIST); nth++) {
        free(*path_out);
        *path_out = file_of(folder, test, nth);
        fd = open(*path_out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    }
    return fd;
}

static int write_all(const char *folder, const char *test, const unsigned char *bytes, size_t n, char **path_out)
{
    int fd = create(folder, test, path_out);
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
    return good ? 0 : sb_fail_with(SB_ERR, "%s cannot be written: %s", *path_out, strerror(errno));
}

/* In one piece, with what is committed in the WAL. */
int sb__clone_keep_aside(sb_clone *clone, const char *folder, const char *test, char **command_out)
{
    sqlite3 *handle = NULL;
    unsigned char *bytes = NULL;
    sqlite3_int64 size = 0;
    char *path = NULL;
    int result = sb__changes_open(clone->image, &handle);

    *command_out = NULL;
    if (result == 0 && (bytes = sqlite3_serialize(handle, "main", &size, 0)) == NULL)
        result = sb__sqlite_fail(handle, "The sandbox cannot be copied");
    if (result == 0) {
        bytes[18] = bytes[19] = 1; /* there is no WAL beside the file */
        result = write_all(folder, test, bytes, (size_t)size, &path);
    }
    if (result == 0) {
        sb_text command = SB_TEXT_EMPTY;
        sb_text_add(&command, "sqlite3 ");
        sb__shell_word(&command, path, strlen(path));
        *command_out = sb_text_take(&command);
    }
    sqlite3_free(bytes);
    if (handle != NULL)
        sqlite3_close(handle);
    free(path);
    return result;
}
