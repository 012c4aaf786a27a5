/* tidy.c -- what a test left on our own connection and not in the database: temporary tables, attached databases, settings. A connection
 * of the application keeps what it was given: that is the application's own state, and no reset of a database brings it back. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

/* Settings of a connection. NULL: as a new connection has it; a value where that cannot be asked, or is another. */
static const struct setting {
    const char *name, *value;
} settings[] = { { "foreign_keys", "1" }, { "recursive_triggers", NULL }, { "case_sensitive_like", "0" },
    { "ignore_check_constraints", NULL }, { "query_only", NULL }, { "reverse_unordered_selects", NULL }, { "cache_size", NULL },
    { "cache_spill", NULL }, { "temp_store", NULL }, { "synchronous", NULL }, { "busy_timeout", "1000" },
    { "read_uncommitted", NULL }, { "trusted_schema", NULL }, { "legacy_alter_table", NULL }, { "automatic_index", NULL },
    { "cell_size_check", NULL }, { "count_changes", NULL }, { "full_column_names", NULL }, { "short_column_names", NULL },
    { "wal_autocheckpoint", NULL } };
enum { SETTINGS = sizeof settings / sizeof *settings };

bool sb__sqlite_is_litter(int action, const char *first, const char *second)
{
    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_CREATE_TEMP_TABLE:
    case SQLITE_CREATE_TEMP_VIEW: return true;
    case SQLITE_CREATE_TEMP_TRIGGER: return strncmp(first, "seedbed_touch_", 14) != 0;
    case SQLITE_PRAGMA: break;
    default: return false;
    }
    for (size_t i = 0; i < SETTINGS && second != NULL; i++)
        if (sqlite3_stricmp(first, settings[i].name) == 0)
            return true;
    return false;
}

static char *ask(sqlite3 *handle, const char *name)
{
    sqlite3_stmt *statement = NULL;
    char *sql = sb_format("PRAGMA %s", name), *value = NULL;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        value = sb_strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    free(sql);
    return value;
}

static void set_as_new(sqlite3 *handle, sb_text *sql)
{
    sqlite3 *fresh = NULL;

    if (sqlite3_open(":memory:", &fresh) == SQLITE_OK) {
        for (size_t i = 0; i < SETTINGS; i++) {
            char *value = settings[i].value != NULL ? sb_strdup(settings[i].value) : ask(fresh, settings[i].name);
            if (value != NULL)
                sb_text_add(sql, "PRAGMA %s = %s;", settings[i].name, value);
            free(value);
        }
    }
    sqlite3_close(fresh);
    sqlite3_exec(handle, sql->at, NULL, NULL, NULL);
}

/* One statement per row of the query: its first column, and a name in its second. */
static void for_each(sqlite3 *handle, const char *query, sb_text *sql)
{
    sqlite3_stmt *statement = NULL;

    sql->size = 0;
    if (sqlite3_prepare_v2(handle, query, -1, &statement, NULL) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            sb_text_add(sql, "%s", (const char *)sqlite3_column_text(statement, 0));
            sb__sqlite_name(sql, (const char *)sqlite3_column_text(statement, 1));
            sb_text_add(sql, ";");
        }
    }
    sqlite3_finalize(statement);
    if (sql->size > 0)
        sqlite3_exec(handle, sql->at, NULL, NULL, NULL);
}

void sb__sqlite_tidy(sb_sqlite *db)
{
    sb_text sql = SB_TEXT_EMPTY;

    set_as_new(db->handle, &sql);
    for_each(db->handle,
        "SELECT 'DROP ' || type || ' temp.', name FROM sqlite_temp_schema WHERE type IN ('table', 'view', 'trigger') AND "
        "substr(name, 1, 7) NOT IN ('sqlite_', 'seedbed') ORDER BY type = 'table', rowid DESC",
        &sql);
    for_each(db->handle, "SELECT 'DETACH ', name FROM pragma_database_list WHERE name NOT IN ('main', 'temp')", &sql);
    sb_text_release(&sql);
    db->is_littered = false;
}
