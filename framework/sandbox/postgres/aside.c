/* aside.c -- --keep: a worker's schema under a name of its own, for a person to look at, and a new one for the worker.
 *
 * No table is locked: what the application still has open on them goes on, and is told of by the reset.
 */
#include "../../report/again.h"
#include "clone.h"
#include "state.h"
#include <stdlib.h>
#include <string.h>

/* The worker does not own it, and may make none. */
static int rename_schema(const sb_clone *clone, const char *kept)
{
    void *db = NULL;
    sb_text sql = SB_TEXT_EMPTY;
    int code = sb__postgres_open(clone->admin ? clone->admin : clone->location, SB_CHANGE, &db);
    sb_text_add(&sql, "ALTER SCHEMA %s RENAME TO %s; ", clone->schema, kept);
    sb__pg_roles_schema(clone, clone->seat, "", &sql);
    if (code == SB_OK)
        code = sb__postgres_run(db, sql.at);
    sb__postgres_close(db);
    sb_text_release(&sql);
    return code;
}

/* The first that is free: a worker before this one may have had the seat. */
static char *name_for(sb_clone *clone)
{
    char *stem = sb__pg_kept_stem(clone), *begins = sb_format("%s%u_", stem, clone->seat);
    char *sql = sb_format("SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, '%s')", begins);
    char *number = sb__pg_clone_ask(clone, sql), *name = number ? sb_format("%s%s", begins, number) : NULL;
    free(stem);
    free(begins);
    free(sql);
    free(number);
    return name;
}

/* psql asks for the password, or finds it where libpq does. */
static char *command_for(const sb_clone *clone, const char *kept)
{
    static const char *const keyword[] = { "password", "client_encoding", "connect_timeout", "options", NULL };
    char *options = sb_format("-csearch_path=%s", kept);
    char *url = sb__postgres_with(
        clone->admin ? clone->admin : clone->location, keyword, (const char *const[]){ NULL, NULL, NULL, options, NULL });
    sb_text command = SB_TEXT_EMPTY;
    sb_text_add(&command, "psql ");
    sb__shell_quoted(&command, url ? url : "", url ? strlen(url) : 0);
    free(options);
    free(url);
    return sb_text_take(&command);
}

static int may_be_kept(const sb_clone *clone)
{
    if (clone->kept_ddl)
        return sb_fail_with(SB_ERR, "a SUITE_SETUP changed the schema, so that no other can be made beside it");
    if (clone->db->pq->PQstatus(clone->db->handle) != CONNECTION_OK)
        return sb_fail_with(SB_ERR, "the sandbox's own connection was ended");
    if (clone->db->pq->PQtransactionStatus(clone->db->handle) != PQTRANS_IDLE)
        return sb_fail_with(SB_ERR, "the test left a transaction open on the sandbox's own connection");
    return SB_OK;
}

static int keep_aside(sb_clone *clone, char **command_out)
{
    bool watched = clone->db->watched;
    char *kept = NULL;
    sb__pg_rollback_leave("its tables were kept");
    int code = may_be_kept(clone);
    if (code)
        return code;
    clone->db->watched = false;
    kept = name_for(clone);
    code = kept ? rename_schema(clone, kept) : SB_ERR;
    if (code == SB_OK)
        code = sb__pg_rebuild(clone);
    clone->db->watched = watched;
    if (code == SB_OK)
        *command_out = command_for(clone, kept);
    free(kept);
    return code;
}

int sb__pg_clone_keep_aside(sb_clone *clone, const char *folder, const char *test, char **command_out)
{
    (void)folder;
    (void)test;
    *command_out = NULL;
    sb__pg_ours_enter();
    int code = keep_aside(clone, command_out);
    sb__pg_ours_leave();
    return code;
}
