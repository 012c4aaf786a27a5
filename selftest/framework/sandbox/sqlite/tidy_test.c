/* tidy_test.c -- tests of framework/sandbox/sqlite/tidy.c: what a test leaves on our own connection is gone before the next. */
#include "box.h"
#include <seedbed.h>

FIXTURE(sqlite_tidy, (box box; sqlite3 * ours));

TEARDOWN(sqlite_tidy) { box_close(&self->box); }

static void open_as(struct sb_fixture_sqlite_tidy *self, enum sb_reset reset)
{
    box_open_as(&self->box,
        "CREATE TABLE t(id INTEGER PRIMARY KEY, v); INSERT INTO t VALUES(7, 'one'); CREATE TABLE log(a);"
        "CREATE TRIGGER told AFTER INSERT ON t BEGIN INSERT INTO log VALUES(1); END;",
        "", reset);
    self->ours = sb_backend_sqlite.clone_handle(self->box.clone);
    box_reset(&self->box);
}

TEST_EACH(sqlite_tidy, settings_are_as_before, (const char *sql; const char *ask),
    { "PRAGMA recursive_triggers = 1", "PRAGMA recursive_triggers" }, { "PRAGMA case_sensitive_like = 1", "SELECT 'A' LIKE 'a'" },
    { "PRAGMA query_only = 1", "PRAGMA query_only" }, { "PRAGMA foreign_keys = 0", "PRAGMA foreign_keys" },
    { "PRAGMA cache_size = 7", "PRAGMA cache_size" }, { "PRAGMA busy_timeout = 5", "PRAGMA busy_timeout" },
    { "PRAGMA synchronous = 0", "PRAGMA synchronous" },
    { "PRAGMA ignore_check_constraints = 1", "PRAGMA ignore_check_constraints" },
    { "INSERT INTO t(v) VALUES('two')", "SELECT last_insert_rowid()" }, { "CREATE TEMP TABLE t(x)", "SELECT count(*) FROM t" },
    { "CREATE TEMP VIEW t AS SELECT 1 WHERE 0", "SELECT count(*) FROM t" },
    { "CREATE TEMP TRIGGER also AFTER INSERT ON t BEGIN DELETE FROM log; END", "SELECT count(*) FROM sqlite_temp_schema" },
    { "ATTACH ':memory:' AS o", "SELECT count(*) FROM pragma_database_list WHERE name = 'o'" })
{
    static const enum sb_reset resets[] = { SB_RESET_IMAGE, SB_RESET_RELOAD };
    for (size_t i = 0; i < 2; i++) {
        if (i > 0)
            box_close(&self->box);
        open_as(self, resets[i]);
        const char *before = ask(self->ours, each->ask);
        must(self->ours, each->sql);
        should_not(ask(self->ours, each->ask), equal_to(before));
        box_reset(&self->box);
        should(ask(self->ours, each->ask), equal_to(before));
        should(self->box.fell, be_null);
    }
}

TEST(sqlite_tidy, triggers_and_views_work_again)
{
    open_as(self, SB_RESET_IMAGE);
    sqlite3_db_config(self->ours, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    box_reset(&self->box);
    must(self->ours, "INSERT INTO t(v) VALUES('two')");
    should(ask(self->ours, "SELECT count(*) FROM log"), equal_to("1"));
}

/* No test is handed it: what a statement sets is all that there is to bring back. */
TEST(sqlite_tidy, references_are_kept_again_on_the_connection_that_is_not_lent)
{
    open_as(self, SB_RESET_IMAGE);
    sqlite3 *ours = ((sb_sqlite *)self->box.ours)->handle;
    should(ours == self->ours, be_false);
    should(sb_backend_sqlite.exec(self->box.ours, "PRAGMA foreign_keys = OFF"), equal_to(0));
    should(ask(ours, "PRAGMA foreign_keys"), equal_to("0"));
    box_reset(&self->box);
    should(ask(ours, "PRAGMA foreign_keys"), equal_to("1"));
}
