/* keeper.c -- a connection of the strategies' own: the sandbox as "main", the base state, read-only and without a copy, as SB_BASE. */
#include "changes.h"
#include "clone.h"
#include "template.h"
#include <stdlib.h>
#include <string.h>

/* The application's other threads may be at work; who waits longer leaves it to the image. */
enum { BUSY_TIMEOUT_MS = 1000 };

static int64_t number_of(sqlite3 *handle, const char *sql, const char *arg)
{
    sqlite3_stmt *statement = NULL;
    int64_t number = 0;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK) {
        if (arg != NULL)
            sqlite3_bind_text(statement, 1, arg, -1, SQLITE_STATIC);
        if (sqlite3_step(statement) == SQLITE_ROW)
            number = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return number;
}

/* ---- the tables of the base state ---- */

static void add_key(sb_kept_table *it, const char *column, sb_text *match, sb_text *olds, sb_text *news)
{
    sb_text name = SB_TEXT_EMPTY;

    sb__sqlite_name(&name, column);
    sb_text_add(match, "%sx.%s IS ?%zu", it->keys > 0 ? " AND " : "", name.at, it->keys + 1);
    sb_text_add(olds, ", old.%s", name.at);
    sb_text_add(news, ", new.%s", name.at);
    it->keys++;
    sb_text_release(&name);
}

/* The row number, or where a row has none by which it could be asked for, the columns of the primary key. */
static void find_key(sqlite3 *handle, const char *number, sb_kept_table *it)
{
    sqlite3_stmt *statement = NULL;
    sb_text match = SB_TEXT_EMPTY, olds = SB_TEXT_EMPTY, news = SB_TEXT_EMPTY;

    if (number != NULL)
        add_key(it, number, &match, &olds, &news);
    else if (sqlite3_prepare_v2(
                 handle, "SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk", -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, it->name, -1, SQLITE_STATIC);
        while (sqlite3_step(statement) == SQLITE_ROW)
            add_key(it, (const char *)sqlite3_column_text(statement, 0), &match, &olds, &news);
    }
    sqlite3_finalize(statement);
    it->match = match.size > 0 ? sb_text_take(&match) : NULL;
    it->olds = sb_text_take(&olds);
    it->news = sb_text_take(&news);
}

/* A key that is the row number is never NULL; others may be, in a table with row numbers. */
static bool has_changesets(sqlite3 *handle, const char *table)
{
    return number_of(handle, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE pk > 0", table) > 0 &&
        number_of(handle, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0", table) == 0 &&
        (number_of(handle, "SELECT count(*) FROM pragma_index_list(?) WHERE origin = 'pk'", table) == 0 ||
            number_of(handle, "SELECT count(*) FROM pragma_table_xinfo(?) WHERE pk > 0 AND \"notnull\" = 0", table) == 0);
}

static int describe(sqlite3 *handle, sb_kept_table *it)
{
    sb_text columns = SB_TEXT_EMPTY;
    const char *number = NULL;
    size_t n;
    int result = sb__template_columns(handle, it->name, &columns, &n, &number);

    it->columns = sb_text_take(&columns);
    it->by_number = number != NULL;
    it->has_changesets = has_changesets(handle, it->name);
    find_key(handle, number, it);
    if (number != NULL) {
        int counts = 0;
        sqlite3_table_column_metadata(handle, "main", it->name, number, NULL, NULL, NULL, NULL, &counts);
        it->counts = counts != 0;
    }
    return result;
}

static int list_tables(sb_keeper *keeper)
{
    sqlite3_stmt *statement = NULL;
    int result = 0;

    if (sqlite3_prepare_v2(keeper->handle,
            "SELECT name, rootpage FROM " SB_BASE ".sqlite_schema WHERE type = 'table' ORDER BY rowid", -1, &statement,
            NULL) != SQLITE_OK)
        return sb__sqlite_fail(keeper->handle, "The tables of the base state cannot be listed");
    while (result == 0 && sqlite3_step(statement) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        if (sqlite3_stricmp(name, "sqlite_sequence") == 0) {
            keeper->has_sequences = true;
        } else if (sqlite3_column_int64(statement, 1) == 0) {
            keeper->has_virtual = true;
        } else {
            keeper->table = sb_grow(keeper->table, keeper->n, &keeper->room, sizeof *keeper->table);
            keeper->table[keeper->n] = (sb_kept_table){ .name = sb_strdup(name) };
            result = describe(keeper->handle, &keeper->table[keeper->n++]);
        }
    }
    sqlite3_finalize(statement);
    keeper->says_replace = number_of(keeper->handle,
                               "SELECT count(*) FROM " SB_BASE ".sqlite_schema WHERE type IN ('table', 'trigger') AND sql LIKE "
                               "'%replace%'",
                               NULL) > 0;
    return result;
}

/* ---- open and close ---- */

static int attach_base(sb_keeper *keeper, const sb_image *image)
{
    int result = sb__sqlite_run(keeper->handle, "PRAGMA ignore_check_constraints = ON");

    if (result == 0)
        result = sb__changes_attach_base(keeper->handle, image);
    return result != 0 ? result : list_tables(keeper);
}

int sb__keeper_open(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper = sb_alloc(sizeof *keeper);

    if (sqlite3_open_v2(clone->image->name, &keeper->handle, SQLITE_OPEN_READWRITE, "seedbed") != SQLITE_OK)
        return sb__sqlite_fail(keeper->handle, "The sandbox's copy of %s cannot be opened once more", clone->path);
    sb__image_set_keeper(clone->image, keeper->handle);
    sqlite3_busy_timeout(keeper->handle, BUSY_TIMEOUT_MS);
    /* What is brought back is as it was: no trigger of the application has a say in it, and no reference is checked half-way. */
    sqlite3_db_config(keeper->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(keeper->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    return attach_base(keeper, clone->image);
}

static void release_table(sb_kept_table *it)
{
    sqlite3_finalize(it->empty);
    sqlite3_finalize(it->fill);
    sqlite3_finalize(it->remove);
    sqlite3_finalize(it->put);
    sqlite3_finalize(it->find);
    free(it->name);
    free(it->columns);
    free(it->match);
    free(it->olds);
    free(it->news);
}

void sb__keeper_close(sb_clone *clone)
{
    sb_keeper *keeper = clone->standing.keeper;

    if (keeper == NULL)
        return;
    clone->standing.keeper = NULL;
    for (size_t i = 0; i < keeper->n; i++)
        release_table(&keeper->table[i]);
    for (size_t i = 0; i < sizeof keeper->sequence / sizeof *keeper->sequence; i++)
        sqlite3_finalize(keeper->sequence[i]);
    sb__image_set_keeper(clone->image, NULL);
    sqlite3_close(keeper->handle);
    free(keeper->table);
    free(keeper);
}

const char *sb__keeper_why(sb_clone *clone)
{
    return sb__strategy_why(clone, "SQLite said \"%s\"", sqlite3_errmsg(clone->standing.keeper->handle));
}

/* ---- what is done to rows: by statements that are kept ---- */

/* Every $t is the table, $c its columns, $m what finds a row of x by its key. */
static int prepare(sb_keeper *keeper, const sb_kept_table *it, const char *pattern, sqlite3_stmt **kept)
{
    sb_text sql = SB_TEXT_EMPTY;
    int code = SQLITE_OK;

    if (*kept != NULL)
        return SQLITE_OK;
    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at != '$')
            sb_text_put(&sql, at, 1);
        else if (*++at == 't')
            sb__sqlite_name(&sql, it->name);
        else
            sb_text_add(&sql, "%s", *at == 'c' ? it->columns : it->match);
    }
    code = sqlite3_prepare_v3(keeper->handle, sql.at, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
    sb_text_release(&sql);
    return code;
}

/* SQLITE_OK, where it gave a row SQLITE_ROW, or what went wrong. */
static int run(sqlite3_stmt *statement, sqlite3_value *const *key, size_t keys)
{
    int code;

    for (size_t i = 0; i < keys; i++)
        sqlite3_bind_value(statement, (int)i + 1, key[i]);
    code = sqlite3_step(statement);
    sqlite3_reset(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

/* Not IMMEDIATE: that would begin to write the base state, too. */
int sb__keeper_begin(sb_keeper *keeper) { return sqlite3_exec(keeper->handle, "BEGIN", NULL, NULL, NULL); }

int sb__keeper_end(sb_keeper *keeper, int code)
{
    if (code == SQLITE_OK)
        code = sqlite3_exec(keeper->handle, "COMMIT", NULL, NULL, NULL);
    if (!sqlite3_get_autocommit(keeper->handle))
        sqlite3_exec(keeper->handle, "ROLLBACK", NULL, NULL, NULL);
    return code;
}

int sb__keeper_reload(sb_keeper *keeper, sb_kept_table *table)
{
    int code = prepare(keeper, table, "DELETE FROM main.$t", &table->empty);

    if (code == SQLITE_OK)
        code = prepare(keeper, table, "INSERT INTO main.$t($c) SELECT $c FROM " SB_BASE ".$t", &table->fill);
    if (code == SQLITE_OK)
        code = run(table->empty, NULL, 0);
    return code == SQLITE_OK ? run(table->fill, NULL, 0) : code;
}

int sb__keeper_remove(sb_keeper *keeper, sb_kept_table *table, sqlite3_value *const *key)
{
    int code = prepare(keeper, table, "DELETE FROM main.$t AS x WHERE $m", &table->remove);
    return code == SQLITE_OK ? run(table->remove, key, table->keys) : code;
}

/* The same row may be asked for twice. */
int sb__keeper_put(sb_keeper *keeper, sb_kept_table *table, sqlite3_value *const *key)
{
    int code = prepare(keeper, table,
        "INSERT INTO main.$t($c) SELECT $c FROM " SB_BASE
        ".$t AS x WHERE $m AND NOT EXISTS (SELECT 1 FROM main.$t AS x WHERE $m)",
        &table->put);
    return code == SQLITE_OK ? run(table->put, key, table->keys) : code;
}

int sb__keeper_find(sb_keeper *keeper, sb_kept_table *table, sqlite3_value *const *key)
{
    int code = prepare(keeper, table, "SELECT 1 FROM " SB_BASE ".$t AS x WHERE $m", &table->find);
    return code == SQLITE_OK ? run(table->find, key, table->keys) : code;
}

/* ---- the counts of AUTOINCREMENT ---- */

static int prepare_sequences(sb_keeper *keeper)
{
    static const char *const sql[] = { "DELETE FROM main.sqlite_sequence WHERE name = ?1 OR ?1 IS NULL",
        "INSERT INTO main.sqlite_sequence(rowid, name, seq) SELECT rowid, name, seq FROM " SB_BASE
        ".sqlite_sequence WHERE name = ?1 OR "
        "?1 IS NULL",
        "SELECT 1 WHERE (SELECT count(*) FROM main.sqlite_sequence) <> (SELECT count(*) FROM " SB_BASE
        ".sqlite_sequence) OR EXISTS "
        "(SELECT 1 FROM main.sqlite_sequence AS m LEFT JOIN " SB_BASE
        ".sqlite_sequence AS b ON b.rowid = m.rowid WHERE b.name IS NOT "
        "m.name OR b.seq IS NOT m.seq)" };
    int code = SQLITE_OK;

    for (size_t i = 0; i < sizeof sql / sizeof *sql && code == SQLITE_OK; i++)
        if (keeper->sequence[i] == NULL)
            code = sqlite3_prepare_v3(keeper->handle, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &keeper->sequence[i], NULL);
    return code;
}

static int put_sequences(sb_keeper *keeper, const char *table)
{
    int code = prepare_sequences(keeper);

    for (size_t i = 0; i < 2 && code == SQLITE_OK; i++) {
        sqlite3_bind_text(keeper->sequence[i], 1, table, -1, SQLITE_STATIC);
        code = run(keeper->sequence[i], NULL, 0);
    }
    return code;
}

int sb__keeper_sequence(sb_keeper *keeper, const sb_kept_table *table)
{
    return table->counts ? put_sequences(keeper, table->name) : SQLITE_OK;
}

int sb__keeper_sequences(sb_keeper *keeper)
{
    int code = keeper->has_sequences ? prepare_sequences(keeper) : SQLITE_OK;

    if (code == SQLITE_OK && keeper->has_sequences)
        code = run(keeper->sequence[2], NULL, 0);
    return code == SQLITE_ROW ? put_sequences(keeper, NULL) : code;
}
