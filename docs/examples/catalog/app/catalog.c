/* catalog.c -- the open catalogue: its connection, its errors, and SQL with the prefix put in.
 */
#include "private.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static struct {
    sqlite3 *db;
    char path[1024];
    char prefix[64];
    char error[512];
} the;

int catalog_fail(int code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(the.error, sizeof the.error, format, args);
    va_end(args);
    return code;
}

int catalog_fail_database(sqlite3 *db, const char *doing)
{
    return catalog_fail(CATALOG_DATABASE, "%s: %s", doing, sqlite3_errmsg(db));
}

const char *catalog_error(void) { return the.error; }

int catalog_connect(sqlite3 **out)
{
    int result = CATALOG_OK;
    if (sqlite3_open_v2(the.path, out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
        result = catalog_fail(CATALOG_DATABASE, "cannot open %s: %s", the.path, *out ? sqlite3_errmsg(*out) : "no memory");
        goto done;
    }
    sqlite3_busy_timeout(*out, 2000);
    result = catalog_execute(*out, "PRAGMA foreign_keys = ON");
done:
    if (result != CATALOG_OK) {
        sqlite3_close(*out);
        *out = NULL;
    }
    return result;
}

int catalog_open(const char *path, const char *prefix)
{
    catalog_close();
    if (!path)
        path = CATALOG_PATH;
    if (!prefix)
        prefix = CATALOG_PREFIX;
    if (strlen(path) >= sizeof the.path || strlen(prefix) >= sizeof the.prefix)
        return catalog_fail(CATALOG_BAD, "the path or the prefix is too long: %.40s", path);
    if (prefix[strspn(prefix, "abcdefghijklmnopqrstuvwxyz_0123456789")])
        return catalog_fail(CATALOG_BAD, "the prefix may have small letters, digits and _: %s", prefix);
    strcpy(the.path, path);
    strcpy(the.prefix, prefix);
    the.error[0] = '\0';
    return catalog_connect(&the.db);
}

void catalog_close(void)
{
    sqlite3_close(the.db);
    the.db = NULL;
}

sqlite3 *catalog_connection(void)
{
    if (!the.db)
        catalog_fail(CATALOG_DATABASE, "the catalogue is not open");
    return the.db;
}

/* The name between the braces; 0 where this brace opens none. */
static size_t table_name(const char *brace)
{
    size_t n = strspn(brace + 1, "abcdefghijklmnopqrstuvwxyz_");
    return brace[n + 1] == '}' ? n : 0;
}

static char *with_prefix(const char *sql)
{
    sqlite3_str *to = sqlite3_str_new(NULL);
    while (*sql) {
        size_t n = *sql == '{' ? table_name(sql) : 0;
        if (n)
            sqlite3_str_appendf(to, "%s%.*s", the.prefix, (int)n, sql + 1);
        else
            sqlite3_str_appendchar(to, 1, *sql);
        sql += n ? n + 2 : 1;
    }
    return sqlite3_str_finish(to);
}

int catalog_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **out)
{
    char *full = with_prefix(sql);
    if (!full)
        return catalog_fail(CATALOG_DATABASE, "no memory");
    int code = sqlite3_prepare_v2(db, full, -1, out, NULL);
    sqlite3_free(full);
    return code == SQLITE_OK ? CATALOG_OK : catalog_fail_database(db, "a statement does not compile");
}

int catalog_execute(sqlite3 *db, const char *sql)
{
    char *full = with_prefix(sql);
    if (!full)
        return catalog_fail(CATALOG_DATABASE, "no memory");
    int code = sqlite3_exec(db, full, NULL, NULL, NULL);
    sqlite3_free(full);
    return code == SQLITE_OK ? CATALOG_OK : catalog_fail_database(db, "a statement failed");
}

int catalog_finish(sqlite3_stmt *statement, const char *doing)
{
    while (sqlite3_step(statement) == SQLITE_ROW)
        continue;
    return sqlite3_reset(statement) == SQLITE_OK ? CATALOG_OK : catalog_fail_database(sqlite3_db_handle(statement), doing);
}

char *catalog_read_file(const char *path, size_t *size)
{
    char *text = NULL;
    size_t n = 0, room = 0;
    FILE *in = fopen(path, "rb");
    while (in && !feof(in) && !ferror(in)) {
        if (room - n < 2) {
            room = room ? 2 * room : 4096;
            char *more = realloc(text, room);
            if (!more)
                break;
            text = more;
        }
        n += fread(text + n, 1, room - n - 1, in);
    }
    if (!in || !text || ferror(in) || !feof(in)) {
        catalog_fail(CATALOG_FILE, "cannot read %s: %s", path, strerror(errno));
        free(text);
        text = NULL;
    } else {
        text[n] = '\0';
        *size = n;
    }
    if (in)
        fclose(in);
    return text;
}

int catalog_create_tables(const char *schema)
{
    size_t size = 0;
    sqlite3 *db = catalog_connection();
    if (!db)
        return CATALOG_DATABASE;
    char *sql = catalog_read_file(schema, &size);
    if (!sql)
        return CATALOG_FILE;
    int result = catalog_execute(db, "BEGIN IMMEDIATE");
    if (result == CATALOG_OK)
        result = catalog_execute(db, sql);
    if (result == CATALOG_OK)
        result = catalog_execute(db, "COMMIT");
    if (!sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    free(sql);
    return result;
}
