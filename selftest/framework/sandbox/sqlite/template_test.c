/* template_test.c -- tests of framework/sandbox/sqlite/{template,copy,rows}.c: what a clone has of the database it was made from. */
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(image_template, (box box; sqlite3 * app));

TEARDOWN(image_template) { box_close(&self->box); }

static void clone_of(struct sb_fixture_image_template *self, const char *sql, const char *prefix)
{
    box_open_with(&self->box, sql, prefix);
    self->app = connect_to(self->box.path);
}

TEST(image_template, the_prefix_is_no_pattern_and_the_case_of_letters_does_not_count)
{
    clone_of(self, "CREATE TABLE t_a(x); CREATE TABLE tXb(x); CREATE TABLE T_c(x); CREATE TABLE app_t_d(x)", "t_");
    should(ask(self->app, "SELECT group_concat(name) FROM sqlite_schema"), equal_to("t_a,T_c"));
}

TEST(image_template, rows_keep_values_and_numbers)
{
    clone_of(self,
        "CREATE TABLE t_a(x); INSERT INTO t_a(rowid, x) VALUES(7, NULL), (9, x'0001ff'), (-3, 1.5), (12, 'a' || char(0) || 'b')",
        "t_");
    should(ask(self->app, "SELECT group_concat(rowid || ':' || quote(x), ' ') FROM (SELECT rowid, x FROM t_a ORDER BY rowid)"),
        equal_to("-3:1.5 7:NULL 9:X'0001FF' 12:'a'"));
    should(ask(self->app, "SELECT length(CAST(x AS BLOB)) FROM t_a WHERE rowid = 12"), equal_to("3"));
}

TEST(image_template, a_column_called_rowid_is_only_a_column)
{
    clone_of(self, "CREATE TABLE t_a(rowid, _rowid_); INSERT INTO t_a(oid, rowid, _rowid_) VALUES(5, 'x', 'y')", "t_");
    should(ask(self->app, "SELECT oid || rowid || _rowid_ FROM t_a"), equal_to("5xy"));
}

TEST(image_template, autoincrement_goes_on_behind_rows_that_are_gone)
{
    clone_of(self,
        "CREATE TABLE t_a(id INTEGER PRIMARY KEY AUTOINCREMENT, v); INSERT INTO t_a(v) VALUES(1), (2), (3); DELETE FROM t_a WHERE id > 1;"
        "CREATE TABLE app(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO app VALUES(99)",
        "t_");
    must(self->app, "INSERT INTO t_a(v) VALUES('new')");
    should(ask(self->app, "SELECT id FROM t_a WHERE v = 'new'"), equal_to("4"));
    should(ask(self->app, "SELECT group_concat(name) FROM sqlite_sequence"), equal_to("t_a"));
}

TEST(image_template, without_rowid_is_kept)
{
    clone_of(self, "CREATE TABLE t_w(k TEXT PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO t_w VALUES('b', 2), ('a', 1)", "t_");
    should(ask(self->app, "SELECT group_concat(k) FROM t_w"), equal_to("a,b"));
    should(ask(self->app, "SELECT rowid FROM t_w"), equal_to("no such column: rowid"));
}

TEST(image_template, generated_columns_are_computed_again)
{
    clone_of(self, "CREATE TABLE t_g(a, d AS (a * 2), s AS (a * 3) STORED, b); INSERT INTO t_g(a, b) VALUES(2, 'b')", "t_");
    should(ask(self->app, "SELECT a || d || s || b FROM t_g"), equal_to("246b"));
}

TEST(image_template, triggers_come_along_and_saw_no_row_come)
{
    clone_of(self,
        "CREATE TABLE t_a(x); CREATE TABLE t_log(x); INSERT INTO t_a VALUES(1);"
        "CREATE TRIGGER after_a AFTER INSERT ON t_a BEGIN INSERT INTO t_log VALUES(new.x); END",
        "t_");
    should(ask(self->app, "SELECT count(*) FROM t_log"), equal_to("0"));
    must(self->app, "INSERT INTO t_a VALUES(5)");
    should(ask(self->app, "SELECT x FROM t_log"), equal_to("5"));
}

TEST(image_template, indexes_come_along_and_work)
{
    clone_of(self,
        "CREATE TABLE t_a(x UNIQUE, y); CREATE INDEX by_y ON t_a(y); CREATE UNIQUE INDEX some ON t_a(y) WHERE y > 5;"
        "INSERT INTO t_a VALUES(1, 1), (2, 6)",
        "t_");
    should(ask(self->app, "SELECT count(*) FROM sqlite_schema WHERE type = 'index'"), equal_to("3"));
    should(run(self->app, "INSERT INTO t_a VALUES(3, 6)"), equal_to(SQLITE_CONSTRAINT));
    should(run(self->app, "INSERT INTO t_a VALUES(1, 0)"), equal_to(SQLITE_CONSTRAINT));
    should(ask(self->app, "PRAGMA integrity_check"), equal_to("ok"));
}

TEST(image_template, views_come_along_even_over_live_tables)
{
    clone_of(self,
        "CREATE TABLE app_x(a); CREATE TABLE t_a(x); INSERT INTO t_a VALUES(3); CREATE VIEW t_v AS SELECT x + 1 AS y FROM t_a;"
        "CREATE VIEW t_broken AS SELECT * FROM app_x; CREATE VIEW app_v AS SELECT 1",
        "t_");
    should(ask(self->app, "SELECT y FROM t_v"), equal_to("4"));
    should(ask(self->app, "SELECT * FROM t_broken"), equal_to("no such table: main.app_x"));
    should(ask(self->app, "SELECT * FROM app_v"), equal_to("no such table: app_v"));
}

TEST(image_template, foreign_keys_come_along_whatever_the_rows_say)
{
    clone_of(self,
        "CREATE TABLE t_c(p REFERENCES t_p(k)); CREATE TABLE t_p(k INTEGER PRIMARY KEY); INSERT INTO t_c VALUES(8); PRAGMA foreign_keys = ON",
        "t_");
    must(self->app, "PRAGMA foreign_keys = ON");
    should(run(self->app, "INSERT INTO t_c VALUES(9)"), equal_to(SQLITE_CONSTRAINT));
    should(ask(self->app, "SELECT p FROM t_c"), equal_to("8"));
}

TEST(image_template, a_full_text_table_comes_along)
{
    clone_of(
        self, "CREATE VIRTUAL TABLE t_f USING fts5(body); INSERT INTO t_f VALUES('the quick brown fox'), ('a lazy dog')", "t_");
    should(ask(self->app, "SELECT body FROM t_f WHERE t_f MATCH 'lazy'"), equal_to("a lazy dog"));
    must(self->app, "INSERT INTO t_f VALUES('another fox')");
    should(ask(self->app, "SELECT count(*) FROM t_f WHERE t_f MATCH 'fox'"), equal_to("2"));
}

TEST_EACH(image_template, settings_of_the_database_come_along, (const char *set; const char *ask; const char *answer),
    { "PRAGMA page_size = 1024", "PRAGMA page_size", "1024" }, { "PRAGMA page_size = 65536", "PRAGMA page_size", "65536" },
    { "PRAGMA page_size = 512", "PRAGMA page_size", "512" }, { "PRAGMA encoding = 'UTF-16le'", "PRAGMA encoding", "UTF-16le" },
    { "PRAGMA user_version = 42", "PRAGMA user_version", "42" }, { "PRAGMA application_id = -7", "PRAGMA application_id", "-7" },
    { "PRAGMA auto_vacuum = 2", "PRAGMA auto_vacuum", "2" })
{
    sb_text sql = SB_TEXT_EMPTY;
    sb_text_add(&sql, "%s; CREATE TABLE t_a(x); INSERT INTO t_a VALUES('ü')", each->set);
    clone_of(self, sql.at, "t_");
    sb_text_release(&sql);
    should(ask(self->app, each->ask), equal_to(each->answer));
    must(self->app, "INSERT INTO t_a VALUES(zeroblob(300000)); DELETE FROM t_a WHERE length(x) > 9");
    box_reset(&self->box);
    should(ask(self->app, "SELECT group_concat(x) FROM t_a"), equal_to("ü"));
}

TEST(image_template, no_prefix_takes_the_whole_database)
{
    clone_of(self, "CREATE TABLE app_x(a); CREATE TABLE t_a(x); INSERT INTO app_x VALUES(1); ANALYZE", "");
    should(ask(self->app, "SELECT count(*) FROM sqlite_schema WHERE name IN('app_x', 't_a', 'sqlite_stat1')"), equal_to("3"));
    should(ask(self->app, "SELECT a FROM app_x"), equal_to("1"));
}

TEST_EACH(image_template, an_empty_database_is_a_base_state, (const char *prefix), { "" }, { "t_" })
{
    clone_of(self, "", each->prefix);
    must(self->app, "CREATE TABLE t_a(x); INSERT INTO t_a VALUES(1)");
    should(ask(self->app, "SELECT x FROM t_a"), equal_to("1"));
    box_reset(&self->box);
    should(ask(self->app, "SELECT x FROM t_a"), equal_to("no such table: t_a"));
}

TEST(image_template, a_live_database_in_wal_mode_is_left_as_it_is)
{
    char *live = sb_format("%s/live.db", sb_temp_dir());
    void *db;
    add_cleanup(free, live);
    should(sb_backend_sqlite.open(live, SB_CREATE, &db), equal_to(0));
    add_cleanup(sb_backend_sqlite.close, db);
    should(sb_backend_sqlite.exec(db, "PRAGMA journal_mode = wal; CREATE TABLE t_a(x); INSERT INTO t_a VALUES(1)"), equal_to(0));
    self->box.path = sb_strdup(live);
    should(sb_backend_sqlite.clone_make(db, &(sb_clone_wish){ .prefix = "", .path = live }, &self->box.clone), equal_to(0));
    should(sb_backend_sqlite.clone_open(self->box.clone, 0, &self->box.ours), equal_to(0));
    should(ask(connect_to(live), "PRAGMA journal_mode"), equal_to("memory"));
    must(connect_to(live), "INSERT INTO t_a VALUES(2)");
    should(ask(connect_to(live), "SELECT count(*) FROM t_a"), equal_to("2"));
    should(ask(((sb_sqlite *)db)->handle, "SELECT count(*) FROM t_a"), equal_to("1"));
}

TEST(image_template, what_cannot_be_copied_is_named)
{
    void *db;
    should(sb_backend_sqlite.scratch(NULL, &db), equal_to(0));
    add_cleanup(sb_backend_sqlite.close, db);
    self->box.path = NULL;
    should(sb_backend_sqlite.exec(db,
               "PRAGMA writable_schema = ON; CREATE TABLE t_a(x CHECK(x > 1)); INSERT INTO t_a VALUES(2);"
               "UPDATE sqlite_schema SET sql = 'CREATE TABLE t_a(x CHECK(ours(x)))'"),
        equal_to(0));
    should(
        sb_backend_sqlite.clone_make(db, &(sb_clone_wish){ .prefix = "t_", .path = "x.db" }, &self->box.clone), equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("The table t_a cannot be copied into the sandbox"), contain("ours")));
}
