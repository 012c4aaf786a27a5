/* exec.c -- many statements in one text, and the words that find a failed one again: number, line, first line of text. */
#include "connection.h"
#include "image.h"
#include <stdarg.h>
#include <string.h>

/* How much of a statement a message shows. */
enum { SHOWN = 160 };

int sb__sqlite_fail(sqlite3 *handle, const char *format, ...)
{
    sb_text text = SB_TEXT_EMPTY;
    int code = handle != NULL ? sqlite3_errcode(handle) : SQLITE_NOMEM;
    int64_t room = code == SQLITE_FULL ? sb__file_lacked_room(handle) : 0;
    va_list args;

    va_start(args, format);
    sb_text_addv(&text, format, args);
    va_end(args);
    if (room > 0)
        sb_text_add(&text, ": " SB_SANDBOX_ROOM, (long long)(room >> 20));
    else
        sb_text_add(&text, ": %s", handle != NULL ? sqlite3_errmsg(handle) : "out of memory");
    if (code == SQLITE_BUSY)
        sb_text_add(
            &text, " (another connection holds it: a transaction that was not ended, or a statement that was not reset?)");
    sb_fail_with(SB_ERR, "%s", text.at);
    sb_text_release(&text);
    return SB_ERR;
}

int sb__sqlite_run(sqlite3 *handle, const char *sql)
{
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        return sb__sqlite_fail(handle, "%s", sql);
    return 0;
}

void sb__sqlite_name(sb_text *to, const char *name)
{
    sb_text_put(to, "\"", 1);
    for (const char *quote; (quote = strchr(name, '"')) != NULL; name = quote + 1) {
        sb_text_put(to, name, (size_t)(quote - name));
        sb_text_put(to, "\"\"", 2);
    }
    sb_text_add(to, "%s\"", name);
}

const char *sb__sqlite_skip_blank(const char *at)
{
    for (;;) {
        at += strspn(at, " \t\r\n\f;");
        if (strncmp(at, "--", 2) == 0) {
            at += strcspn(at, "\n");
        } else if (strncmp(at, "/*", 2) == 0) {
            const char *end = strstr(at + 2, "*/");
            at = end != NULL ? end + 2 : at + strlen(at);
        } else {
            return at;
        }
    }
}

void sb__sqlite_show(sb_text *to, const char *sql, size_t n)
{
    const char *from = sb__sqlite_skip_blank(sql);
    size_t blank = (size_t)(from - sql);

    sb_text_put_first_line(to, from, blank < n ? n - blank : 0, SHOWN);
}

static int fail_statement(sb_sqlite *db, const char *text, const char *at, size_t number)
{
    sb_text shown = SB_TEXT_EMPTY;
    const char *why = sb__sqlite_why_refused(db);

    sb__sqlite_show(&shown, at, strlen(at));
    if (why != NULL)
        sb_fail_with(SB_ERR, "Statement %zu (line %zu) is refused: %s: %s", number, sb_line_of(text, at),
            shown.at != NULL ? shown.at : "", why);
    else
        sb__sqlite_fail(
            db->handle, "Statement %zu (line %zu) failed: %s", number, sb_line_of(text, at), shown.at != NULL ? shown.at : "");
    if (why == NULL)
        sb__sqlite_advise(db);
    sb_text_release(&shown);
    return SB_ERR;
}

/* The shell's .schema lists the tables that SQLite makes for itself, which nobody else may make. NULL: it is another statement. */
static const char *past_own_table(const char *at)
{
    static const char *const own[] = { "sqlite_sequence(", "sqlite_stat1(", "sqlite_stat4(" };
    static const char create[] = "CREATE TABLE ";

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strncmp(at, create, sizeof create - 1) == 0 && strncmp(at + sizeof create - 1, own[i], strlen(own[i])) == 0)
            return at + strcspn(at, ";");
    return NULL;
}

int sb__sqlite_exec(void *db, const char *sql)
{
    sb_sqlite *it = db;
    size_t number = 0;

    for (const char *at = sb__sqlite_skip_blank(sql), *next; *at != '\0'; at = sb__sqlite_skip_blank(next)) {
        sqlite3_stmt *statement = NULL;
        number++;
        if ((next = past_own_table(at)) != NULL)
            continue;
        sb__sqlite_begin_statement(it);
        int code = sqlite3_prepare_v2(it->handle, at, -1, &statement, &next);

        if (code == SQLITE_OK && statement != NULL)
            while ((code = sqlite3_step(statement)) == SQLITE_ROW)
                ;
        if ((code != SQLITE_OK && code != SQLITE_DONE) || sb__sqlite_went_beyond(it)) {
            int result = fail_statement(it, sql, at, number);
            sqlite3_finalize(statement);
            return result;
        }
        sqlite3_finalize(statement);
    }
    return 0;
}

int sb__sqlite_begin(void *db) { return sb__sqlite_run(((sb_sqlite *)db)->handle, "BEGIN IMMEDIATE"); }
