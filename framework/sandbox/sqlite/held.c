/* held.c -- transactions and statements that somebody left open: say whose they are and what they did, and end them. */
#include "connection.h"
#include "image.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Another thread may be inside a connection. It may finish what it does; then it is interrupted, again and again; then we give up.
 * Tries count, too, and not time alone: on a machine that gives this thread no time, nothing was tried yet. */
enum { PATIENCE_MS = 100, GIVE_UP_MS = 2000, TRIES = 1000 };

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wait_a_little(void) { nanosleep(&(struct timespec){ .tv_nsec = 200000 }, NULL); }

static void add_name(sb_text *to, const sb_image_file *file)
{
    if (file->connection == file->image->ours)
        sb_text_add(to, "Seedbed's own connection");
    else
        sb_text_add(to, "connection %u", file->number);
}

static void begin_line(sb_text *to)
{
    if (to->size > 0)
        sb_text_add(to, "\n");
}

static void describe_transaction(const sb_image_file *file, sb_text *to)
{
    begin_line(to);
    sb_text_add(to, "an open transaction on ");
    add_name(to, file);
    switch (sqlite3_txn_state(file->connection, NULL)) {
    case SQLITE_TXN_NONE: sb_text_add(to, " that has done nothing yet"); break;
    case SQLITE_TXN_READ: sb_text_add(to, " that has only read"); break;
    default:
        if (file->began[0] == '\0')
            break;
        sb_text_add(to, " (it began to write with: ");
        sb__sqlite_show(to, file->began, sizeof file->began);
        sb_text_add(to, ")");
    }
}

static void describe_statement(const sb_image_file *file, const char *sql, sb_text *to)
{
    begin_line(to);
    sb_text_add(to, "a statement in mid-step on ");
    add_name(to, file);
    sb_text_add(to, ": ");
    if (sql != NULL)
        sb__sqlite_show(to, sql, strlen(sql));
    else
        sb_text_add(to, "an open blob");
}

/* The connection's mutex is held, so that no statement goes away while it is looked at. */
static void describe(const sb_image_file *file, sb_text *to)
{
    size_t before = to->size;

    for (sqlite3_stmt *at = sqlite3_next_stmt(file->connection, NULL); at != NULL; at = sqlite3_next_stmt(file->connection, at))
        if (sqlite3_stmt_busy(at))
            describe_statement(file, sqlite3_sql(at), to);
    if (!sqlite3_get_autocommit(file->connection))
        describe_transaction(file, to);
    if (to->size == before) {
        begin_line(to);
        sb_text_add(to, "a lock on ");
        add_name(to, file);
        sb_text_add(to, " that no statement explains (locking_mode=exclusive, or a backup that was not finished)");
    }
}

/* An exclusive mode that was set by way of another database of the connection. It ends at the next access, so each one is read. */
static void leave_exclusive_mode(sqlite3 *connection)
{
    sqlite3_stmt *names = NULL;
    sb_text sql = SB_TEXT_EMPTY;

    sb_text_add(&sql, "PRAGMA locking_mode = normal;");
    if (sqlite3_prepare_v2(connection, "PRAGMA database_list", -1, &names, NULL) == SQLITE_OK) {
        while (sqlite3_step(names) == SQLITE_ROW) {
            sb_text_add(&sql, "SELECT 1 FROM ");
            sb__sqlite_name(&sql, (const char *)sqlite3_column_text(names, 1));
            sb_text_add(&sql, ".sqlite_schema;");
        }
    }
    sqlite3_finalize(names);
    sqlite3_exec(connection, sql.at, NULL, NULL, NULL);
    sb_text_release(&sql);
}

static void end_all(const sb_image_file *file)
{
    for (sqlite3_stmt *at = sqlite3_next_stmt(file->connection, NULL); at != NULL; at = sqlite3_next_stmt(file->connection, at))
        if (sqlite3_stmt_busy(at))
            sqlite3_reset(at);
    if (!sqlite3_get_autocommit(file->connection))
        sqlite3_exec(file->connection, "ROLLBACK", NULL, NULL, NULL);
    if (sb__file_holds(file))
        leave_exclusive_mode(file->connection);
}

/* The first connection that is in the way, with its mutex entered: then it cannot be closed, and the image's mutex is let go.
 * NULL: none could be entered; then the image's mutex is kept, and `blocked` says who could not. */
static sb_image_file *enter_next(sb_image *image, bool interrupt, sb_image_file **blocked)
{
    *blocked = NULL;
    pthread_mutex_lock(&image->mutex);
    for (sb_image_file *file = image->files; file != NULL; file = file->next) {
        sqlite3_mutex *mutex = file->connection != NULL ? sqlite3_db_mutex(file->connection) : NULL;
        if (file->connection == NULL || sqlite3_mutex_try(mutex) != SQLITE_OK) {
            if (!sb__file_holds(file))
                continue;
            *blocked = file;
            if (interrupt && file->connection != NULL)
                sqlite3_interrupt(file->connection);
            continue;
        }
        if (sb__file_holds(file) || !sqlite3_get_autocommit(file->connection)) {
            pthread_mutex_unlock(&image->mutex);
            return file;
        }
        sqlite3_mutex_leave(mutex);
    }
    return NULL;
}

/* The mutex of the image or of the connection is held. */
static int fail_blocked(const sb_image_file *file)
{
    sb_text text = SB_TEXT_EMPTY;

    add_name(&text, file);
    sb_fail_with(SB_ERR,
        "The sandbox cannot be reset: %s is still at work in another thread or shares its cache, and holds a lock%s%s. End the "
        "thread, or close the connection, before the test is over",
        text.at, file->began[0] != '\0' ? "; it began to write with: " : "", file->began);
    sb_text_release(&text);
    return SB_ERR;
}

/* The connection's mutex is held. False: it was told of in this reset before, and is in the way again. */
static bool tell_and_end(sb_image_file *file, sb_text *held)
{
    bool first = file->told != file->image->resets;

    if (first)
        describe(file, held);
    file->told = file->image->resets;
    end_all(file);
    return first;
}

int sb__held_end(sb_image *image, sb_text *held)
{
    int64_t begun = 0, waited = 0;
    int tries = 0;
    sb_image_file *file, *blocked;
    int result = 0;

    image->resets++;
    while ((file = enter_next(image, waited > PATIENCE_MS, &blocked)) != NULL || blocked != NULL) {
        bool goes_on = false;
        begun = begun != 0 ? begun : now_ms();
        waited = now_ms() - begun;
        if (file != NULL)
            goes_on = tell_and_end(file, held);
        if (!goes_on && ++tries > TRIES && waited > GIVE_UP_MS)
            result = fail_blocked(file != NULL ? file : blocked);
        if (file != NULL)
            sqlite3_mutex_leave(sqlite3_db_mutex(file->connection));
        else
            pthread_mutex_unlock(&image->mutex);
        if (result != 0)
            return result;
        if (!goes_on)
            wait_a_little();
    }
    return 0;
}
