/* undo.c -- strategy: changed rows are changed back, those of our connection. A changeset of SQLite's session extension tells which,
 * and temporary triggers do of tables that no changeset has: without a key, or with generated columns; of all tables, where the
 * extension is missing.
 *
 * A test that sets sqlite3_preupdate_hook on our connection must not use it: the extension takes that hook for one of its own.
 */
#include "clone.h"
#include "session.h"
#include <stdlib.h>
#include <string.h>

typedef struct undo {
    sb_session_calls call;
    bool has_sessions;
    void *session;
} undo;

/* Asked once per table that is written. */
static int takes(void *env, const char *table)
{
    const sb_keeper *keeper = ((sb_clone *)env)->standing.keeper;

    for (size_t i = 0; i < keeper->n; i++)
        if (strcmp(keeper->table[i].name, table) == 0)
            return keeper->table[i].has_changesets;
    return 0;
}

static int restart(sb_clone *clone, undo *it)
{
    int code;

    if (it->session != NULL)
        it->call.delete(it->session);
    it->session = NULL;
    code = it->call.create(clone->db->handle, "main", &it->session);
    if (code == SQLITE_OK)
        it->call.filter(it->session, takes, clone);
    if (code == SQLITE_OK)
        code = it->call.attach(it->session, NULL);
    return code == SQLITE_OK ? 0 : sb__sqlite_fail(clone->db->handle, "A session cannot be begun");
}

static int install(sb_clone *clone)
{
    undo *it = clone->standing.own = sb_alloc(sizeof *it);
    int result = sb__keeper_open(clone);

    it->has_sessions = !(clone->image->without & SB_WITHOUT_SESSION) && sb__session_find(&it->call);
    return result != 0 ? result : sb__sight_install(clone, true, it->has_sessions);
}

static int begin(sb_clone *clone)
{
    undo *it = clone->standing.own;
    return it->has_sessions ? restart(clone, it) : 0;
}

/* Whatever is not as the test left it: another hand was in it, and the image knows better. */
static int refuse(void *env, int what, void *change)
{
    (void)env, (void)what, (void)change;
    return 2; /* SQLITE_CHANGESET_ABORT */
}

static int apply(sb_keeper *keeper, undo *it)
{
    void *changes = NULL, *inverse = NULL;
    int n = 0, inverse_n = 0;
    int code = it->call.changeset(it->session, &n, &changes);

    if (code == SQLITE_OK && n > 0)
        code = it->call.invert(n, changes, &inverse_n, &inverse);
    if (code == SQLITE_OK && n > 0)
        code = it->call.apply(keeper->handle, inverse_n, inverse, NULL, refuse, NULL);
    sqlite3_free(changes);
    sqlite3_free(inverse);
    return code;
}

static const char *reset(sb_clone *clone)
{
    undo *it = clone->standing.own;
    sb_keeper *keeper = clone->standing.keeper;
    const char *why = sb__sight_why(clone);
    int code;

    if (why != NULL)
        return why;
    code = sb__keeper_begin(keeper);
    if (code == SQLITE_OK && it->has_sessions)
        code = apply(keeper, it);
    if (code == SQLITE_OK)
        code = sb__sight_undo(clone);
    if (code == SQLITE_OK) /* a changeset says nothing of the counts */
        code = sb__keeper_sequences(keeper);
    code = sb__keeper_end(keeper, code);
    return code == SQLITE_OK ? NULL : sb__strategy_why(clone, "what was written cannot be undone (%s)", sqlite3_errstr(code));
}

static void release(sb_clone *clone)
{
    undo *it = clone->standing.own;

    if (it != NULL && it->session != NULL)
        it->call.delete(it->session);
    free(it);
    clone->standing.own = NULL;
}

const sb_strategy sb_strategy_undo = { .is = SB_RESET_UNDO,
    .name = "undo",
    .how = "rows that Seedbed's connection changed are changed back",
    .claims = SB_CLAIM_KEYED | SB_CLAIM_KEYLESS | SB_CLAIM_SEQUENCES,
    .install = install,
    .begin = begin,
    .reset = reset,
    .release = release };
