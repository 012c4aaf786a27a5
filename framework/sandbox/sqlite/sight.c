/* sight.c -- what our connection touches: temporary triggers on it call a function of ours, which remembers tables and keys.
 *
 * Why triggers: sqlite3_update_hook says nothing of WITHOUT ROWID tables, of the rows that REPLACE deletes, nor of DELETE without
 * WHERE; and the hook that sees all of them cannot be shared with the session extension, which tests may use on our connection.
 * Temporary triggers are seen by no other connection, fire whatever SQLITE_DBCONFIG_ENABLE_TRIGGER says, and miss one thing alone:
 * rows that REPLACE deletes, unless triggers may be recursive, which would change what the application's own ones do. So statements
 * with REPLACE are recognised by their text.
 *
 * What was rolled back is remembered, too: all that is done with it holds for rows that are as they were.
 */
#include "clone.h"
#include <stdlib.h>
#include <string.h>

/* Beyond so many the image is quicker. SB_LOOKED_AT bytes of a statement are looked at for REPLACE. */
enum { SB_MOST_TOUCHES = 100000, SB_LOOKED_AT = 4096 };

/* ---- REPLACE ---- */

static bool is_word(const char *at, const char *word)
{
    size_t n = strlen(word);
    char next = at[0] != '\0' && strlen(word) <= strnlen(at, n) ? at[n] : 'x';

    return sqlite3_strnicmp(at, word, (int)n) == 0 &&
        !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_');
}

static const char *next_word(const char *at) { return sb__sqlite_skip_blank(at + strcspn(at, " \t\r\n\f/-")); }

/* In doubt, yes. */
static bool says_replace(const char *sql)
{
    const char *at = sb__sqlite_skip_blank(sql);

    if (is_word(at, "INSERT") || is_word(at, "UPDATE")) {
        at = next_word(at);
        return is_word(at, "OR") && is_word(next_word(at), "REPLACE");
    }
    for (size_t i = 0; i < SB_LOOKED_AT; i++) {
        if (at[i] == '\0')
            return false;
        if (is_word(at + i, "REPLACE"))
            return true;
    }
    return true;
}

/* The statement that fired the trigger is one of those that are being run. */
static bool may_replace(const sb_sight *sight, sqlite3 *handle)
{
    if (sight->clone->standing.keeper->says_replace)
        return true;
    for (sqlite3_stmt *at = sqlite3_next_stmt(handle, NULL); at != NULL; at = sqlite3_next_stmt(handle, at))
        if (sqlite3_stmt_busy(at) && !sqlite3_stmt_readonly(at) && (sqlite3_sql(at) == NULL || says_replace(sqlite3_sql(at))))
            return true;
    return false;
}

/* ---- what the triggers call ---- */

static void remember(sb_sight *sight, sb_kept_table *table, enum sb_touch what, sqlite3_value **value)
{
    sb_touched_row *it;

    if (sight->n == SB_MOST_TOUCHES) {
        sight->overflow = true;
        return;
    }
    sight->at = sb_grow(sight->at, sight->n, &sight->room, sizeof *sight->at);
    it = &sight->at[sight->n++];
    *it = (sb_touched_row){ .table = table, .what = what };
    if (table->keys > 0)
        it->key = sb_alloc(table->keys * sizeof(sqlite3_value *));
    for (size_t i = 0; i < table->keys; i++)
        it->key[i] = sqlite3_value_dup(value[i]);
}

static void touch(sqlite3_context *context, int n, sqlite3_value **value)
{
    sb_sight *sight = sqlite3_user_data(context);
    size_t table = (size_t)sqlite3_value_int64(value[0]);
    enum sb_touch what = (enum sb_touch)sqlite3_value_int(value[1]);

    if (table >= sight->clone->standing.keeper->n)
        return;
    sight->clone->standing.keeper->table[table].touched = true;
    if (!sight->replaced && (what == SB_TOUCH_INSERT || what == SB_TOUCH_CHANGED_TO))
        sight->replaced = may_replace(sight, sqlite3_context_db_handle(context));
    if (sight->rows && (size_t)n == 2 + sight->clone->standing.keeper->table[table].keys)
        remember(sight, &sight->clone->standing.keeper->table[table], what, value + 2);
}

/* ---- making the triggers ---- */

/* A trigger whose table was renamed, and is called as before again, stands in the schema and cannot be dropped. */
static int forget_orphans(sqlite3 *handle)
{
    int code;

    sqlite3_db_config(handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
    code = sqlite3_exec(handle,
        "DELETE FROM sqlite_temp_schema WHERE type = 'trigger' AND substr(name, 1, 14) = 'seedbed_touch_'", NULL, NULL, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, NULL);
    return code;
}

/* Of an installation before. */
static int drop_triggers(sqlite3 *handle)
{
    sqlite3_stmt *statement = NULL;
    sb_text sql = SB_TEXT_EMPTY;
    int code = sqlite3_prepare_v2(handle,
        "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger' AND substr(name, 1, 14) = 'seedbed_touch_'", -1, &statement,
        NULL);

    while (code == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        sb_text_add(&sql, "DROP TRIGGER IF EXISTS temp.%s;", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    if (code == SQLITE_OK && sql.size > 0)
        code = sqlite3_exec(handle, sql.at, NULL, NULL, NULL);
    if (code == SQLITE_OK && sql.size > 0)
        code = forget_orphans(handle);
    sb_text_release(&sql);
    return code;
}

static void add_trigger(sb_text *sql, const sb_kept_table *table, size_t number, const char *event, bool rows)
{
    bool old = event[0] != 'I', new = event[0] != 'D';

    sb_text_add(sql, "CREATE TEMP TRIGGER seedbed_touch_%zu_%c AFTER %s ON main.", number, event[0], event);
    sb__sqlite_name(sql, table->name);
    sb_text_add(sql, " BEGIN");
    if (old)
        sb_text_add(
            sql, " SELECT seedbed_touch(%zu, %d%s);", number, new ? SB_TOUCH_CHANGE : SB_TOUCH_DELETE, rows ? table->olds : "");
    if (new)
        sb_text_add(sql, " SELECT seedbed_touch(%zu, %d%s);", number, old ? SB_TOUCH_CHANGED_TO : SB_TOUCH_INSERT,
            rows ? table->news : "");
    sb_text_add(sql, " END;");
}

int sb__sight_install(sb_clone *clone, bool rows, bool without_changesets)
{
    sqlite3 *handle = clone->db->handle;
    sb_keeper *keeper = clone->standing.keeper;
    sb_text sql = SB_TEXT_EMPTY;
    sb_sight *sight = clone->standing.sight = sb_alloc(sizeof *sight);
    int code = sqlite3_create_function(handle, "seedbed_touch", -1, SQLITE_UTF8 | SQLITE_INNOCUOUS, sight, touch, NULL, NULL);

    *sight = (sb_sight){ .clone = clone, .rows = rows };
    sb_text_add(&sql, "BEGIN;");
    for (size_t i = 0; i < keeper->n; i++) {
        const sb_kept_table *table = &keeper->table[i];
        if ((without_changesets && table->has_changesets) || sqlite3_strnicmp(table->name, "sqlite_", 7) == 0)
            continue;
        add_trigger(&sql, table, i, "INSERT", rows);
        add_trigger(&sql, table, i, "UPDATE", rows);
        add_trigger(&sql, table, i, "DELETE", rows);
    }
    sb_text_add(&sql, "COMMIT");
    if (code == SQLITE_OK)
        code = drop_triggers(handle);
    if (code == SQLITE_OK)
        code = sqlite3_exec(handle, sql.at, NULL, NULL, NULL);
    sb_text_release(&sql);
    if (code == SQLITE_OK)
        return 0;
    sb__sqlite_fail(handle, "The triggers that see what a test writes cannot be made");
    if (!sqlite3_get_autocommit(handle))
        sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
    return SB_ERR;
}

void sb__sight_clear(sb_clone *clone)
{
    sb_sight *sight = clone->standing.sight;
    sb_keeper *keeper = clone->standing.keeper;

    if (sight == NULL)
        return;
    for (size_t i = 0; i < sight->n; i++) {
        for (size_t k = 0; sight->at[i].key != NULL && k < sight->at[i].table->keys; k++)
            sqlite3_value_free(sight->at[i].key[k]);
        free(sight->at[i].key);
    }
    for (size_t i = 0; keeper != NULL && i < keeper->n; i++)
        keeper->table[i].touched = false;
    sight->n = 0;
    sight->replaced = sight->overflow = false;
}

/* The triggers go with the connection, or when they are made anew; without their function nobody could write. */
void sb__sight_release(sb_clone *clone)
{
    sb_sight *sight = clone->standing.sight;

    if (sight == NULL)
        return;
    sb__sight_clear(clone);
    if (clone->db != NULL && drop_triggers(clone->db->handle) == SQLITE_OK)
        sqlite3_create_function(clone->db->handle, "seedbed_touch", -1, SQLITE_UTF8, NULL, NULL, NULL, NULL);
    clone->standing.sight = NULL;
    free(sight->at);
    free(sight);
}

/* ---- bringing back ---- */

const char *sb__sight_why(sb_clone *clone)
{
    sb_sight *sight = clone->standing.sight;

    if (sight->overflow)
        return sb__strategy_why(clone, "the test wrote more than %d rows", SB_MOST_TOUCHES);
    if (sight->replaced)
        return "the test ran REPLACE, which deletes rows that no trigger sees";
    return NULL;
}

const char *sb__sight_judge(sb_clone *clone, sb_sight_judge *judge)
{
    const sb_sight *sight = clone->standing.sight;
    const char *why = sb__sight_why(clone);

    for (size_t i = 0; i < sight->n && why == NULL; i++)
        why = judge(clone, &sight->at[i]);
    return why;
}

/* All that were touched go before the first comes, or one could be in the other's way. Rows without any key go and come with all
 * of their table. */
static int undo(sb_keeper *keeper, const sb_sight *sight)
{
    int code = SQLITE_OK;

    for (size_t i = 0; i < sight->n && code == SQLITE_OK; i++)
        if (sight->at[i].key != NULL)
            code = sb__keeper_remove(keeper, sight->at[i].table, sight->at[i].key);
    for (size_t i = 0; i < sight->n && code == SQLITE_OK; i++)
        if (sight->at[i].key != NULL)
            code = sb__keeper_put(keeper, sight->at[i].table, sight->at[i].key);
    for (size_t i = 0; i < keeper->n && code == SQLITE_OK; i++) {
        if (keeper->table[i].touched && keeper->table[i].keys == 0)
            code = sb__keeper_reload(keeper, &keeper->table[i]);
        if (keeper->table[i].touched && code == SQLITE_OK)
            code = sb__keeper_sequence(keeper, &keeper->table[i]);
    }
    return code;
}

int sb__sight_undo(sb_clone *clone) { return undo(clone->standing.keeper, clone->standing.sight); }
