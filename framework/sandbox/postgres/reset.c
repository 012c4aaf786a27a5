/* reset.c -- back to the base state: what has to be done at all, by which way, and what there is to tell; what the base state is. */
#include "clone.h"
#include "held.h"
#include "state.h"
#include "sure.h"
#include <stdlib.h>
#include <string.h>

/* What a test may have set on our connection; statements that we prepared stay. */
static const char session[] =
    "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); CLOSE ALL; DISCARD TEMP; "
    "DISCARD SEQUENCES; DO $d$ DECLARE one text; BEGIN FOR one IN SELECT name FROM pg_prepared_statements WHERE from_sql LOOP "
    "EXECUTE format('DEALLOCATE %I', one); END LOOP; END $d$";

static int restore_session(sb_clone *clone)
{
    int code = sb__pg_clone_run(clone, session);
    return code ? code : sb__postgres_settle(clone->db);
}

enum { TRIES = 2 };

/* A test may end every session of its role, or the server may have been started anew. The handle stays, which may be lent. */
static int connect_again(sb_clone *clone)
{
    sb_postgres *db = clone->db;
    if (db->pq->PQstatus(db->handle) == CONNECTION_OK)
        return SB_OK;
    sb_text_add(&clone->held, "the sandbox's own connection was ended");
    clone->begun = false;
    sb__postgres_guarded(db, false);
    sb__postgres_release_inserts(db);
    db->pq->PQreset(db->handle);
    if (db->pq->PQstatus(db->handle) != CONNECTION_OK)
        return sb__postgres_fail(db, NULL, "The sandbox's own connection was ended, and there is no other");
    return sb__postgres_settle(db);
}

/* A transaction that the test itself began on our connection, and left. */
static int end_own(sb_clone *clone)
{
    if (clone->db->pq->PQtransactionStatus(clone->db->handle) == PQTRANS_IDLE)
        return SB_OK;
    sb_text_add(&clone->held, "%sa transaction on the sandbox's own connection was still open", clone->held.size ? "\n" : "");
    return sb__pg_clone_run(clone, "ROLLBACK");
}

/* Those that wait for their second phase hold locks that no connection has. A role of its own is nobody else's; where it is, those count that
 * hold something of the worker's. */
static int end_prepared(sb_clone *clone)
{
    static const char list[] =
        "SELECT format('ROLLBACK PREPARED %L', gid), gid FROM pg_catalog.pg_prepared_xacts p WHERE owner = current_user AND "
        "database = current_database() AND (owner = '@S' OR EXISTS (SELECT FROM pg_catalog.pg_locks t JOIN pg_catalog.pg_locks l "
        "USING (virtualtransaction) JOIN pg_catalog.pg_class c ON c.oid = l.relation WHERE t.transactionid = p.transaction AND "
        "t.pid IS NULL AND c.relnamespace = '@S'::regnamespace))";
    char *sql = sb__pg_clone_sql(clone, list);
    PGresult *rows = sb__postgres_rows(clone->db, sql, 0, NULL);
    int code = rows ? SB_OK : SB_ERR;
    free(sql);
    for (int i = 0; rows && i < clone->db->pq->PQntuples(rows) && code == SB_OK; i++) {
        sb_text_add(
            &clone->held, "%sa prepared transaction: %s", clone->held.size ? "\n" : "", sb__postgres_cell(clone->db, rows, i, 1));
        code = sb__pg_clone_run(clone, sb__postgres_cell(clone->db, rows, i, 0));
    }
    if (rows)
        clone->db->pq->PQclear(rows);
    return code;
}

static bool may_have_changed_schema(const sb_clone *clone, const sb_seen *seen)
{
    return seen->ddl || seen->maybe_ddl || seen->refreshed || (clone->hides_ddl && seen->statements);
}

static bool schema_is_the_same(sb_clone *clone)
{
    char *same = sb__pg_clone_ask(clone, "SELECT catalogue = @U.catalogue() FROM @U.state");
    bool is = same && *same == 't';
    free(same);
    return is;
}

static int rebuild(sb_clone *clone, const char *why)
{
    if (clone->strategy->reset != SB_RESET_REBUILD)
        sb_text_add(&clone->fell, "%s%s: all tables were made again", clone->fell.size ? "; " : "", why);
    return sb__pg_rebuild(clone);
}

static int bring_back(sb_clone *clone, sb_seen *seen)
{
    bool done = false;
    int code = sb__pg_rollback_end(clone, seen, &done);
    if (code == SB_OK && !done)
        code = end_own(clone);
    if (code == SB_OK &&
        (seen->session ||
            (clone->hides_session &&
                seen->statements > seen->theirs))) /* before a script looks for its tables by a path that the test set */
        code = restore_session(clone);
    if (code == SB_OK && done)
        return SB_OK;
    if (code == SB_OK && seen->prepares)
        code = end_prepared(clone);
    if (code == SB_OK && seen->others)
        code = sb__pg_others_end(clone, &clone->held);
    if (code == SB_OK && (seen->large || (clone->hides_large && seen->statements) || may_have_changed_schema(clone, seen)))
        code = sb__pg_beside_end(clone, seen, &clone->held);
    if (code == SB_OK && (seen->refreshed || (may_have_changed_schema(clone, seen) && !schema_is_the_same(clone))))
        return rebuild(clone, seen->refreshed ? "the test refreshed a materialized view" : "the test changed the schema");
    /* What was ended, or would not commit, was rolled back behind the eyes of who watches statements; sequences were not. */
    seen->rolled_back = seen->rolled_back || clone->held.size || clone->broken.size;
    if (code == SB_OK)
        code = clone->strategy->bring_back(clone, seen);
    if (code != SB_PG_FALLS)
        return code;
    char *why = sb_strdup(sb_error());
    if (seen->session)
        restore_session(clone); /* again, where the way back was cut short */
    code = rebuild(clone, why);
    free(why);
    return code;
}

static const char *text_or_null(const sb_text *text) { return text->size ? text->at : NULL; }

static void tell(const sb_clone *clone, sb_reset_told *told)
{
    *told = (sb_reset_told){ text_or_null(&clone->held), text_or_null(&clone->broken), text_or_null(&clone->fell) };
}

/* What was noted while the test ran, as it left the transaction, is told by the reset behind it. */
static void forget_told(sb_clone *clone)
{
    clone->held.size = 0;
    if (!clone->told)
        return;
    clone->broken.size = clone->fell.size = 0;
}

/* Nobody did anything that could be undone; a worker that forked or gave the url away cannot know. */
static bool is_untouched(const sb_seen *seen) { return !seen->statements && !seen->others && !seen->open; }

static bool is_dead(const sb_clone *clone) { return clone->db->pq->PQstatus(clone->db->handle) != CONNECTION_OK; }

static int end_and_bring_back(sb_clone *clone, sb_seen *seen)
{
    int code = connect_again(clone);
    if (code == SB_OK)
        code = sb__pg_held_end(clone, &clone->held);
    return code ? code : bring_back(clone, seen);
}

/* What our session had begun nobody knows any more. */
static int bring_back_anew(sb_clone *clone, sb_seen *seen)
{
    seen->statements++;
    seen->rolled_back = seen->sequence_words = seen->restarted = seen->maybe_ddl = true;
    return end_and_bring_back(clone, seen);
}

static int reset(sb_clone *clone, sb_reset_told *told)
{
    sb_seen seen = sb__seen();
    int code = SB_OK;
    forget_told(clone);
    sb__pg_unsure(clone->db);
    if (clone->db->lent) { /* what was done by it nobody has seen */
        seen.statements++;
        seen.sequence_words = seen.restarted = seen.maybe_ddl = seen.session = seen.prepares = true;
        seen.large = seen.password = true;
        clone->db->lent = false;
    }
    code = is_untouched(&seen) ? connect_again(clone) : end_and_bring_back(clone, &seen);
    /* The server ends a session when it has time to, and it may be ours, which the test ended. */
    for (int i = 0; code && is_dead(clone) && i < TRIES; i++)
        code = bring_back_anew(clone, &seen);
    sb__seen_clear();
    sb__pg_drawn_clear(&clone->drawn);
    if (code == SB_OK)
        code = sb__pg_rollback_begin(clone);
    if (code && is_dead(clone) && connect_again(clone) == SB_OK)
        code = sb__pg_rollback_begin(clone);
    tell(clone, told);
    clone->told = true;
    return code;
}

int sb__pg_clone_reset(sb_clone *clone, sb_reset_told *told)
{
    sb__pg_ours_enter();
    int code = reset(clone, told);
    sb__pg_ours_leave();
    return code;
}

bool sb__pg_clone_changed(const sb_clone *clone)
{
    sb_seen seen = sb__seen();
    if (is_untouched(&seen) && !clone->db->lent)
        return false;
    char *rows =
        sb__pg_clone_ask((sb_clone *)clone, "SELECT EXISTS (SELECT FROM @U.log) OR catalogue <> @U.catalogue() FROM @U.state");
    bool changed = !rows || *rows == 't';
    free(rows);
    return changed;
}

/* Tables that are new get triggers, too. */
static int keep_schema(sb_clone *clone)
{
    clone->kept_ddl = true;
    return sb__pg_watch(clone);
}

int sb__pg_clone_keep(sb_clone *clone)
{
    int code;
    sb__pg_rollback_leave("the state was kept");
    code = end_own(clone);
    if (code == SB_OK && clone->broken.size)
        code = sb_fail_with(SB_ERR, "The state of the sandbox cannot be kept: %s", clone->broken.at);
    bool same = code || schema_is_the_same(clone);
    if (code == SB_OK && !same)
        code = sb__pg_clone_run(clone, "SELECT @U.describe()");
    if (code == SB_OK)
        code = sb__pg_clone_run(clone, clone->strategy->copies ? "SELECT @U.keep_copies()" : "SELECT @U.keep()");
    if (code == SB_OK && clone->strategy->reset == SB_RESET_WATERMARK)
        code = sb__pg_clone_run(clone, "SELECT @U.note_highest()");
    if (code == SB_OK && !same)
        code = keep_schema(clone);
    if (code == SB_OK)
        code = sb__pg_beside_note(clone, false);
    if (code == SB_OK)
        code = sb__pg_drawn_read(clone);
    clone->kept = clone->kept || code == SB_OK;
    sb__seen_clear();
    return code ? code : sb__pg_rollback_begin(clone);
}

/* By making all again, where it cannot be undone. */
static int make_first_state(sb_clone *clone)
{
    int code = sb__pg_clone_run(clone,
        "DELETE FROM @U.kept; UPDATE @U.base SET kept = false; "
        "UPDATE @U.seq SET last = first_last, called = first_called");
    return code ? code : sb__pg_rebuild(clone);
}

int sb__pg_clone_drop_kept(sb_clone *clone)
{
    const char *drop = clone->strategy->copies ? "SELECT @U.drop_copies()" : "SELECT @U.drop_kept()";
    sb_reset_told told;
    int code = sb__pg_clone_reset(clone, &told);
    bool schema = clone->kept_ddl;
    if (!clone->kept)
        return code;
    clone->kept = clone->kept_ddl = false;
    sb__pg_rollback_leave("what was kept was given up");
    if (code == SB_OK)
        code = sb__pg_beside_large(clone, true);
    if (code || schema || sb__pg_clone_undo(clone, drop))
        code = make_first_state(clone);
    else
        code = sb__pg_drawn_read(clone);
    if (code == SB_OK && clone->strategy->reset == SB_RESET_WATERMARK)
        code = sb__pg_clone_run(clone, "SELECT @U.note_highest()");
    return code ? code : sb__pg_rollback_begin(clone);
}
