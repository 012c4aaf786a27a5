/* tables.c -- which tables there are, and answers about them that are kept for as long as the schema stays what it was. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

typedef struct name_list {
    const char **at; /* ends in NULL */
    size_t n, room;
} name_list;

static void release_names(name_list *names)
{
    for (size_t i = 0; i < names->n; i++)
        free((void *)(uintptr_t)names->at[i]);
    free(names->at);
}

/* Collected before anybody is told of them: who is told may change the schema. */
static int read_names(sqlite3 *handle, const char *prefix, name_list *to)
{
    static const char *const sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND lower(substr(name, 1, 7)) <> 'sqlite_' "
        "ORDER BY name COLLATE BINARY";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);

    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        code = SQLITE_OK;
        if (name == NULL || sqlite3_strnicmp(name, prefix, (int)strlen(prefix)) != 0)
            continue;
        to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
        to->at[to->n++] = sb_strdup(name);
    }
    sqlite3_finalize(statement);
    to->at = sb_grow(to->at, to->n, &to->room, sizeof *to->at);
    to->at[to->n] = NULL;
    return code == SQLITE_DONE ? 0 : sb__sqlite_fail(handle, "The names of the tables cannot be read");
}

int sb__sqlite_tables(void *db, const char *prefix, void (*fn)(void *env, const char *table), void *env)
{
    name_list names = { NULL, 0, 0 };
    int result = read_names(((sb_sqlite *)db)->handle, prefix, &names);

    for (size_t i = 0; i < names.n && result == 0; i++)
        fn(env, names.at[i]);
    release_names(&names);
    return result;
}

void sb__sqlite_release_described(sb_sqlite *db)
{
    for (sb_described *next; db->described != NULL; db->described = next) {
        next = db->described->next;
        sb__sqlite_free_described(db->described);
    }
}

/* A change inside a transaction counts the version up, and its ROLLBACK down again. But both have every statement prepared anew before it is run
 * next, as the one here, which counts that. */
static int schema_version(sb_sqlite *db, int64_t *out, int *times)
{
    int code = SQLITE_OK;

    if (db->schema_version == NULL)
        code = sqlite3_prepare_v3(db->handle, "PRAGMA schema_version", -1, SQLITE_PREPARE_PERSISTENT, &db->schema_version, NULL);
    if (code == SQLITE_OK && (code = sqlite3_step(db->schema_version)) == SQLITE_ROW)
        *out = sqlite3_column_int64(db->schema_version, 0);
    sqlite3_reset(db->schema_version);
    *times = db->schema_version == NULL ? 0 : sqlite3_stmt_status(db->schema_version, SQLITE_STMTSTATUS_REPREPARE, 0);
    return code == SQLITE_ROW ? 0 : sb__sqlite_fail(db->handle, "The version of the schema cannot be read");
}

static int fail_unknown(sb_sqlite *db, const char *table)
{
    name_list names = { NULL, 0, 0 };
    const char *near = NULL;

    if (read_names(db->handle, "", &names) == 0)
        near = sb_nearest(table, names.at);
    sb_fail_with(
        SB_ENOTFOUND, "There is no table %s%s%s%s", table, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    release_names(&names);
    return SB_ENOTFOUND;
}

/* The table's name as the database spells it; the caller frees it. */
static int real_name(sb_sqlite *db, const char *table, char **out)
{
    static const char *const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL);

    *out = NULL;
    if (code == SQLITE_OK && (code = sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC)) == SQLITE_OK &&
        (code = sqlite3_step(statement)) == SQLITE_ROW)
        *out = sb_strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    if (code == SQLITE_DONE)
        return fail_unknown(db, table);
    return code == SQLITE_ROW ? 0 : sb__sqlite_fail(db->handle, "The table %s cannot be looked up", table);
}

static bool same_text(const char *a, const char *b) { return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0); }

static bool same_column(const sb_column *a, const sb_column *b)
{
    return same_text(a->name, b->name) && same_text(a->type, b->type) && a->not_null == b->not_null &&
        a->has_default == b->has_default && a->constant_default == b->constant_default && a->primary_key == b->primary_key &&
        a->rowid == b->rowid && a->counted == b->counted && a->unique == b->unique && a->unique_together == b->unique_together &&
        a->generated == b->generated && same_text(a->parent_table, b->parent_table) &&
        same_text(a->parent_column, b->parent_column) && same_text(a->shared_parent, b->shared_parent);
}

static bool same_answer(const sb_described *a, const sb_described *b)
{
    if (strcmp(a->info.name, b->info.name) != 0 || a->info.n != b->info.n || !same_text(a->info.row_number, b->info.row_number) ||
        !sb_constraints_same(&a->info, &b->info))
        return false;
    for (size_t i = 0; i < a->info.n; i++)
        if (!same_column(&a->column[i], &b->column[i]))
            return false;
    return true;
}

/* Put an answer in front, or the one that says the same and may be in somebody's hands. */
static sb_described *keep_answer(sb_sqlite *db, sb_described *fresh)
{
    for (sb_described **at = &db->described; *at != NULL; at = &(*at)->next) {
        sb_described *old = *at;
        if (same_answer(old, fresh)) {
            old->at = fresh->at;
            old->times = fresh->times;
            *at = old->next;
            sb__sqlite_free_described(fresh);
            fresh = old;
            break;
        }
    }
    fresh->next = db->described;
    db->described = fresh;
    return fresh;
}

int sb__sqlite_describe(void *db, const char *table, const sb_table_info **out)
{
    sb_sqlite *it = db;
    sb_described *fresh = NULL;
    char *name = NULL;
    int64_t version = 0;
    int times = 0, result = schema_version(it, &version, &times);

    *out = NULL;
    if (result != 0)
        return result;
    for (const sb_described *at = it->described; at != NULL; at = at->next) {
        if (at->at == version && at->times == times && sqlite3_stricmp(at->info.name, table) == 0) {
            *out = &at->info;
            return 0;
        }
    }
    result = real_name(it, table, &name);
    if (result == 0)
        result = sb__sqlite_read_table(it, name, &fresh);
    if (result == 0) {
        fresh->at = version;
        fresh->times = times;
        *out = &keep_answer(it, fresh)->info;
    }
    free(name);
    return result;
}
