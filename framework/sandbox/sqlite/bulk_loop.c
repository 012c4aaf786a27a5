/* bulk_loop.c -- the plain way of many rows: one INSERT for each, as anybody would write it; and what is said of a row that is refused. */
#include "../../../assert/value.h"
#include "bulk.h"
#include "image.h"
#include <stdlib.h>
#include <string.h>

int sb__bulk_next(sb_bulk_rows *rows)
{
    int more;

    if (rows->ahead) {
        rows->ahead = false;
        return 1;
    }
    more = rows->source(rows->env, rows->cell);
    if (more > 0)
        rows->given++;
    rows->ended = more == 0;
    if (more < 0)
        rows->failed = more;
    return more;
}

/* SQLite names columns as in "UNIQUE constraint failed: users.username, users.age". */
static bool is_named(const char *said, const char *column)
{
    size_t n = strlen(column);

    for (const char *at = said; (at = strchr(at, '.')) != NULL;)
        if (sqlite3_strnicmp(++at, column, (int)n) == 0 && (at[n] == '\0' || at[n] == ','))
            return true;
    return false;
}

static void show_row(sb_text *to, const sb_bulk_rows *rows, const char *said)
{
    bool any = false;

    for (size_t i = 0; i < rows->n; i++) {
        if (!is_named(said, rows->column[i]))
            continue;
        sb_text_add(to, "%s%s = ", any ? ", " : " (", rows->column[i]);
        sb_value_print(to, &rows->cell[i]);
        any = true;
    }
    sb_text_add(to, "%s", any ? ")" : "");
}

int sb__bulk_fail_value(const sb_bulk_rows *rows, size_t at)
{
    const sb_value *value = &rows->cell[at];
    const char *table = rows->table, *column = rows->column[at];

    if (sb_kind_unsigned(value->kind))
        return sb_fail_with(SB_ERR,
            "Row %llu cannot be inserted into %s: %s is %llu, above the largest integer of SQLite, 9223372036854775807",
            (unsigned long long)rows->given, table, column, (unsigned long long)value->v.u);
    return sb_fail_with(SB_ERR,
        "Row %llu cannot be inserted into %s: %s is %s, and no value for a database: give a string, a number or bytes(p, n)",
        (unsigned long long)rows->given, table, column, sb_kind_words(value->kind));
}

bool sb__bulk_lacks_room(sb_sqlite *db)
{
    int code = sqlite3_errcode(db->handle);

    return code == SQLITE_FULL || code == SQLITE_CANTOPEN || sqlite3_extended_errcode(db->handle) == SQLITE_IOERR_GETTEMPPATH;
}

int sb__bulk_fail_room(sb_sqlite *db, const char *table)
{
    const char *why = sqlite3_errcode(db->handle) == SQLITE_FULL ? "the disk is full" : sqlite3_errmsg(db->handle);
    int64_t room = sqlite3_errcode(db->handle) == SQLITE_FULL ? sb__file_lacked_room(db->handle) : 0;

    if (room > 0)
        return sb_fail_with(SB_ERR, "%s cannot be filled: " SB_SANDBOX_ROOM, table, (long long)(room >> 20));
    return sb_fail_with(SB_ERR,
        "%s cannot be filled: %s; beside the rows and their indexes SQLite needs as much room again for temporary "
        "files, in the folder that SQLITE_TMPDIR names, else TMPDIR, /var/tmp or /tmp",
        table, why);
}

int sb__bulk_fail_row(sb_sqlite *db, const sb_bulk_rows *rows)
{
    sb_text text = SB_TEXT_EMPTY;
    const char *why = sb__sqlite_why_refused(db);

    if (sb__bulk_lacks_room(db))
        return sb__bulk_fail_room(db, rows->table);
    sb_text_add(&text, "Row %llu cannot be inserted into %s: %s", (unsigned long long)rows->given, rows->table,
        why != NULL ? why : sqlite3_errmsg(db->handle));
    if (why == NULL)
        show_row(&text, rows, sqlite3_errmsg(db->handle));
    sb_fail_with(SB_ERR, "%s", text.at);
    if (why == NULL)
        sb__sqlite_advise(db);
    sb_text_release(&text);
    return SB_ERR;
}

int sb__bulk_fail_table(sb_sqlite *db, const sb_bulk_rows *rows)
{
    const char *why = sb__sqlite_why_refused(db);

    if (why != NULL)
        return sb_fail_with(SB_ERR, "%s cannot be filled: %s", rows->table, why);
    if (sb__bulk_lacks_room(db))
        return sb__bulk_fail_room(db, rows->table);
    sb__sqlite_fail(db->handle, "%s cannot be filled", rows->table);
    sb__sqlite_advise(db);
    return SB_ERR;
}

static int insert_one(sb_sqlite *db, sqlite3_stmt *statement, const sb_bulk_rows *rows)
{
    int result = 0;

    for (size_t i = 0; i < rows->n; i++)
        if (sb__sqlite_bind(statement, (int)i + 1, &rows->cell[i]) != 0)
            return sb_fail_with(
                SB_ERR, "Row %llu, %s.%s: %s", (unsigned long long)rows->given, rows->table, rows->column[i], sb_error());
    if (sqlite3_step(statement) != SQLITE_DONE)
        result = sb__bulk_fail_row(db, rows);
    sqlite3_reset(statement);
    return result;
}

int sb__bulk_loop(sb_sqlite *db, sb_bulk_rows *rows)
{
    sb_text sql = SB_TEXT_EMPTY;
    sqlite3_stmt *statement = NULL;
    int more = 1, result = 0;

    sb__sqlite_insert_sql(&sql, rows->table, rows->column, rows->n);
    sb__sqlite_begin_statement(db);
    if (sqlite3_prepare_v2(db->handle, sql.at, -1, &statement, NULL) != SQLITE_OK)
        result = sb__bulk_fail_table(db, rows);
    while (result == 0 && (more = sb__bulk_next(rows)) > 0)
        result = insert_one(db, statement, rows);
    sqlite3_finalize(statement);
    sb_text_release(&sql);
    return result != 0 ? result : more;
}
