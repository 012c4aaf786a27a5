/* confine_test.c -- the contract of backends: a connection that is held to the tables under a prefix reaches nothing beyond it. */
#include "under.h"
#include <stdlib.h>

SUITE(contract_confine, .timeout = 60);
FIXTURE(contract_confine, (struct under at));
TEARDOWN(contract_confine) { under_close(&self->at); }

static const char live[] = "SELECT 'live', id, v FROM live UNION SELECT 'tr', id, v FROM trlive ORDER BY 1";
static const char live_rows[] = "live|1|one, tr|1|one";

/* Live tables, one of which a pattern would take for one under the prefix, and a test table; held to the latter. */
static void open_held(struct under *at, const char *on)
{
    under_open(at, on);
    under_must(at, at->db,
        "CREATE TABLE live (id $KEY, v TEXT); CREATE INDEX live_by_v ON live (v); INSERT INTO live (v) VALUES ('one');"
        "CREATE TABLE trlive (id $KEY, v TEXT); INSERT INTO trlive (v) VALUES ('one'); CREATE VIEW live_seen AS SELECT * FROM live;"
        "CREATE TABLE t_there (id $KEY, v TEXT); INSERT INTO t_there (v) VALUES ('a')");
    if (at->is->begin(at->db) || at->is->confine(at->db, "t_"))
        fail_test("%s", sb_error());
}

UNDER_EACH(contract_confine, what_belongs_to_tables_under_the_prefix_is_done)
{
    open_held(&self->at, each->on);
    should(under_exec(&self->at, self->at.db,
               "CREATE TABLE t_a (id $KEY, of INTEGER REFERENCES t_there (id)); CREATE INDEX t_by_of ON t_a (of);"
               "CREATE VIEW t_seen AS SELECT v FROM t_there; INSERT INTO t_a (of) SELECT id FROM t_there;"
               "ALTER TABLE t_a ADD COLUMN w TEXT; UPDATE t_a SET w = 'w'; DELETE FROM t_there WHERE v = 'b'; DROP VIEW t_seen"),
        equal_to(0));
    should(self->at.is->confine(self->at.db, NULL), equal_to(0));
    should(self->at.is->exec(self->at.db, "COMMIT"), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT of, w FROM t_a"), equal_to("1|w"));
}

/* Each way beyond; NULL: that database has no such way. */
static const struct {
    const char *name, *sqlite, *postgres;
} beyond[] = {
    { "insert", "INSERT INTO live (v) VALUES ('x')", "INSERT INTO live (v) VALUES ('x')" },
    { "update", "UPDATE live SET v = 'x'", "UPDATE live SET v = 'x'" },
    { "delete", "DELETE FROM live", "DELETE FROM live" },
    { "a name that a pattern would take", "DELETE FROM trlive", "DELETE FROM trlive" },
    { "make a table", "CREATE TABLE more (x INTEGER)", "CREATE TABLE more (x INTEGER)" },
    { "drop a table", "DROP TABLE live", "DROP TABLE live CASCADE" },
    { "alter a table", "ALTER TABLE live ADD COLUMN w TEXT", "ALTER TABLE live ADD COLUMN w TEXT" },
    { "rename a table under the prefix", "ALTER TABLE live RENAME TO t_live", "ALTER TABLE live RENAME TO t_live" },
    { "rename one away", "ALTER TABLE t_there RENAME TO more", "ALTER TABLE t_there RENAME TO more" },
    { "an index on a live table", "CREATE INDEX t_i ON live (v)", "CREATE INDEX t_i ON live (v)" },
    { "drop a live index", "DROP INDEX live_by_v", "DROP INDEX live_by_v" },
    { "drop a live view", "DROP VIEW live_seen", "DROP VIEW live_seen" },
    { "a trigger on a live table", "CREATE TRIGGER t_r AFTER INSERT ON live BEGIN SELECT 1; END",
        "CREATE FUNCTION t_f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER t_r AFTER INSERT ON live EXECUTE FUNCTION t_f()" },
    { "read a live table", "INSERT INTO t_there (v) SELECT v FROM live", "INSERT INTO t_there (v) SELECT v FROM live" },
    { "end the transaction", "COMMIT", "COMMIT" },
    { "undo the transaction", "ROLLBACK", "ROLLBACK" },
    { "begin another", "BEGIN", "BEGIN" },
    { "another database", "ATTACH ':memory:' AS more", "CREATE DATABASE t_more" },
    { "a setting of the whole database", "PRAGMA user_version = 7", "ALTER SYSTEM SET work_mem = '1MB'" },
    { "a schema", NULL, "CREATE SCHEMA t_more" },
    { "a role", NULL, "CREATE ROLE t_more" },
    { "where names lead", NULL, "SET search_path = pg_catalog" },
};

/* A statement that fails leaves the transaction of some databases useless, so each has one of its own, which is undone as main does it. */
static void should_be_refused(struct under *at, const char *sql)
{
    if (!sql)
        return;
    should(at->is->exec(at->db, sql), equal_to(SB_ERR));
    should(sb_error(), start_with("Statement "));
    at->is->confine(at->db, NULL);
    at->is->exec(at->db, "ROLLBACK");
    should(under_rows(at, at->db, live), equal_to(live_rows));
    should(under_tables(at, ""), equal_to("live t_there trlive "));
    if (at->is->begin(at->db) || at->is->confine(at->db, "t_"))
        fail_test("%s", sb_error());
}

UNDER_EACH(contract_confine, what_reaches_beyond_is_refused_and_leaves_nothing)
{
    open_held(&self->at, each->on);
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        const char *name = beyond[i].name;
        given(name);
        should_be_refused(&self->at, self->at.sqlite ? beyond[i].sqlite : beyond[i].postgres);
    }
}

UNDER_EACH(contract_confine, drop_is_held_too)
{
    open_held(&self->at, each->on);
    should(self->at.is->drop(self->at.db, "live", "none"), equal_to(SB_ERR));
    should(sb_error(), contain("live"));
    self->at.is->confine(self->at.db, NULL);
    self->at.is->exec(self->at.db, "ROLLBACK");
    should(under_rows(&self->at, self->at.db, live), equal_to(live_rows));
}

UNDER_EACH(contract_confine, who_has_the_whole_database_reaches_no_other)
{
    void *db = NULL;
    under_open(&self->at, each->on);
    should(self->at.is->scratch(self->at.url, &db), equal_to(0));
    int held = self->at.is->confine(db, "");
    int inside = under_exec(&self->at, db, "CREATE TABLE any_name (id $KEY); INSERT INTO any_name (id) VALUES (4)");
    int outside =
        self->at.is->exec(db, self->at.sqlite ? "ATTACH ':memory:' AS more" : "CREATE TABLE information_schema.more (x INTEGER)");
    self->at.is->close(db);
    should(held, equal_to(0));
    should(inside, equal_to(0));
    should(outside, equal_to(SB_ERR));
    should(under_tables(&self->at, ""), equal_to(""));
}

UNDER_EACH(contract_confine, who_is_no_longer_held_may_do_all)
{
    open_held(&self->at, each->on);
    should(self->at.is->confine(self->at.db, NULL), equal_to(0));
    should(self->at.is->exec(self->at.db, "UPDATE live SET v = 'mine'; COMMIT"), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT v FROM live"), equal_to("mine"));
}
