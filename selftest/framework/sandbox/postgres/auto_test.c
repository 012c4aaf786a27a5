/* auto_test.c -- tests of the transaction around a test, and of the moments at which it becomes the test's own. */
#include "pgbox.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdint.h>
#include <stdlib.h>

FIXTURE(pg_auto, (pgbox box));
SETUP(pg_auto) { pgbox_open(&self->box, pgbox_schema, SB_RESET_AUTO); }
TEARDOWN(pg_auto) { pgbox_close(&self->box); }

static bool in_transaction(pgbox *box) { return box->ours->pq->PQtransactionStatus(box->ours->handle) == PQTRANS_INTRANS; }

/* What is committed, others see. */
static bool is_committed(pgbox *box)
{
    char *sql = sb_format("SELECT EXISTS (SELECT FROM %s.log)", box->clone->undo);
    bool is = *pg_ask(box->admin, sql) == 't';
    free(sql);
    return is;
}

TEST_EACH(pg_auto, a_test_is_rolled_back, (const char *sql), { "INSERT INTO t (v) VALUES ('four')" },
    { "DELETE FROM t; INSERT INTO t (v) VALUES ('x')" }, { "CREATE TABLE new (a int); INSERT INTO t (v) VALUES ('y')" },
    { "ALTER TABLE t ADD COLUMN more text; UPDATE t SET more = 'x'" }, { "TRUNCATE t RESTART IDENTITY CASCADE" },
    { "SELECT nextval('t_id_seq')" }, { "SELECT setval('t_id_seq', 99)" })
{
    should(in_transaction(&self->box), be_true);
    should_bring_back(&self->box, each->sql);
    should(is_committed(&self->box), be_false);
    should(self->box.told.fell, be_null);
}

TEST(pg_auto, a_failed_statement_leaves_what_was_done_before_it)
{
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('four')");
    should(sb__postgres_exec(self->box.ours, "INSERT INTO t (v) VALUES ('four')"), equal_to(SB_ERR));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM t"), equal_to("4"));
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST_EACH(pg_auto, a_transaction_of_the_test_is_its_own, (const char *sql),
    { "INSERT INTO t (v) VALUES ('four'); BEGIN; DELETE FROM c; COMMIT" },
    { "INSERT INTO t (v) VALUES ('four'); BEGIN; DELETE FROM c; ROLLBACK" })
{
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('five')");
    pgbox_run(&self->box, "BEGIN");
    pgbox_run(&self->box, "DELETE FROM t WHERE id = 3");
    pgbox_run(&self->box, "ROLLBACK");
    should(pg_ask(self->box.admin, "SELECT 1"), equal_to("1"));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM t"), equal_to("4"));
    should(is_committed(&self->box), be_true);
    pgbox_run(&self->box, each->sql);
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
    should(in_transaction(&self->box), be_true);
}

TEST(pg_auto, a_transaction_that_was_left_open_is_told_and_ended)
{
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "BEGIN");
    pgbox_run(&self->box, "DELETE FROM c");
    pgbox_reset(&self->box);
    should(self->box.told.held, contain("still open"));
    should(pgbox_digest(&self->box), equal_to(before));
    pgbox_reset(&self->box);
    should(self->box.told.held, be_null);
}

TEST(pg_auto, who_asks_for_the_url_sees_what_the_test_did)
{
    PGconn *other;
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('four')");
    other = server_connect(sb__pg_clone_url(self->box.clone));
    should(pg_ask_handle(other, "SELECT count(*) FROM t"), equal_to("4"));
    pg_ask_handle(other, "DELETE FROM c");
    pgbox_reset(&self->box);
    should(pg_ask_handle(other, "SELECT count(*) FROM t"), equal_to("3"));
    should(pg_ask_handle(other, "SELECT count(*) FROM c"), equal_to("2"));
}

TEST(pg_auto, who_has_our_handle_may_commit)
{
    const char *before = pgbox_digest(&self->box);
    PGconn *ours = sb__pg_clone_handle(self->box.clone);
    pg_ask_handle(ours, "BEGIN");
    pg_ask_handle(ours, "DELETE FROM c");
    pg_ask_handle(ours, "COMMIT");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST(pg_auto, a_test_that_did_nothing_asks_nothing)
{
    const char *asked = "SELECT query_start FROM pg_stat_activity WHERE pid = %d";
    char *sql = sb_format(asked, self->box.ours->pq->PQbackendPID(self->box.ours->handle));
    const char *before = pg_ask(self->box.admin, sql);
    pgbox_reset(&self->box);
    pgbox_reset(&self->box);
    should(pg_ask(self->box.admin, sql), equal_to(before));
    should(in_transaction(&self->box), be_true);
    free(sql);
}

static void *connect_often(void *env)
{
    const sb_libpq *pq = sb__libpq();
    intptr_t failed = 0;
    for (int i = 0; i < 3; i++) {
        PGconn *app = PQconnectdb(((pgbox *)env)->url);
        failed += pq->PQstatus(app) != CONNECTION_OK;
        PQfinish(app);
    }
    return (void *)failed;
}

/* What we began is committed once, by one of them, while the test goes on to write. */
TEST(pg_auto, threads_may_connect_while_the_test_writes)
{
    const char *before = pgbox_digest(&self->box);
    for (int round = 0; round < 5; round++) {
        pthread_t thread[4];
        void *failed = NULL;
        pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('before')");
        should(in_transaction(&self->box), be_true);
        for (int i = 0; i < 4; i++)
            pthread_create(&thread[i], NULL, connect_often, &self->box);
        for (int i = 0; i < 20; i++)
            pgbox_run(&self->box, "UPDATE t SET n = n + 1");
        for (int i = 0; i < 4; i++) {
            pthread_join(thread[i], &failed);
            should((intptr_t)failed, equal_to(0));
        }
        pgbox_reset(&self->box);
    }
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST(pg_auto, what_another_process_left_open_is_named_and_ended)
{
    const char *before = pgbox_digest(&self->box);
    PGconn *other = pgbox_connect(&self->box); /* as a program that the test started */
    sb_backend_postgres.clone_url(self->box.clone);
    pg_ask_handle(other, "BEGIN; UPDATE t SET v = 'x' WHERE id = 1");
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('four')");
    pgbox_reset(&self->box);
    should(self->box.told.held,
        equal_to("an open transaction of another process, whose connection was terminated: BEGIN; UPDATE t SET v = "
                 "'x' WHERE id = 1"));
    should(pgbox_digest(&self->box), equal_to(before));
    pgbox_reset(&self->box);
    should(self->box.told.held, be_null);
}

TEST(pg_auto, a_test_that_ends_our_connection_is_told_and_ends_no_other)
{
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "BEGIN; INSERT INTO t (v) VALUES ('four'); COMMIT");
    should(sb__postgres_exec(self->box.ours, "SELECT pg_terminate_backend(pg_backend_pid())"), equal_to(SB_ERR));
    pgbox_reset(&self->box);
    should(self->box.told.held, contain("own connection was ended"));
    should(pgbox_digest(&self->box), equal_to(before));
    should_bring_back(&self->box, "DELETE FROM c");
    should(self->box.told.held, be_null);
}
