/* install_test.c -- tests of framework/sandbox/install.c, marker.c and version.c, on each kind of database. */
#include "../../../framework/sandbox/install.h"
#include "../../../framework/sandbox/version.h"
#include "made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(sandbox_install, (struct made_up up; sb_install in; sb_marker marker; char *text));

static const char schema[] = "CREATE TABLE {parents} (id INTEGER PRIMARY KEY);\n"
                             "CREATE TABLE {children} (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES {parents}(id));\n"
                             "CREATE VIEW {both} AS SELECT * FROM {children};\n"
                             "INSERT INTO {parents} VALUES (1); INSERT INTO {children} VALUES (1, 1);\n";

/* A test on each kind of database. */
#define ON_EACH(name) MADE_UP_ON_EACH(sandbox_install, name)

static void begin_with(struct sb_fixture_sandbox_install *self, const char *scheme, const char *text)
{
    made_up_open_on(&self->up, scheme, "    prefix: app_\n    test_prefix: t_\n    components: { catalog: 3, mail: 1 }\n", text);
    self->in = (sb_install){ self->up.backend, self->up.db, &self->up.schema, "test" };
    made_up_exec(&self->up, "CREATE TABLE app_live (id INTEGER); INSERT INTO app_live VALUES (1); CREATE TABLE tx (id INTEGER)");
}

static void begin(struct sb_fixture_sandbox_install *self, const char *scheme) { begin_with(self, scheme, schema); }

TEARDOWN(sandbox_install)
{
    sb_marker_release(&self->marker);
    made_up_close(&self->up);
    free(self->text);
}

static const char *mark(struct sb_fixture_sandbox_install *self, const char *name)
{
    sb_marker_release(&self->marker);
    should(sb_marker_read(self->up.backend, self->up.db, "t_", &self->marker), equal_to(SB_OK));
    return sb_marker_get(&self->marker, name);
}

static int64_t tables(struct sb_fixture_sandbox_install *self) { return made_up_tables(&self->up, "t_"); }

ON_EACH(makes_tables_and_marker)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(1));
    should(mark(self, "state"), equal_to("ready"));
    should(mark(self, "environment"), equal_to("test"));
    should(mark(self, "component catalog"), equal_to("3"));
    should(mark(self, "table t_children"), equal_to(""));
}

ON_EACH(a_second_time_does_nothing)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    made_up_exec(&self->up, "DELETE FROM t_children");
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(0));
}

ON_EACH(rebuild_makes_it_anew)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    made_up_exec(&self->up, "DELETE FROM t_children");
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(1));
}

ON_EACH(drop_leaves_nothing_and_no_live_table_is_touched)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(tables(self), equal_to(0));
    should(made_up_int(&self->up, "SELECT count(*) FROM app_live"), equal_to(1));
    should(made_up_tables(&self->up, "tx"), equal_to(1));
}

TEST(sandbox_install, drop_works_with_foreign_keys_enforced)
{
    begin(self, "sqlite");
    made_up_exec(&self->up, "PRAGMA foreign_keys = ON");
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(tables(self), equal_to(0));
}

TEST_EACH(sandbox_install, what_was_interrupted_is_finished, (const char *row, *scheme, *state),
    { "while it was installed", "sqlite", "installing" }, { "while it was dropped", "sqlite", "dropping" },
    { "while it was installed, PostgreSQL", "postgres", "installing" },
    { "while it was dropped, PostgreSQL", "postgres", "dropping" })
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(sb_marker_set(self->up.backend, self->up.db, "t_", "state", each->state), equal_to(SB_OK));
    made_up_exec(&self->up, "DROP VIEW t_both; DROP TABLE t_children");
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_both"), equal_to(1));
}

ON_EACH(one_that_fails_leaves_nothing)
{
    begin(self, each->scheme);
    made_up_exec(&self->up, "CREATE INDEX t_children ON app_live (id)");
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), contain("already"));
    should(tables(self), equal_to(0));
}

ON_EACH(views_are_recorded_and_known_again)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(mark(self, "view t_both"), equal_to(""));
    should(sb_marker_owns(&self->marker, "t_", &(sb_object){ "view", "t_both", "t_both" }), be_true);
    should(sb_marker_owns(&self->marker, "t_", &(sb_object){ "view", "t_other", "t_other" }), be_false);
}

TEST_EACH(sandbox_install, what_came_after_the_guard_is_not_dropped, (const char *row, *scheme, *sql, *name),
    { "a table", "sqlite", "CREATE TABLE t_late (x INTEGER)", "table t_late" },
    { "one in other letters", "sqlite", "CREATE TABLE T_LATE (x INTEGER)", "table T_LATE" },
    { "a view", "sqlite", "CREATE VIEW t_late AS SELECT 1 AS x", "view t_late" },
    { "a table, PostgreSQL", "postgres", "CREATE TABLE t_late (x INTEGER)", "table t_late" },
    { "a view, PostgreSQL", "postgres", "CREATE VIEW t_late AS SELECT 1 AS x", "view t_late" },
    { "a sequence, PostgreSQL", "postgres", "CREATE SEQUENCE t_late", "sequence t_late" },
    { "a type, PostgreSQL", "postgres", "CREATE TYPE t_late AS ENUM ('a')", "type t_late" },
    { "a function, PostgreSQL", "postgres", "CREATE FUNCTION t_late(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "function t_late(integer)" })
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    made_up_exec(&self->up, each->sql);
    should(sb_install_drop(&self->in), equal_to(SB_EREFUSED));
    should(sb_error(), contain(each->name));
    should(sb_install_ensure(&self->in, true), equal_to(SB_EREFUSED));
    if (strncmp(each->name, "table", 5) == 0)
        should(made_up_int(&self->up, "SELECT count(*) FROM t_late"), equal_to(0));
    should(made_up_tables(&self->up, "t_"), be_at_least(3));
}

ON_EACH(where_there_is_no_marker_nothing_is_dropped)
{
    begin(self, each->scheme);
    made_up_exec(&self->up, "CREATE TABLE t_children (id INTEGER)");
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), contain("table t_children"));
    should(tables(self), equal_to(1));
}

TEST(sandbox_install, where_there_is_no_marker_a_table_in_other_letters_is_not_dropped)
{
    begin(self, "sqlite");
    made_up_exec(&self->up, "CREATE TABLE T_Children (id)");
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), contain("table T_Children"));
    should(tables(self), equal_to(1));
}

ON_EACH(a_live_table_that_refers_to_ours_is_not_emptied_by_a_drop)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    if (strcmp(each->scheme, "sqlite") == 0)
        made_up_exec(&self->up, "PRAGMA foreign_keys = ON");
    made_up_exec(&self->up,
        "CREATE TABLE app_child (p INTEGER REFERENCES t_parents (id) ON DELETE CASCADE); INSERT INTO app_child VALUES (1)");
    should(sb_install_drop(&self->in), be_below(0));
    should(sb_error(), contain("app_child"));
    should(made_up_int(&self->up, "SELECT count(*) FROM app_child"), equal_to(1));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_parents"), equal_to(1));
}

TEST_EACH(sandbox_install, an_index_with_a_live_name_is_refused_with_advice, (const char *row, *scheme, *sql),
    { "if it is not there", "sqlite", "CREATE TABLE {a} (x INTEGER); CREATE UNIQUE INDEX IF NOT EXISTS by_id ON {a} (x)" },
    { "in any case", "sqlite", "CREATE TABLE {a} (x INTEGER); CREATE INDEX by_id ON {a} (x)" },
    { "if it is not there, PostgreSQL", "postgres",
        "CREATE TABLE {a} (x INTEGER); CREATE UNIQUE INDEX IF NOT EXISTS by_id ON {a} (x)" },
    { "in any case, PostgreSQL", "postgres", "CREATE TABLE {a} (x INTEGER); CREATE INDEX by_id ON {a} (x)" })
{
    begin_with(self, each->scheme, each->sql);
    made_up_exec(&self->up, "CREATE INDEX by_id ON app_live (id)");
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain("by_id"), contain("{by_name} ON {users}")));
    should(tables(self), equal_to(0));
}

TEST(sandbox_install, a_table_under_the_prefix_in_other_letters_is_ours_and_is_dropped)
{
    begin_with(self, "sqlite", "CREATE TABLE T_BIG (x); CREATE VIEW T_VIEW AS SELECT * FROM T_BIG");
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(mark(self, "table T_BIG"), equal_to(""));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM sqlite_schema WHERE name NOT IN ('app_live', 'tx')"), equal_to(0));
}

ON_EACH(a_table_that_only_has_the_markers_name_is_no_marker)
{
    begin(self, each->scheme);
    made_up_exec(&self->up, "CREATE TABLE t_seedbed (id INTEGER)");
    should(mark(self, "state"), be_null);
    should(self->marker.there, be_false);
}

TEST(sandbox_install, the_same_version_has_no_differences)
{
    begin(self, "sqlite");
    sb_marker_wanted(&self->up.schema, &self->marker);
    should(self->text = sb_version_differences(&self->marker, &self->up.schema), be_null);
}

static char **value_of(struct sb_fixture_sandbox_install *self, const char *name)
{
    for (size_t i = 0; i < self->marker.n; i++)
        if (strcmp(self->marker.mark[i].name, name) == 0)
            return &self->marker.mark[i].value;
    fail_test("no mark %s", name);
}

TEST_EACH(sandbox_install, a_difference_is_named, (const char *name, *line), { "component catalog", "component catalog: x -> 3" },
    { "schema schema.sql", "schema file schema.sql has changed" }, { "layout", "layout of Seedbed's own table: x -> 1" })
{
    begin(self, "sqlite");
    sb_marker_wanted(&self->up.schema, &self->marker);
    strcpy(*value_of(self, each->name), "x");
    should(self->text = sb_version_differences(&self->marker, &self->up.schema), equal_to(each->line));
}

TEST(sandbox_install, the_refusal_names_all_differences_and_the_command)
{
    begin(self, "sqlite");
    should(sb_version_check(&self->marker, &self->up.schema), equal_to(SB_EREFUSED));
    should(sb_error(), contain("the tests of sandbox `shop` are disabled"));
    should(sb_error(), contain("\n  schema file schema.sql is new\n  component catalog: none -> 3\n"));
    should(sb_error(), end_with("\n  seedbed sandbox rebuild"));
}

ON_EACH(what_was_installed_from_something_else_is_left_and_refused)
{
    begin(self, each->scheme);
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    made_up_exec(&self->up, "INSERT INTO t_seedbed VALUES ('component old', '1'), ('schema old.sql', 'x')");
    int64_t before = tables(self);
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain("component old: 1 -> none"), contain("schema file old.sql is no longer listed")));
    should(tables(self), equal_to(before));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
}

TEST(sandbox_install, sequences_types_and_functions_are_ours_where_we_made_them)
{
    begin_with(self, "postgres",
        "CREATE TYPE {state} AS ENUM ('on', 'off'); CREATE SEQUENCE {numbers}; CREATE TABLE {a} (id int, s {state});"
        "CREATE FUNCTION {next}({state}) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';"
        "CREATE FUNCTION {next}() RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint'");
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(mark(self, "function t_next()"), equal_to(""));
    should(mark(self, "function t_next(t_state)"), equal_to(""));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    made_up_exec(&self->up, "CREATE FUNCTION t_next(int) RETURNS bigint LANGUAGE sql AS 'SELECT 3::bigint'");
    should(sb_install_drop(&self->in), equal_to(SB_EREFUSED));
    should(sb_error(), contain("function t_next(integer)"));
    made_up_exec(&self->up, "DROP FUNCTION t_next(int)");
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM pg_proc WHERE proname ~ '^t_'"), equal_to(0));
    should(made_up_int(&self->up, "SELECT count(*) FROM pg_type WHERE typname ~ '^t_'"), equal_to(0));
}
