/* roles_test.c -- tests of the roles and schemas of workers: what they may, and that all of it goes. */
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(pg_roles, (pgbox box));
SETUP(pg_roles) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_roles) { pgbox_close(&self->box); }

static const char left[] = "SELECT (SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'seedbed_')) || ' ' || "
                           "(SELECT count(*) FROM pg_roles WHERE starts_with(rolname, '%s'))";

static const char *what_is_left(pgbox *box, const char *stem)
{
    char *sql = sb_format(left, stem);
    const char *answer = pg_ask(box->admin, sql);
    free(sql);
    return answer;
}

static void unset_options(void *unused)
{
    (void)unused;
    unsetenv("PGOPTIONS");
}

TEST(pg_roles, a_worker_may_not_touch_a_live_table)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    pg_must(self->box.admin, "CREATE TABLE public.live (a int); INSERT INTO public.live VALUES (1)");
    should(pg_ask(self->box.ours, "UPDATE live SET a = 2"), contain("permission denied for table live"));
    should(pg_ask(self->box.ours, "SELECT a FROM public.live"), contain("permission denied for table live"));
    should(pg_ask(self->box.ours, "CREATE SCHEMA elsewhere"), contain("permission denied for database"));
    should(pg_ask(self->box.ours, "CREATE TABLE public.more (a int)"), contain("permission denied for schema public"));
}

/* The role's own setting gives way to both. */
TEST_EACH(pg_roles, a_search_path_that_was_said_elsewhere_leads_no_worker_out, (const char *url_options, *environment),
    { "-c search_path=public -c work_mem=9MB", NULL }, { NULL, "-c search_path=public --work-mem=9MB" })
{
    const char *const keyword[] = { "options", NULL }, *const value[] = { each->url_options, NULL };
    self->box = (pgbox){ .url = server_database(), .script = { "schema.sql", pgbox_schema } };
    self->box.admin = server_open(self->box.url);
    pg_must(self->box.admin, "GRANT CREATE ON SCHEMA public TO PUBLIC");
    self->box.url = sb__postgres_with(self->box.url, keyword, value);
    add_cleanup(free, (void *)(uintptr_t)self->box.url);
    if (each->environment)
        setenv("PGOPTIONS", each->environment, 1);
    add_cleanup(unset_options, NULL);
    pgbox_make(&self->box, SB_RESET_UNDO);
    should(pg_ask(self->box.ours, "SELECT current_schema()"), equal_to(self->box.clone->schema));
    should(pg_ask_handle(pgbox_connect(&self->box), "SELECT 't'::regclass::oid = (current_schema() || '.t')::regclass"),
        equal_to("t"));
    should(pg_ask(self->box.admin, "SELECT to_regclass('public.t')"), equal_to("NULL"));
    should(pg_ask(self->box.ours, "SHOW work_mem"), equal_to("9MB"));
}

TEST(pg_roles, nothing_is_left_when_a_run_is_over)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    char *stem = sb_strdup(self->box.clone->stem);
    should(what_is_left(&self->box, stem), equal_to("2 1"));
    PGconn *open = pgbox_connect(&self->box);
    pg_ask_handle(open, "BEGIN");
    pg_ask_handle(open, "DELETE FROM t");
    pgbox_close(&self->box);
    should(what_is_left(&self->box, stem), equal_to("0 0"));
    free(stem);
}

TEST(pg_roles, what_a_dead_run_left_goes_with_the_next)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    char *stem = sb_strdup(self->box.clone->stem);
    char *sql =
        sb_format("CREATE ROLE %s_7; CREATE SCHEMA %s_7 AUTHORIZATION %s_7; CREATE TABLE %s_7.x (a int)", stem, stem, stem, stem);
    self->box.clone->made_by = 0; /* as in a process that was killed: nobody drops anything */
    sb__postgres_close(self->box.clone->keeper);
    pgbox_close(&self->box);
    pg_must(self->box.admin, sql);
    should(what_is_left(&self->box, stem), equal_to("3 2"));
    pgbox_make(&self->box, SB_RESET_UNDO);
    should(what_is_left(&self->box, stem), equal_to("2 1"));
    free(sql);
    free(stem);
}

TEST(pg_roles, a_second_run_does_not_come_in_between)
{
    pgbox second;
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    second = self->box;
    should(pgbox_try(&second, SB_RESET_UNDO), equal_to(SB_EREFUSED));
    should(sb_error(), match("Another run has sandbox `box` of postgresql:.*: seedbed run of process [0-9]+ on .* since "));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(pg_roles, without_createrole_there_is_a_schema_and_it_is_told)
{
    pgbox_open_as(&self->box, pgbox_schema, SB_RESET_UNDO, "");
    should(sb__pg_clone_how(self->box.clone), contain("the server would let a test write live tables"));
    should(pg_ask(self->box.ours, "SHOW search_path"), equal_to(self->box.clone->schema));
    should_bring_back(&self->box, "DELETE FROM t; INSERT INTO t (v) VALUES ('x')");
    should(self->box.told.fell, be_null);
}

TEST(pg_roles, createrole_is_enough)
{
    pgbox_open_as(&self->box, pgbox_schema, SB_RESET_UNDO, "CREATEROLE");
    should(sb__pg_clone_how(self->box.clone), start_with("a role and a schema per worker"));
    should(pg_ask(self->box.ours, "SELECT current_user"), equal_to(self->box.clone->schema));
    should_bring_back(&self->box, "DELETE FROM t; INSERT INTO t (v) VALUES ('x')");
    should(self->box.told.fell, be_null);
}

TEST(pg_roles, who_may_make_no_schema_is_told_what_to_do)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    pgbox weak = self->box;
    pg_must(self->box.admin, "CREATE ROLE weak_one LOGIN PASSWORD 'x'");
    weak.url = sb__postgres_with(self->box.url, (const char *const[]){ "user", NULL }, (const char *const[]){ "weak_one", NULL });
    pgbox_close(&self->box);
    should(pgbox_try(&weak, SB_RESET_UNDO), equal_to(SB_EREFUSED));
    should(sb_error(), contain("GRANT CREATE ON DATABASE"));
    pg_must(self->box.admin, "DROP ROLE weak_one");
    free((void *)(uintptr_t)weak.url);
}

TEST(pg_roles, sessions_of_a_dead_worker_are_over_before_its_successor_begins)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    PGconn *dead = pgbox_connect(&self->box);
    sb__libpq()->PQsendQuery(dead, "CREATE TABLE late (a int); SELECT pg_sleep(60)");
    should(sb__pg_recover(self->box.clone), equal_to(0));
    char *ask = sb_format("SELECT count(*) FROM pg_stat_activity WHERE usename = '%s'", self->box.clone->schema);
    should(pg_ask(self->box.admin, ask), equal_to("1"));
    free(ask);
}

/* A person who reads, or a backup, which has locked all tables of the database to read them. */
static PGconn *reader(struct sb_fixture_pg_roles *self, const char *application)
{
    char *lock = sb_format(
        "SET application_name = '%s'; BEGIN; LOCK TABLE %s.t IN ACCESS SHARE MODE", application, self->box.clone->schema);
    PGconn *handle = server_connect(self->box.url);
    pg_ask_handle(handle, lock);
    pg_must(self->box.clone->keeper, "SET lock_timeout = 100");
    free(lock);
    return handle;
}

TEST_EACH(pg_roles, who_reads_the_live_database_is_not_ended_but_told, (const char *application), { "pg_dump" }, { "psql" },
    { "a report" })
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    PGconn *handle = reader(self, each->application);
    should(sb__pg_roles_drop(self->box.clone, true), equal_to(SB_EREFUSED));
    char *who = sb_format("process %d of postgres (%s)", sb__libpq()->PQbackendPID(handle), each->application);
    should(sb_error(), all_of(contain(who), contain("the next run removes what is left")));
    should(pg_ask_handle(handle, "SELECT 'went well'"), equal_to("went well"));
    pg_ask_handle(handle, "COMMIT");
    free(who);
}

TEST(pg_roles, what_cannot_be_removed_at_the_end_is_told_and_goes_with_the_next_run)
{
    pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO);
    char *stem = sb_strdup(self->box.clone->stem);
    PGconn *handle = reader(self, "psql");
    should_print_error(contain("seedbed: sandbox box: what was made for tests in ")) { pgbox_close(&self->box); }
    should(what_is_left(&self->box, stem), not_(equal_to("0 0")));
    pg_ask_handle(handle, "COMMIT");
    pgbox_make(&self->box, SB_RESET_UNDO);
    should(what_is_left(&self->box, stem), equal_to("2 1"));
    free(stem);
}

/* Without roles of their own, workers are known by what they hold; who reads by psql is none. */
TEST(pg_roles, without_roles_a_reader_is_not_ended_and_what_a_worker_left_is)
{
    pgbox_open_as(&self->box, pgbox_schema, SB_RESET_UNDO, "");
    PGconn *handle = reader(self, "psql"), *worker = reader(self, "an application");
    should(sb__pg_roles_drop(self->box.clone, true), equal_to(SB_EREFUSED));
    should(pg_ask_handle(handle, "SELECT 'went well'"), equal_to("went well"));
    should(pg_ask_handle(worker, "SELECT 1"), match("terminating connection|closed the connection"));
    pg_ask_handle(handle, "COMMIT");
}
