/* strategies_test.c -- tests of every strategy: each brings back what it claims, and falls to one that does for the rest. */
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>

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
    "BEGIN; INSERT INTO t (v) VALUES ('a'); ROLLBACK", "CREATE TABLE more (a int); INSERT INTO t (v) VALUES ('z')",
    "SELECT setval('lone', 50, false)", "SELECT 1" };
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

TEST_EACH(pg_strategies, a_table_that_a_suite_setup_drops_is_gone_until_it_is_given_up, (enum sb_reset reset), { SB_RESET_UNDO },
    { SB_RESET_RELOAD })
{
    pgbox_open(&self->box, SCHEMA, each->reset);
    const char *before = pgbox_digest(&self->box);
    pgbox_run(&self->box, "DROP TABLE c");
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    should_bring_back(&self->box, "DELETE FROM t");
    should(sb__pg_clone_drop_kept(self->box.clone), equal_to(0));
    should(pgbox_digest(&self->box), equal_to(before));
}

#define PARTED \
    "CREATE TABLE m (id int, at int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);" \
    "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10); CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (10) TO (20);" \
    "INSERT INTO m VALUES (1, 5), (2, 15);"

/* A statement that names the whole fires no trigger of statements on its parts. */
TEST_EACH(pg_strategies, partitions_are_brought_back, (enum sb_reset reset), { SB_RESET_RELOAD }, { SB_RESET_WATERMARK },
    { SB_RESET_TRACKED }, { SB_RESET_TRUNCATE })
{
    static const char *const deeds[] = { "UPDATE m SET at = at + 10 WHERE id = 1", "DELETE FROM m", "INSERT INTO m VALUES (3, 3)",
        "TRUNCATE m", "TRUNCATE m1", "INSERT INTO m2 VALUES (4, 14); DELETE FROM m1" };
    pgbox_open(&self->box, PARTED, each->reset);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        given("%s", deeds[i]);
        should_bring_back(&self->box, deeds[i]);
    }
}

#define VALUES_OF_ALL_KINDS \
    "CREATE TABLE d (id int PRIMARY KEY, at timestamptz, f float8, i interval); " \
    "INSERT INTO d VALUES (1, '2020-02-03 04:05:06.789+00', 0.1::float8 + 0.2, '-2 days -3:04')"

/* The settings of whoever keeps, and of whoever compares, need not be the same. */
TEST_EACH(pg_strategies, values_are_kept_whatever_a_suite_setup_has_set, (enum sb_reset reset; const char *set),
    { SB_RESET_RELOAD, "DateStyle = 'SQL, DMY'" }, { SB_RESET_RELOAD, "extra_float_digits = -15" },
    { SB_RESET_RELOAD, "IntervalStyle = sql_standard" }, { SB_RESET_UNDO, "extra_float_digits = -15" })
{
    pgbox_open(&self->box, VALUES_OF_ALL_KINDS, each->reset);
    char *sql = sb_format("SET %s; UPDATE d SET id = 2", each->set);
    add_cleanup(free, sql);
    pgbox_run(&self->box, sql);
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    pgbox_run(&self->box, "RESET ALL");
    should_bring_back(&self->box, "DELETE FROM d");
    should_bring_back(&self->box, "DELETE FROM d; CREATE TABLE more (a int)");
    should(sb__pg_clone_drop_kept(self->box.clone), equal_to(0));
    should(pg_ask(self->box.ours, "SELECT id = 1 AND f = 0.1::float8 + 0.2 AND i = '-2 days -3:04' FROM d"), equal_to("t"));
}

TEST_EACH(pg_strategies, values_are_copied_whatever_the_database_sets, (const char *set), { "extra_float_digits = -15" },
    { "DateStyle = 'SQL, DMY'" }, { "IntervalStyle = sql_standard" })
{
    self->box = (pgbox){ .url = server_lent_database(), .script = { "schema.sql", VALUES_OF_ALL_KINDS } };
    self->box.admin = server_open(self->box.url);
    char *name = sb__postgres_database(self->box.url), *sql = sb_format("ALTER DATABASE %s SET %s", name, each->set);
    add_cleanup(free, name);
    add_cleanup(free, sql);
    pg_must(self->box.admin, sql);
    pgbox_make(&self->box, SB_RESET_RELOAD);
    should_bring_back(&self->box, "DELETE FROM d");
    should(self->box.told.fell, be_null);
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
