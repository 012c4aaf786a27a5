/* bulk_stage.c -- rows of a fill by way of a temporary database: put in order there, indexes built by sorting, then copied tree by tree.
 *
 * Why: keys come in no order, and each would be put into its place in each index: that is a page that is read and one that is written, once the
 * indexes are larger than the cache. SQLite copies a table into an empty one tree by tree (in its words the transfer optimization) if both have
 * the same columns, checks and indexes, those that stand for UNIQUE and PRIMARY KEY too. No statement makes such an index on a table
 * that has rows: so it is made as an index of its own, and the temporary database is told otherwise. Of the database that is filled no
 * schema is touched. Where SQLite finds that the two are not the same after all, it inserts row by row: slower, and right.
 */
#include "bulk.h"
#include <stdlib.h>
#include <string.h>

/* Of the real database, in KiB, while rows are copied; more than sorting takes, which grows a little with the rows: so that the most that a fill
 * takes is this, however many there are. */
enum { COPY_CACHE = 6000 };

void sb__bulk_stage_open(sb_sqlite *db)
{
    bool littered = db->is_littered; /* it is detached in the end */

    db->bulk->staged = sqlite3_exec(db->handle, "ATTACH '' AS " SB_BULK_STAGE, NULL, NULL, NULL) == SQLITE_OK;
    if (db->bulk->staged)
        sqlite3_exec(
            db->handle, "PRAGMA " SB_BULK_STAGE ".secure_delete = 0; PRAGMA " SB_BULK_STAGE ".synchronous = 0", NULL, NULL, NULL);
    db->is_littered = littered;
}

void sb__bulk_stage_close(sb_sqlite *db)
{
    if (db->bulk->cache != 0)
        sb__bulk_set_cache(db, db->bulk->cache);
    if (db->bulk->staged)
        sqlite3_exec(db->handle, "DETACH " SB_BULK_STAGE, NULL, NULL, NULL);
}

/* One statement about the table, in which $S is the table in the stage, $T the real one, $C its columns. SQLite's code. */
typedef struct stage {
    sb_sqlite *db;
    const sb_bulk_table *table;
    char *staged, *real, *columns;
} stage;

static int run(const stage *it, const char *sql)
{
    sb_text text = SB_TEXT_EMPTY;
    int code;

    for (const char *at = sql; *at != '\0'; at++) {
        const char *word = *at != '$' ? NULL : at[1] == 'S' ? it->staged : at[1] == 'T' ? it->real : it->columns;
        if (word == NULL)
            sb_text_put(&text, at, 1);
        else {
            sb_text_add(&text, "%s", word);
            at++;
        }
    }
    code = sqlite3_exec(it->db->handle, text.at, NULL, NULL, NULL);
    sb_text_release(&text);
    return code;
}

static char *name_in(const char *schema, const char *name)
{
    sb_text text = SB_TEXT_EMPTY;

    sb_text_add(&text, "%s.", schema);
    sb__sqlite_name(&text, name);
    return sb_text_take(&text);
}

/* All of them, behind the row number where that is none. */
static char *columns_of(const sb_table_info *info, bool numbered)
{
    sb_text text = SB_TEXT_EMPTY;

    if (!numbered)
        sb_text_add(&text, "%s", info->row_number);
    for (size_t i = 0; i < info->n; i++) {
        if (text.size > 0)
            sb_text_add(&text, ",");
        sb__sqlite_name(&text, info->column[i].name);
    }
    return sb_text_take(&text);
}

/* SQLite copies a table of which each column was inserted. */
static bool has_generated(const sb_table_info *info)
{
    for (size_t i = 0; i < info->n; i++)
        if (info->column[i].generated)
            return true;
    return false;
}

static bool is_numbered(const sb_table_info *info)
{
    for (size_t i = 0; i < info->n; i++)
        if (info->column[i].rowid)
            return true;
    return false;
}

/* ---- the table in the stage ---- */

static int note_number(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    *(int64_t *)env = cell[0].kind == SB_LLONG ? cell[0].v.i : -1;
    return 0;
}

/* All columns are as in the real one, and there is no index. A key of a STRICT table, for one, says without a word that it is never NULL. */
static bool is_alike(const stage *it, size_t columns)
{
    static const char sql[] =
        "SELECT count(*) FROM pragma_table_xinfo(?1, 'main') m JOIN pragma_table_xinfo(?1, '" SB_BULK_STAGE
        "') s USING (cid, name, type, "
        "\"notnull\", hidden) WHERE NOT EXISTS (SELECT 1 FROM " SB_BULK_STAGE ".sqlite_schema WHERE type = 'index')";
    const sb_value table = sb__box_s(it->table->name);
    int64_t same = 0;

    return sb__sqlite_query(it->db, sql, &table, 1, note_number, &same) == 0 && same == (int64_t)columns;
}

/* Counts of AUTOINCREMENT go on where they are. */
static int copy_count(const stage *it)
{
    if (sqlite3_strlike("%autoincrement%", it->table->sql, 0) != 0)
        return SQLITE_OK;
    return sb__bulk_run(it->db->handle,
        "INSERT INTO " SB_BULK_STAGE ".sqlite_sequence SELECT * FROM main.sqlite_sequence WHERE name = ?1", it->table->name,
        NULL);
}

static bool set_up(const stage *it, const sb_table_info *info)
{
    char *bare = sb__bulk_bare(it->table->sql, is_numbered(info));
    int code = bare != NULL ? sqlite3_exec(it->db->handle, bare, NULL, NULL, NULL) : SQLITE_ERROR;

    free(bare);
    if (code != SQLITE_OK)
        return false;
    if (!is_alike(it, info->n))
        code = SQLITE_ERROR;
    if (code == SQLITE_OK)
        code = copy_count(it);
    if (code == SQLITE_OK && it->table->before > 0)
        code = run(it, "INSERT INTO $S($C) SELECT $C FROM $T");
    if (code == SQLITE_OK)
        return true;
    run(it, "DROP TABLE $S");
    return false;
}

/* ---- copying ---- */

static int copy_rows(const stage *it, bool dressed)
{
    int code = it->table->before > 0 ? run(it, "DELETE FROM $T") : SQLITE_OK;

    if (code == SQLITE_OK)
        code = run(it, dressed ? "INSERT INTO $T SELECT * FROM $S" : "INSERT INTO $T($C) SELECT $C FROM $S");
    return code;
}

static int copy(const stage *it, bool dressed)
{
    int64_t was = sb__bulk_cache(it->db);
    int code;

    if (was >= 0 || was < -COPY_CACHE)
        return copy_rows(it, dressed);
    it->db->bulk->cache = was;
    sb__bulk_set_cache(it->db, -COPY_CACHE);
    code = copy_rows(it, dressed);
    if (code == SQLITE_OK) { /* else it is put back in the end, and SQLite's words stay */
        sqlite3_db_cacheflush(it->db->handle);
        sb__bulk_set_cache(it->db, was);
    }
    return code;
}

/* Without indexes, and with what they are made by, a table in the stage is only a heap of rows. */
static int finish(const stage *it, const sb_bulk_rows *rows)
{
    bool dressed = false;
    int result = sb__bulk_index(it->db, it->table, it->staged, &dressed);

    if (result == 0 && copy(it, dressed) != SQLITE_OK)
        result = sb__bulk_fail_table(it->db, rows);
    if (result == 0)
        run(it, "DROP TABLE $S"); /* the next one has its room */
    return result;
}

/* As SQLite makes them, which it does only in the middle of the work, when there is no other way any more. */
static bool can_make_files(sqlite3 *handle)
{
    enum {
        HOW = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE | SQLITE_OPEN_DELETEONCLOSE | SQLITE_OPEN_TEMP_DB
    };
    sqlite3_vfs *vfs = NULL;
    sqlite3_file *file;
    int how = 0, code;

    if (sqlite3_file_control(handle, SB_BULK_STAGE, SQLITE_FCNTL_VFS_POINTER, &vfs) != SQLITE_OK || vfs == NULL)
        return false;
    file = sb_alloc((size_t)vfs->szOsFile);
    code = vfs->xOpen(vfs, NULL, file, HOW, &how);
    if (file->pMethods != NULL)
        file->pMethods->xClose(file);
    free(file);
    return code == SQLITE_OK;
}

int sb__bulk_stage(sb_sqlite *db, sb_bulk_rows *rows, const sb_bulk_table *table)
{
    const sb_table_info *info;
    stage it = { .db = db, .table = table };
    int result;

    if (sb__sqlite_describe(db, table->name, &info) != 0 || info->row_number == NULL || has_generated(info) ||
        !can_make_files(db->handle))
        return SB_ENOTFOUND;
    it.staged = name_in(SB_BULK_STAGE, table->name);
    it.real = name_in("main", table->name);
    it.columns = columns_of(info, is_numbered(info));
    result = set_up(&it, info) ? sb__bulk_select(db, rows, SB_BULK_STAGE) : SB_ENOTFOUND;
    if (result == 0)
        result = finish(&it, rows);
    free(it.staged);
    free(it.real);
    free(it.columns);
    return result;
}
