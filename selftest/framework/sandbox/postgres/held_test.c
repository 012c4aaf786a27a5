/* held_test.c -- tests of framework/sandbox/postgres/{held,tracked}.c: what an application left open is named, and ended. */
#include "landed.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FIXTURE(postgres_held, (landed at; PGconn * a; PGconn * b));

SETUP(postgres_held)
{
    landed_open(&self->at);
    self->a = app_open(&self->at);
    self->b = app_open(&self->at);
}

TEARDOWN(postgres_held) { landed_close(&self->at); }

static int state_of(PGconn *handle) { return (int)sb__libpq()->PQtransactionStatus(handle); }

TEST(postgres_held, nothing_open_is_nothing_to_say)
{
    app_ask(self->a, "BEGIN; DELETE FROM t; ROLLBACK");
    landed_reset(&self->at);
    should(self->at.held, be_null);
}

TEST(postgres_held, a_transaction_is_named_by_what_it_began_to_write)
{
    app_ask(self->a, "BEGIN");
    app_ask(self->a, "SELECT v FROM t");
    app_ask(self->a, "INSERT INTO t VALUES (3, 'three')");
    app_ask(self->a, "SELECT 1");
    landed_reset(&self->at);
    should(self->at.held,
        equal_to("an open transaction on connection 1 (it began to write with: INSERT INTO t VALUES (3, 'three'))"));
    should(state_of(self->a), equal_to((int)PQTRANS_IDLE));
    should(app_ask(self->b, "SELECT count(*) FROM t"), equal_to("2"));
}

TEST(postgres_held, one_that_was_ended_is_told_once)
{
    app_ask(self->b, "BEGIN");
    landed_reset(&self->at);
    should(self->at.held, equal_to("an open transaction on connection 2 (it last ran: BEGIN)"));
    landed_reset(&self->at);
    should(self->at.held, be_null);
}

TEST(postgres_held, a_transaction_in_which_a_statement_failed_is_named)
{
    app_ask(self->a, "BEGIN");
    app_ask(self->a, "SELECT nonsense");
    landed_reset(&self->at);
    should(self->at.held, equal_to("a transaction in which a statement failed on connection 1 (it last ran: SELECT nonsense)"));
    should(app_ask(self->a, "SELECT count(*) FROM t"), equal_to("2"));
}

TEST(postgres_held, results_that_nobody_took_are_dropped)
{
    should(PQsendQuery(self->a, "SELECT generate_series(1, 100000)"), equal_to(1));
    should(self->at.pq->PQsetSingleRowMode(self->a), equal_to(1));
    self->at.pq->PQclear(PQgetResult(self->a));
    landed_reset(&self->at);
    should(self->at.held,
        equal_to("a statement whose results were not all taken on connection 1: SELECT generate_series(1, 100000)"));
    should(app_ask(self->a, "SELECT 7"), equal_to("7"));
}

TEST(postgres_held, an_endless_statement_that_was_sent_is_cancelled)
{
    should(PQsendQuery(self->a, "INSERT INTO t SELECT 9, pg_sleep(60)::text"), equal_to(1));
    landed_reset(&self->at);
    should(self->at.held, start_with("a statement whose results were not all taken on connection 1: INSERT INTO t SELECT 9"));
    should(app_ask(self->a, "SELECT count(*) FROM t"), equal_to("2"));
}

TEST_EACH(postgres_held, a_copy_is_ended, (const char *sql), { "COPY t FROM STDIN" },
    { "COPY (SELECT generate_series(1, 100000)) TO STDOUT" })
{
    self->at.pq->PQclear(PQexec(self->a, each->sql));
    should(state_of(self->a), equal_to((int)PQTRANS_ACTIVE));
    landed_reset(&self->at);
    should(self->at.held, contain(each->sql));
    should(app_ask(self->a, "SELECT count(*) FROM t"), equal_to("2"));
}

TEST(postgres_held, a_pipeline_is_left)
{
    const sb_libpq *pq = self->at.pq;
    should(pq->PQenterPipelineMode(self->a), equal_to(1));
    PQsendQueryParams(self->a, "BEGIN", 0, NULL, NULL, NULL, NULL, 0);
    PQsendQueryParams(self->a, "DELETE FROM t", 0, NULL, NULL, NULL, NULL, 0);
    pq->PQpipelineSync(self->a);
    landed_reset(&self->at);
    should(self->at.held, contain("connection 1: DELETE FROM t"));
    should((int)pq->PQpipelineStatus(self->a), equal_to((int)PQ_PIPELINE_OFF));
    should(app_ask(self->a, "SELECT count(*) FROM t"), equal_to("2"));
}

TEST(postgres_held, a_prepared_statement_is_named_by_its_text)
{
    const sb_libpq *pq = self->at.pq;
    pq->PQclear(PQprepare(self->a, "put", "INSERT INTO t VALUES (5, 'five')", 0, NULL));
    app_ask(self->a, "BEGIN");
    pq->PQclear(PQexecPrepared(self->a, "put", 0, NULL, NULL, NULL, 0));
    landed_reset(&self->at);
    should(self->at.held, contain("it began to write with: INSERT INTO t VALUES (5, 'five')"));
    pq->PQclear(PQexecPrepared(self->a, "put", 0, NULL, NULL, NULL, 0));
    should(app_ask(self->a, "SELECT v FROM t WHERE id = 5"), equal_to("five"));
}

TEST(postgres_held, a_closed_connection_holds_nothing)
{
    PGconn *c = PQconnectdb(self->at.url);
    app_ask(c, "BEGIN");
    PQfinish(c);
    landed_reset(&self->at);
    should(self->at.held, be_null);
}

TEST(postgres_held, a_connection_that_is_made_anew_is_followed)
{
    app_ask(self->a, "BEGIN");
    PQreset(self->a);
    should(app_ask(self->a, "SELECT current_user"), equal_to(self->at.role));
    app_ask(self->a, "BEGIN; UPDATE t SET v = 'x'");
    landed_reset(&self->at);
    should(self->at.held, equal_to("an open transaction on connection 1 (it began to write with: BEGIN; UPDATE t SET v = 'x')"));
}

/* ---- other threads ---- */

typedef struct restless {
    PGconn *handle;
    const char *sql;
    atomic_bool began;
    char *said;
} restless;

static void *run(void *env)
{
    restless *it = env;
    const sb_libpq *pq = sb__libpq();
    it->began = true;
    PGresult *result = PQexec(it->handle, it->sql);
    it->said = sb_strdup(pq->PQresultErrorMessage(result));
    pq->PQclear(result);
    return NULL;
}

static void reset_beside(struct sb_fixture_postgres_held *self, restless *it)
{
    pthread_t thread;
    pthread_create(&thread, NULL, run, it);
    while (!it->began)
        usleep(1000);
    usleep(20000);
    landed_reset(&self->at);
    pthread_join(thread, NULL);
    add_cleanup(free, it->said);
}

TEST(postgres_held, another_thread_s_statement_may_finish)
{
    restless it = { .handle = self->a, .sql = "SELECT pg_sleep(0.05)" };
    reset_beside(self, &it);
    should(self->at.held, be_null);
    should(it.said, equal_to(""));
}

TEST(postgres_held, another_thread_s_endless_statement_is_cancelled)
{
    restless it = { .handle = self->a, .sql = "SELECT pg_sleep(60)" };
    reset_beside(self, &it);
    should(self->at.held, equal_to("a statement that another thread still ran on connection 1: SELECT pg_sleep(60)"));
    should(it.said, contain("canceling statement"));
    should(app_ask(self->a, "SELECT 1"), equal_to("1"));
}

TEST(postgres_held, one_that_cannot_be_cancelled_loses_its_connection)
{
    restless it = { .handle = self->a,
        .sql = "DO $$ BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$" };
    reset_beside(self, &it);
    should(self->at.held, contain("so that its connection was terminated, on connection 1"));
    should(it.said, contain("connection"));
    should(app_ask(self->b, "SELECT 1"), equal_to("1"));
}

static void *churn(void *env)
{
    const landed *l = env;
    const sb_libpq *pq = sb__libpq();
    for (int i = 0; i < 20; i++) {
        PGconn *handle = PQconnectdb(l->url);
        for (int k = 0; k < 5; k++)
            pq->PQclear(PQexec(handle, k == 0 ? "BEGIN" : "UPDATE t SET v = v WHERE id = 1"));
        if (i % 2)
            pq->PQclear(PQexec(handle, "COMMIT"));
        PQfinish(handle);
    }
    return NULL;
}

/* It says what it has to by ThreadSanitizer, or by not coming to an end. */
TEST(postgres_held, threads_come_and_go_while_the_sandbox_is_reset)
{
    pthread_t thread[4];
    for (int i = 0; i < 4; i++)
        pthread_create(&thread[i], NULL, churn, &self->at);
    for (int i = 0; i < 20; i++)
        landed_reset(&self->at);
    for (int i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
    landed_reset(&self->at);
    should(self->at.held, be_null);
    should(app_ask(self->a, "SELECT v FROM t WHERE id = 1"), equal_to("one"));
}
