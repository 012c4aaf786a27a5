/* undo_test.c -- tests of the log of changed rows: whatever is committed, by whatever connection, is changed back. */
#include "pgbox.h"
#include <seedbed.h>

FIXTURE(pg_undo, (pgbox box));
SETUP(pg_undo) { pgbox_open(&self->box, pgbox_schema, SB_RESET_UNDO); }
TEARDOWN(pg_undo) { pgbox_close(&self->box); }

TEST_EACH(pg_undo, rows_are_changed_back, (const char *sql), { "INSERT INTO t (v) VALUES ('four')" },
    { "UPDATE t SET v = v || '!', n = 7" }, { "DELETE FROM t WHERE id = 1" }, { "UPDATE t SET id = id + 100 WHERE id = 1" },
    { "TRUNCATE t RESTART IDENTITY CASCADE; INSERT INTO t (v) VALUES ('x')" }, { "TRUNCATE c" },
    { "INSERT INTO t (v) VALUES ('a'); UPDATE t SET v = 'b' WHERE v = 'a'; DELETE FROM t WHERE v = 'b'" },
    { "INSERT INTO t VALUES (2, 'x') ON CONFLICT (id) DO UPDATE SET v = 'changed'" },
    { "INSERT INTO t (v) VALUES ('one') ON CONFLICT DO NOTHING" }, { "SELECT nextval('t_id_seq')" },
    { "UPDATE t SET v = NULL; INSERT INTO t (v) VALUES (NULL)" }, { "BEGIN; DELETE FROM c; COMMIT; INSERT INTO c VALUES (1, 2)" },
    { "BEGIN; INSERT INTO t (v) VALUES ('gone'); ROLLBACK" })
{
    should_bring_back(&self->box, each->sql);
    should(self->box.told.fell, be_null);
}

TEST(pg_undo, numbers_that_several_tables_draw_from_are_given_back)
{
    pgbox_close(&self->box);
    self->box.script.sql =
        "CREATE SEQUENCE s; CREATE TABLE c (v int DEFAULT nextval('s')); CREATE TABLE d (v int DEFAULT nextval('s'))";
    pgbox_make(&self->box, SB_RESET_UNDO);
    should_bring_back(&self->box, "INSERT INTO d DEFAULT VALUES");
}

TEST(pg_undo, what_other_connections_committed_is_changed_back)
{
    const char *before = pgbox_digest(&self->box);
    PGconn *other = pgbox_connect(&self->box);
    sb__pg_clone_url(self->box.clone);
    pgbox_reset(&self->box);
    pg_ask_handle(other, "INSERT INTO t (v) VALUES ('four') RETURNING id");
    pg_ask_handle(other, "DELETE FROM c RETURNING id");
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(before));
}
