/* fence.c -- what our own connection to a clone declines: statements that would reach real files, or break what a reset relies on. */
#include "connection.h"
#include "vfs.h"
#include <string.h>

/* Those that set something for the whole process, or let a statement break the schema. */
static const char *const dangerous[] = { "writable_schema", "temp_store_directory", "data_store_directory", "hard_heap_limit",
    "soft_heap_limit", NULL };

static bool is_dangerous(const char *name)
{
    for (const char *const *at = dangerous; *at != NULL; at++)
        if (sqlite3_stricmp(name, *at) == 0)
            return true;
    return false;
}

/* VACUUM attaches "" to work in, and VACUUM INTO its file. NULL: an expression, of which nobody knows yet what it will be. */
static bool may_attach(const char *path)
{
    return path != NULL && (path[0] == '\0' || strcmp(path, ":memory:") == 0 || sb__vfs_has(path));
}

/* A statement of the test itself, in so many words: the count of AUTOINCREMENT, the statistics. SQLite asks nobody when it keeps
 * the count itself. */
static bool is_odd(int action, const char *first)
{
    if (action == SQLITE_ANALYZE)
        return true;
    return (action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE) &&
        sqlite3_strnicmp(first, "sqlite_", 7) == 0 && sqlite3_stricmp(first, "sqlite_schema") != 0 &&
        sqlite3_stricmp(first, "sqlite_master") != 0 && sqlite3_strnicmp(first, "sqlite_temp", 11) != 0;
}

static int judge(void *env, int action, const char *first, const char *second, const char *database, const char *inner)
{
    sb_sqlite *db = env;

    (void)database;
    (void)inner;
    if (is_odd(action, first))
        db->is_odd = true;
    if (sb__sqlite_is_litter(action, first, second))
        db->is_littered = true;
    if (action == SQLITE_ATTACH && !may_attach(first)) {
        db->declined = "it attaches a file that is in no sandbox, or is VACUUM INTO one, and what this connection writes would "
                       "stay; attach ':memory:' or the sandbox's own path, as a plain string";
        return SQLITE_DENY;
    }
    if (action == SQLITE_PRAGMA && second != NULL && is_dangerous(first)) {
        db->declined = "this PRAGMA reaches beyond the rows of the sandbox, and no reset would undo it; leave it out";
        return SQLITE_DENY;
    }
    return SQLITE_OK;
}

void sb__sqlite_fence(sb_sqlite *db) { sqlite3_set_authorizer(db->handle, judge, db); }
