/* undoer.c -- the connection on which rows are changed back: it stays in the state in which triggers and foreign keys keep still.
 *
 * To silence them for a moment on the connection that the test uses would throw away every statement that is planned there, ours and the
 * test's, twice per reset: PostgreSQL does that whenever session_replication_role changes.
 */
#include "clone.h"
#include <stdlib.h>

static int make_quiet(sb_clone *clone)
{
    static const char settings[] = "SELECT set_config('seedbed.keeper', '1', false), set_config('seedbed.replay', '1', false), "
                                   "@U.quiet('replica', false)";
    char *sql = sb__pg_clone_sql(clone, settings);
    int code = clone->quiet ? sb__postgres_run(clone->undoer, sql) : SB_OK;
    free(sql);
    return code;
}

int sb__pg_undoer_open(sb_clone *clone)
{
    void *db = NULL;
    sb__postgres_close(clone->undoer);
    clone->undoer = NULL;
    int code = sb__postgres_open(clone->url, SB_CHANGE, &db);
    clone->undoer = db;
    return code ? code : make_quiet(clone);
}

/* A test may end every session of its role. */
static int be_connected(sb_clone *clone)
{
    bool connected = clone->undoer && clone->undoer->pq->PQstatus(clone->undoer->handle) == CONNECTION_OK;
    return connected ? SB_OK : sb__pg_undoer_open(clone);
}

int sb__pg_clone_undo(sb_clone *clone, const char *sql)
{
    char *text = sb__pg_clone_sql(clone, sql);
    int code = be_connected(clone);
    if (code == SB_OK)
        code = sb__postgres_run(clone->undoer, text);
    if (code && clone->undoer && clone->undoer->pq->PQstatus(clone->undoer->handle) != CONNECTION_OK)
        code = be_connected(clone) ? SB_ERR : sb__postgres_run(clone->undoer, text);
    free(text);
    return code;
}

char *sb__pg_clone_undo_ask(sb_clone *clone, const char *sql)
{
    char *text = sb__pg_clone_sql(clone, sql);
    char *cell = be_connected(clone) ? NULL : sb__postgres_ask(clone->undoer, text, 0, NULL);
    free(text);
    return cell;
}
