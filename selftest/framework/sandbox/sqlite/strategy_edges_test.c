/* strategy_edges_test.c -- tests of the strategies where something comes in between: commits, errors, kept states, other means to write. */
#include "../../../../framework/process/handed.h"
#include "box.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(strategy_edges, (box box; sqlite3 * ours; sqlite3 * app; bool wrote));

static const char schema[] =
    "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
    "CREATE TABLE bookings(id INTEGER PRIMARY KEY, user INT REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED);"
    "CREATE TABLE notes(a); CREATE TABLE files(id INTEGER PRIMARY KEY, body); INSERT INTO files VALUES(1, 'abc');"
    "INSERT INTO users VALUES(1, 'ada'), (2, 'bo'); INSERT INTO bookings VALUES(10, 1);"
    "CREATE TRIGGER never BEFORE INSERT ON notes WHEN new.a = 'never' BEGIN SELECT RAISE(ROLLBACK, 'never'); END;";

static const char contents[] =
    "SELECT (SELECT group_concat(id || name) FROM users) || '|' || (SELECT group_concat(id || user) FROM "
    "bookings) || '|' || (SELECT group_concat(a) FROM notes)";
static const char at_base[] =
    "SELECT (SELECT group_concat(id || name) FROM users) = '1ada,2bo' AND (SELECT group_concat(id || user) "
    "FROM bookings) = '101' AND NOT EXISTS (SELECT 1 FROM notes) AND (SELECT body FROM files) = 'abc'";

static void open_with(struct sb_fixture_strategy_edges *self, enum sb_reset reset, const char *sql)
{
    box_open_as(&self->box, sql, "", reset);
    self->ours = sb_backend_sqlite.clone_handle(self->box.clone);
    self->app = connect_to(self->box.path);
    box_reset(&self->box);
}

static void open_as(struct sb_fixture_strategy_edges *self, enum sb_reset reset) { open_with(self, reset, schema); }

TEARDOWN(strategy_edges) { box_close(&self->box); }

static void should_fall(struct sb_fixture_strategy_edges *self, const char *why)
{
    box_reset(&self->box);
    should(ask(self->app, at_base), equal_to("1"));
    if (why != NULL)
        should(self->box.fell, start_with(why));
    else
        should(self->box.fell, be_null);
}

/* ---- rollback ---- */

TEST(strategy_edges, a_broken_deferred_reference_is_told_of_before_the_rollback)
{
    open_as(self, SB_RESET_ROLLBACK);
    must(self->ours, "SAVEPOINT s; INSERT INTO bookings VALUES(12, 99); RELEASE s");
    box_reset(&self->box);
    should(self->box.broken, equal_to("a reference that leads nowhere of bookings, row 12 to users"));
    should(ask(self->app, at_base), equal_to("1"));
    must(self->ours, "INSERT INTO bookings VALUES(12, 3); INSERT INTO users VALUES(3, 'cy')");
    box_reset(&self->box);
    should(self->box.broken, be_null);
}

TEST_EACH(strategy_edges, an_error_that_ends_the_transaction_is_no_way_out, (const char *sql),
    { "INSERT OR ROLLBACK INTO users(name) VALUES('ada')" }, { "INSERT INTO notes VALUES('never')" })
{
    open_as(self, SB_RESET_ROLLBACK);
    must(self->ours, "DELETE FROM bookings");
    should(run(self->ours, each->sql), equal_to(SQLITE_CONSTRAINT));
    should(sqlite3_get_autocommit(self->ours), equal_to(1));
    must(self->ours, "INSERT INTO users VALUES(3, 'cy')"); /* is committed: no transaction is open any more */
    should_fall(self, "the test committed under `rollback`");
    must(self->ours, "DELETE FROM bookings");
    should_fall(self, NULL);
}

TEST(strategy_edges, others_see_the_base_state_while_the_test_is_a_transaction)
{
    open_as(self, SB_RESET_ROLLBACK);
    must(self->ours, "INSERT INTO notes VALUES(1)");
    should(ask(self->app, at_base), equal_to("1"));
    should(run(self->app, "INSERT INTO notes VALUES(2)"), equal_to(SQLITE_BUSY));
    should_fall(self, NULL);
}

TEST(strategy_edges, begin_is_explained_where_the_test_is_a_transaction)
{
    open_as(self, SB_RESET_ROLLBACK);
    should(sb_backend_sqlite.exec(self->box.ours, "BEGIN"), equal_to(SB_ERR));
    should(sb_error(), end_with("(under `reset: rollback` each test is a transaction already: use SAVEPOINT, or another reset)"));
}

TEST(strategy_edges, a_commit_hook_of_the_test_is_noticed)
{
    open_as(self, SB_RESET_ROLLBACK);
    sqlite3_commit_hook(self->ours, NULL, NULL);
    must(self->ours, "COMMIT; DELETE FROM bookings");
    should_fall(self, "the test set a commit hook of its own");
    must(self->ours, "COMMIT; DELETE FROM bookings");
    should_fall(self, "the test committed");
}

TEST(strategy_edges, pages_written_before_their_time_are_rolled_back)
{
    open_as(self, SB_RESET_ROLLBACK);
    must(self->ours,
        "PRAGMA cache_size = 1; WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 500) "
        "INSERT INTO notes SELECT zeroblob(2000) FROM c");
    should(self->box.clone->image->writes, be_above(100));
    should_fall(self, NULL);
}

/* ---- all of them ---- */

#define ALL \
    { "rollback", SB_RESET_ROLLBACK }, { "undo", SB_RESET_UNDO }, { "reload", SB_RESET_RELOAD }, \
        { "watermark", SB_RESET_WATERMARK }, { "tracked", SB_RESET_TRACKED }, { "truncate", SB_RESET_TRUNCATE }, \
    { \
        "image", SB_RESET_IMAGE \
    }

TEST_EACH(strategy_edges, nothing_written_is_nothing_done, (const char *name; enum sb_reset reset), ALL,
    { "rebuild", SB_RESET_REBUILD })
{
    open_as(self, each->reset);
    long before = self->box.clone->image->writes;
    must(self->ours, "SELECT * FROM users");
    should_fall(self, NULL);
    should(self->box.clone->image->writes, equal_to(before));
    should(sb_backend_sqlite.clone_changed(self->box.clone), be_false);
}

TEST_EACH(strategy_edges, what_was_kept_is_the_base_state_until_it_is_dropped, (const char *name; enum sb_reset reset), ALL)
{
    open_as(self, each->reset);
    must(self->ours, "INSERT INTO users VALUES(3, 'cy')");
    should(sb_backend_sqlite.clone_keep(self->box.clone), equal_to(0));
    for (int i = 0; i < 2; i++) {
        box_reset(&self->box);
        should(ask(self->app, contents), equal_to("NULL")); /* no notes */
        should(ask(self->app, "SELECT group_concat(id || name) FROM users"), equal_to("1ada,2bo,3cy"));
        must(self->ours, "INSERT INTO users VALUES(4, 'dee')");
    }
    box_reset(&self->box);
    should(self->box.fell, be_null);
    should(sb_backend_sqlite.clone_drop_kept(self->box.clone), equal_to(0));
    should_fall(self, NULL);
}

TEST_EACH(strategy_edges, what_was_kept_in_log_mode_is_the_base_state_too, (const char *name; enum sb_reset reset), ALL)
{
    open_as(self, each->reset);
    must(self->app, "PRAGMA journal_mode = wal; INSERT INTO users VALUES(3, 'cy')");
    should(sb_backend_sqlite.clone_keep(self->box.clone), equal_to(0));
    for (int i = 0; i < 3; i++) {
        box_reset(&self->box);
        should(self->box.fell, be_null);
        should(ask(self->app, "SELECT group_concat(id || name) FROM users"), equal_to("1ada,2bo,3cy"));
        must(self->ours, "INSERT INTO users VALUES(4, 'dee')");
    }
}

TEST(strategy_edges, rebuilding_does_not_make_what_was_kept)
{
    open_as(self, SB_RESET_REBUILD);
    must(self->ours, "INSERT INTO users VALUES(3, 'cy')");
    should(sb_backend_sqlite.clone_keep(self->box.clone), equal_to(0));
    box_reset(&self->box);
    must(self->ours, "DELETE FROM users WHERE id = 3");
    box_reset(&self->box);
    should(self->box.fell,
        equal_to(
            "it cannot be used here (the base state is not what the schema scripts make) under `rebuild`: brought back by `image`"));
    should(ask(self->app, "SELECT group_concat(id || name) FROM users"), equal_to("1ada,2bo,3cy"));
}

TEST_EACH(strategy_edges, a_blob_is_written_without_a_statement, (const char *name; enum sb_reset reset; const char *why),
    { "undo", SB_RESET_UNDO, "something was written without a statement" },
    { "reload", SB_RESET_RELOAD, "something was written" }, { "tracked", SB_RESET_TRACKED, "something was written" },
    { "watermark", SB_RESET_WATERMARK, "something was written" }, { "rollback", SB_RESET_ROLLBACK },
    { "truncate", SB_RESET_TRUNCATE })
{
    sqlite3_blob *blob = NULL;
    open_as(self, each->reset);
    should(sqlite3_blob_open(self->ours, "main", "files", "body", 1, 1, &blob), equal_to(SQLITE_OK));
    should(sqlite3_blob_write(blob, "eve", 3, 0), equal_to(SQLITE_OK));
    sqlite3_blob_close(blob);
    should_fall(self, each->why);
}

TEST_EACH(strategy_edges, virtual_tables_are_left_to_the_image, (const char *name; enum sb_reset reset; const char *why),
    { "undo", SB_RESET_UNDO, "the sandbox has virtual tables" },
    { "truncate", SB_RESET_TRUNCATE, "the sandbox has virtual tables" }, { "rollback", SB_RESET_ROLLBACK })
{
    open_with(self, each->reset, "CREATE VIRTUAL TABLE texts USING fts4(body); INSERT INTO texts VALUES('one word')");
    must(self->ours, "INSERT INTO texts VALUES('another word')");
    box_reset(&self->box);
    should(ask(self->app, "SELECT count(*) FROM texts WHERE texts MATCH 'word'"), equal_to("1"));
    if (each->why != NULL)
        should(self->box.fell, start_with(each->why));
    else
        should(self->box.fell, be_null);
}

/* Its triggers followed the table to its other name; and the schema is read again while that is gone. */
TEST_EACH(strategy_edges, a_table_that_was_renamed_is_seen_again, (const char *name; enum sb_reset reset),
    { "reload", SB_RESET_RELOAD }, { "tracked", SB_RESET_TRACKED })
{
    open_as(self, each->reset);
    must(self->ours, "ALTER TABLE notes RENAME TO others; INSERT INTO others VALUES(1); BEGIN; CREATE TABLE more(a)");
    should_fall(self, "the schema was changed");
    must(self->ours, "INSERT INTO notes VALUES(1)");
    should_fall(self, NULL);
}

/* A parent is emptied while its children are still there. */
TEST_EACH(strategy_edges, references_are_not_in_the_way, (const char *name; enum sb_reset reset), { "reload", SB_RESET_RELOAD },
    { "truncate", SB_RESET_TRUNCATE })
{
    open_with(self, each->reset,
        "CREATE TABLE parents(id INTEGER PRIMARY KEY); CREATE TABLE children(id INTEGER PRIMARY KEY, parent REFERENCES parents(id));"
        "INSERT INTO parents VALUES(1); INSERT INTO children VALUES(1, 1)");
    must(self->ours, "INSERT INTO parents VALUES(2)");
    box_reset(&self->box);
    should(self->box.fell, be_null);
    should(ask(self->app, "SELECT (SELECT count(*) FROM parents) || (SELECT count(*) FROM children)"), equal_to("11"));
}

/* Both have a hook on our connection, and a session takes it for one of its own. */
TEST_EACH(strategy_edges, rows_are_watched_over_under_it_too, (const char *name; enum sb_reset reset), ALL)
{
    open_as(self, each->reset);
    should(sb_backend_sqlite.clone_strict(self->box.clone, true), equal_to(0));
    for (int i = 0; i < 3; i++) {
        must(self->ours, "INSERT INTO users VALUES(4, 'dee'); INSERT INTO notes VALUES(1)");
        box_reset(&self->box);
        should(ask(self->app, at_base), equal_to("1"));
        should(self->box.held, be_null);
        should(self->box.fell, be_null);
    }
    should(sb_backend_sqlite.clone_strict(self->box.clone, false), equal_to(0));
    must(self->ours, "INSERT INTO users VALUES(4, 'dee')");
    should_fall(self, NULL);
}

/* As where another thread makes a table between the last question and the lock: it counts as the base state's, and is none of it. */
TEST(strategy_edges, what_was_written_while_tables_came_back_is_left_to_the_image)
{
    open_as(self, SB_RESET_TRUNCATE);
    sb_standing *it = &self->box.clone->standing;
    must(self->app, "CREATE TABLE late(x)");
    it->cookie = self->box.clone->image->cookie;
    it->accepted = self->box.clone->image->writes;
    it->raced = true;
    box_reset(&self->box);
    should(self->box.fell, start_with("another connection wrote while the tables were brought back last under `truncate`"));
    should(ask(self->app, "SELECT count(*) FROM sqlite_schema WHERE name = 'late'"), equal_to("0"));
    must(self->app, "DELETE FROM users");
    should_fall(self, NULL);
}

TEST(strategy_edges, a_spawned_worker_is_told_all_of_it)
{
    sb_handed to = { .at = NULL };
    sb_clone *taken = NULL;
    box_open_as(&self->box, "CREATE TABLE app_a(x); CREATE TABLE t_a(x)", "t_", SB_RESET_REBUILD);
    should(sb_backend_sqlite.clone_hand_over(self->box.clone, &to), equal_to(0));
    sb_handed from = { .at = to.bytes.at, .end = to.bytes.at + to.bytes.size };
    should(sb_backend_sqlite.clone_take_over(&from, &taken), equal_to(0));
    should(taken->standing.strategy->name, equal_to("rebuild"));
    should(taken->standing.script[0].sql, contain("CREATE TABLE t_a"));
    should(taken->live.name[0], equal_to("app_a"));
    taken->base.handle = -1; /* it is that of the first */
    sb_backend_sqlite.clone_free(taken);
    sb_handed_release(&to);
}

TEST(strategy_edges, log_mode_of_another_connection_is_left_to_the_image)
{
    open_as(self, SB_RESET_TRUNCATE);
    must(self->app, "PRAGMA journal_mode = wal; DELETE FROM bookings");
    should_fall(self, "a setting of the whole database was changed under `truncate`");
}

TEST(strategy_edges, more_rows_than_are_remembered_are_left_to_the_image)
{
    open_as(self, SB_RESET_TRACKED);
    must(self->ours,
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 100001) INSERT INTO notes SELECT x FROM c");
    should_fall(self, "the test wrote more than 100000 rows under `tracked`");
}

TEST(strategy_edges, statements_compiled_in_an_odd_test_are_asked_again)
{
    sqlite3_stmt *kept = NULL;
    open_with(self, SB_RESET_RELOAD, "CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO users VALUES(5)");
    should(sqlite3_prepare_v2(self->ours, "UPDATE sqlite_sequence SET seq = seq + 1", -1, &kept, NULL), equal_to(SQLITE_OK));
    for (int i = 0; i < 2; i++) {
        sqlite3_step(kept);
        sqlite3_reset(kept);
        box_reset(&self->box);
        should(self->box.fell, start_with("a table of SQLite's own was written"));
        should(ask(self->app, "SELECT seq FROM sqlite_sequence"), equal_to("5"));
    }
    sqlite3_finalize(kept);
}

/* ---- another thread, while the sandbox is brought back ---- */

static void write_meanwhile(void *env, const char *sql, bool ours)
{
    struct sb_fixture_strategy_edges *self = env;
    if (ours || self->wrote || strcmp(sql, "BEGIN") != 0)
        return;
    self->wrote = true;
    must(self->app, "INSERT INTO users VALUES(9, 'late')");
}

TEST_EACH(strategy_edges, what_came_while_it_was_brought_back_goes_with_the_next_test, (enum sb_reset reset), { SB_RESET_UNDO },
    { SB_RESET_TRACKED })
{
    open_as(self, each->reset);
    must(self->ours, "INSERT INTO users VALUES(3, 'cy')");
    should(sb_backend_sqlite.watch(self->box.clone, write_meanwhile, self), equal_to(SB_OK));
    box_reset(&self->box);
    sb_backend_sqlite.watch(self->box.clone, NULL, NULL);
    should(self->wrote, be_true);
    box_reset(&self->box);
    should(ask(self->app, at_base), equal_to("1"));
}
