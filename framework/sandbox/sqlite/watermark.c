/* watermark.c -- strategy: rows above the highest row number of the base state are deleted. That restores nothing but inserts, so what
 * a test changed or deleted of the base state is noticed. */
#include "changes.h"
#include "clone.h"
#include <stdlib.h>
#include <string.h>

typedef struct watermark {
    sqlite3_stmt **above; /* DELETE, one per table, made when it is first needed */
    size_t n;
} watermark;

static int find_highest(sqlite3 *handle, sb_kept_table *table)
{
    sqlite3_stmt *statement = NULL;
    sb_text sql = SB_TEXT_EMPTY;
    int code;

    sb_text_add(&sql, "SELECT coalesce(max(%.*s), -9223372036854775808) FROM " SB_BASE ".", (int)strcspn(table->columns, ","),
        table->columns); /* the row number comes first */
    sb__sqlite_name(&sql, table->name);
    code = sqlite3_prepare_v2(handle, sql.at, -1, &statement, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        table->highest = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sb_text_release(&sql);
    return code == SQLITE_ROW ? 0 : sb__sqlite_fail(handle, "The highest key of %s cannot be read", table->name);
}

static int install(sb_clone *clone)
{
    watermark *it = clone->standing.own = sb_alloc(sizeof *it);
    int result = sb__keeper_open(clone);
    sb_keeper *keeper = clone->standing.keeper;

    for (size_t i = 0; i < keeper->n && result == 0; i++)
        if (keeper->table[i].by_number)
            result = find_highest(keeper->handle, &keeper->table[i]);
    it->n = keeper->n;
    it->above = sb_alloc((it->n + 1) * sizeof(sqlite3_stmt *));
    return result != 0 ? result : sb__sight_install(clone, true, false);
}

/* Why deleting what is above does not do; NULL: it does. */
static const char *judge(sb_clone *clone, const sb_touched_row *touched)
{
    const char *name = touched->table->name;

    if (!touched->table->by_number)
        return sb__strategy_why(clone, "%s was written, whose rows have no numbers", name);
    if (sqlite3_value_int64(touched->key[0]) > touched->table->highest)
        return NULL;
    switch (touched->what) {
    case SB_TOUCH_CHANGE: return sb__strategy_why(clone, "a row of %s that was there before was changed", name);
    case SB_TOUCH_DELETE: return sb__strategy_why(clone, "a row of %s that was there before was deleted", name);
    default: return sb__strategy_why(clone, "a row of %s was put below its highest key", name);
    }
}

static int delete_above(sb_keeper *keeper, watermark *it, size_t i)
{
    const sb_kept_table *table = &keeper->table[i];
    int code = SQLITE_OK;

    if (it->above[i] == NULL) {
        sb_text sql = SB_TEXT_EMPTY;
        sb_text_add(&sql, "DELETE FROM main.");
        sb__sqlite_name(&sql, table->name);
        sb_text_add(&sql, " WHERE %.*s > ?", (int)strcspn(table->columns, ","), table->columns);
        code = sqlite3_prepare_v3(keeper->handle, sql.at, -1, SQLITE_PREPARE_PERSISTENT, &it->above[i], NULL);
        sb_text_release(&sql);
    }
    if (code != SQLITE_OK)
        return code;
    sqlite3_bind_int64(it->above[i], 1, table->highest);
    code = sqlite3_step(it->above[i]);
    sqlite3_reset(it->above[i]);
    return code == SQLITE_DONE ? sb__keeper_sequence(keeper, table) : code;
}

static const char *reset(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper;
    const char *why = sb__sight_judge(clone, judge);
    int code;

    if (why != NULL)
        return why;
    code = sb__keeper_begin(keeper);
    for (size_t i = 0; i < keeper->n && code == SQLITE_OK; i++)
        if (keeper->table[i].touched)
            code = delete_above(keeper, clone->standing.own, i);
    return sb__keeper_end(keeper, code) == SQLITE_OK ? NULL : sb__keeper_why(clone);
}

static void release(sb_clone *clone)
{
    watermark *it = clone->standing.own;

    for (size_t i = 0; it != NULL && i < it->n; i++)
        sqlite3_finalize(it->above[i]);
    if (it != NULL)
        free(it->above);
    free(it);
    clone->standing.own = NULL;
}

const sb_strategy sb_strategy_watermark = { .is = SB_RESET_WATERMARK,
    .name = "watermark",
    .how = "rows above the highest keys of the base state are deleted",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_SEQUENCES,
    .install = install,
    .reset = reset,
    .release = release };
