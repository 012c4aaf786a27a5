/* session_test.c -- tests of framework/sandbox/postgres/session.c: what is not a row, and stays on a connection. */
#include "../../../../framework/sandbox/postgres/session.h"
#include "landed.h"
#include <seedbed.h>

FIXTURE(postgres_session, (landed at; PGconn * app));

SETUP(postgres_session)
{
    landed_open(&self->at);
    self->app = app_open(&self->at);
}

TEARDOWN(postgres_session) { landed_close(&self->at); }

TEST(postgres_session, what_the_opening_test_sets_stays_and_what_later_ones_set_does_not)
{
    app_ask(self->app, "SET statement_timeout = '7s'; SET TIME ZONE 'Asia/Tokyo'");
    landed_reset(&self->at);
    should(app_ask(self->app, "SHOW statement_timeout"), equal_to("7s"));
    app_ask(self->app, "SET statement_timeout = '1s'; SET search_path = public");
    landed_reset(&self->at);
    should(app_ask(self->app, "SHOW statement_timeout"), equal_to("7s"));
    should(app_ask(self->app, "SHOW TimeZone"), equal_to("Asia/Tokyo"));
    should(app_ask(self->app, "SELECT count(*) FROM t"), equal_to("2"));
    should(self->at.held, be_null);
}

TEST(postgres_session, channels_stay_or_go_the_same_way)
{
    app_ask(self->app, "LISTEN kept");
    landed_reset(&self->at);
    app_ask(self->app, "LISTEN \"Late\"; NOTIFY kept");
    landed_reset(&self->at);
    should(app_ask(self->app, "SELECT string_agg(c, ' ') FROM pg_listening_channels() AS c"), equal_to("kept"));
}

TEST(postgres_session, what_was_said_in_a_test_is_not_heard_in_the_next)
{
    PGconn *other = app_open(&self->at);
    app_ask(self->app, "LISTEN kept");
    landed_reset(&self->at);
    app_ask(other, "NOTIFY kept, 'heard'");
    landed_reset(&self->at);
    app_ask(self->app, "SELECT 1");
    should(self->at.pq->PQnotifies(self->app) == NULL, be_true);
    app_ask(other, "NOTIFY kept, 'heard'");
    app_ask(self->app, "SELECT 1");
    PGnotify *heard = self->at.pq->PQnotifies(self->app);
    should(heard == NULL, be_false);
    self->at.pq->PQfreemem(heard);
}

TEST(postgres_session, temporary_tables_go)
{
    app_ask(self->app, "CREATE TEMPORARY TABLE passing AS SELECT 1 AS x");
    landed_reset(&self->at);
    should(app_ask(self->app, "SELECT to_regclass('passing')"), equal_to("NULL"));
    app_ask(self->app, "SELECT 1 AS x INTO TEMP passing");
    landed_reset(&self->at);
    should(app_ask(self->app, "SELECT to_regclass('passing')"), equal_to("NULL"));
}

TEST(postgres_session, cursors_that_outlive_their_transaction_go)
{
    app_ask(self->app, "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM t");
    landed_reset(&self->at);
    should(app_ask(self->app, "SELECT count(*) FROM pg_cursors"), equal_to("0"));
}

TEST(postgres_session, an_advisory_lock_is_named_and_released)
{
    app_ask(self->app, "SELECT pg_advisory_lock(42)");
    landed_reset(&self->at);
    should(self->at.held, equal_to("an advisory lock on connection 1: SELECT pg_advisory_lock(42)"));
    should(pg_ask(self->at.admin, "SELECT pg_try_advisory_lock(42)"), equal_to("t"));
}

TEST(postgres_session, prepared_statements_stay)
{
    landed_reset(&self->at);
    app_ask(self->app, "PREPARE mine AS SELECT 8; SET statement_timeout = '1s'");
    landed_reset(&self->at);
    should(app_ask(self->app, "EXECUTE mine"), equal_to("8"));
}

TEST(postgres_session, a_connection_that_is_made_anew_is_set_up_anew)
{
    landed_reset(&self->at);
    PQreset(self->app);
    app_ask(self->app, "SET statement_timeout = '7s'");
    landed_reset(&self->at);
    should(app_ask(self->app, "SHOW statement_timeout"), equal_to("7s"));
}

TEST_EACH(postgres_session_words, texts, (const char *sql; unsigned words), { "SELECT * FROM t", 0 },
    { "UPDATE t SET v = 'set'", 0 }, { "SET x = 1", SB_SESSION_SET }, { "SELECT set_config('a.b', 'c', false)", SB_SESSION_SET },
    { "LISTEN c", SB_SESSION_LISTEN }, { "CREATE TEMP TABLE x()", SB_SESSION_TEMPORARY },
    { "SELECT pg_advisory_lock(1)", SB_SESSION_LOCK })
{
    should(sb__session_words(each->sql), equal_to(each->words));
}
