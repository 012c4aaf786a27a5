/* beside_test.c -- tests of framework/sandbox/postgres/beside.c: what a test can leave that is no row and no table of the sandbox. */
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

#define SCHEMA \
    "CREATE TABLE t (id serial PRIMARY KEY, v text, picture oid);\n" \
    "INSERT INTO t (v) VALUES ('one'), ('two');\n" \
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\n"

FIXTURE(pg_beside, (pgbox box));
SETUP(pg_beside) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_beside) { pgbox_close(&self->box); }

/* What the role has by the catalogue; tables and functions of everybody's schema; what its next connection finds. */
static const char *all_beside(pgbox *box)
{
    static const char ask[] =
        "SELECT concat_ws(' ', (SELECT string_agg(setdatabase || setconfig::text, ' ' ORDER BY setdatabase) FROM pg_db_role_setting WHERE "
        "setrole = r.oid), (SELECT string_agg(defaclnamespace || defaclacl::text, ' ') FROM pg_default_acl WHERE defaclrole = r.oid), "
        "(SELECT string_agg(oid::text, ' ') FROM pg_largeobject_metadata WHERE lomowner = r.oid), (SELECT string_agg(relname, ' ') FROM "
        "pg_class WHERE relnamespace = 'public'::regnamespace), (SELECT string_agg(proname, ' ') FROM pg_proc WHERE pronamespace = "
        "'public'::regnamespace), (SELECT nspacl::text FROM pg_namespace WHERE nspname = '%s')) FROM pg_roles r WHERE rolname = '%s'";
    char *sql = sb_format(ask, box->clone->schema, box->clone->schema);
    const char *answer = pg_ask(box->admin, sql), *path = pg_ask_handle(pgbox_connect(box), "SHOW search_path");
    char *both = sb_format("%s %s", answer, path);
    free(sql);
    add_cleanup(free, both);
    return both;
}

TEST_EACH(pg_beside, what_a_role_leaves_is_taken_back_and_told, (const char *sql, *told),
    { "ALTER ROLE CURRENT_USER SET work_mem = '9MB'", "settings of the role for connections to come (ALTER ROLE): work_mem=9MB" },
    { "DO $$ BEGIN EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I RESET ALL', current_database()); END $$",
        "settings of the role for connections to come (ALTER ROLE): search_path is gone" },
    { "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC", "default privileges of the role (ALTER DEFAULT PRIVILEGES)" },
    { "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
        "default privileges of the role (ALTER DEFAULT PRIVILEGES)" },
    { "DO $$ BEGIN EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT ALL ON SEQUENCES TO PUBLIC', current_schema()); END $$",
        "default privileges of the role (ALTER DEFAULT PRIVILEGES)" },
    { "CREATE TABLE public.x (id serial PRIMARY KEY); CREATE VIEW public.v AS SELECT id FROM public.x",
        "something outside of the sandbox, which was dropped: view public.v, table public.x" },
    { "CREATE FUNCTION public.g(int) RETURNS int LANGUAGE sql AS 'SELECT 1'", "which was dropped: function public.g(integer)" })
{
    self->box = (pgbox){ .url = server_database(), .script = { "schema.sql", SCHEMA } };
    self->box.admin = server_open(self->box.url);
    pg_must(self->box.admin, "GRANT CREATE ON SCHEMA public TO PUBLIC");
    pgbox_make(&self->box, SB_RESET_UNDO);
    const char *before = all_beside(&self->box);
    should_bring_back(&self->box, each->sql);
    should(self->box.told.held, contain(each->told));
    should(all_beside(&self->box), equal_to(before));
    should_bring_back(&self->box, "CREATE TABLE other (a int); DELETE FROM t");
    should(self->box.told.held, be_null);
}

TEST(pg_beside, what_the_schema_files_say_of_the_role_stays)
{
    pgbox_open(&self->box,
        SCHEMA "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC; ALTER ROLE CURRENT_USER SET work_mem = '8MB';\n",
        SB_RESET_UNDO);
    const char *before = all_beside(&self->box);
    should_bring_back(&self->box, "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM PUBLIC; ALTER ROLE CURRENT_USER RESET ALL");
    should(all_beside(&self->box), equal_to(before));
    should(pg_ask_handle(pgbox_connect(&self->box), "SHOW work_mem"), equal_to("8MB"));
}

TEST(pg_beside, a_password_is_set_back)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    char *ask = sb_format("SELECT rolpassword FROM pg_authid WHERE rolname = '%s'", self->box.clone->schema);
    const char *before = pg_ask(self->box.admin, ask);
    pgbox_run(&self->box, "SET password_encryption = 'md5'; ALTER ROLE CURRENT_USER PASSWORD 'mine'");
    const char *changed = pg_ask(self->box.admin, ask);
    pgbox_reset(&self->box);
    should(pg_ask(self->box.admin, ask), all_of(not_(equal_to(changed)), start_with("SCRAM")));
    should(before, start_with("SCRAM"));
    free(ask);
}

TEST_EACH(pg_beside, comments_and_rights_are_noticed, (const char *sql), { "COMMENT ON FUNCTION f() IS 'changed'" },
    { "COMMENT ON CONSTRAINT t_pkey ON t IS 'changed'" }, { "COMMENT ON COLUMN t.v IS 'changed'" },
    { "GRANT SELECT ON t TO PUBLIC" }, { "REVOKE ALL ON FUNCTION f() FROM PUBLIC" }, { "GRANT UPDATE (v) ON t TO PUBLIC" })
{
    static const char ask[] =
        "SELECT concat_ws(' ', (SELECT count(*) FROM pg_description o WHERE objoid >= 16384), (SELECT string_agg(relacl::text, ' ') FROM pg_class "
        "WHERE relname = 't'), (SELECT string_agg(proacl::text, ' ') FROM pg_proc WHERE proname = 'f'), (SELECT string_agg(attacl::text, ' ') "
        "FROM pg_attribute WHERE attname = 'v'))";
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    const char *before = pg_ask(self->box.admin, ask);
    pgbox_run(&self->box, each->sql);
    pgbox_reset(&self->box);
    should(self->box.told.fell, contain("made again"));
    should(pg_ask(self->box.admin, ask), equal_to(before));
}

/* ---- large objects ---- */

static const char count_large[] =
    "SELECT count(*) || ' ' || coalesce(string_agg(encode(lo_get(oid), 'escape'), ' ' ORDER BY oid), '') "
    "FROM pg_largeobject_metadata WHERE lomowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)";

TEST_EACH(pg_beside, large_objects_of_a_test_go, (enum sb_reset reset), { SB_RESET_UNDO }, { SB_RESET_AUTO })
{
    pgbox_open(&self->box, SCHEMA, each->reset);
    pg_must(self->box.admin, "SELECT lo_from_bytea(0, 'live')");
    pgbox_run(&self->box, "UPDATE t SET picture = lo_from_bytea(0, 'picture')");
    should(pg_ask(self->box.ours, count_large), equal_to("2 picture picture"));
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, count_large), equal_to("0 "));
    should(
        pg_ask(self->box.admin, "SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE lo_get(oid) = 'live'"), equal_to("1"));
}

TEST(pg_beside, those_of_the_schema_files_are_made_again)
{
    pgbox_open(&self->box, SCHEMA "UPDATE t SET picture = lo_from_bytea(0, 'base') WHERE id = 1;\n", SB_RESET_UNDO);
    pgbox_run(&self->box, "SELECT lo_put(picture, 0, 'BASE') FROM t WHERE id = 1");
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, count_large), equal_to("1 base"));
    pgbox_run(&self->box, "SELECT lo_unlink(picture) FROM t WHERE id = 1");
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT encode(lo_get(picture), 'escape') FROM t WHERE id = 1"), equal_to("base"));
}

TEST(pg_beside, those_of_a_suite_setup_stay_until_it_is_given_up)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    pgbox_run(&self->box, "UPDATE t SET picture = lo_from_bytea(0, 'kept') WHERE id = 1");
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    pgbox_run(&self->box, "UPDATE t SET picture = lo_from_bytea(0, 'test') WHERE id = 2");
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, count_large), equal_to("1 kept"));
    should(sb__pg_clone_drop_kept(self->box.clone), equal_to(0));
    should(pg_ask(self->box.ours, count_large), equal_to("0 "));
}

/* ---- the schema itself ---- */

TEST(pg_beside, a_worker_may_not_drop_its_own_schema)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    char *drop = sb_format("DROP SCHEMA %s CASCADE", self->box.clone->schema);
    char *give = sb_format("GRANT ALL ON SCHEMA %s TO PUBLIC", self->box.clone->schema);
    should(pg_ask(self->box.ours, drop), contain("must be owner of schema"));
    pgbox_run(&self->box, give);
    should(all_beside(&self->box), not_(contain(",=UC/")));
    should_bring_back(&self->box, "DROP TABLE t");
    free(drop);
    free(give);
}

TEST_EACH(pg_beside, without_roles_a_schema_that_was_dropped_is_made_again, (const char *behind), { "" }, { "_undo" })
{
    pgbox_open_as(&self->box, SCHEMA, SB_RESET_UNDO, "");
    char *drop = sb_format("DROP SCHEMA %s%s CASCADE", self->box.clone->schema, each->behind);
    should_bring_back(&self->box, drop);
    should(self->box.told.fell, contain("made again"));
    should_bring_back(&self->box, "DELETE FROM t");
    free(drop);
}

TEST(pg_beside, what_brings_back_is_made_again_too)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    char *drop = sb_format("DELETE FROM t; DROP TABLE %s.log", self->box.clone->undo);
    should_bring_back(&self->box, drop);
    should(self->box.told.fell, contain("made again"));
    free(drop);
}
