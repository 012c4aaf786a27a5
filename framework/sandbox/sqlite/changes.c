/* changes.c -- the net difference between an image and its base state: of tables that were touched, and of no others. */
#include "changes.h"
#include "clone.h"
#include "strict.h"
#include <stdlib.h>
#include <string.h>

/* Its header says WAL where the state was kept in that mode, and there is no WAL beside it. */
static unsigned char *without_wal(const sb_image *image)
{
    unsigned char *copy = sqlite3_malloc64((sqlite3_uint64)image->base_size);

    if (copy != NULL) {
        memcpy(copy, image->base, (size_t)image->base_size);
        copy[18] = copy[19] = 1;
    }
    return copy;
}

/* Read where it lies, if it can be. */
static int lay_under(sqlite3 *handle, const sb_image *image)
{
    bool wal = image->base[18] == 2;
    unsigned char *bytes = wal ? without_wal(image) : image->base;

    if (bytes == NULL)
        return SQLITE_NOMEM;
    return sqlite3_deserialize(handle, SB_BASE, bytes, image->base_size, image->base_size,
        SQLITE_DESERIALIZE_READONLY | (wal ? SQLITE_DESERIALIZE_FREEONCLOSE : 0));
}

int sb__changes_attach_base(sqlite3 *handle, const sb_image *image)
{
    if (sqlite3_exec(handle, "ATTACH ':memory:' AS " SB_BASE, NULL, NULL, NULL) != SQLITE_OK ||
        lay_under(handle, image) != SQLITE_OK)
        return sb__sqlite_fail(handle, "The base state of the sandbox cannot be read");
    return 0;
}

static int begin(sqlite3 *handle, const char *sql)
{
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK)
        return 0;
    if (sqlite3_errcode(handle) == SQLITE_BUSY)
        return sb_fail_with(SB_ERR, "a connection is in the middle of a transaction that locks the sandbox");
    return sb__sqlite_fail(handle, "The sandbox cannot be read");
}

bool sb__changes_are_open(const sb_image *image) { return image->ours != NULL && !sqlite3_get_autocommit(image->ours); }

/* What our own connection has not committed, nobody else sees: as where a test is rolled back at its end. */
static int open_copy(const sb_image *image, sqlite3 **out)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(image->ours, "main", &size, 0);

    if (bytes == NULL)
        return sb__sqlite_fail(image->ours, "The sandbox cannot be copied");
    bytes[18] = bytes[19] = 1; /* there is no WAL beside it */
    if (sqlite3_open_v2(":memory:", out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
        sqlite3_free(bytes);
        return sb__sqlite_fail(*out, "A database in memory cannot be opened");
    }
    if (sqlite3_deserialize(*out, "main", bytes, size, size, SQLITE_DESERIALIZE_FREEONCLOSE) != SQLITE_OK)
        return sb__sqlite_fail(*out, "The copy of the sandbox cannot be read");
    return 0;
}

static int open_image(const sb_image *image, sqlite3 **out)
{
    if (sb__changes_are_open(image))
        return open_copy(image, out);
    if (sqlite3_open_v2(image->name, out, SQLITE_OPEN_READWRITE, "seedbed") != SQLITE_OK)
        return sb__sqlite_fail(*out, "The sandbox cannot be read");
    return 0;
}

int sb__changes_open(const sb_image *image, sqlite3 **out)
{
    static const char look[] = "SELECT 1 FROM main.sqlite_schema LIMIT 1";
    sqlite3 *handle = NULL;
    int result = open_image(image, &handle);

    *out = NULL;
    if (result == 0) /* ATTACH reads the schema, and would say less well why it cannot */
        result = begin(handle, look);
    if (result == 0)
        result = sb__changes_attach_base(handle, image);
    if (result == 0)
        result = begin(handle, "BEGIN");
    if (result == 0)
        result = begin(handle, look);
    if (result != 0) {
        sqlite3_close(handle);
        return result;
    }
    *out = handle;
    return 0;
}

/* What belongs to a virtual table, as the index of a full text, says nothing to a person. */
static bool is_shadow(sqlite3 *handle, const char *table)
{
    sqlite3_stmt *statement = NULL;
    bool is = false;

    if (sqlite3_prepare_v2(handle, "SELECT 1 FROM pragma_table_list(?) WHERE type = 'shadow'", -1, &statement, NULL) ==
        SQLITE_OK) {
        sqlite3_bind_text(statement, 1, table, -1, SQLITE_TRANSIENT);
        is = sqlite3_step(statement) == SQLITE_ROW;
    }
    sqlite3_finalize(statement);
    return is;
}

static int compare_all(sb_image *image, sqlite3 *handle, const sb_touched *touched, sb_row_change_fn *fn, void *env)
{
    static const char sql[] =
        "SELECT name, max(now), max(before) FROM ("
        "SELECT name, 1 AS now, 0 AS before FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0 UNION ALL "
        "SELECT name, 0, 1 FROM " SB_BASE ".sqlite_schema WHERE type = 'table' AND rootpage > 0) "
        "WHERE lower(substr(name, 1, 7)) <> 'sqlite_' GROUP BY name COLLATE NOCASE ORDER BY name";
    sqlite3_stmt *statement = NULL;
    int result = 0, code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

    if (code != SQLITE_OK)
        result = sb__sqlite_fail(handle, "The tables of the sandbox cannot be read");
    while (result == 0 && sqlite3_step(statement) == SQLITE_ROW) {
        sb_compared compared = { handle, (const char *)sqlite3_column_text(statement, 0), sqlite3_column_int(statement, 1) != 0,
            sqlite3_column_int(statement, 2) != 0, image };
        if (compared.now && compared.before && !sb__touched_has(touched, compared.table))
            continue;
        if (!is_shadow(handle, compared.table))
            result = sb__compare_table(&compared, fn, env);
    }
    sqlite3_finalize(statement);
    return result;
}

int sb__clone_changes(sb_clone *clone, sb_row_change_fn *fn, void *env)
{
    sb_touched *touched = NULL;
    sqlite3 *handle = NULL;
    int result;

    if (!sb__clone_changed(clone)) /* what was rolled back was written, for all that */
        return sb__strict_others(clone->image, fn, env);
    result = sb__changes_open(clone->image, &handle);
    if (result == 0)
        result = sb__touched_read(clone->image, handle, &touched);
    if (result == 0)
        result = compare_all(clone->image, handle, touched, fn, env);
    if (result == 0)
        result = sb__strict_others(clone->image, fn, env);
    sb__touched_free(touched);
    if (handle != NULL)
        sqlite3_close(handle);
    return result;
}
