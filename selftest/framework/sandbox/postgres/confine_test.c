/* confine_test.c -- tests of framework/sandbox/postgres/{confine,inventory,drop,scratch}.c. */
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(postgres_confine, (const char *url; sb_postgres * db; sb_postgres * other;));

/* A live database with a few things of everybody's, and a connection that is held to t_. */
SETUP(postgres_confine)
{
    self->url = server_schema();
    self->other = server_open(self->url);
    pg_must(self->other,
        "CREATE TABLE users(id serial PRIMARY KEY, v text); CREATE TABLE tstX(x int); CREATE INDEX by_v ON users(v);"
        "CREATE SEQUENCE numbers; CREATE FUNCTION live() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE mood AS ENUM ('a');"
        "CREATE VIEW seen AS SELECT * FROM users; INSERT INTO users(v) VALUES ('a')");
    self->db = server_open(self->url);
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE t_there(id serial PRIMARY KEY, v int)"), equal_to(0));
    should(sb_backend_postgres.confine(self->db, "t_"), equal_to(0));
}

TEARDOWN(postgres_confine) { (void)self; }

TEST_EACH(postgres_confine, what_belongs_to_tables_under_the_prefix_is_allowed, (const char *name; const char *sql),
    { "a table", "CREATE TABLE t_a(id serial PRIMARY KEY, v int); CREATE INDEX t_by_v ON t_a(v); INSERT INTO t_a(v) VALUES (1)" },
    { "an index of any name", "CREATE INDEX other ON t_there(v)" }, { "a view", "CREATE VIEW t_w AS SELECT * FROM t_there" },
    { "a function and its trigger",
        "CREATE FUNCTION t_f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
        "CREATE TRIGGER r BEFORE INSERT ON t_there FOR EACH ROW EXECUTE FUNCTION t_f(); INSERT INTO t_there(v) VALUES (1)" },
    { "a type", "CREATE TYPE t_mood AS ENUM ('x'); ALTER TABLE t_there ADD m t_mood" },
    { "a sequence", "CREATE SEQUENCE t_s; SELECT nextval('t_s')" }, { "a table for a while", "CREATE TEMP TABLE w AS SELECT 1" },
    { "a foreign key", "CREATE TABLE t_c(p int REFERENCES t_there)" }, { "a setting", "SET statement_timeout = 0" },
    { "a block", "DO $$ BEGIN CREATE TABLE t_d(x int); EXCEPTION WHEN division_by_zero THEN NULL; END $$" },
    { "a partition", "CREATE TABLE t_p(x int) PARTITION BY LIST (x); CREATE TABLE t_p1 PARTITION OF t_p FOR VALUES IN (1)" },
    { "rows by hand", "COPY t_there(v) FROM stdin;\n1\n\\.\n" })
{
    should(sb_backend_postgres.exec(self->db, each->sql), equal_to(0));
}

TEST_EACH(postgres_confine, what_reaches_beyond_is_refused, (const char *name; const char *sql; const char *why),
    { "makes a table", "CREATE TABLE a(x int)", "it makes the table a" },
    { "makes one that a pattern would take", "CREATE TABLE tsta(x int)", "it makes the table tsta" },
    { "drops a table", "DROP VIEW seen; DROP TABLE users", "it drops or renames the view seen" },
    { "drops an index", "DROP INDEX by_v", "it drops or renames the index by_v" },
    { "alters a table", "ALTER TABLE users ADD x int", "it alters the table users" },
    { "makes an index", "CREATE INDEX t_i ON users(v)", "it makes the index t_i" },
    { "makes a trigger", "CREATE TRIGGER t_r BEFORE INSERT ON users EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "it alters the table users" },
    { "takes a table over", "ALTER TABLE tstX RENAME TO t_x", "it drops or renames the table tstx" },
    { "gives a table away", "ALTER TABLE t_there RENAME TO x_there", "it makes the table x_there" },
    { "inserts", "INSERT INTO users(v) VALUES ('b')", "it changes the table users" },
    { "updates", "UPDATE users SET v = 'b'", "it changes the table users" },
    { "deletes", "DELETE FROM users", "it changes the table users" },
    { "truncates", "TRUNCATE users", "it alters the table users" },
    { "takes a number", "SELECT nextval('numbers')", "it changes the sequence numbers" },
    { "reads", "SELECT * FROM users", "it reads users, which is not under the test prefix `t_`" },
    { "reads by a view", "CREATE VIEW t_w AS SELECT * FROM users", "it reads users, " },
    { "refers to", "CREATE TABLE t_c(u int REFERENCES users)", "it alters the table users" },
    { "hides it in a block", "DO $$ BEGIN DELETE FROM users; END $$", "it changes the table users" },
    { "makes a function", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "it makes the function f" },
    { "alters a function", "CREATE OR REPLACE FUNCTION live() RETURNS int LANGUAGE sql AS 'SELECT 2'",
        "it alters the function live" },
    { "drops a function", "DROP FUNCTION live", "it drops or renames the function live" },
    { "alters a type", "ALTER TYPE mood RENAME TO humour", "it alters the type humour" },
    { "makes a schema", "CREATE SCHEMA t_s", "it makes the schema t_s" },
    { "makes a table in another schema", "CREATE SCHEMA t_s; CREATE TABLE t_s.t_x(y int)", "it makes the schema t_s" },
    { "leads names elsewhere", "SELECT set_config('search_path', '', false)", "it sets search_path" },
    { "leads names elsewhere by word", "SET search_path = other", "it sets search_path" },
    { "ends the transaction", "COMMIT", "all files run in one transaction" },
    { "begins one", "BEGIN; SELECT 1", "all files run in one" },
    { "becomes another", "SET ROLE postgres", "it becomes another role" },
    { "becomes another in this session", "SET SESSION AUTHORIZATION postgres", "it becomes another role" },
    { "sets the server", "ALTER SYSTEM SET work_mem = '1MB'", "it sets something for the whole server" },
    { "sets the database", "ALTER DATABASE postgres SET work_mem = '1MB'", "it is about a database" },
    { "makes a database", "CREATE DATABASE t_x", "it is about a database" },
    { "makes a role", "CREATE ROLE t_x", "it is about roles" },
    { "gives a role", "GRANT pg_monitor TO postgres", "it is about roles" },
    { "runs a program", "COPY t_there FROM PROGRAM 'true'", "it reads or writes a file or a program" },
    { "writes a file", "COPY t_there TO '/tmp/x'", "it reads or writes a file" },
    { "speaks to others", "NOTIFY somebody", "it speaks to other connections" },
    { "grants", "GRANT SELECT ON users TO PUBLIC", "it alters the table users" })
{
    char *sql = sb_format("INSERT INTO t_there(v) VALUES (1);\n%s", each->sql);
    add_cleanup(free, sql);
    should(sb_backend_postgres.exec(self->db, sql), equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("Statement "), contain(" (line 2) is refused: "), contain(each->why)));
    should(pg_ask(self->other, "SELECT count(*) FROM t_there"), equal_to("0"));
}

TEST(postgres_confine, the_statement_that_it_was_is_named)
{
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE t_a(x int);\nSELECT 1;\n\nUPDATE users SET v = 'b';\nSELECT 2"),
        equal_to(SB_ERR));
    should(sb_error(),
        equal_to(
            "Statement 3 (line 4) is refused: UPDATE users SET v = 'b': it changes the table users, and only what belongs to tables "
            "under the test prefix `t_` may be touched; write the names of test tables in braces, as in {users}"));
    should(pg_ask(self->other, "SELECT v FROM users"), equal_to("a"));
}

TEST(postgres_confine, in_a_transaction_of_the_caller_it_stays_open)
{
    should(sb_backend_postgres.begin(self->db), equal_to(0));
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE t_a(x int)"), equal_to(0));
    should(sb_backend_postgres.exec(self->db, "SELECT * FROM users"), equal_to(SB_ERR));
    should(sb_backend_postgres.confine(self->db, NULL), equal_to(0));
    should(sb_backend_postgres.exec(self->db, "ROLLBACK"), equal_to(0));
    should(pg_ask(self->other, "SELECT to_regclass('t_a')"), equal_to("NULL"));
}

TEST(postgres_confine, what_others_do_meanwhile_does_not_count)
{
    should(sb_backend_postgres.begin(self->db), equal_to(0));
    pg_must(self->other, "CREATE TABLE more(x int); DROP TABLE tstX; DROP FUNCTION live; ALTER TABLE users ADD y int");
    should(sb_backend_postgres.exec(self->db, "CREATE TABLE t_a(x int)"), equal_to(0));
}

TEST(postgres_confine, unconfined_it_may_do_what_it_likes)
{
    should(sb_backend_postgres.confine(self->db, NULL), equal_to(0));
    should(sb_backend_postgres.exec(self->db, "BEGIN; UPDATE users SET v = 'b'; COMMIT"), equal_to(0));
}

/* ---- drop ---- */

TEST(postgres_confine, all_under_the_prefix_is_dropped_but_one)
{
    should(
        sb_backend_postgres.exec(self->db,
            "CREATE TABLE t_a(p int REFERENCES t_there); CREATE VIEW t_w AS SELECT * FROM t_a; CREATE MATERIALIZED VIEW t_m AS SELECT 1;"
            "CREATE TYPE t_e AS ENUM ('a'); CREATE TABLE t_b(e t_e); CREATE FUNCTION t_f(t_e) RETURNS int LANGUAGE sql AS 'SELECT 1';"
            "CREATE SEQUENCE t_s; CREATE TABLE t_kept(x int)"),
        equal_to(0));
    should(sb_backend_postgres.drop(self->db, "t_", "t_kept"), equal_to(0));
    should(
        pg_ask(self->other,
            "SELECT string_agg(relname::text, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"),
        equal_to("by_v numbers seen t_kept tstx users users_id_seq users_pkey"));
    should(pg_ask(self->other,
               "SELECT count(*) FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 't%'"),
        equal_to("0"));
    should(pg_ask(self->other, "SELECT to_regtype('t_e')"), equal_to("NULL"));
}

TEST(postgres_confine, what_hangs_on_it_outside_keeps_it_from_being_dropped)
{
    pg_must(self->other, "CREATE VIEW live_view AS SELECT * FROM t_there");
    should(sb_backend_postgres.drop(self->db, "t_", ""), equal_to(SB_ERR));
    should(sb_error(),
        end_with("because something else hangs on it: it drops or renames the view live_view, and only what belongs to "
                 "tables under the test prefix `t_` may be touched; write the names of test tables in braces, as in {users}"));
    should(pg_ask(self->other, "SELECT to_regclass('t_there')"), equal_to("t_there"));
}

TEST(postgres_confine, a_live_foreign_key_keeps_it_from_being_dropped)
{
    pg_must(self->other, "CREATE TABLE live_child(p int REFERENCES t_there)");
    should(sb_backend_postgres.drop(self->db, "t_", ""), equal_to(SB_ERR));
    should(pg_ask(self->other, "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = 'live_child'::regclass"),
        equal_to("1"));
}

/* ---- scratch ---- */

TEST(postgres_confine, a_scratch_place_is_empty_and_leaves_nothing)
{
    void *db;
    should(sb_backend_postgres.scratch(self->url, &db), equal_to(0));
    should(sb_backend_postgres.confine(db, ""), equal_to(0));
    int code = sb_backend_postgres.exec(
        db, "BEGIN; DROP TABLE IF EXISTS users; CREATE TABLE users(x int); INSERT INTO users VALUES (1); COMMIT;");
    const char *rows = pg_ask(db, "SELECT count(*) FROM users");
    sb_backend_postgres.close(db);
    should(code, equal_to(0));
    should(rows, equal_to("1"));
    should(pg_ask(self->other, "SELECT v FROM users"), equal_to("a"));
    should(pg_ask(self->other, "SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'seedbed_scratch')"), equal_to("0"));
}

TEST(postgres_confine, in_a_scratch_place_live_things_are_out_of_reach)
{
    void *db;
    should(sb_backend_postgres.scratch(self->url, &db), equal_to(0));
    should(sb_backend_postgres.confine(db, ""), equal_to(0));
    char *sql = sb_format("DELETE FROM %s.users", pg_ask(self->other, "SELECT current_schema()"));
    int code = sb_backend_postgres.exec(db, sql);
    free(sql);
    sb_backend_postgres.close(db);
    should(code, equal_to(SB_ERR));
    should(sb_error(), contain("it changes the table users, which is outside of the sandbox: that is one schema"));
}

TEST(postgres_confine, extensions_of_the_database_are_found_in_a_scratch_place)
{
    void *db;
    const char *url = server_database();
    sb_postgres *other = server_open(url);
    if (strcmp(pg_ask(other, "CREATE EXTENSION citext; CREATE TABLE users(v int)"), "(none)") != 0)
        skip_test("the extension citext is not on this server");
    should(sb_backend_postgres.scratch(url, &db), equal_to(0));
    should(sb_backend_postgres.confine(db, ""), equal_to(0));
    int code = sb_backend_postgres.exec(
        db, "DROP TABLE IF EXISTS users; CREATE TABLE words(w citext UNIQUE); INSERT INTO words VALUES ('a')");
    sb_backend_postgres.close(db);
    should(code, equal_to(0));
    should(pg_ask(other, "SELECT to_regclass('users')"), equal_to("users"));
}

TEST(postgres_confine, names_that_the_server_would_cut_are_refused)
{
    should(sb_backend_postgres.exec(
               self->db, "CREATE TABLE t_23456789_123456789_123456789_123456789_123456789_123456789_1234(x int)"),
        equal_to(SB_ERR));
    should(sb_error(), end_with("has more than 63 bytes, and PostgreSQL would cut it; choose a shorter name"));
    should(
        sb_backend_postgres.exec(self->db, "CREATE TABLE t_23456789_123456789_123456789_123456789_123456789_123456789_12(x int)"),
        equal_to(0));
}
