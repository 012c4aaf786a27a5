/* store.c -- uploaded files: one copy below the root for each content, one row for each upload.
 */
#include "private.h"
#include "sha256.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 1024 };

struct upload {
    const char *name; /* without folders */
    const char *media_type;
    size_t size;
    char digest[SHA256_HEX];
    char path[SHA256_HEX + 4]; /* below the root: the first two digits, a slash, the digest */
};

static const struct {
    const char *end, *type;
} media_types[] = {
    { ".txt", "text/plain" },
    { ".csv", "text/csv" },
    { ".png", "image/png" },
    { ".pdf", "application/pdf" },
};

static const char *media_type_of(const char *name)
{
    const char *end = strrchr(name, '.');
    for (size_t i = 0; end && i < sizeof media_types / sizeof *media_types; i++) {
        if (strcmp(end, media_types[i].end) == 0)
            return media_types[i].type;
    }
    return "application/octet-stream";
}

static int join(char *to, const char *root, const char *below)
{
    int n = snprintf(to, PATH_SIZE, "%s/%s", root, below);
    return n < PATH_SIZE ? CATALOG_OK : catalog_fail(CATALOG_FILE, "the path is too long: %.60s", root);
}

static int make_folder(const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return CATALOG_OK;
    return catalog_fail(CATALOG_FILE, "cannot make the folder %s: %s", path, strerror(errno));
}

/* Under another name first: a copy that is there is whole. */
static int write_copy(const char *path, const void *data, size_t size)
{
    char part[PATH_SIZE + 8];
    snprintf(part, sizeof part, "%s.part", path);
    FILE *to = fopen(part, "wb");
    int good = to && fwrite(data, 1, size, to) == size;
    good = to && fclose(to) == 0 && good;
    if (good && rename(part, path) == 0)
        return CATALOG_OK;
    int why = errno;
    remove(part);
    return catalog_fail(CATALOG_FILE, "cannot write %s: %s", path, strerror(why));
}

static int insert_row(const struct upload *upload, int64_t owner, int64_t *id)
{
    sqlite3_stmt *insert = NULL;
    sqlite3 *db = catalog_connection();
    int result = catalog_prepare(
        db, "INSERT INTO {files} (name, media_type, size, digest, path, owner) VALUES (?, ?, ?, ?, ?, nullif(?, 0))", &insert);
    if (result != CATALOG_OK)
        return result;
    sqlite3_bind_text(insert, 1, upload->name, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, upload->media_type, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 3, (int64_t)upload->size);
    sqlite3_bind_text(insert, 4, upload->digest, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 5, upload->path, -1, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 6, owner);
    result = catalog_finish(insert, "cannot note the file");
    if (result == CATALOG_OK)
        *id = sqlite3_last_insert_rowid(db);
    else if (sqlite3_extended_errcode(db) == SQLITE_CONSTRAINT_FOREIGNKEY)
        result = catalog_fail(CATALOG_UNKNOWN, "there is no user %lld", (long long)owner);
    sqlite3_finalize(insert);
    return result;
}

static int keep(const struct upload *upload, const void *data, const char *root, int64_t owner, int64_t *id)
{
    char copy[PATH_SIZE], folder[PATH_SIZE];
    if (join(copy, root, upload->path) != CATALOG_OK)
        return CATALOG_FILE;
    snprintf(folder, sizeof folder, "%s/%.2s", root, upload->path);
    int there = access(copy, F_OK) == 0;
    if (!there && (make_folder(root) != CATALOG_OK || make_folder(folder) != CATALOG_OK))
        return CATALOG_FILE;
    if (!there && write_copy(copy, data, upload->size) != CATALOG_OK)
        return CATALOG_FILE;
    int result = insert_row(upload, owner, id);
    if (result != CATALOG_OK && !there)
        remove(copy);
    return result;
}

int catalog_store(const char *file, const char *root, int64_t owner, int64_t *id)
{
    struct upload upload = { .name = file };
    const char *slash = strrchr(file, '/');
    if (!catalog_connection())
        return CATALOG_DATABASE;
    char *data = catalog_read_file(file, &upload.size);
    if (!data)
        return CATALOG_FILE;
    if (slash)
        upload.name = slash + 1;
    upload.media_type = media_type_of(upload.name);
    sha256_hex(data, upload.size, upload.digest);
    snprintf(upload.path, sizeof upload.path, "%.2s/%s", upload.digest, upload.digest);
    int result = keep(&upload, data, root, owner, id);
    free(data);
    return result;
}

static int is_damaged(const char *root, const char *path, const char *digest)
{
    size_t size;
    char copy[PATH_SIZE], now[SHA256_HEX] = "";
    if (join(copy, root, path) != CATALOG_OK)
        return 1;
    char *data = catalog_read_file(copy, &size);
    if (data)
        sha256_hex(data, size, now);
    free(data);
    return strcmp(now, digest) != 0;
}

int catalog_verify(const char *root, int64_t *damaged)
{
    sqlite3_stmt *each = NULL;
    sqlite3 *db = catalog_connection();
    *damaged = 0;
    if (!db)
        return CATALOG_DATABASE;
    int result = catalog_prepare(db, "SELECT path, digest FROM {files} ORDER BY id", &each);
    if (result != CATALOG_OK)
        return result;
    while (sqlite3_step(each) == SQLITE_ROW)
        *damaged += is_damaged(root, (const char *)sqlite3_column_text(each, 0), (const char *)sqlite3_column_text(each, 1));
    if (sqlite3_finalize(each) != SQLITE_OK)
        result = catalog_fail_database(db, "cannot read the list of files");
    else if (*damaged)
        result = catalog_fail(CATALOG_FILE, "stored files that are missing or damaged: %lld", (long long)*damaged);
    return result;
}
