/* confine.c -- hold a connection to the tables under a prefix: SQLite asks before each step of a statement whether it may. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

/* What a connection is held to. The authorizer of SQLite speaks of names as the database has them, however they were written. */
struct sb_confines {
    char *prefix; /* "": the whole database, but none beside it */
    char **live;  /* tables and views outside */
    size_t n, room;
    bool
        changes; /* the statement makes, alters or drops something that it may: what SQLite then writes about it is its own work */
    bool alters; /* a table, which may have another name afterwards; SQLite does not say which */
    char *why;   /* the statement was refused */
};

/* What a statement does to a thing, and which of the two names that SQLite gives is the thing's and which its table's. */
typedef struct deed {
    int action;
    const char *does;
    int thing, table;
    bool changes;
} deed;

static const deed deeds[] = {
    { SQLITE_CREATE_TABLE, "makes the table", 0, 0, true },
    { SQLITE_CREATE_VTABLE, "makes the table", 0, 0, true },
    { SQLITE_CREATE_VIEW, "makes the view", 0, 0, true },
    { SQLITE_CREATE_INDEX, "makes the index", 0, 1, true },
    { SQLITE_CREATE_TRIGGER, "makes the trigger", 0, 1, true },
    { SQLITE_DROP_TABLE, "drops the table", 0, 0, true },
    { SQLITE_DROP_VTABLE, "drops the table", 0, 0, true },
    { SQLITE_DROP_VIEW, "drops the view", 0, 0, true },
    { SQLITE_DROP_INDEX, "drops the index", 0, 1, true },
    { SQLITE_DROP_TRIGGER, "drops the trigger", 0, 1, true },
    { SQLITE_ALTER_TABLE, "alters the table", 1, 1, true },
    { SQLITE_INSERT, "inserts into", 0, 0, false },
    { SQLITE_UPDATE, "updates", 0, 0, false },
    { SQLITE_DELETE, "deletes from", 0, 0, false },
    { SQLITE_ANALYZE, "makes statistics of", 0, 0, false },
    { SQLITE_REINDEX, "builds anew the index", 0, 0, false },
    { 0, NULL, 0, 0, false },
};

/* PRAGMAs that ask, or set something for this connection alone; and those of the whole database, which anybody may ask for (virtual
 * tables do) and who has the database to himself may set. */
static const char *const harmless[] = { "foreign_keys", "defer_foreign_keys", "foreign_key_check", "foreign_key_list",
    "recursive_triggers", "case_sensitive_like", "table_info", "table_xinfo", "table_list", "index_info", "index_xinfo",
    "index_list", "collation_list", "integrity_check", "quick_check", "cache_size", "temp_store", NULL };
/* writable_schema: the shell's .dump makes virtual tables that way. */
static const char *const of_the_database[] = { "application_id", "auto_vacuum", "data_version", "encoding", "journal_mode",
    "page_count", "page_size", "schema_version", "synchronous", "user_version", "writable_schema", NULL };

static bool is_listed(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (sqlite3_stricmp(name, *list) == 0)
            return true;
    return false;
}

static bool begins_with(const char *name, const char *prefix)
{
    return name != NULL && sqlite3_strnicmp(name, prefix, (int)strlen(prefix)) == 0;
}

/* Leave the first reason: what SQLite goes on to ask follows from it. */
static int refuse(sb_confines *confines, char *why)
{
    if (confines->why == NULL)
        confines->why = why;
    else
        free(why);
    return SQLITE_DENY;
}

static int judge_pragma(sb_confines *confines, const char *name, const char *value)
{
    if (is_listed(name, harmless))
        return SQLITE_OK;
    if ((value == NULL || confines->prefix[0] == '\0') && is_listed(name, of_the_database))
        return SQLITE_OK;
    return refuse(confines, sb_format("PRAGMA %s reaches beyond the tables of the sandbox; leave it out", name));
}

static int judge_read(sb_confines *confines, const char *table)
{
    for (size_t i = 0; i < confines->n; i++)
        if (sqlite3_stricmp(confines->live[i], table) == 0)
            return refuse(confines,
                sb_format("it reads %s, which is not under the test prefix `%s`; write the names of test tables in braces, as in "
                          "{users}",
                    table, confines->prefix));
    return SQLITE_OK;
}

static int judge_deed(sb_confines *confines, const deed *it, const char *const *name)
{
    const char *thing = name[it->thing], *table = name[it->table], *of = it->thing == it->table ? NULL : table;

    /* SQLite itself guards its schema table. Its other tables (sqlite_sequence, sqlite_stat1) change along with a table of ours;
     * REINDEX is also asked about while an index is made. */
    if (begins_with(table, "sqlite_") || it->action == SQLITE_REINDEX) {
        if (confines->changes || is_listed(table, (const char *const[]){ "sqlite_schema", "sqlite_master", NULL }))
            return SQLITE_OK;
    } else if (begins_with(table, confines->prefix) && it->action != SQLITE_ANALYZE) {
        confines->changes |= it->changes;
        confines->alters |= it->action == SQLITE_ALTER_TABLE;
        return SQLITE_OK;
    }
    return refuse(confines,
        sb_format(
            "it %s %s%s%s, and only what belongs to tables under the test prefix `%s` may be touched; write the names of test "
            "tables in braces, as in {users}",
            it->does, thing != NULL ? thing : "?", of != NULL ? " of " : "", of != NULL ? of : "", confines->prefix));
}

static int judge(void *env, int action, const char *first, const char *second, const char *database, const char *inner)
{
    sb_confines *confines = env;
    const deed *it = deeds;
    bool whole = confines->prefix[0] == '\0';

    (void)inner;
    if (action == SQLITE_PRAGMA)
        return judge_pragma(confines, first, second);
    if (action == SQLITE_ATTACH || action == SQLITE_DETACH)
        return refuse(confines,
            sb_strdup(
                "it attaches or detaches another database (VACUUM does that, too), and the sandbox is this one alone; leave it out"));
    if (whole || (database != NULL && strcmp(database, "temp") == 0))
        return SQLITE_OK;
    if (action == SQLITE_READ)
        return judge_read(confines, first);
    if (action == SQLITE_SELECT || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE || action == SQLITE_SAVEPOINT)
        return SQLITE_OK;
    if (action == SQLITE_TRANSACTION)
        return refuse(confines, sb_strdup("all files run in one transaction; leave out BEGIN, COMMIT and ROLLBACK"));
    while (it->does != NULL && it->action != action)
        it++;
    if (it->does == NULL) /* temporary things, of which SQLite has actions of their own, belong to the database "temp" */
        return refuse(confines, sb_format("SQLite asks for something that Seedbed does not know (%d)", action));
    return judge_deed(confines, it, (const char *const[]){ first, second });
}

static void note_live(void *env, const sb_object *object)
{
    sb_confines *confines = env;
    bool is_read = strcmp(object->kind, "table") == 0 || strcmp(object->kind, "view") == 0;

    if (!is_read || begins_with(object->name, confines->prefix))
        return;
    confines->live = sb_grow(confines->live, confines->n, &confines->room, sizeof *confines->live);
    confines->live[confines->n++] = sb_strdup(object->name);
}

void sb__sqlite_free_confines(sb_sqlite *db)
{
    sb_confines *it = db->confines;

    db->confines = NULL;
    if (it == NULL)
        return;
    sqlite3_set_authorizer(db->handle, NULL, NULL);
    for (size_t i = 0; i < it->n; i++)
        free(it->live[i]);
    free(it->live);
    free(it->prefix);
    free(it->why);
    free(it);
}

int sb__sqlite_confine(void *db, const char *prefix)
{
    sb_sqlite *it = db;

    sb__sqlite_free_confines(it);
    if (prefix == NULL)
        return 0;
    it->confines = sb_alloc(sizeof *it->confines);
    *it->confines = (sb_confines){ .prefix = sb_strdup(prefix) };
    if (sb__sqlite_objects(it, note_live, it->confines) != 0) {
        sb__sqlite_free_confines(it);
        return SB_ERR;
    }
    sqlite3_set_authorizer(it->handle, judge, it->confines);
    return 0;
}

void sb__sqlite_begin_statement(sb_sqlite *db)
{
    db->declined = NULL;
    if (db->confines == NULL)
        return;
    db->confines->changes = db->confines->alters = false;
    free(db->confines->why);
    db->confines->why = NULL;
}

static void find_renamed(void *env, const sb_object *object)
{
    sb_confines *confines = env;

    if (strcmp(object->kind, "table") != 0 || begins_with(object->name, confines->prefix))
        return;
    for (size_t i = 0; i < confines->n; i++)
        if (sqlite3_stricmp(confines->live[i], object->name) == 0)
            return;
    refuse(confines,
        sb_format(
            "it renames a table to %s, which is not under the test prefix `%s`; write the names of test tables in braces, as in "
            "{users}",
            object->name, confines->prefix));
}

bool sb__sqlite_went_beyond(sb_sqlite *db)
{
    if (db->confines == NULL || !db->confines->alters)
        return false;
    return sb__sqlite_objects(db, find_renamed, db->confines) != 0 || db->confines->why != NULL;
}

const char *sb__sqlite_why_refused(const sb_sqlite *db) { return db->confines != NULL ? db->confines->why : db->declined; }
