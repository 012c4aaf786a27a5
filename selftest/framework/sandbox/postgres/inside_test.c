/* inside_test.c -- tests of what functions, views and strings hide from whoever reads the statement that calls them. */
#include "landed.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

#define TABLES \
    "CREATE TABLE t (id serial PRIMARY KEY, v text);\n" \
    "INSERT INTO t (v) VALUES ('one'), ('two');\n" \
    "CREATE MATERIALIZED VIEW seen AS SELECT v FROM t;\n" \
    "CREATE UNIQUE INDEX ON seen (v); CREATE SEQUENCE fresh;\n"

FIXTURE(pg_inside, (pgbox box));
SETUP(pg_inside) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_inside)
{
    pgbox_close(&self->box);
    sb__known_refused();
}

static void open_with(pgbox *box, const char *function)
{
    char *script = sb_format("%s%s\n", TABLES, function);
    add_cleanup(free, script);
    pgbox_open(box, script, SB_RESET_UNDO);
}

/* A function of that body. */
static void open_body(pgbox *box, const char *body)
{
    char *function = sb_format("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN %s; END $f$;", body);
    add_cleanup(free, function);
    open_with(box, function);
}

TEST_EACH(pg_inside, a_function_changes_the_schema, (const char *body), { "REFRESH MATERIALIZED VIEW seen" },
    { "REFRESH MATERIALIZED VIEW CONCURRENTLY seen" }, { "CREATE TABLE made (a int)" }, { "EXECUTE 'ALTER TABLE t ADD x int'" })
{
    open_body(&self->box, each->body);
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('three'); SELECT f()");
    should(self->box.told.fell, contain("made again"));
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('after')");
    should(self->box.told.fell, be_null);
}

#define SESSIONS \
    { "PERFORM set_config('work_mem', '9MB', false)" }, { "SET work_mem = '9MB'" }, { "PERFORM pg_advisory_lock(77)" }, \
        { "CREATE TEMP TABLE passing (a int)" }, { "LISTEN c" }, \
    { \
        "EXECUTE 'CREATE TEMP TABLE passing (a int)'" \
    }

static const char what_is_left[] =
    "SELECT concat_ws(' ', current_setting('work_mem'), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()), "
    "to_regclass('passing'), (SELECT count(*) FROM pg_listening_channels()))";

TEST_EACH(pg_inside, a_function_changes_our_session, (const char *body), SESSIONS)
{
    open_body(&self->box, each->body);
    const char *before = pg_ask(self->box.ours, what_is_left);
    pgbox_run(&self->box, "SELECT f()");
    should(pg_ask(self->box.ours, what_is_left), not_(equal_to(before)));
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, what_is_left), equal_to(before));
}

TEST_EACH(pg_inside, or_that_of_the_application, (const char *body), SESSIONS)
{
    open_body(&self->box, each->body);
    PGconn *app = app_connect(self->box.url);
    pgbox_reset(&self->box); /* what the test sets that opens it would stay */
    const char *before = app_ask(app, what_is_left);
    app_ask(app, "SELECT f()");
    should(app_ask(app, what_is_left), not_(equal_to(before)));
    pgbox_reset(&self->box);
    should(app_ask(app, what_is_left), equal_to(before));
}

TEST_EACH(pg_inside, numbers_are_taken, (const char *function, *sql),
    { "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT nextval('t_id_seq'); END;", "SELECT f()" },
    { "CREATE VIEW numbers AS SELECT nextval('t_id_seq') AS n;", "SELECT * FROM numbers" },
    { "", "SELECT pg_catalog.\"nextval\"('t_id_seq')" }, { "", "SELECT U&\"\\006eextval\"('t_id_seq')" },
    { "", "SELECT query_to_xml('SELECT nextval(''t_id_seq'')', true, false, '')" },
    { "", "DO $$ BEGIN PERFORM setval('fresh', 77, false); END $$" },
    { "", "SELECT ts_stat('SELECT to_tsvector(nextval(''t_id_seq'')::text)')" })
{
    open_with(&self->box, each->function);
    should_bring_back(&self->box, each->sql);
    should_bring_back(&self->box, "INSERT INTO t (v) VALUES ('three')");
}

/* What was sent and not taken, too. */
TEST_EACH(pg_inside, a_pipeline_is_undone_like_anything, (bool taken), { true }, { false })
{
    const sb_libpq *pq = sb__libpq();
    open_with(&self->box, "");
    PGconn *app = app_connect(self->box.url);
    const char *before = pgbox_digest(&self->box);
    should(pq->PQenterPipelineMode(app), equal_to(1));
    PQsendQueryParams(app, "INSERT INTO t (v) VALUES ('piped')", 0, NULL, NULL, NULL, NULL, 0);
    PQsendQueryParams(app, "CREATE TABLE piped (a int)", 0, NULL, NULL, NULL, NULL, 0);
    should(pq->PQpipelineSync(app), equal_to(1));
    for (int ends = 0; each->taken && ends < 3;) { /* one behind each statement, and one behind all */
        PGresult *result = PQgetResult(app);
        ends += result == NULL || pq->PQresultStatus(result) == PGRES_PIPELINE_SYNC;
        pq->PQclear(result);
    }
    should(!each->taken || strcmp(pg_ask(self->box.admin, "SELECT count(*) FROM pg_class WHERE relname = 'piped'"), "1") == 0,
        be_true);
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
    should(app_ask(app, "SELECT 'goes on'"), equal_to("goes on"));
}

/* As a live one may, which finds its tables by the search path. */
TEST(pg_inside, a_function_of_another_schema_takes_numbers)
{
    self->box = (pgbox){ .url = server_lent_database(), .script = { "schema.sql", TABLES } };
    self->box.admin = server_open(self->box.url);
    pg_must(self->box.admin,
        "CREATE SCHEMA live; GRANT USAGE ON SCHEMA live TO PUBLIC; CREATE FUNCTION live.f() RETURNS bigint LANGUAGE "
        "plpgsql AS 'BEGIN RETURN nextval(''t_id_seq''); END'");
    pgbox_make(&self->box, SB_RESET_UNDO);
    should_bring_back(&self->box, "SELECT live.f()");
}

TEST(pg_inside, what_was_prepared_in_another_test_is_known_when_it_runs)
{
    open_with(&self->box, "");
    PGconn *app = app_connect(self->box.url);
    app_ask(app, "PREPARE taking AS SELECT setval('fresh', 99, false)");
    pgbox_reset(&self->box);
    const char *before = pgbox_digest(&self->box);
    app_ask(app, "EXECUTE taking");
    should(pgbox_digest(&self->box), not_(equal_to(before)));
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}
