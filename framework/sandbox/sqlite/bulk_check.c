/* bulk_check.c -- foreign keys of what is filled: put off while rows come, and looked at once in the end. */
#include "../../../assert/value.h"
#include "bulk.h"
#include <string.h>

static bool are_enforced(sb_sqlite *db)
{
    int on = 0;

    return sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &on) == SQLITE_OK && on != 0;
}

static bool any_is_broken(sb_sqlite *db)
{
    int broken = 0, most = 0;

    return sqlite3_db_status(db->handle, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &most, 0) != SQLITE_OK || broken != 0;
}

static int note_deferred(void *env, int n, char **cell, char **name)
{
    (void)name;
    *(bool *)env = n > 0 && cell[0] != NULL && cell[0][0] == '1';
    return 0;
}

static int add_statement(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    sb_text_add(env, "%s;", cell[0].kind == SB_STR ? cell[0].v.s : "");
    return 0;
}

static bool any_is_odd(const sb_bulk *it)
{
    for (size_t i = 0; i < it->n; i++)
        if (it->table[i].odd)
            return true;
    return false;
}

/* Statements that look for broken references where one could be repaired: in the filled tables and those that refer to them; where triggers
 * may write to any table, everywhere. */
static int add_looks(sb_sqlite *db, sb_text *sql)
{
    static const char everywhere[] = "SELECT printf('PRAGMA \"%w\".foreign_key_check', name) FROM pragma_database_list";
    static const char near[] =
        "SELECT DISTINCT printf('PRAGMA main.foreign_key_check(\"%w\")', m.name) FROM main.sqlite_schema m, "
        "pragma_foreign_key_list(m.name, 'main') f WHERE m.type = 'table' AND (f.\"table\" = ?1 COLLATE NOCASE OR m.name = ?1 COLLATE "
        "NOCASE)";
    const sb_bulk *it = db->bulk;
    int result = 0;

    if (any_is_odd(it))
        return sb__sqlite_query(db, everywhere, NULL, 0, add_statement, sql);
    for (size_t i = 0; i < it->n && result == 0; i++) {
        const sb_value table = sb__box_s(it->table[i].name);
        result = sb__sqlite_query(db, near, &table, 1, add_statement, sql);
    }
    return result;
}

static int stop(void *env, int n, char **cell, char **name)
{
    (void)env, (void)n, (void)cell, (void)name;
    return 1;
}

/* SQLite counts what leads nowhere, and a new row that an old reference was waiting for makes the count one less: then it hides a broken one
 * among the new rows. Where there are old ones they are noted, and compared with what there is in the end. */
static bool can_count(sb_sqlite *db)
{
    sb_text sql = SB_TEXT_EMPTY;
    bool looks = add_looks(db, &sql) == 0;
    bool can = looks && !any_is_broken(db) && sqlite3_exec(db->handle, sql.at, stop, NULL, NULL) == SQLITE_OK;

    if (looks && !can && sql.size > 0)
        db->bulk->broken = sb__bulk_broken_read(db, sql.at);
    sb_text_release(&sql);
    return can;
}

/* In somebody's transaction a count that is too low would hide what comes after us. */
static int defer(sb_sqlite *db)
{
    sb_bulk *it = db->bulk;
    bool already = false;

    if (sqlite3_exec(db->handle, "PRAGMA defer_foreign_keys", note_deferred, &already, NULL) != SQLITE_OK || already)
        return 0;
    /* For a statement of many rows SQLite counts, too. */
    it->one_by_one = !can_count(db) && (it->broken == NULL || it->inside || any_is_odd(it));
    if (it->one_by_one)
        return 0;
    it->deferred = true;
    return sb__sqlite_run(db->handle, "PRAGMA defer_foreign_keys = 1");
}

/* ---- what leads nowhere ---- */

typedef struct broken {
    bool first; /* and no other: any of them is new */
    int64_t n;
    sb_bulk_lost last;
} broken;

static int note_broken(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    broken *it = env;

    (void)name;
    if (n < 4)
        return SB_ERR;
    it->n++;
    it->last.has_row = cell[1].kind == SB_LLONG;
    it->last.row = it->last.has_row ? (int64_t)cell[1].v.i : 0;
    sqlite3_snprintf(sizeof it->last.parent, it->last.parent, "%s", cell[2].kind == SB_STR ? cell[2].v.s : "?");
    it->last.reference = cell[3].v.i;
    return it->first;
}

/* The last one is likely to be new, where there were some before. */
static int find_broken(sb_sqlite *db, const char *table, bool first, broken *out)
{
    sb_text sql = SB_TEXT_EMPTY;
    int result;

    *out = (broken){ .first = first, .last.table = table };
    sb_text_add(&sql, "PRAGMA main.foreign_key_check(");
    sb__sqlite_name(&sql, table);
    sb_text_add(&sql, ")");
    result = sb__sqlite_query(db, sql.at, NULL, 0, note_broken, out);
    sb_text_release(&sql);
    return result < 0 ? result : 0;
}

static int add_cells(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sb_text_add(env, "%s%s = ", i > 0 ? ", " : " (", name[i]);
        sb_value_print(env, &cell[i]);
    }
    sb_text_add(env, ")");
    return 1;
}

static int add_column(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    sb_text *sql = env;

    (void)name, (void)n;
    sb_text_add(sql, "%s", sql->size > 0 ? ", " : "SELECT ");
    sb__sqlite_name(sql, cell[0].kind == SB_STR ? cell[0].v.s : "");
    return 0;
}

/* The values of its columns in that row, where it has a number. */
static void show_broken(sb_sqlite *db, const sb_bulk_lost *it, sb_text *to)
{
    const sb_value arg[] = { sb__box_s(it->table), sb__box_i(it->reference) };
    const sb_table_info *info;
    sb_text sql = SB_TEXT_EMPTY;

    if (!it->has_row || sb__sqlite_describe(db, it->table, &info) != 0 || info->row_number == NULL)
        return;
    sb__sqlite_query(
        db, "SELECT \"from\" FROM pragma_foreign_key_list(?1, 'main') WHERE id = ?2 ORDER BY seq", arg, 2, add_column, &sql);
    sb_text_add(&sql, " FROM main.");
    sb__sqlite_name(&sql, it->table);
    sb_text_add(&sql, " WHERE %s = ?", info->row_number);
    sb_text_add(to, ", row %lld", (long long)it->row);
    sb__sqlite_query(db, sql.at, &(sb_value){ .kind = SB_LLONG, .v.i = it->row }, 1, add_cells, to);
    sb_text_release(&sql);
}

static int fail_broken(sb_sqlite *db, const sb_bulk_lost *it)
{
    sb_text text = SB_TEXT_EMPTY;

    sb_text_add(
        &text, "%s cannot be filled: FOREIGN KEY constraint failed: a reference to %s leads nowhere", it->table, it->parent);
    show_broken(db, it, &text);
    sb_fail_with(SB_ERR, "%s", text.at);
    sb_text_release(&text);
    return SB_ERR;
}

/* ---- putting off ---- */

/* To switch them off is right where nothing but the new rows can break one: and they are found by looking at the whole table. */
static int can_switch_off(sb_sqlite *db, bool *out)
{
    const sb_bulk *it = db->bulk;
    broken was;

    *out = !it->inside;
    for (size_t i = 0; i < it->n && *out; i++) {
        const sb_bulk_table *table = &it->table[i];
        *out = !table->odd && !(table->has_references && table->before > SB_BULK_FEW);
        if (*out && table->has_references && table->before > 0) {
            if (find_broken(db, table->name, true, &was) != 0)
                return SB_ERR;
            *out = was.n == 0;
        }
    }
    return 0;
}

int sb__bulk_put_off(sb_sqlite *db)
{
    if (!are_enforced(db))
        return 0;
    if (can_switch_off(db, &db->bulk->unchecked) != 0)
        return SB_ERR;
    if (!db->bulk->unchecked)
        return defer(db);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
    return 0;
}

static int check_new(sb_sqlite *db)
{
    sb_bulk_lost lost;
    int result = sb__bulk_broken_new(db, db->bulk->broken, &lost);

    return result > 0 ? fail_broken(db, &lost) : result;
}

int sb__bulk_check(sb_sqlite *db)
{
    const sb_bulk *it = db->bulk;
    broken found = { .n = 0 };

    if (it->broken != NULL)
        return check_new(db);
    if (!it->unchecked && !(it->deferred && any_is_broken(db)))
        return 0;
    for (size_t i = 0; i < it->n; i++) {
        if (!it->table[i].has_references)
            continue;
        if (find_broken(db, it->table[i].name, it->unchecked, &found) != 0)
            return SB_ERR;
        if (found.n > 0)
            return fail_broken(db, &found.last);
    }
    return it->deferred ? sb_fail_with(SB_ERR, "FOREIGN KEY constraint failed: a reference leads nowhere") : 0;
}

void sb__bulk_put_back(sb_sqlite *db)
{
    if (db->bulk->unchecked)
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
    if (db->bulk->deferred && !sqlite3_get_autocommit(db->handle)) /* a transaction's end does the same */
        sqlite3_exec(db->handle, "PRAGMA defer_foreign_keys = 0", NULL, NULL, NULL);
}
