/* strategies_test.c -- tests of every strategy: each brings back what it claims, and falls to one that does for the rest. */
#include "pgbox.h"
#include <seedbed.h>

FIXTURE(pg_strategies, (pgbox box));
SETUP(pg_strategies) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_strategies) { pgbox_close(&self->box); }

#define SCHEMA \
    "CREATE TABLE t (id serial PRIMARY KEY, v text, n int DEFAULT 0); INSERT INTO t (v) VALUES ('one'), ('two'), ('three');" \
    "INSERT INTO t (id, v) VALUES (10, 'ten');" \
    "CREATE TABLE c (id int PRIMARY KEY, t int REFERENCES t ON DELETE CASCADE); INSERT INTO c VALUES (10, 1), (11, 1);" \
    "CREATE TABLE k (a text); INSERT INTO k VALUES ('x'), ('x');" \
    "CREATE TABLE e (id bigserial PRIMARY KEY); CREATE SEQUENCE lone;"

static const char *const works[] = { "INSERT INTO t (v) VALUES ('four')", "INSERT INTO t (id, v) VALUES (5, 'between')",
    "UPDATE t SET v = 'x'", "DELETE FROM t WHERE id = 1", "INSERT INTO k VALUES ('y')", "DELETE FROM k", "TRUNCATE t CASCADE",
    "INSERT INTO e DEFAULT VALUES; INSERT INTO e DEFAULT VALUES", "SELECT nextval('lone')",
    "INSERT INTO t (v) VALUES ('a'); UPDATE t SET v = 'b' WHERE v = 'a'; DELETE FROM t WHERE v = 'b'",
    "BEGIN; INSERT INTO t (v) VALUES ('a'); ROLLBACK", "CREATE TABLE more (a int); INSERT INTO t (v) VALUES ('z')", "SELECT 1" };
enum { WORKS = sizeof works / sizeof *works };

TEST_EACH(pg_strategies, each_brings_back_everything, (enum sb_reset reset; const char *role), { SB_RESET_AUTO, NULL },
    { SB_RESET_ROLLBACK, NULL }, { SB_RESET_UNDO, NULL }, { SB_RESET_RELOAD, NULL }, { SB_RESET_WATERMARK, NULL },
    { SB_RESET_TRACKED, NULL }, { SB_RESET_TRUNCATE, NULL }, { SB_RESET_REBUILD, NULL }, { SB_RESET_AUTO, "" },
    { SB_RESET_UNDO, "" }, { SB_RESET_RELOAD, "" }, { SB_RESET_WATERMARK, "" }, { SB_RESET_TRACKED, "" },
    { SB_RESET_TRUNCATE, "" })
{
    if (each->role)
        pgbox_open_as(&self->box, SCHEMA, each->reset, each->role);
    else
        pgbox_open(&self->box, SCHEMA, each->reset);
    for (size_t i = 0; i < WORKS; i++) {
        given("%s", works[i]);
        should_bring_back(&self->box, works[i]);
    }
}

TEST_EACH(pg_strategies, what_a_suite_setup_left_is_kept_and_given_up, (enum sb_reset reset), { SB_RESET_AUTO },
    { SB_RESET_ROLLBACK }, { SB_RESET_UNDO }, { SB_RESET_RELOAD }, { SB_RESET_WATERMARK }, { SB_RESET_TRACKED },
    { SB_RESET_TRUNCATE }, { SB_RESET_REBUILD })
{
    pgbox_open(&self->box, SCHEMA, each->reset);
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('kept'); UPDATE t SET v = 'changed' WHERE id = 1; DELETE FROM k");
    should(sb__pg_clone_changed(self->box.clone), be_true);
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    for (size_t i = 0; i < WORKS; i++) {
        given("%s", works[i]);
        should_bring_back(&self->box, works[i]);
    }
    should(pg_ask(self->box.ours, "SELECT v FROM t WHERE id = 1"), equal_to("changed"));
    should(sb__pg_clone_drop_kept(self->box.clone), equal_to(0));
    should(pgbox_digest(&self->box), equal_to(before));
    should_bring_back(&self->box, works[0]);
}

TEST_EACH(
    pg_strategies, what_a_strategy_has_no_answer_to_is_told, (enum sb_reset reset), { SB_RESET_WATERMARK }, { SB_RESET_TRACKED })
{
    pgbox_open(&self->box, SCHEMA, each->reset);
    should_bring_back(&self->box, "INSERT INTO e DEFAULT VALUES");
    should(self->box.told.fell, be_null);
    should_bring_back(&self->box, "UPDATE t SET n = 1");
    should(self->box.told.fell, contain("filled again were t"));
}

TEST(pg_strategies, postgresql_has_no_image)
{
    should(sb__pg_strategy(SB_RESET_IMAGE), be_null);
    should(sb_error(), contain("expected auto, rollback"));
}
