/* install_test.c -- tests of framework/sandbox/install.c, marker.c and version.c, on a database in memory. */
#include "../../../framework/sandbox/install.h"
#include "../../../framework/sandbox/version.h"
#include "made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(sandbox_install, (struct made_up up; sb_install in; sb_marker marker; char *text));

static const char schema[] = "CREATE TABLE {parents} (id INTEGER PRIMARY KEY);\n"
                             "CREATE TABLE {children} (id INTEGER PRIMARY KEY, parent REFERENCES {parents}(id));\n"
                             "CREATE VIEW {both} AS SELECT * FROM {children};\n"
                             "INSERT INTO {parents} VALUES (1); INSERT INTO {children} VALUES (1, 1);\n";

SETUP(sandbox_install)
{
    made_up_open(&self->up, "    prefix: app_\n    test_prefix: t_\n    components: { catalog: 3, mail: 1 }\n", schema);
    self->in = (sb_install){ self->up.backend, self->up.db, &self->up.schema, "test" };
    should(
        self->up.backend->exec(self->up.db, "CREATE TABLE app_live (id); INSERT INTO app_live VALUES (1); CREATE TABLE tx (id)"),
        equal_to(0));
}

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

static int64_t tables(struct sb_fixture_sandbox_install *self)
{
    return made_up_int(&self->up, "SELECT count(*) FROM sqlite_schema WHERE substr(name, 1, 2) = 't_'");
}

TEST(sandbox_install, makes_tables_and_marker)
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(1));
    should(mark(self, "state"), equal_to("ready"));
    should(mark(self, "environment"), equal_to("test"));
    should(mark(self, "component catalog"), equal_to("3"));
    should(mark(self, "table t_children"), equal_to(""));
}

TEST(sandbox_install, a_second_time_does_nothing)
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(self->up.backend->exec(self->up.db, "DELETE FROM t_children"), equal_to(0));
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(0));
}

TEST(sandbox_install, rebuild_makes_it_anew)
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(self->up.backend->exec(self->up.db, "DELETE FROM t_children"), equal_to(0));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(1));
}

TEST(sandbox_install, drop_leaves_nothing_and_no_live_table_is_touched)
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(tables(self), equal_to(0));
    should(made_up_int(&self->up, "SELECT count(*) FROM app_live, sqlite_schema WHERE name = 'tx'"), equal_to(1));
}

TEST(sandbox_install, drop_works_with_foreign_keys_enforced)
{
    should(self->up.backend->exec(self->up.db, "PRAGMA foreign_keys = ON"), equal_to(0));
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(tables(self), equal_to(0));
}

TEST_EACH(sandbox_install, what_was_interrupted_is_finished, (const char *state), { "installing" }, { "dropping" })
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(sb_marker_set(self->up.backend, self->up.db, "t_", "state", each->state), equal_to(SB_OK));
    should(self->up.backend->exec(self->up.db, "DROP TABLE t_children"), equal_to(0));
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM t_children"), equal_to(1));
}

TEST(sandbox_install, one_that_fails_leaves_nothing)
{
    should(self->up.backend->exec(self->up.db, "CREATE INDEX t_children ON app_live (id)"), equal_to(0));
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), contain("already"));
    should(tables(self), equal_to(1));
}

TEST(sandbox_install, views_are_recorded_and_known_again)
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(mark(self, "view t_both"), equal_to(""));
    should(sb_marker_owns(&self->marker, "t_", "t_both"), be_true);
    should(sb_marker_owns(&self->marker, "t_", "t_other"), be_false);
}

TEST_EACH(sandbox_install, what_came_after_the_guard_is_not_dropped, (const char *sql, *name),
    { "CREATE TABLE t_late (x)", "table t_late" }, { "CREATE TABLE T_LATE (x)", "table T_LATE" },
    { "CREATE VIEW t_late AS SELECT 1", "view t_late" })
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(self->up.backend->exec(self->up.db, each->sql), equal_to(0));
    should(sb_install_drop(&self->in), equal_to(SB_EREFUSED));
    should(sb_error(), contain(each->name));
    should(sb_install_ensure(&self->in, true), equal_to(SB_EREFUSED));
    should(made_up_int(&self->up, "SELECT count(*) FROM sqlite_schema WHERE name IN ('t_late', 'T_LATE')"), equal_to(1));
}

TEST(sandbox_install, where_there_is_no_marker_nothing_is_dropped)
{
    should(self->up.backend->exec(self->up.db, "CREATE TABLE T_Children (id)"), equal_to(0));
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), contain("table T_Children"));
    should(tables(self), equal_to(0));
}

TEST(sandbox_install, a_live_table_that_refers_to_ours_is_not_emptied_by_a_drop)
{
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(self->up.backend->exec(self->up.db,
               "PRAGMA foreign_keys = ON; CREATE TABLE app_child (p REFERENCES t_parents (id) ON DELETE CASCADE);"
               "INSERT INTO app_child VALUES (1)"),
        equal_to(0));
    should(sb_install_drop(&self->in), equal_to(SB_ERR));
    should(sb_error(), contain("app_child"));
    should(made_up_int(&self->up, "SELECT count(*) FROM app_child"), equal_to(1));
}

TEST_EACH(sandbox_install, an_index_with_a_live_name_is_refused_with_advice, (const char *sql),
    { "CREATE TABLE {a} (x); CREATE UNIQUE INDEX IF NOT EXISTS by_id ON {a} (x)" },
    { "CREATE TABLE {a} (x); CREATE INDEX by_id ON {a} (x)" })
{
    made_up_close(&self->up);
    made_up_open(&self->up, "    prefix: app_\n    test_prefix: t_\n", each->sql);
    self->in = (sb_install){ self->up.backend, self->up.db, &self->up.schema, "test" };
    should(self->up.backend->exec(self->up.db, "CREATE TABLE app_live (id); CREATE INDEX by_id ON app_live (id)"), equal_to(0));
    should(sb_install_ensure(&self->in, false), equal_to(SB_EREFUSED));
    should(sb_error(), all_of(contain("by_id"), contain("{by_name} ON {users}")));
    should(tables(self), equal_to(0));
}

TEST(sandbox_install, a_table_under_the_prefix_in_other_letters_is_ours_and_is_dropped)
{
    made_up_close(&self->up);
    made_up_open(&self->up, "    prefix: app_\n    test_prefix: t_\n",
        "CREATE TABLE T_BIG (x); CREATE VIEW T_VIEW AS SELECT * FROM T_BIG");
    self->in = (sb_install){ self->up.backend, self->up.db, &self->up.schema, "test" };
    should(sb_install_ensure(&self->in, false), equal_to(SB_OK));
    should(mark(self, "table T_BIG"), equal_to(""));
    should(sb_install_ensure(&self->in, true), equal_to(SB_OK));
    should(sb_install_drop(&self->in), equal_to(SB_OK));
    should(made_up_int(&self->up, "SELECT count(*) FROM sqlite_schema"), equal_to(0));
}

TEST(sandbox_install, a_table_that_only_has_the_markers_name_is_no_marker)
{
    should(self->up.backend->exec(self->up.db, "CREATE TABLE t_seedbed (id)"), equal_to(0));
    should(mark(self, "state"), be_null);
    should(self->marker.there, be_false);
}

TEST(sandbox_install, the_same_version_has_no_differences)
{
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
    sb_marker_wanted(&self->up.schema, &self->marker);
    strcpy(*value_of(self, each->name), "x");
    should(self->text = sb_version_differences(&self->marker, &self->up.schema), equal_to(each->line));
}

TEST(sandbox_install, the_refusal_names_all_differences_and_the_command)
{
    should(sb_version_check(&self->marker, &self->up.schema), equal_to(SB_EREFUSED));
    should(sb_error(), contain("the tests of sandbox `shop` are disabled"));
    should(sb_error(), contain("\n  schema file schema.sql is new\n  component catalog: none -> 3\n"));
    should(sb_error(), end_with("\n  seedbed sandbox rebuild"));
}
