/* open.c -- open a connection of ours: to look, to change, to create, to undo what the dead left. */
#include "connection.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Other processes may work on the live database while tables are installed; they get this long to finish. */
enum { BUSY_TIMEOUT_MS = 5000 };

/* A database in WAL mode says so in byte 18 of its header. Even a reader makes a -wal and a -shm file beside it, unless it is told
 * that nobody writes, which is true as long as there is no -wal file. */
static bool must_be_immutable(const char *path)
{
    unsigned char header[20] = { 0 };
    char *wal = sb_format("%s-wal", path);
    struct stat about;
    bool log = stat(wal, &about) == 0;
    FILE *file = fopen(path, "rbe");

    if (file != NULL) {
        if (fread(header, 1, sizeof header, file) != sizeof header)
            header[18] = 0;
        fclose(file);
    }
    free(wal);
    return header[18] == 2 && !log;
}

/* The path as a file: URI; what has a meaning in one is written in hexadecimal. */
static char *immutable_uri(const char *path)
{
    sb_text uri = SB_TEXT_EMPTY;

    while (path[0] == '/' && path[1] == '/') /* what follows two slashes is a host in a URI */
        path++;
    sb_text_add(&uri, "file:");
    for (; *path != '\0'; path++) {
        if (*path == '%' || *path == '?' || *path == '#')
            sb_text_add(&uri, "%%%02x", (unsigned char)*path);
        else
            sb_text_put(&uri, path, 1);
    }
    sb_text_add(&uri, "?immutable=1");
    return sb_text_take(&uri);
}

static int open_handle(const char *url, enum sb_access access_wanted, sqlite3 **out)
{
    int flags = access_wanted == SB_LOOK ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int code;

    if (access_wanted == SB_CREATE)
        flags |= SQLITE_OPEN_CREATE;
    if (access_wanted == SB_LOOK && must_be_immutable(url)) {
        sb_text uri = { .at = immutable_uri(url) };
        code = sqlite3_open_v2(uri.at, out, flags | SQLITE_OPEN_URI, NULL);
        sb_text_release(&uri);
        return code;
    }
    return sqlite3_open_v2(url, out, flags, NULL);
}

static bool has_journal(const char *url)
{
    char *journal = sb_format("%s-journal", url);
    bool there = access(journal, F_OK) == 0;

    free(journal);
    return there;
}

/* A pipe would be waited for without end, and a folder says nothing in SQLite's words. */
static int look_at_file(const char *url, enum sb_access access_wanted)
{
    struct stat about;

    if (stat(url, &about) != 0) {
        if (access_wanted == SB_CREATE)
            return 0; /* SQLite makes it, or says why not */
        if (errno == ENOENT || errno == ENOTDIR)
            return sb_fail_with(SB_ENOTFOUND, "There is no SQLite database %s", url);
        return sb_fail_with(SB_ERR, "The SQLite database %s cannot be opened: %s", url, strerror(errno));
    }
    if (!S_ISREG(about.st_mode))
        return sb_fail_with(SB_ERR, "%s is %s and no SQLite database: name a file", url,
            S_ISDIR(about.st_mode) ? "a folder" : "a pipe or a device");
    if (access_wanted == SB_RECOVER && !has_journal(url))
        return sb_fail_with(SB_ENOTFOUND, "There is nothing to undo in the SQLite database %s", url);
    return 0;
}

static int note_mode(void *env, int n, char **cell, char **name)
{
    (void)name;
    if (n > 0 && cell[0] != NULL)
        *(bool *)env = strcmp(cell[0], "delete") == 0;
    return 0;
}

/* The first look has undone what the journal tells. One that was cut off before it could tell anything is left there by SQLite;
 * it goes when the mode changes from one that keeps journals, and no writer is at work. */
static int remove_journal(sqlite3 *handle, const char *url)
{
    bool deletes = false;
    int code = sqlite3_exec(handle, "PRAGMA journal_mode", note_mode, &deletes, NULL);

    if (code == SQLITE_OK && deletes && has_journal(url))
        code = sqlite3_exec(handle, "PRAGMA journal_mode = TRUNCATE; PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    return code;
}

int sb__sqlite_enforce(void *db)
{
    sqlite3 *handle = ((sb_sqlite *)db)->handle;

    if (sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL) != SQLITE_OK)
        return sb__sqlite_fail(handle, "Foreign keys cannot be enforced");
    return 0;
}

int sb__sqlite_scratch(const char *url, void **db_out)
{
    (void)url;
    return sb__sqlite_open(NULL, SB_CREATE, db_out);
}

/* url NULL: in memory. */
int sb__sqlite_open(const char *url, enum sb_access access_wanted, void **db_out)
{
    static const char *const in_memory = ":memory:";
    sqlite3 *handle = NULL;
    int result = 0;

    *db_out = NULL;
    if (url != NULL && (result = look_at_file(url, access_wanted)) != 0)
        return result;
    if (url == NULL) {
        url = in_memory;
        access_wanted = SB_CREATE;
    }
    if (open_handle(url, access_wanted, &handle) != SQLITE_OK) {
        result = sb__sqlite_fail(handle, "The SQLite database %s cannot be opened", url);
        goto done;
    }
    if (access_wanted == SB_RECOVER) /* what a log holds is not ours to move */
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_busy_timeout(handle, BUSY_TIMEOUT_MS);
    /* SQLite reads nothing when it opens; a file that is no database shall be found out here. */
    if (sqlite3_exec(handle, "PRAGMA schema_version", NULL, NULL, NULL) != SQLITE_OK) {
        result = sb__sqlite_fail(handle, "The SQLite database %s cannot be read", url);
        goto done;
    }
    if (access_wanted == SB_RECOVER && remove_journal(handle, url) != SQLITE_OK) {
        result =
            sb__sqlite_fail(handle, "The journal that a dead process left beside the SQLite database %s cannot be undone", url);
        goto done;
    }
    *db_out = sb__sqlite_new(handle);
    handle = NULL;
done:
    sqlite3_close(handle);
    return result;
}
