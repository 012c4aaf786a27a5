/* template.c -- from a live database to the sealed bytes that every worker begins with. */
#include "template.h"
#include "connection.h"
#include "image.h"
#include <string.h>

static int read_number(sqlite3 *db, const char *pragma, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    sb_text sql = SB_TEXT_EMPTY;
    int code;

    sb_text_add(&sql, "PRAGMA %s", pragma);
    code = sqlite3_prepare_v2(db, sql.at, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sb_text_release(&sql);
    return code == SQLITE_ROW ? 0 : sb__sqlite_fail(db, "PRAGMA %s", pragma);
}

/* What a whole database has and no table: before the first page is written, since that fixes the first three. user_version is
 * written even where it is 0, so that a database without tables has a page, too. */
static int copy_settings(sqlite3 *from, sqlite3 *to)
{
    static const char *const numbers[] = { "page_size", "auto_vacuum", "application_id", "user_version" };
    sqlite3_stmt *statement = NULL;
    sb_text sql = SB_TEXT_EMPTY;
    int result = 0;

    if (sqlite3_prepare_v2(from, "PRAGMA encoding", -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        sb_text_add(&sql, "PRAGMA encoding = '%s';", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && result == 0; i++) {
        int64_t number = 0;
        result = read_number(from, numbers[i], &number);
        sb_text_add(&sql, "PRAGMA %s = %lld;", numbers[i], (long long)number);
    }
    if (result == 0)
        result = sb__sqlite_run(to, sql.at);
    sb_text_release(&sql);
    return result;
}

/* A copy in memory of the tables under the prefix. */
static int make_copy(sqlite3 *from, const char *prefix, sqlite3 **out)
{
    int result = 0;

    if (sqlite3_open_v2(":memory:", out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
        return sb__sqlite_fail(*out, "A database in memory cannot be opened");
    result = copy_settings(from, *out);
    if (result == 0)
        result = sb__template_copy(from, *out, prefix);
    return result;
}

/* Its header says WAL where the database was in that mode, and there is no WAL beside it yet; the count of pages is believed only
 * where it agrees with the change counter. */
static void tidy_header(unsigned char *bytes, size_t size)
{
    size_t page = (size_t)bytes[16] << 8 | bytes[17];
    size_t pages = size / (page == 1 ? 65536 : page);

    bytes[18] = bytes[19] = 1;
    for (int i = 0; i < 4; i++)
        bytes[28 + i] = (unsigned char)(pages >> (24 - 8 * i));
    memcpy(bytes + 92, bytes + 24, 4);
}

int sb__template_make(sqlite3 *from, const char *prefix, sb_memory_file *out)
{
    sqlite3 *copy = NULL;
    unsigned char *bytes = NULL;
    sqlite3_int64 size = 0;
    int result = 0;

    if (prefix[0] != '\0')
        result = make_copy(from, prefix, &copy);
    if (result != 0)
        goto done;
    bytes = sqlite3_serialize(copy != NULL ? copy : from, "main", &size, 0);
    if (bytes == NULL && copy == NULL) { /* without a page: it has no table either, and a copy of it has a page */
        if ((result = make_copy(from, "", &copy)) != 0)
            goto done;
        bytes = sqlite3_serialize(copy, "main", &size, 0);
    }
    if (bytes == NULL || size < 512) {
        result = sb__sqlite_fail(copy != NULL ? copy : from, "The sandbox's tables cannot be written to memory");
        goto done;
    }
    tidy_header(bytes, (size_t)size);
    result = sb__memory_seal(bytes, (size_t)size, out);
done:
    sqlite3_free(bytes);
    sqlite3_close(copy);
    return result;
}
