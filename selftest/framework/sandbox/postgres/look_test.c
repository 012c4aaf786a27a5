/* look_test.c -- tests of framework/sandbox/postgres/look.c and outside.c. */
#include "../../../../framework/sandbox/postgres/look.h"
#include "server.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pg_look, (const char *url; sb_postgres * db; sb_text told));

SETUP(pg_look)
{
    self->url = server_database();
    self->db = server_open(self->url);
}

TEARDOWN(pg_look) { sb_text_release(&self->told); }

static void note(void *env, enum sb_fact fact, const char *subject, const char *detail)
{
    sb_text_add(env, "%d %s: %s\n", (int)fact, subject, detail ? detail : "?");
}

static const char *look_as(struct sb_fixture_pg_look *self, sb_postgres *db, const sb_look *at)
{
    sb_text_release(&self->told);
    if (sb__postgres_look(db, at, note, &self->told))
        fail_test("%s", sb_error());
    return self->told.at ? self->told.at : "";
}

static const char *look(struct sb_fixture_pg_look *self) { return look_as(self, self->db, &(sb_look){ "app_", "t_", NULL }); }

/* A connection of a role that may do nothing by itself. */
static sb_postgres *as_role(struct sb_fixture_pg_look *self, const char *role)
{
    char *make = sb_format(
        "DO $$ BEGIN CREATE ROLE %s LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$", role);
    const char *const keyword[] = { "user", NULL }, *const value[] = { role, NULL };
    char *url = sb__postgres_with(self->url, keyword, value);
    add_cleanup(free, url);
    pg_must(self->db, make);
    free(make);
    return server_open(url);
}

TEST(pg_look, an_empty_database_has_no_facts) { should(look(self), equal_to("")); }

TEST(pg_look, a_marker_is_found_in_any_schema)
{
    pg_must(self->db,
        "CREATE SCHEMA \"Dba\"; CREATE TABLE \"Dba\".seedbed_environment (environment text);"
        "INSERT INTO \"Dba\".seedbed_environment VALUES ('production')");
    should(look(self), equal_to("0 the table \"Dba\".seedbed_environment: production\n"));
}

TEST_EACH(pg_look, a_marker_may_be_more_than_a_table, (const char *sql),
    { "CREATE VIEW seedbed_environment AS SELECT 'production'::text AS environment" },
    { "CREATE MATERIALIZED VIEW seedbed_environment AS SELECT 'production'::text AS environment" },
    { "CREATE TABLE seedbed_environment (environment text) PARTITION BY LIST (environment); "
      "CREATE TABLE part PARTITION OF seedbed_environment DEFAULT; INSERT INTO seedbed_environment VALUES ('production')" })
{
    pg_must(self->db, each->sql);
    should(look(self), equal_to("0 the table seedbed_environment: production\n"));
}

TEST(pg_look, a_marker_without_a_row_is_told)
{
    pg_must(self->db, "CREATE TABLE seedbed_environment (environment text)");
    should(look(self), equal_to("0 the table seedbed_environment: \n"));
}

TEST(pg_look, a_marker_in_a_workers_schema_is_none)
{
    pg_must(self->db, "CREATE SCHEMA seedbed_0123abcd_1; CREATE TABLE seedbed_0123abcd_1.seedbed_environment (environment text)");
    should(look(self), equal_to(""));
}

TEST(pg_look, a_marker_that_may_not_be_read_is_told)
{
    pg_must(self->db, "CREATE TABLE seedbed_environment (environment text)");
    should(look_as(self, as_role(self, "look_nobody"), &(sb_look){ "app_", "t_", NULL }),
        equal_to("0 the table seedbed_environment: ?\n2 all sandboxes of this database: the role look_nobody\n"));
}

TEST(pg_look, a_setting_of_the_database_holds_against_what_a_connection_says)
{
    pg_must(self->db,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET seedbed.environment = %L', current_database(), 'production'); END $$");
    pg_must(self->db, "SET seedbed.environment = 'test'");
    should(look(self), equal_to("0 the setting seedbed.environment: production\n0 the setting seedbed.environment: test\n"));
}

TEST(pg_look, a_setting_has_no_case)
{
    pg_must(self->db,
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET \"Seedbed.Environment\" = %L', current_database(), 'production'); END $$");
    should(look(self), equal_to("0 the setting seedbed.environment: production\n"));
}

/* Whose connection is older than the setting. */
TEST(pg_look, a_setting_of_the_role_holds_too)
{
    sb_postgres *db = as_role(self, "look_marked");
    pg_must(self->db, "ALTER ROLE look_marked SET seedbed.environment = 'production'");
    should(look_as(self, db, &(sb_look){ "app_", "t_", self->url }), equal_to("0 the setting seedbed.environment: production\n"));
    pg_must(self->db, "ALTER ROLE look_marked RESET ALL");
}

TEST(pg_look, a_table_that_has_the_name_of_Rails_is_no_marker)
{
    pg_must(self->db, "CREATE TABLE ar_internal_metadata (x int)");
    should(look(self), equal_to(""));
    pg_must(self->db,
        "DROP TABLE ar_internal_metadata; CREATE TABLE ar_internal_metadata (key varchar, value varchar);"
        "INSERT INTO ar_internal_metadata VALUES ('environment', 'production'), ('x', 'y')");
    should(look(self), equal_to("0 the table ar_internal_metadata: production\n"));
}

TEST_EACH(pg_look, keys_across_the_prefix, (const char *sql, *told),
    { "CREATE TABLE t_a (id int REFERENCES app_b (id))", "1 t_a.id: app_b\n" },
    { "CREATE TABLE t_a (id int PRIMARY KEY); CREATE TABLE other.x (a int REFERENCES t_a (id))", "1 other.x.a: t_a\n" },
    { "CREATE TABLE t_a (x int, y int, FOREIGN KEY (y, x) REFERENCES app_c (i, j))", "1 t_a.y, x: app_c\n" },
    { "CREATE TABLE t_a (id int PRIMARY KEY); CREATE TABLE t_b (a int REFERENCES t_a (id))", "" },
    { "CREATE TABLE t_a (id int REFERENCES app_b (id)) PARTITION BY LIST (id); CREATE TABLE t_a1 PARTITION OF t_a FOR VALUES IN (1)",
        "1 t_a.id: app_b\n" },
    { "CREATE TABLE ta (id int REFERENCES app_b (id))", "" }, { "CREATE TABLE other.t_a (id int REFERENCES app_b (id))", "" })
{
    pg_must(self->db,
        "CREATE SCHEMA other; CREATE TABLE app_b (id int PRIMARY KEY); CREATE TABLE app_c (i int, j int, UNIQUE (i, j))");
    pg_must(self->db, each->sql);
    should(look(self), equal_to(each->told));
}

TEST(pg_look, what_everybody_may_write_is_told_where_tests_have_roles_of_their_own)
{
    pg_must(self->db,
        "CREATE TABLE app_a (id int); CREATE TABLE app_b (id int, name text); CREATE TABLE app_c (id int);"
        "CREATE TABLE t_a (id int); GRANT INSERT ON app_a TO PUBLIC; GRANT UPDATE (name) ON app_b TO PUBLIC;"
        "GRANT SELECT ON app_c TO PUBLIC; GRANT ALL ON t_a TO PUBLIC;"
        "CREATE SCHEMA shut; CREATE TABLE shut.x (id int); GRANT ALL ON shut.x TO PUBLIC; CREATE VIEW app_v AS SELECT * FROM app_c; GRANT DELETE ON app_v TO PUBLIC");
    should(look(self), equal_to("2 app_a: PUBLIC\n2 app_b: PUBLIC\n2 app_v: PUBLIC\n"));
}

TEST(pg_look, without_a_test_prefix_no_table_is_ours)
{
    pg_must(self->db, "CREATE TABLE app_a (id int); GRANT INSERT ON app_a TO PUBLIC");
    should(look_as(self, self->db, &(sb_look){ "app_", "", NULL }), equal_to("2 app_a: PUBLIC\n"));
}

TEST(pg_look, functions_that_write_by_the_rights_of_their_owner_are_told)
{
    pg_must(self->db,
        "CREATE FUNCTION pay(n int) RETURNS void LANGUAGE sql SECURITY DEFINER AS '';"
        "CREATE FUNCTION shut() RETURNS void LANGUAGE sql SECURITY DEFINER AS ''; REVOKE ALL ON FUNCTION shut() FROM PUBLIC;"
        "CREATE FUNCTION t_ours() RETURNS void LANGUAGE sql SECURITY DEFINER AS '';"
        "CREATE FUNCTION by_trigger() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN RETURN NULL; END';"
        "CREATE SCHEMA closed; CREATE FUNCTION closed.pay() RETURNS void LANGUAGE sql SECURITY DEFINER AS '';"
        "CREATE FUNCTION plain() RETURNS void LANGUAGE sql AS ''");
    should(look(self), equal_to("2 those that pay(integer) writes (SECURITY DEFINER): PUBLIC\n"));
}

TEST(pg_look, functions_of_an_owner_who_may_write_nothing_live_are_not)
{
    as_role(self, "look_poor");
    pg_must(self->db,
        "CREATE TABLE app_a (id int); CREATE FUNCTION pay() RETURNS void LANGUAGE sql SECURITY DEFINER AS '';"
        "ALTER FUNCTION pay() OWNER TO look_poor");
    should(look(self), equal_to(""));
    pg_must(self->db, "GRANT UPDATE ON app_a TO look_poor");
    should(look(self), equal_to("2 those that pay() writes (SECURITY DEFINER): PUBLIC\n"));
    pg_must(self->db, "DROP OWNED BY look_poor");
}

TEST(pg_look, what_the_urls_role_may_write_is_told_where_tests_have_that_one)
{
    sb_postgres *db = as_role(self, "look_writer");
    pg_must(self->db, "CREATE TABLE app_a (id int); CREATE TABLE app_b (id int); GRANT DELETE ON app_a TO look_writer");
    should(look_as(self, db, &(sb_look){ "app_", "t_", NULL }),
        equal_to("2 all sandboxes of this database: the role look_writer\n2 app_a: the role look_writer\n"));
    should(look_as(self, db, &(sb_look){ "app_", "t_", self->url }), equal_to(""));
    pg_must(self->db, "REVOKE ALL ON app_a FROM look_writer");
}

TEST(pg_look, who_is_no_superuser_is_not_privileged)
{
    sb_postgres *db = as_role(self, "look_nobody");
    as_role(self, "look_owner");
    pg_must(self->db, "CREATE TABLE app_a (id int); INSERT INTO app_a VALUES (1); ALTER TABLE app_a OWNER TO look_owner");
    should(look_as(self, db, &(sb_look){ "app_", "t_", self->url }), equal_to(""));
    pg_must(self->db, "DROP OWNED BY look_owner");
}

/* Whose own functions give him no rights that he has not. */
TEST(pg_look, functions_of_the_urls_role_are_its_own)
{
    sb_postgres *db = as_role(self, "look_nobody");
    pg_must(self->db,
        "CREATE FUNCTION pay() RETURNS void LANGUAGE sql SECURITY DEFINER AS ''; ALTER FUNCTION pay() OWNER TO look_nobody");
    should(look_as(self, db, &(sb_look){ "app_", "t_", NULL }),
        equal_to("2 all sandboxes of this database: the role look_nobody\n"));
}

TEST_EACH(pg_look, a_superuser_over_tables_of_others, (const char *sql, *told),
    { "INSERT INTO app_a VALUES (1)", "3 postgres: look_owner\n" }, { "SELECT 1", "" },
    { "INSERT INTO app_a VALUES (1); ALTER TABLE app_a OWNER TO CURRENT_USER", "" },
    { "CREATE TABLE a (id int); ALTER TABLE a OWNER TO look_owner; INSERT INTO a VALUES (1)", "" })
{
    as_role(self, "look_owner");
    pg_must(self->db, "CREATE TABLE app_a (id int); ALTER TABLE app_a OWNER TO look_owner");
    pg_must(self->db, each->sql);
    should(look(self), equal_to(each->told));
    pg_must(self->db, "DROP OWNED BY look_owner");
}

TEST_EACH(pg_host, other_machines, (const char *url, *host), { "host=/run/x dbname=a", NULL },
    { "host=localhost dbname=a", NULL }, { "host=127.0.0.1 dbname=a", NULL }, { "host=127.0.1.1 dbname=a", NULL },
    { "postgresql://[::1]:77/a", NULL }, { "host=DB.example.org dbname=a", "db.example.org" },
    { "postgresql://u:p@db.example.org:77/a", "db.example.org" }, { "host=db.example.org hostaddr=127.0.0.1 dbname=a", NULL },
    { "host=localhost hostaddr=10.0.0.3 dbname=a", "10.0.0.3" }, { "host=/run/x,db1,localhost,db2 dbname=a", "db1,db2" },
    { "postgresql://[2001:db8::7]/a", "2001:db8::7" })
{
    char *host = sb__postgres_host(each->url);
    add_cleanup(free, host);
    should(host, equal_to(each->host));
}

TEST(pg_host, the_command_that_opens_it_has_no_password)
{
    char **word = sb__postgres_client("postgresql://u:secret@db.example.org:77/a", "t_");
    for (size_t i = 0; word[i]; i++)
        add_cleanup(free, word[i]);
    add_cleanup(free, word);
    should(word[0], equal_to("psql"));
    should(word[1], all_of(contain("host='db.example.org'"), contain("port='77'"), contain("dbname='a'"), contain("user='u'")));
    should_not(word[1], contain("secret"));
}

TEST(pg_look, tables_have_sizes)
{
    pg_must(self->db, "CREATE TABLE \"T a\" (id int PRIMARY KEY); INSERT INTO \"T a\" VALUES (1)");
    should(sb__postgres_size(self->db, "T a"), equal_to(16384 + 8192));
    should(sb__postgres_size(self->db, "none"), be_at_most(0));
}
