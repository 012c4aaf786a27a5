/* rollback.c -- strategy: the test is one transaction on our connection, and is rolled back.
 *
 * Other connections of the application see the base state and nothing of what our connection wrote; they cannot write while it has
 * written (SQLITE_BUSY). What they wrote nevertheless, and what the test committed, is noticed.
 */
#include "clone.h"
#include <stdlib.h>

/* So many broken references are listed. */
enum { LISTED = 5 };

typedef struct transaction {
    unsigned commits;
    bool blind; /* the test took the place of our hook */
} transaction;

static int note_commit(void *env)
{
    ((transaction *)env)->commits++;
    return 0;
}

static int install(sb_clone *clone)
{
    transaction *it = sb_alloc(sizeof *it);

    clone->standing.own = it;
    sqlite3_commit_hook(clone->db->handle, note_commit, it);
    return 0;
}

static int begin(sb_clone *clone)
{
    *(transaction *)clone->standing.own = (transaction){ .commits = 0 };
    clone->db->in_transaction = true;
    return sb__sqlite_run(clone->db->handle, "BEGIN");
}

static bool changed(const sb_clone *clone) { return sqlite3_txn_state(clone->db->handle, "main") == SQLITE_TXN_WRITE; }

/* RELEASE of a savepoint lets a deferred reference through that leads nowhere, and a rollback never asks: COMMIT would have. */
static void look_for_broken(sqlite3 *handle, sb_text *broken)
{
    sqlite3_stmt *statement = NULL;
    int left = 0, most = 0, n = 0;

    if (sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &left, &most, 0) != SQLITE_OK || left == 0)
        return;
    sb_text_add(broken, "a reference that leads nowhere");
    if (sqlite3_prepare_v2(handle, "PRAGMA foreign_key_check", -1, &statement, NULL) == SQLITE_OK) {
        for (; sqlite3_step(statement) == SQLITE_ROW && n < LISTED; n++) {
            const char *row = (const char *)sqlite3_column_text(statement, 1);
            sb_text_add(broken, "%s of %s%s%s to %s", n > 0 ? "," : "", (const char *)sqlite3_column_text(statement, 0),
                row != NULL ? ", row " : "", row != NULL ? row : "", (const char *)sqlite3_column_text(statement, 2));
        }
    }
    sqlite3_finalize(statement);
}

static void leave(sb_clone *clone, bool keeps, sb_text *broken)
{
    transaction *it = clone->standing.own;
    sqlite3 *handle = clone->db->handle;

    clone->db->in_transaction = false;
    it->blind |= sqlite3_commit_hook(handle, note_commit, it) != it;
    if (sqlite3_get_autocommit(handle))
        return;
    if (!keeps)
        look_for_broken(handle, broken);
    sqlite3_exec(handle, keeps ? "COMMIT" : "ROLLBACK", NULL, NULL, NULL);
}

/* Pages that were written before their time, because the cache was full, are back by then. */
static const char *reset(sb_clone *clone)
{
    const transaction *it = clone->standing.own;

    if (it->commits > 0)
        return "the test committed";
    return it->blind ? "the test set a commit hook of its own, so that nobody knows whether it committed" : NULL;
}

static void release(sb_clone *clone)
{
    if (clone->standing.own == NULL)
        return;
    clone->db->in_transaction = false;
    sqlite3_commit_hook(clone->db->handle, NULL, NULL);
    free(clone->standing.own);
    clone->standing.own = NULL;
}

const sb_strategy sb_strategy_rollback = { .is = SB_RESET_ROLLBACK,
    .name = "rollback",
    .how = "each test a transaction on Seedbed's connection, rolled back",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_KEYLESS | SB_CLAIM_SEQUENCES | SB_CLAIM_SCHEMA | SB_CLAIM_VIRTUAL | SB_CLAIM_BYTES,
    .install = install,
    .begin = begin,
    .changed = changed,
    .leave = leave,
    .reset = reset,
    .release = release };
