/* back.c -- the end of the transaction around a test, as one round trip of statements that stay prepared.
 *
 * Sequences do not roll back: those that the test may have taken a number from are set in the transaction that is about to end, and stay.
 * Where one was altered or restarted, that is undone, and what it was before is set behind it.
 */
#include "clone.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What there is to send; clone->ready has a bit for each that the connection has prepared. As many as SB_DRAWN_MOST set so many
 * sequences, and their numbers come behind NAMED. */
enum { CHECK = 0, ASK, END, CHAIN, NAMED, MOST_SENT = 3 };

typedef struct sent {
    int which, n;
    const char *argument[3 * SB_DRAWN_MOST];
} sent;

static char *text_of(const sb_clone *clone, int which)
{
    sb_text sql = SB_TEXT_EMPTY;
    switch (which) {
    case CHECK: return sb_strdup("SET CONSTRAINTS ALL IMMEDIATE");
    case ASK: return sb_format("SELECT %s.set_sequences($1, $2)", clone->undo);
    case END: return sb_strdup("ROLLBACK");
    case CHAIN: return sb_strdup("ROLLBACK AND CHAIN");
    }
    for (int i = 0; i <= which - NAMED; i++)
        sb_text_add(&sql, "%s pg_catalog.setval($%d::oid, $%d, $%d)", i ? "," : "SELECT", 3 * i + 1, 3 * i + 2, 3 * i + 3);
    return sb_text_take(&sql);
}

static void name_of(int which, char name[32]) { snprintf(name, 32, "seedbed_back_%d", which); }

/* Any transaction will do, but one that failed: then it fails once more, and is told there. */
static void prepare(sb_clone *clone, int which)
{
    const sb_libpq *pq = clone->db->pq;
    char name[32], *sql;
    if (clone->ready & (1u << which))
        return;
    name_of(which, name);
    sql = text_of(clone, which);
    PGresult *result = pq->PQprepare(clone->db->handle, name, sql, 0, NULL);
    if (sb__postgres_went_well(clone->db, result))
        clone->ready |= 1u << which;
    pq->PQclear(result);
    free(sql);
}

/* The log knows what was written, where no words of ours do. */
static bool by_log(const sb_clone *clone, const sb_seen *seen, bool all)
{
    const sb__pg_drawn *drawn = &clone->drawn;
    return all || !drawn->known || drawn->unsure || drawn->taken > SB_DRAWN_MOST || seen->ddl || seen->maybe_ddl || seen->theirs;
}

static void ask_for(sent *it, bool all, bool again)
{
    it->which = ASK;
    it->n = 2;
    it->argument[0] = all ? "t" : "f";
    it->argument[1] = again ? "t" : "f";
}

static void name_taken(sent *it, const sb__pg_drawn *drawn)
{
    it->n = 0;
    for (size_t i = 0; i < drawn->n && (size_t)it->n < 3 * drawn->taken; i++) {
        if (!drawn->one[i].taken)
            continue;
        it->argument[it->n++] = drawn->one[i].oid;
        it->argument[it->n++] = drawn->one[i].last;
        it->argument[it->n++] = drawn->one[i].called;
    }
    it->which = NAMED + it->n / 3 - 1;
}

/* false: the connection does not take them. */
static bool send_all(sb_clone *clone, const sent *it, size_t n)
{
    const sb_libpq *pq = clone->db->pq;
    bool well = pq->PQenterPipelineMode(clone->db->handle) == 1;
    for (size_t i = 0; i < n && well; i++) {
        char name[32];
        name_of(it[i].which, name);
        well = pq->PQsendQueryPrepared(clone->db->handle, name, it[i].n, it[i].argument, NULL, NULL, 0) == 1;
    }
    return well && pq->PQpipelineSync(clone->db->handle) == 1;
}

/* The results of each end in NULL; those behind one that failed are told as aborted. */
static bool take_all(sb_clone *clone, size_t n, PGresult **failed)
{
    const sb_libpq *pq = clone->db->pq;
    for (size_t i = 0; i < n; i++)
        for (PGresult *result; (result = pq->PQgetResult(clone->db->handle)) != NULL;) {
            if (*failed || sb__postgres_went_well(clone->db, result))
                pq->PQclear(result);
            else
                *failed = result;
        }
    pq->PQclear(pq->PQgetResult(clone->db->handle)); /* that all is over */
    return *failed == NULL;
}

bool sb__pg_back(sb_clone *clone, const sb_seen *seen, bool again, PGresult **failed)
{
    bool restarted = seen->restarted || clone->hides_sequences;
    bool altered = restarted || seen->ddl || seen->maybe_ddl;
    bool all = seen->failed || seen->rolled_back || seen->sequence_words || altered;
    bool chains = again && clone->db->pq->PQserverVersion(clone->db->handle) >= 120000;
    sent it[MOST_SENT];
    size_t n = 0;
    if (clone->deferrable)
        it[n++] = (sent){ .which = CHECK };
    if (altered)
        it[n++] = (sent){ .which = chains ? CHAIN : END };
    if (by_log(clone, seen, all))
        ask_for(&it[n++], all, restarted);
    else if (clone->drawn.taken)
        name_taken(&it[n++], &clone->drawn);
    if (!altered)
        it[n++] = (sent){ .which = chains ? CHAIN : END };
    for (size_t i = 0; i < n; i++)
        prepare(clone, it[i].which);
    bool well = send_all(clone, it, n) && take_all(clone, n, failed);
    clone->db->pq->PQexitPipelineMode(clone->db->handle);
    if (!well)
        clone->ready = 0; /* DEALLOCATE ALL, perhaps */
    return well;
}
