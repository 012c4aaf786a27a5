/* advice.c -- what SQLite's words do not say of a sandbox: that a table is a live one, that a test is a transaction already. */
#include "connection.h"
#include <stdlib.h>
#include <string.h>

static void note_outside(void *env, const sb_object *object)
{
    sb_live *live = env;
    bool is_read = strcmp(object->kind, "table") == 0 || strcmp(object->kind, "view") == 0;

    if (is_read && sqlite3_strnicmp(object->name, live->prefix, (int)strlen(live->prefix)) != 0)
        sb__live_add(live, object->name);
}

void sb__live_add(sb_live *live, const char *name)
{
    live->name = sb_grow(live->name, live->n, &live->room, sizeof *live->name);
    live->name[live->n++] = sb_strdup(name);
}

int sb__live_list(sb_sqlite *db, const char *prefix, sb_live *out)
{
    out->prefix = sb_strdup(prefix);
    return prefix[0] != '\0' ? sb__sqlite_objects(db, note_outside, out) : 0;
}

void sb__live_release(sb_live *live)
{
    for (size_t i = 0; i < live->n; i++)
        free(live->name[i]);
    free(live->name);
    free(live->prefix);
    *live = (sb_live){ .n = 0 };
}

/* The live table that SQLite has just missed: "no such table: app_users" or "... main.app_users". */
static const char *find_missed(const sb_live *live, const char *said)
{
    static const char words[] = "no such table: ";
    const char *name = strncmp(said, words, sizeof words - 1) == 0 ? said + sizeof words - 1 : NULL;

    if (name != NULL && sqlite3_strnicmp(name, "main.", 5) == 0)
        name += 5;
    for (size_t i = 0; name != NULL && i < live->n; i++)
        if (sqlite3_stricmp(live->name[i], name) == 0)
            return live->name[i];
    return NULL;
}

/* The test table that is called the same behind its prefix: {users} for app_users. */
static void suggest(sqlite3 *handle, const sb_live *live, const char *missed, sb_text *to)
{
    static const char sql[] =
        "SELECT substr(name, length(?1) + 1) AS own FROM sqlite_schema WHERE type IN ('table', 'view') AND length(name) > length(?1) "
        "AND substr(name, 1, length(?1)) = ?1 COLLATE NOCASE AND substr(?2, -length(name) + length(?1)) = own COLLATE NOCASE "
        "ORDER BY length(own) DESC";
    sqlite3_stmt *statement = NULL;
    const char *own = NULL;

    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, live->prefix, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, missed, -1, SQLITE_STATIC);
        if (sqlite3_step(statement) == SQLITE_ROW)
            own = (const char *)sqlite3_column_text(statement, 0);
    }
    if (own != NULL)
        sb_text_add(to, "write {%s})", own);
    else
        sb_text_add(to, "write the names of test tables in braces, as in {users})");
    sqlite3_finalize(statement);
}

void sb__sqlite_advise(sb_sqlite *db)
{
    const char *said = sqlite3_errmsg(db->handle);
    const char *missed = db->live != NULL ? find_missed(db->live, said) : NULL;
    sb_text text = SB_TEXT_EMPTY;

    if (missed != NULL) {
        sb_text_add(&text, "%s (%s is a live table, and the sandbox holds those under `%s` alone: ", sb_error(), missed,
            db->live->prefix);
        suggest(db->handle, db->live, missed, &text);
    } else if (db->in_transaction && strcmp(said, "cannot start a transaction within a transaction") == 0) {
        sb_text_add(&text, "%s (under `reset: rollback` each test is a transaction already: use SAVEPOINT, or another reset)",
            sb_error());
    }
    if (text.size > 0)
        sb_fail_with(SB_ERR, "%s", text.at);
    sb_text_release(&text);
}
