/* changes_test.c -- tests of framework/sandbox/sqlite/{changes,compared,touched}.c: what differs from the base state, row by row. */
#include "../../../../framework/sandbox/sqlite/changes.h"
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(sqlite_changes, (box box; sb_text told));

TEARDOWN(sqlite_changes)
{
    box_close(&self->box);
    sb_text_release(&self->told);
}

/* Columns that only fill a table up have a name of one underscore and a number. */
static void put_cells(sb_text *to, const sb_row_change *change, const char *const *cell)
{
    for (size_t i = 0; cell && i < change->n; i++)
        if (change->column[i][0] != '_')
            sb_text_add(to, "%s%s", i ? "," : " ", cell[i] ? cell[i] : "NULL");
}

/* changed t [id = 1] 1,one -> 1,uno */
static int take(void *env, const sb_row_change *change)
{
    static const char *const word[] = { "inserted", "changed", "deleted" };
    sb_text *to = env;
    sb_text_add(to, "%s %s [%s]", word[change->kind], change->table, change->key);
    put_cells(to, change, change->before);
    sb_text_add(to, "%s", change->before && change->after ? " ->" : "");
    put_cells(to, change, change->after);
    sb_text_add(to, "%s\n", change->foreign == (change->kind == SB_ROW_INSERTED) ? " (wrong owner)" : "");
    return 0;
}

static const char *changes(struct sb_fixture_sqlite_changes *self)
{
    self->told.size = 0;
    sb_text_add(&self->told, "%s", "");
    if (sb_backend_sqlite.clone_changes(self->box.clone, take, &self->told))
        sb_text_add(&self->told, "%s", sb_error());
    return self->told.at;
}

TEST(sqlite_changes, rows_that_are_new_other_and_gone)
{
    box_open(&self->box);
    must(self->box.to[0], "INSERT INTO t VALUES(7, 'new'); UPDATE t SET v = 'uno' WHERE id = 1; DELETE FROM t WHERE id = 2");
    should(changes(self), equal_to("changed t [id = 1] 1,one -> 1,uno\ninserted t [id = 7] 7,new\ndeleted t [id = 2] 2,two\n"));
}

TEST(sqlite_changes, what_is_as_it_was_is_not_told)
{
    box_open(&self->box);
    must(self->box.to[0], "UPDATE t SET v = 'x'; INSERT INTO e VALUES(1)");
    must(self->box.to[1], "UPDATE t SET v = 'one' WHERE id = 1; DELETE FROM e; REPLACE INTO t VALUES(2, 'two'), (3, 'three')");
    should(changes(self), equal_to(""));
}

TEST(sqlite_changes, nothing_is_left_of_them_after_a_reset)
{
    box_open(&self->box);
    must(self->box.to[0], "DELETE FROM t");
    box_reset(&self->box);
    should(changes(self), equal_to(""));
    must(self->box.to[0], "INSERT INTO e VALUES('x')");
    should(changes(self), equal_to("inserted e [rowid = 1] x\n"));
}

TEST(sqlite_changes, they_are_those_since_the_state_that_was_kept_last)
{
    box_open(&self->box);
    must(self->box.to[0], "PRAGMA journal_mode = WAL; INSERT INTO t VALUES(4, 'kept')");
    should(sb_backend_sqlite.clone_keep(self->box.clone), equal_to(0));
    must(self->box.to[0], "DELETE FROM t WHERE id > 2");
    should(changes(self), equal_to("deleted t [id = 3] 3,three\ndeleted t [id = 4] 4,kept\n"));
}

TEST(sqlite_changes, committed_rows_in_a_wal_are_seen)
{
    box_open(&self->box);
    must(self->box.to[0], "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; UPDATE t SET v = upper(v) WHERE id = 3");
    should(changes(self), equal_to("changed t [id = 3] 3,three -> 3,THREE\n"));
    should(ask(self->box.to[1], "PRAGMA wal_checkpoint"), equal_to("0"));
}

TEST_EACH(sqlite_changes, keys_of_every_kind, (const char *schema, *sql, *told),
    { "CREATE TABLE k(a, b, v, PRIMARY KEY(b, a)) WITHOUT ROWID; INSERT INTO k VALUES(1, 2, 3), (1, 1, 1)",
        "UPDATE k SET v = 9 WHERE b = 2; DELETE FROM k WHERE b = 1",
        "changed k [a = 1, b = 2] 1,2,3 -> 1,2,9\ndeleted k [a = 1, b = 1] 1,1,1\n" },
    { "CREATE TABLE k(n TEXT COLLATE NOCASE PRIMARY KEY, v); INSERT INTO k VALUES('Ada', 1)", "REPLACE INTO k VALUES('ADA', 1)",
        "changed k [n = Ada] Ada,1 -> ADA,1\n" },
    { "CREATE TABLE k(n TEXT PRIMARY KEY, v); INSERT INTO k VALUES(NULL, 1), (NULL, 2), ('x', 3)",
        "UPDATE k SET v = 5 WHERE v = 2", "changed k [n = NULL] NULL,2 -> NULL,5\n" },
    { "CREATE TABLE k(rowid, v); INSERT INTO k VALUES(7, 8)", "UPDATE k SET v = 9", "changed k [_rowid_ = 1] 7,8 -> 7,9\n" },
    { "CREATE TABLE \"odd \"\"name\"(\"a b\" INTEGER PRIMARY KEY); INSERT INTO \"odd \"\"name\" VALUES(1)",
        "DELETE FROM \"odd \"\"name\"", "deleted odd \"name [a b = 1] 1\n" },
    { "CREATE TABLE k(a, g AS (a + 1)); INSERT INTO k VALUES(1)", "UPDATE k SET a = 2", "changed k [rowid = 1] 1 -> 2\n" },
    { "CREATE TABLE k(a INTEGER PRIMARY KEY, v); INSERT INTO k VALUES(1, '1'), (2, 1), (3, x'00ff')",
        "UPDATE k SET v = 1 WHERE a = 1; UPDATE k SET v = 1.0 WHERE a = 2; UPDATE k SET v = NULL WHERE a = 3",
        "changed k [a = 1] 1,'1' -> 1,1\nchanged k [a = 2] 2,1 -> 2,1.0\nchanged k [a = 3] 3,x'00ff' -> 3,NULL\n" })
{
    box_open_with(&self->box, each->schema, "");
    must(connect_to(self->box.path), each->sql);
    should(changes(self), equal_to(each->told));
}

/* A result of SQLite has 2,000 columns at the most, and so has a table. */
TEST_EACH(sqlite_changes, tables_of_as_many_columns_as_there_may_be, (const char *schema, *sql, *told),
    { "CREATE TABLE w(a INTEGER PRIMARY KEY, v%s); INSERT INTO w(a, v) VALUES(1, 2), (2, 3), (3, 4)",
        "UPDATE w SET _9 = 5, v = '2' WHERE a = 1; DELETE FROM w WHERE a = 2; INSERT INTO w(v) VALUES(7)",
        "changed w [a = 1] 1,2 -> 1,'2'\ninserted w [a = 4] 4,7\ndeleted w [a = 2] 2,3\n" },
    { "CREATE TABLE w(a, v%s, PRIMARY KEY(v, a)) WITHOUT ROWID; INSERT INTO w(a, v) VALUES(1, 2), (1, 1), (1, 3)",
        "UPDATE w SET _9 = 5 WHERE v = 3; DELETE FROM w WHERE v = 2; INSERT INTO w(a, v) VALUES(2, 1)",
        "inserted w [a = 2, v = 1] 2,1\nchanged w [a = 1, v = 3] 1,3 -> 1,3\ndeleted w [a = 1, v = 2] 1,2\n" },
    { "CREATE TABLE w(a TEXT PRIMARY KEY, v%s); INSERT INTO w(a, v) VALUES(NULL, 1), (NULL, 2), ('x', 3)",
        "UPDATE w SET v = 5 WHERE v = 2", "changed w [a = NULL] NULL,2 -> NULL,5\n" },
    { "CREATE TABLE w(a, v%s); INSERT INTO w(a, v) VALUES(1, 2)", "ALTER TABLE w DROP v; UPDATE w SET a = 3",
        "changed w [rowid = 1] 1 -> 3\n" },
    { "CREATE TABLE w(a, v%s); INSERT INTO w(a, v) VALUES(1, 2)", "DROP TABLE w", "deleted w [rowid = 1] 1,2\n" },
    { "CREATE TABLE w(a, v%s)", "DROP TABLE w; CREATE TABLE w(a, v, PRIMARY KEY(a)) WITHOUT ROWID; INSERT INTO w VALUES(1, 2)",
        "inserted w [a = 1] 1,2\n" })
{
    sb_text fill = SB_TEXT_EMPTY;
    for (int i = 0; i < 1998; i++)
        sb_text_add(&fill, ", _%d", i);
    char *schema = sb_format(each->schema, fill.at);
    add_cleanup(free, schema);
    add_cleanup(free, fill.at);
    box_open_with(&self->box, schema, "");
    must(connect_to(self->box.path), each->sql);
    should(changes(self), equal_to(each->told));
}

TEST_EACH(sqlite_changes, changes_of_the_schema, (const char *sql, *told),
    { "DROP TABLE t", "deleted t [id = 1] 1,one\ndeleted t [id = 2] 2,two\ndeleted t [id = 3] 3,three\n" },
    { "CREATE TABLE u(x); INSERT INTO u VALUES(5)", "inserted u [rowid = 1] 5\n" },
    { "ALTER TABLE t ADD COLUMN w DEFAULT 4; UPDATE t SET w = 5 WHERE id = 1; UPDATE t SET w = NULL WHERE id > 1",
        "changed t [id = 1] 1,one,NULL -> 1,one,5\n" },
    { "VACUUM", "" },
    { "DROP TABLE e; CREATE TABLE e(a, b, PRIMARY KEY(a, b)) WITHOUT ROWID; INSERT INTO e VALUES(1, 2)",
        "inserted e [a = 1, b = 2] 1,2\n" })
{
    box_open(&self->box);
    must(self->box.to[0], each->sql);
    should(changes(self), equal_to(each->told));
}

TEST(sqlite_changes, a_lock_is_said_to_be_in_the_way)
{
    box_open(&self->box);
    must(self->box.to[1], "INSERT INTO e VALUES(1)");
    must(self->box.to[0], "BEGIN EXCLUSIVE");
    should(changes(self), equal_to("a connection is in the middle of a transaction that locks the sandbox"));
    must(self->box.to[0], "ROLLBACK");
    should(changes(self), equal_to("inserted e [rowid = 1] 1\n"));
}

/* As where a test is rolled back at its end. */
TEST(sqlite_changes, what_our_own_connection_has_not_committed_is_seen)
{
    box_open(&self->box);
    must(self->box.to[0], "UPDATE t SET v = 'uno' WHERE id = 1");
    should(sb_backend_sqlite.exec(self->box.ours, "BEGIN; INSERT INTO e VALUES(1); DELETE FROM t WHERE id = 2"), equal_to(0));
    should(changes(self), equal_to("inserted e [rowid = 1] 1\nchanged t [id = 1] 1,one -> 1,uno\ndeleted t [id = 2] 2,two\n"));
    should(sb_backend_sqlite.exec(self->box.ours, "ROLLBACK"), equal_to(0));
    should(changes(self), equal_to("changed t [id = 1] 1,one -> 1,uno\n"));
}

/* ---- which tables are read ---- */

static bool touched(struct sb_fixture_sqlite_changes *self, const char *table)
{
    sb_touched *found = NULL;
    sqlite3 *handle = NULL;
    should(sb__changes_open(self->box.clone->image, &handle), equal_to(0));
    should(sb__touched_read(self->box.clone->image, handle, &found), equal_to(0));
    bool has = sb__touched_has(found, table);
    sb__touched_free(found);
    sqlite3_close(handle);
    return has;
}

static const char many[] =
    "PRAGMA page_size = 4096; CREATE TABLE a(id INTEGER PRIMARY KEY, v); CREATE INDEX ai ON a(v);"
    "CREATE TABLE b(id INTEGER PRIMARY KEY, v); CREATE TABLE c(k PRIMARY KEY, v) WITHOUT ROWID;"
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO a SELECT i, i || 'x' FROM n;"
    "INSERT INTO b SELECT id, v || hex(zeroblob(20)) FROM a; INSERT INTO c SELECT v, id FROM a;"
    "INSERT INTO b VALUES(5000, zeroblob(50000)); DELETE FROM b WHERE id < 100";

TEST_EACH(sqlite_changes, tables_that_were_not_touched_are_not_read, (const char *sql; bool a, b, c),
    { "UPDATE a SET v = 'y' WHERE id = 1500", true, false, false },
    { "INSERT INTO b VALUES(9000, zeroblob(9000))", false, true, false },
    { "UPDATE c SET v = 0 WHERE k = '17x'", false, false, true },
    { "CREATE TABLE d(x); INSERT INTO d VALUES(1)", false, false, false },
    { "PRAGMA journal_mode = WAL; DELETE FROM a WHERE id = 2999", true, false, false },
    { "UPDATE b SET v = zeroblob(49000) || x'41' || zeroblob(999) WHERE id = 5000", true, true, true })
{
    box_open_with(&self->box, many, "");
    must(connect_to(self->box.path), each->sql);
    should(touched(self, "a"), equal_to(each->a));
    should(touched(self, "B"), equal_to(each->b));
    should(touched(self, "c"), equal_to(each->c));
}

/* Whatever is written, the same rows are found as when all tables are read. */
TEST(sqlite_changes, no_changed_row_is_missed)
{
    box_open_with(&self->box, many, "");
    sqlite3 *db = connect_to(self->box.path);
    for (int i = 0; i < 60; i++) {
        char sql[200];
        sqlite3_snprintf(sizeof sql, sql,
            i % 3 == 0       ? "UPDATE a SET v = 'q' WHERE id = %d"
                : i % 3 == 1 ? "DELETE FROM b WHERE id = %d"
                             : "UPDATE c SET v = -1 WHERE k = '%dx'",
            101 + i * 47);
        must(db, sql);
        const char *told = changes(self);
        size_t lines = 0;
        for (const char *at = told; (at = strchr(at, '\n')) != NULL; at++)
            lines++;
        should(lines, equal_to(1));
        box_reset(&self->box);
    }
}
