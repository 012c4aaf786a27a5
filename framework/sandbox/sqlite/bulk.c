/* bulk.c -- many rows, all or none of them: begin and end, and which way the rows of a fill go. */
#include "bulk.h"
#include <stdlib.h>

/* Where somebody else's tables are beside the sandbox's, and to whoever is confined, nothing is attached. */
static bool may_stage(sb_sqlite *db, bool inside)
{
    return !inside && db->confines == NULL && (db->live == NULL || sb__bulk_is_clone(db));
}

static void forget(sb_sqlite *db)
{
    sb_bulk *it = db->bulk;

    for (size_t i = 0; i < it->n; i++)
        sb__bulk_table_release(&it->table[i]);
    sb__bulk_broken_free(it->broken);
    free(it->table);
    free(it);
    db->bulk = NULL;
}

/* Where SQLite has ended the transaction by itself, as it does when the disk is full, there is nothing to take back. */
static int take_back(sb_sqlite *db)
{
    if (sqlite3_get_autocommit(db->handle))
        return 0;
    return sb__sqlite_run(db->handle, db->bulk->inside ? "ROLLBACK TO seedbed_bulk; RELEASE seedbed_bulk" : "ROLLBACK");
}

/* Take back, and leave the error as it is. */
static int take_back_with(sb_sqlite *db, int result)
{
    char *why = sb_strdup(sb_error());

    take_back(db);
    sb_fail_with(result, "%s", why);
    free(why);
    return result;
}

static int look_at(sb_sqlite *db, const char *const *table)
{
    sb_bulk *it = db->bulk;

    for (; *table != NULL; table++) {
        it->table = sb_grow(it->table, it->n, &it->room, sizeof *it->table);
        if (sb__bulk_look(db, *table, &it->table[it->n++]) != 0)
            return SB_ERR;
    }
    return sb__bulk_put_off(db);
}

static void leave(sb_sqlite *db)
{
    sb__bulk_put_back(db);
    sb__bulk_stage_close(db);
    sb__bulk_cache_put_back(db);
    forget(db);
}

int sb__sqlite_bulk_begin(void *db, const char *const *table)
{
    sb_sqlite *it = db;
    bool inside = !sqlite3_get_autocommit(it->handle);
    int result;

    if (it->bulk != NULL)
        return sb_fail_with(SB_ERR, "Tables are being filled on this connection already: end that first");
    it->bulk = sb_alloc(sizeof *it->bulk);
    *it->bulk = (sb_bulk){ .inside = inside };
    if (may_stage(it, inside))
        sb__bulk_stage_open(it);
    sb__bulk_cache_raise(it);
    result = sb__sqlite_run(it->handle, inside ? "SAVEPOINT seedbed_bulk" : "BEGIN IMMEDIATE");
    if (result == 0 && (result = look_at(it, table)) != 0)
        take_back_with(it, result);
    if (result != 0)
        leave(it);
    return result;
}

/* ---- filling ---- */

static const sb_bulk_table *find(const sb_bulk *bulk, const char *table)
{
    for (size_t i = 0; i < bulk->n; i++)
        if (sqlite3_stricmp(bulk->table[i].name, table) == 0)
            return &bulk->table[i];
    return NULL;
}

/* Copying needs a table that is empty, or can be made so without anybody noticing. */
static bool is_for_stage(const sb_sqlite *db, const sb_bulk_rows *rows, const sb_bulk_table *table)
{
    const sb_bulk *it = db->bulk;
    int enforced = 0;

    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &enforced);
    return it->staged && table->has_indexes && table->before <= SB_BULK_FEW &&
        (rows->expected == 0 || rows->expected >= SB_BULK_MANY) && (!enforced || (!table->has_references && table->before == 0));
}

static int fill(sb_sqlite *db, sb_bulk_rows *rows, const sb_bulk_table *table)
{
    sb_bulk_table now = *table; /* it may have been filled before */
    int result = sb__bulk_next(rows);

    if (result <= 0) /* an INSERT of no rows is not nothing: it makes a count of AUTOINCREMENT */
        return result;
    rows->ahead = true;
    if (table->odd || table->seen || db->bulk->one_by_one || rows->n == 0)
        return sb__bulk_loop(db, rows);
    if (sb__bulk_count(db, table->name, &now.before) != 0)
        return SB_ERR;
    if (is_for_stage(db, rows, &now) && (result = sb__bulk_stage(db, rows, &now)) != SB_ENOTFOUND)
        return result;
    return sb__bulk_select(db, rows, "main");
}

int sb__sqlite_bulk_fill(
    void *db, const char *table, const char *const *column, size_t n, uint64_t expected, sb_source_fn *source, void *env)
{
    sb_bulk_rows rows = { .table = table, .column = column, .n = n, .expected = expected, .source = source, .env = env };
    sb_sqlite *it = db;
    const sb_bulk_table *known;
    int result;

    if (it->bulk == NULL)
        return sb_fail_with(SB_ERR, "%s cannot be filled: no filling has begun on this connection", table);
    if ((known = find(it->bulk, table)) == NULL)
        return sb_fail_with(SB_ERR, "%s cannot be filled: it is none of the tables that the filling began with", table);
    rows.cell = sb_alloc((n + 1) * sizeof *rows.cell);
    result = fill(it, &rows, known);
    it->bulk->failed |= result != 0;
    free(rows.cell);
    return result;
}

/* ---- ending ---- */

/* Who reads holds up a COMMIT, and for how long nobody can say: many rows are worth a wait. Each time it waits for the busy_timeout. */
static int commit(sb_sqlite *db)
{
    int code = SQLITE_BUSY, times = sb__bulk_is_clone(db) ? 1 : SB_BULK_COMMITS; /* in a clone we would wait for ourselves */

    for (int i = 0; i < times && code == SQLITE_BUSY; i++)
        code = sqlite3_exec(db->handle, "COMMIT", NULL, NULL, NULL) & 0xff;
    if (code == SQLITE_BUSY)
        return sb_fail_with(SB_ERR,
            "No row is kept: another connection reads the database, and did not end that while COMMIT waited; end its transaction, "
            "or reset its statement, and fill again");
    return code != SQLITE_OK ? sb__sqlite_fail(db->handle, "COMMIT") : 0;
}

static int keep_rows(sb_sqlite *db)
{
    int result;

    if (sqlite3_get_autocommit(db->handle))
        return sb_fail_with(SB_ERR, "The rows are lost: the transaction was ended before the filling was");
    result = db->bulk->failed ? sb_fail_with(SB_ERR, "No row is kept: a table could not be filled") : sb__bulk_check(db);
    if (result == 0)
        result = db->bulk->inside ? sb__sqlite_run(db->handle, "RELEASE seedbed_bulk") : commit(db);
    return result != 0 ? take_back_with(db, result) : 0;
}

int sb__sqlite_bulk_end(void *db, bool keep)
{
    sb_sqlite *it = db;
    int result;

    if (it->bulk == NULL)
        return sb_fail_with(SB_ERR, "No filling has begun on this connection that could be ended");
    result = keep ? keep_rows(it) : take_back(it);
    leave(it);
    return result;
}
