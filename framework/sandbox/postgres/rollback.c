/* rollback.c -- the transaction around a test on our connection: begun with the test, rolled back behind it, or committed because
 * somebody else has to see what is in it. */
#include "clone.h"
#include "state.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static PGTransactionStatusType status(const sb_clone *clone) { return clone->db->pq->PQtransactionStatus(clone->db->handle); }

static PGresult *send(sb_clone *clone, const char *sql) { return clone->db->pq->PQexec(clone->db->handle, sql); }

static bool went_well(sb_clone *clone, PGresult *result)
{
    bool well = sb__postgres_went_well(clone->db, result);
    clone->db->pq->PQclear(result);
    return well;
}

static bool begins(const sb_clone *clone) { return clone->strategy->begins && !sb__pg_process()->lent && !sb__seen().open; }

int sb__pg_rollback_begin(sb_clone *clone)
{
    if (clone->begun || !begins(clone))
        return SB_OK;
    PGresult *result = send(clone, "BEGIN");
    if (!sb__postgres_went_well(clone->db, result))
        sb__postgres_fail(clone->db, result, "The transaction around a test cannot be begun");
    else
        clone->begun = true;
    sb__postgres_guarded(clone->db, clone->begun);
    clone->db->pq->PQclear(result);
    return clone->begun ? SB_OK : SB_ERR;
}

/* What a commit would check is checked now, and fails the statement that made us commit: the reset tells of it, as of everything else
 * that is left. */
static void commit(sb_clone *clone, const char *why)
{
    if (!clone->begun || clone->opened_by != getpid())
        return;
    clone->begun = false;
    sb__postgres_guarded(clone->db, false);
    PGresult *result = status(clone) == PQTRANS_IDLE ? NULL : send(clone, "COMMIT");
    if (result && !sb__postgres_went_well(clone->db, result))
        sb__postgres_words(clone->db, result, &clone->broken);
    if (result)
        clone->db->pq->PQclear(result);
    if (clone->strategy->reset == SB_RESET_ROLLBACK)
        sb_text_add(&clone->fell, "%s", why);
}

void sb__pg_rollback_leave(const char *why)
{
    for (sb_clone *at = sb__pg_process()->clones; at; at = at->next)
        commit(at, why);
}

/* A statement of these failed: a constraint that was put off, or all of them because one before had failed already. */
static int end_broken(sb_clone *clone, PGresult *result)
{
    if (strncmp(sb__postgres_state(clone->db, result), "23", 2) == 0)
        sb__postgres_words(clone->db, result, &clone->broken);
    bool well = went_well(clone, send(clone, "ROLLBACK"));
    if (well)
        well = sb__pg_clone_run(clone, "SELECT @U.set_sequences(true, true)") == SB_OK;
    return well ? SB_OK : SB_PG_FALLS;
}

int sb__pg_rollback_end(sb_clone *clone, const sb_seen *seen, bool *done)
{
    int code = SB_OK;
    *done = false;
    if (!clone->begun)
        return SB_OK;
    clone->begun = false;
    sb__postgres_guarded(clone->db, false);
    if (status(clone) == PQTRANS_IDLE) {
        if (clone->strategy->reset == SB_RESET_ROLLBACK)
            sb_text_add(&clone->fell, "the test ended the transaction around it (COMMIT or ROLLBACK)");
        return SB_OK;
    }
    PGresult *failed = NULL;
    if (!sb__pg_back(clone, seen, begins(clone) && !seen->session, &failed))
        code = end_broken(clone, failed);
    clone->db->pq->PQclear(failed);
    *done = code == SB_OK;
    clone->begun = status(clone) == PQTRANS_INTRANS;
    sb__postgres_guarded(clone->db, clone->begun);
    return code;
}
