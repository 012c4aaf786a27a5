/* bulk_table.c -- what is to be known of a table before it is filled. */
#include "bulk.h"
#include <stdlib.h>
#include <string.h>

/* A number by a question with the table's name in it. */
static int ask(sb_sqlite *db, const char *sql, const char *name, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL);

    if (code == SQLITE_OK)
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? 0
                              : sb__sqlite_fail(db->handle, "What is to be known of %s before it is filled cannot be read", name);
}

/* A temporary one of the same name is what an INSERT would mean. */
static int read_sql(sb_sqlite *db, sb_bulk_table *table)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db->handle,
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE AND NOT EXISTS "
        "(SELECT 1 FROM sqlite_temp_schema WHERE type IN ('table', 'view') AND name = ?1 COLLATE NOCASE)",
        -1, &statement, NULL);

    if (code == SQLITE_OK)
        sqlite3_bind_text(statement, 1, table->name, -1, SQLITE_TRANSIENT);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW && sqlite3_column_text(statement, 1) != NULL) {
        free(table->name);
        table->name = sb_strdup((const char *)sqlite3_column_text(statement, 0));
        table->sql = sb_strdup((const char *)sqlite3_column_text(statement, 1));
    }
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE
        ? 0
        : sb__sqlite_fail(db->handle, "What is to be known of %s before it is filled cannot be read", table->name);
}

static int count_triggers(sb_sqlite *db, const char *name, const char *whose, int64_t *out)
{
    char *sql =
        sb_format("SELECT count(*) FROM (SELECT type, name, tbl_name FROM main.sqlite_schema UNION ALL "
                  "SELECT type, name, tbl_name FROM sqlite_temp_schema) WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE "
                  "AND %s (substr(name, 1, 14) = 'seedbed_touch_')",
            whose);
    int result = ask(db, sql, name, out);

    free(sql);
    return result;
}

/* Whatever has the word in it, be it a name. */
static bool says_conflict(const char *sql) { return sqlite3_strlike("%conflict%", sql, 0) == 0; }

int sb__bulk_count(sb_sqlite *db, const char *name, int64_t *out)
{
    sb_text sql = SB_TEXT_EMPTY;
    int result;

    sb_text_add(&sql, "SELECT count(*) FROM (SELECT 1 FROM main.");
    sb__sqlite_name(&sql, name);
    sb_text_add(&sql, " LIMIT %d)", SB_BULK_FEW + 1);
    result = ask(db, sql.at, name, out);
    sb_text_release(&sql);
    return result;
}

int sb__bulk_look(sb_sqlite *db, const char *name, sb_bulk_table *out)
{
    int64_t indexes = 0, references = 0, triggers = 0, ours = 0;
    int result;

    *out = (sb_bulk_table){ .name = sb_strdup(name), .odd = true };
    if ((result = read_sql(db, out)) != 0 || out->sql == NULL || sqlite3_strnicmp(out->sql, "CREATE TABLE ", 13) != 0)
        return result;
    if (ask(db, "SELECT count(*) FROM pragma_index_list(?1, 'main')", out->name, &indexes) != 0 ||
        ask(db, "SELECT count(*) FROM pragma_foreign_key_list(?1, 'main')", out->name, &references) != 0 ||
        count_triggers(db, out->name, "NOT", &triggers) != 0 || count_triggers(db, out->name, "", &ours) != 0 ||
        sb__bulk_count(db, out->name, &out->before) != 0)
        return SB_ERR;
    out->has_indexes = indexes > 0;
    out->has_references = references > 0;
    out->odd = triggers > 0 || says_conflict(out->sql);
    out->seen = ours > 0;
    return 0;
}

void sb__bulk_table_release(sb_bulk_table *table)
{
    free(table->name);
    free(table->sql);
    *table = (sb_bulk_table){ .name = NULL };
}
