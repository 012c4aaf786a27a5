/* look.c -- what the guard wants to know of a database: its markers, foreign keys across the prefix, and whose it is. */
#include "connection.h"
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
enum { FIRST_PERSON = 1000 }; /* accounts below are of services */
#else
enum { FIRST_PERSON = 500 };
#endif

typedef struct looker {
    sqlite3 *handle;
    sb_fact_fn *fn;
    void *env;
} looker;

static int fail(const looker *l) { return sb__sqlite_fail(l->handle, "The guard cannot look at the SQLite database"); }

/* Whether there is a table or view of the name, in whatever case of letters; -1 with a message. */
static int is_there(const looker *l, const char *name)
{
    static const char *const sql = "SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(l->handle, sql, -1, &statement, NULL);

    if (code == SQLITE_OK && (code = sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC)) == SQLITE_OK)
        code = sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return fail(l);
    return code == SQLITE_ROW;
}

/* A marker that cannot be read may say anything, so that is told, too. */
static int tell_marker(const looker *l, const char *table, const char *sql, bool must_say)
{
    sqlite3_stmt *statement = NULL;
    int there = is_there(l, table), code, rows = 0;

    if (there <= 0)
        return there;
    char *subject = sb_format("the table %s", table);
    code = sqlite3_prepare_v2(l->handle, sql, -1, &statement, NULL);
    if (code != SQLITE_OK && !must_say) /* another table of that name */
        code = SQLITE_DONE;
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *says = (const char *)sqlite3_column_text(statement, 0);
        l->fn(l->env, SB_FACT_ENVIRONMENT, subject, says);
        rows++;
        code = SQLITE_OK;
    }
    if (code != SQLITE_DONE || (rows == 0 && must_say))
        l->fn(l->env, SB_FACT_ENVIRONMENT, subject, code == SQLITE_DONE ? "" : NULL);
    sqlite3_finalize(statement);
    free(subject);
    return 0;
}

static int tell_crossing(const looker *l, const char *test_prefix)
{
    static const char *const sql =
        "SELECT m.name || '.' || group_concat(f.\"from\", ', '), f.\"table\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f "
        "WHERE m.type = 'table' AND (lower(substr(m.name, 1, length(?1))) = lower(?1)) <> "
        "(lower(substr(f.\"table\", 1, length(?1))) = lower(?1)) GROUP BY m.name, f.id ORDER BY 1";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(l->handle, sql, -1, &statement, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_bind_text(statement, 1, test_prefix, -1, SQLITE_STATIC);
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        l->fn(l->env, SB_FACT_CROSSING, (const char *)sqlite3_column_text(statement, 0),
            (const char *)sqlite3_column_text(statement, 1));
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? 0 : fail(l);
}

static bool has_row(const looker *l, const char *table)
{
    sb_text sql = SB_TEXT_EMPTY;
    sqlite3_stmt *statement = NULL;

    sb_text_add(&sql, "SELECT 1 FROM ");
    sb__sqlite_name(&sql, table);
    sb_text_add(&sql, " LIMIT 1");
    bool found =
        sqlite3_prepare_v2(l->handle, sql.at, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_finalize(statement);
    sb_text_release(&sql);
    return found;
}

/* A live table with a row in it, as a string that the caller frees; NULL where there is none. */
static char *find_live_row(const looker *l, const sb_look *at)
{
    static const char *const sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND lower(substr(name, 1, 7)) <> 'sqlite_' "
        "AND lower(substr(name, 1, length(?1))) = lower(?1) AND lower(substr(name, 1, length(?2))) <> lower(?2) ORDER BY name";
    sqlite3_stmt *statement = NULL;
    char *found = NULL;

    if (sqlite3_prepare_v2(l->handle, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_bind_text(statement, 1, at->prefix, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text(statement, 2, at->test_prefix, -1, SQLITE_STATIC) == SQLITE_OK)
        while (found == NULL && sqlite3_step(statement) == SQLITE_ROW) {
            const char *table = (const char *)sqlite3_column_text(statement, 0);
            if (has_row(l, table))
                found = sb_strdup(table);
        }
    sqlite3_finalize(statement);
    return found;
}

/* Root works in many a container, on files of its own or of the person who started it. But a file that a service's account owns is a
 * live service's, and what root leaves beside it the service cannot open. */
static void tell_privileged(const looker *l, const sb_look *at)
{
    const char *path = sqlite3_db_filename(l->handle, "main");
    struct stat about;

    if (geteuid() != 0 || path == NULL || stat(path, &about) != 0 || about.st_uid == 0 || about.st_uid >= FIRST_PERSON)
        return;
    char *table = find_live_row(l, at);
    if (table != NULL) {
        const struct passwd *owner = getpwuid(about.st_uid);
        char *whose = owner != NULL ? sb_format("the account %s of a service", owner->pw_name)
                                    : sb_format("the account %lu of a service", (unsigned long)about.st_uid);
        l->fn(l->env, SB_FACT_PRIVILEGED, "root", whose);
        free(whose);
    }
    free(table);
}

int sb__sqlite_look(void *db, const sb_look *at, sb_fact_fn *fn, void *env)
{
    const looker l = { ((sb_sqlite *)db)->handle, fn, env };
    int code = tell_marker(&l, "seedbed_environment", "SELECT environment FROM seedbed_environment", true);

    if (code == 0)
        code = tell_marker(&l, "ar_internal_metadata", "SELECT value FROM ar_internal_metadata WHERE key = 'environment'", false);
    if (*at->test_prefix == '\0') /* the live tables are not touched at all */
        return code;
    if (code == 0)
        code = tell_crossing(&l, at->test_prefix);
    if (code == 0)
        tell_privileged(&l, at);
    return code;
}
