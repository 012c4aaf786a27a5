/* strategy_test.c -- tests of framework/sandbox/sqlite/strategy.c and of each strategy: what it restores, and what it notices. */
#include "box.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(strategies, (box box; sqlite3 * ours; sqlite3 * app; const char *base));

static const char schema[] =
    "CREATE TABLE users(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, n INT, twice INT AS (n * 2));"
    "CREATE TABLE bookings(id INTEGER PRIMARY KEY, user INT REFERENCES users(id) DEFERRABLE INITIALLY DEFERRED);"
    "CREATE TABLE codes(country TEXT, code TEXT, v, PRIMARY KEY(country, code)) WITHOUT ROWID;"
    "CREATE TABLE notes(a, b);"
    "CREATE TABLE loose(k TEXT PRIMARY KEY, v);"
    "CREATE TABLE log(what); CREATE TABLE counted(id INTEGER PRIMARY KEY AUTOINCREMENT, v);"
    "INSERT INTO users(name, n) VALUES('ada', 1), ('bo', 2), ('cy', 3);"
    "DELETE FROM users WHERE name = 'cy';"
    "INSERT INTO bookings VALUES(10, 1), (11, 1);"
    "INSERT INTO codes VALUES('no', 'x', 1), ('no', 'y', 2), ('se', 'x', 3);"
    "INSERT INTO notes VALUES(1, 2), (1, 2), (NULL, 3);"
    "INSERT INTO loose VALUES(NULL, 1), (NULL, 2), ('k', 3);"
    "CREATE TRIGGER booked AFTER INSERT ON bookings BEGIN INSERT INTO log VALUES('booked ' || new.id); END;"
    "CREATE TRIGGER left AFTER DELETE ON bookings BEGIN INSERT INTO log VALUES('left ' || old.id); END;"
    "CREATE TRIGGER never BEFORE INSERT ON notes WHEN new.a = 'never' BEGIN SELECT RAISE(ROLLBACK, 'never'); END;"
    "CREATE TRIGGER tell AFTER INSERT ON users BEGIN INSERT INTO log VALUES(new.name); END;"
    "CREATE TRIGGER told AFTER DELETE ON users BEGIN INSERT INTO log VALUES('gone ' || old.name); END";

static const char contents[] =
    "SELECT (SELECT group_concat(id || name || n || twice) FROM users) || '|' || (SELECT group_concat(id || user) FROM bookings) || "
    "'|' || (SELECT group_concat(country || code || v) FROM codes) || '|' || (SELECT group_concat(rowid || ifnull(a, '-') || b) FROM "
    "notes) || '|' || (SELECT group_concat(rowid || ifnull(k, '-') || v) FROM loose) || '|' || (SELECT count(*) FROM log) || '|' || "
    "(SELECT group_concat(name || seq) FROM sqlite_sequence) || '|' || (SELECT group_concat(name || type) FROM (SELECT * FROM sqlite_schema ORDER BY name))";

TEARDOWN(strategies) { box_close(&self->box); }

static void open_as(struct sb_fixture_strategies *self, enum sb_reset reset)
{
    box_open_as(&self->box, schema, "", reset);
    self->ours = sb_backend_sqlite.clone_handle(self->box.clone);
    self->app = connect_to(self->box.path);
    self->base = ask(self->app, contents);
    box_reset(&self->box); /* a test begins */
}

/* What ours did is undone, by the strategy itself or, where fell says why, by the image; twice, because a strategy has to get over it. */
static void should_be_undone(struct sb_fixture_strategies *self, const char *sql, const char *fell)
{
    for (int i = 0; i < 2; i++) {
        must(self->ours, sql);
        should(sb_backend_sqlite.clone_changed(self->box.clone), be_true);
        box_reset(&self->box);
        should(ask(self->app, contents), equal_to(self->base));
        should(ask(self->app, "PRAGMA integrity_check"), equal_to("ok"));
        if (fell != NULL)
            should(self->box.fell, start_with(fell));
        else
            should(self->box.fell, be_null);
    }
    should(sb_backend_sqlite.clone_changed(self->box.clone), be_false);
}

#define INSERTS \
    "INSERT INTO counted(v) VALUES(1); INSERT INTO users(name, n) VALUES('dee', 4); INSERT INTO bookings VALUES(12, 4)"
#define CHANGES \
    "UPDATE users SET n = n + 1, name = name || '!'; UPDATE users SET id = id + 100 WHERE id = 2; DELETE FROM bookings"
#define WITHOUT_ROWID \
    "INSERT INTO codes VALUES('dk', 'x', 4); UPDATE codes SET code = 'z' WHERE code = 'y'; DELETE FROM codes WHERE country = 'se'"
#define KEYLESS "INSERT INTO notes VALUES(5, 6); UPDATE notes SET b = 9 WHERE a = 1; DELETE FROM loose WHERE k IS NULL"
#define REPLACES "REPLACE INTO codes VALUES('no', 'x', 9), ('dk', 'x', 9)"
#define REPLACES_ANOTHER "REPLACE INTO users(name, n) VALUES('bo', 7)"
#define DDL "CREATE TABLE more(x); INSERT INTO more VALUES(1); INSERT INTO notes VALUES(5, 6)"
#define SEQUENCE "UPDATE sqlite_sequence SET seq = 70"
#define COMMITS "COMMIT; " INSERTS

TEST_EACH(strategies, what_our_connection_does_is_undone,
    (const char *name; enum sb_reset reset; const char *sql; const char *fell),
    { "rollback, inserts", SB_RESET_ROLLBACK, INSERTS }, { "rollback, changes", SB_RESET_ROLLBACK, CHANGES },
    { "rollback, without rowid", SB_RESET_ROLLBACK, WITHOUT_ROWID }, { "rollback, keyless", SB_RESET_ROLLBACK, KEYLESS },
    { "rollback, REPLACE", SB_RESET_ROLLBACK, REPLACES }, { "rollback, bare DELETE", SB_RESET_ROLLBACK, "DELETE FROM notes" },
    { "rollback, schema", SB_RESET_ROLLBACK, DDL }, { "rollback, sequence", SB_RESET_ROLLBACK, SEQUENCE },
    { "rollback, COMMIT", SB_RESET_ROLLBACK, COMMITS, "the test committed under `rollback`: brought back by `image`" },
    { "rollback, COMMIT and BEGIN", SB_RESET_ROLLBACK, "DELETE FROM notes; COMMIT; BEGIN; DELETE FROM codes",
        "the test committed" },
    { "rollback, setting", SB_RESET_ROLLBACK, "PRAGMA user_version = 7" },
    { "rollback, COMMIT and a setting", SB_RESET_ROLLBACK, "COMMIT; PRAGMA user_version = 7", "the test committed" },
    { "rollback, ROLLBACK", SB_RESET_ROLLBACK, "DELETE FROM notes; ROLLBACK; DELETE FROM bookings", "the test committed" },
    { "undo, inserts", SB_RESET_UNDO, INSERTS }, { "undo, changes", SB_RESET_UNDO, CHANGES },
    { "undo, without rowid", SB_RESET_UNDO, WITHOUT_ROWID }, { "undo, keyless", SB_RESET_UNDO, KEYLESS },
    { "undo, REPLACE", SB_RESET_UNDO, REPLACES }, { "undo, bare DELETE", SB_RESET_UNDO, "DELETE FROM codes" },
    { "undo, REPLACE of another", SB_RESET_UNDO, REPLACES_ANOTHER, "the test ran REPLACE" }, /* beside a generated column */
    { "undo, schema", SB_RESET_UNDO, DDL, "the schema was changed under `undo`: brought back by `image`" },
    { "undo, sequence", SB_RESET_UNDO, SEQUENCE, "a table of SQLite's own was written" },
    { "undo, setting", SB_RESET_UNDO, "PRAGMA user_version = 7", "a setting of the whole database was changed" },
    { "reload, inserts", SB_RESET_RELOAD, INSERTS }, { "reload, changes", SB_RESET_RELOAD, CHANGES },
    { "reload, without rowid", SB_RESET_RELOAD, WITHOUT_ROWID }, { "reload, keyless", SB_RESET_RELOAD, KEYLESS },
    { "reload, REPLACE", SB_RESET_RELOAD, REPLACES }, { "reload, bare DELETE", SB_RESET_RELOAD, "DELETE FROM notes" },
    { "reload, schema", SB_RESET_RELOAD, DDL, "the schema was changed under `reload`" },
    { "reload, sequence", SB_RESET_RELOAD, SEQUENCE, "a table of SQLite's own was written" },
    { "reload, statistics", SB_RESET_RELOAD, "ANALYZE", "the schema was changed" },
    { "watermark, inserts", SB_RESET_WATERMARK, INSERTS },
    { "watermark, changes", SB_RESET_WATERMARK, CHANGES, "a row of users that was there before was changed under `watermark`" },
    { "watermark, deletes", SB_RESET_WATERMARK, "DELETE FROM notes", "a row of notes that was there before was deleted" },
    { "watermark, a gap", SB_RESET_WATERMARK, "INSERT INTO bookings VALUES(3, 1)",
        "a row of bookings was put below its highest key" },
    { "watermark, without rowid", SB_RESET_WATERMARK, WITHOUT_ROWID, "codes was written, whose rows have no numbers" },
    { "watermark, REPLACE", SB_RESET_WATERMARK, REPLACES, "the test ran REPLACE, which deletes rows that no trigger sees" },
    { "watermark, schema", SB_RESET_WATERMARK, DDL, "the schema was changed" }, { "tracked, inserts", SB_RESET_TRACKED, INSERTS },
    { "tracked, keyless", SB_RESET_TRACKED, "INSERT INTO notes VALUES(5, 6); UPDATE notes SET b = 4 WHERE a = 5" },
    { "tracked, without rowid", SB_RESET_TRACKED, "INSERT INTO codes VALUES('dk', 'x', 4)" },
    { "tracked, changes", SB_RESET_TRACKED, CHANGES, "a row of users that the test did not insert was changed or deleted" },
    { "tracked, bare DELETE", SB_RESET_TRACKED, "DELETE FROM codes", "a row of codes that the test did not insert" },
    { "tracked, REPLACE", SB_RESET_TRACKED, REPLACES, "the test ran REPLACE" },
    { "tracked, REPLACE of another", SB_RESET_TRACKED, REPLACES_ANOTHER, "the test ran REPLACE" },
    { "reload, REPLACE of another", SB_RESET_RELOAD, REPLACES_ANOTHER },
    { "watermark, REPLACE of another", SB_RESET_WATERMARK, REPLACES_ANOTHER, "the test ran REPLACE" },
    { "tracked, UPDATE OR REPLACE", SB_RESET_TRACKED,
        "INSERT INTO users(name) VALUES('dee'); UPDATE OR REPLACE users SET name = 'bo' WHERE name = 'dee'",
        "the test ran REPLACE" },
    { "tracked, REPLACE behind WITH", SB_RESET_TRACKED,
        "WITH x(a) AS (SELECT 'bo') INSERT OR REPLACE INTO users(name) SELECT a FROM x", "the test ran REPLACE" },
    { "truncate, inserts", SB_RESET_TRUNCATE, INSERTS }, { "truncate, changes", SB_RESET_TRUNCATE, CHANGES },
    { "truncate, without rowid", SB_RESET_TRUNCATE, WITHOUT_ROWID }, { "truncate, keyless", SB_RESET_TRUNCATE, KEYLESS },
    { "truncate, REPLACE", SB_RESET_TRUNCATE, REPLACES }, { "truncate, sequence", SB_RESET_TRUNCATE, SEQUENCE },
    { "truncate, schema", SB_RESET_TRUNCATE, DDL, "the schema was changed" }, { "rebuild, inserts", SB_RESET_REBUILD, INSERTS },
    { "rebuild, changes", SB_RESET_REBUILD, CHANGES }, { "rebuild, without rowid", SB_RESET_REBUILD, WITHOUT_ROWID },
    { "rebuild, keyless", SB_RESET_REBUILD, KEYLESS }, { "rebuild, REPLACE", SB_RESET_REBUILD, REPLACES },
    { "rebuild, sequence", SB_RESET_REBUILD, SEQUENCE }, { "rebuild, schema", SB_RESET_REBUILD, DDL },
    { "rebuild, dropped", SB_RESET_REBUILD, "DROP TABLE bookings; ANALYZE" },
    { "rebuild, setting", SB_RESET_REBUILD, "PRAGMA user_version = 7", "a setting of the whole database was changed" })
{
    open_as(self, each->reset);
    should_be_undone(self, each->sql, each->fell);
}

/* Triggers on all tables do the work where SQLite has no session extension. */
TEST_EACH(strategies, undo_works_without_sessions_too, (const char *name; const char *sql; const char *fell),
    { "inserts", INSERTS }, { "changes", CHANGES }, { "without rowid", WITHOUT_ROWID }, { "keyless", KEYLESS },
    { "bare DELETE", "DELETE FROM codes" },
    { "undone in part", "SAVEPOINT a; DELETE FROM codes; UPDATE users SET n = 9; ROLLBACK TO a; DELETE FROM notes; RELEASE a" },
    { "REPLACE", REPLACES_ANOTHER,
        "the test ran REPLACE, which deletes rows that no trigger sees under `undo`: brought back by `image`" },
    { "recursive triggers", "PRAGMA recursive_triggers = 1; " REPLACES, "the test ran REPLACE" },
    { "triggers off", "INSERT INTO notes VALUES(7, 7)" })
{
    open_as(self, SB_RESET_UNDO);
    self->box.clone->image->without = SB_WITHOUT_SESSION;
    self->box.clone->standing.installed = false;
    box_reset(&self->box);
    sqlite3_db_config(self->ours, SQLITE_DBCONFIG_ENABLE_TRIGGER, strcmp(each->name, "triggers off") != 0, NULL);
    should_be_undone(self, each->sql, each->fell);
}

TEST_EACH(strategies, what_another_connection_wrote_is_undone, (const char *name; enum sb_reset reset; const char *fell),
    { "rollback", SB_RESET_ROLLBACK, "another connection of the application wrote under `rollback`: brought back by `image`" },
    { "undo", SB_RESET_UNDO, "another connection" }, { "reload", SB_RESET_RELOAD, "another connection" },
    { "watermark", SB_RESET_WATERMARK, "another connection" }, { "tracked", SB_RESET_TRACKED, "another connection" },
    { "truncate", SB_RESET_TRUNCATE }, { "rebuild", SB_RESET_REBUILD }, { "image", SB_RESET_IMAGE }, { "auto", SB_RESET_AUTO })
{
    open_as(self, each->reset);
    must(self->app, INSERTS "; DELETE FROM codes");
    must(self->ours, "SELECT 1"); /* ours may write besides, if the other has let its lock go */
    must(self->ours, "INSERT INTO notes VALUES(7, 7)");
    box_reset(&self->box);
    should(ask(self->app, contents), equal_to(self->base));
    if (each->fell != NULL)
        should(self->box.fell, start_with(each->fell));
    else
        should(self->box.fell, be_null);
}
