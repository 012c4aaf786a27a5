/* dumped_test.c -- tests of framework/sandbox/postgres/dumped.c, which need no server; selftest/integration/dumped.sh has real dumps. */
#include "../../../../framework/sandbox/postgres/dumped.h"
#include <seedbed.h>
#include <stdlib.h>

static const char path[] = "SELECT pg_catalog.set_config('search_path', '', false)";

FIXTURE(pg_dumped, (sb_postgres db;));

SETUP(pg_dumped) { sb__pg_dumped_begin(&self->db); }

TEARDOWN(pg_dumped) { sb__pg_dumped_end(&self->db); }

/* What becomes of a statement: itself, "" where it is left out, or why it is refused. Lives as long as the test. */
static const char *fitted(sb_postgres *db, const char *statement)
{
    char *why, *sql = sb__pg_dumped_fit(db, statement, &why);
    const char *kept = why != NULL ? why : sql != NULL ? sql : "";
    char *copy = sb_strdup(kept);

    add_cleanup(free, copy);
    free(why);
    free(sql);
    return copy;
}

TEST_EACH(pg_dumped, the_schema_s_name_is_left_out, (const char *name, *sql, *fits),
    { "table", "CREATE TABLE public.t (id int)", "CREATE TABLE t (id int)" },
    { "quoted", "CREATE TABLE \"public\".\"T\" (id int)", "CREATE TABLE \"T\" (id int)" },
    { "capitals", "ALTER TABLE Public.t ADD c int", "ALTER TABLE t ADD c int" },
    { "reference", "ALTER TABLE ONLY public.a ADD FOREIGN KEY (x) REFERENCES public.b(id)",
        "ALTER TABLE ONLY a ADD FOREIGN KEY (x) REFERENCES b(id)" },
    { "sequence", "SELECT nextval('public.t_id_seq'::regclass)", "SELECT nextval('t_id_seq'::regclass)" },
    { "setval", "SELECT pg_catalog.setval('public.t_id_seq', 4, true)", "SELECT pg_catalog.setval('t_id_seq', 4, true)" },
    { "operator", "SELECT 1 OPERATOR(public.<>) 2", "SELECT 1 OPERATOR(<>) 2" },
    { "rows", "COPY public.t (id, v) FROM stdin", "COPY t (id, v) FROM stdin" },
    { "body", "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FROM public.t -- don't\n$$ STABLE",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FROM t -- don't\n$$ STABLE" },
    { "body in a body", "DO $a$ BEGIN EXECUTE $$ DELETE FROM public.t $$; END $a$",
        "DO $a$ BEGIN EXECUTE $$ DELETE FROM t $$; END $a$" },
    { "path of a function", "CREATE FUNCTION f() RETURNS int SET search_path TO 'public', pg_temp AS $$ SELECT 1 $$",
        "CREATE FUNCTION f() RETURNS int SET search_path FROM CURRENT AS $$ SELECT 1 $$" },
    { "quoted body", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT count(''public.x'') FROM public.t'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT count(''public.x'') FROM t'" },
    { "statement of a body",
        "DO $$ BEGIN EXECUTE 'DELETE FROM public.t'; EXECUTE format('SELECT %L FROM public.t', 'public.t'); END $$",
        "DO $$ BEGIN EXECUTE 'DELETE FROM t'; EXECUTE format('SELECT %L FROM t', 'public.t'); END $$" },
    { "empty path of a function", "ALTER FUNCTION f() SET search_path = ''", "ALTER FUNCTION f() SET search_path FROM CURRENT" })
{
    should(fitted(&self->db, each->sql), equal_to(each->fits));
}

TEST_EACH(pg_dumped, all_else_stays_as_it_is, (const char *name, *sql),
    { "text", "INSERT INTO t VALUES ('public.t', 'it''s public.x')" }, { "column", "SELECT t.public.c FROM t" },
    { "other schema", "SELECT * FROM auth.users" }, { "catalogue", "SELECT pg_catalog.now()" },
    { "dollars", "INSERT INTO t VALUES ($$ public.t $$)" }, { "open quote", "SELECT 'public.t" },
    { "current path", "CREATE FUNCTION f() RETURNS int SET search_path FROM CURRENT AS $$ SELECT 1 $$" },
    { "column search_path", "CREATE FUNCTION f() RETURNS int AS $$ UPDATE t SET search_path = 'x' $$" },
    { "somebody's path", "SET search_path = shop" }, { "drop", "ALTER TABLE t ALTER c DROP NOT NULL" },
    { "longer name", "SELECT * FROM publics.t" }, { "grant", "GRANT SELECT ON t TO reader" })
{
    should(fitted(&self->db, each->sql), equal_to(each->sql));
}

TEST_EACH(pg_dumped, what_a_dump_says_beside_tables_is_left_out, (const char *name, *sql), { "path", path },
    { "setting", "SET default_tablespace = ''" }, { "owner", "ALTER FUNCTION public.f(integer) OWNER TO bob" },
    { "schema", "CREATE SCHEMA public" }, { "schema's comment", "COMMENT ON SCHEMA public IS 'standard'" },
    { "extension's", "COMMENT ON EXTENSION citext IS 'x'" }, { "rights", "GRANT ALL ON TABLE public.t TO bob" },
    { "rights taken", "REVOKE ALL ON SCHEMA public FROM PUBLIC" },
    { "rights to come", "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO bob" },
    { "cleaning", "DROP TABLE public.t" },
    { "constraint", "ALTER TABLE IF EXISTS ONLY public.t DROP CONSTRAINT IF EXISTS t_pkey" })
{
    should(fitted(&self->db, path), be_empty);
    should(fitted(&self->db, each->sql), be_empty);
}

TEST_EACH(pg_dumped, what_a_dump_says_of_itself_counts, (const char *sql), { "SET check_function_bodies = false" },
    { "SET client_encoding = 'LATIN1'" }, { "SET xmloption = content" })
{
    should(fitted(&self->db, path), be_empty);
    should(fitted(&self->db, each->sql), equal_to(each->sql));
}

TEST(pg_dumped, what_is_dropped_behind_the_first_table_is_dropped)
{
    should(fitted(&self->db, path), be_empty);
    should(fitted(&self->db, "CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public"), start_with("CREATE EXTENSION"));
    should(fitted(&self->db, "DROP TABLE public.t"), be_empty);
    should(fitted(&self->db, "CREATE TABLE public.t (id int)"), equal_to("CREATE TABLE t (id int)"));
    should(fitted(&self->db, "ALTER TABLE public.t ALTER c DROP NOT NULL"), equal_to("ALTER TABLE t ALTER c DROP NOT NULL"));
}

TEST_EACH(pg_dumped, only_where_something_is_made_counts, (const char *sql),
    { "CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION tools.touch()" },
    { "CREATE TABLE t PARTITION OF tools.p DEFAULT" }, { "CREATE DOMAIN d tools.citext" },
    { "CREATE SEQUENCE s OWNED BY tools.t.id" }, { "CREATE INDEX ON t USING btree (v tools.ops)" },
    { "CREATE VIEW v AS SELECT * FROM tools.t" })
{
    should(fitted(&self->db, each->sql), equal_to(each->sql));
    should(fitted(&self->db, "SELECT * FROM public.t"), equal_to("SELECT * FROM t"));
}

TEST_EACH(pg_dumped, where_something_is_made_is_found, (const char *sql), { "CREATE OR REPLACE VIEW shop.v AS SELECT 1" },
    { "CREATE TABLE IF NOT EXISTS shop.t (id int)" }, { "CREATE UNIQUE INDEX i ON ONLY shop.t USING btree (id)" },
    { "CREATE INDEX ON shop.t (id)" }, { "CREATE TRIGGER a BEFORE UPDATE ON shop.t FOR EACH ROW EXECUTE FUNCTION tools.f()" },
    { "CREATE MATERIALIZED VIEW \"shop\".\"V\" AS SELECT 1" },
    { "CREATE FUNCTION shop.f(tools.t) RETURNS int AS $$ SELECT 1 $$" })
{
    should(fitted(&self->db, each->sql), not_(contain("shop")));
    should(fitted(&self->db, "SELECT * FROM shop.t, public.t"), equal_to("SELECT * FROM t, public.t"));
}

TEST(pg_dumped, a_table_named_as_its_schema_is_refused)
{
    should(fitted(&self->db, "CREATE TABLE account.account (id int)"),
        start_with("the schema \"account\" has something of its own name in it, so that a name before a dot may mean either"));
}

TEST(pg_dumped, the_first_schema_that_something_is_made_in_is_meant)
{
    should(fitted(&self->db, "CREATE SCHEMA IF NOT EXISTS shop AUTHORIZATION bob"), be_empty);
    should(fitted(&self->db, "CREATE TABLE shop.t (p public.citext)"), equal_to("CREATE TABLE t (p public.citext)"));
    should(fitted(&self->db, "CREATE VIEW shop.v AS SELECT * FROM shop.t"), equal_to("CREATE VIEW v AS SELECT * FROM t"));
}

TEST(pg_dumped, a_second_schema_is_refused)
{
    should(fitted(&self->db, "CREATE TABLE public.t (id int)"), equal_to("CREATE TABLE t (id int)"));
    should(fitted(&self->db, "CREATE TABLE auth.users (id int)"),
        equal_to("it makes something in the schema \"auth\", and the sandbox is one schema, which stands for \"public\"; "
                 "give \"auth\" a sandbox of its own, or leave it out"));
}
