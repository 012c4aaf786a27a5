/* bulk_sandbox_test.c -- tests of rows by the many in a sandbox: every strategy takes them back, and a report shows them. */
#include "bulk_source.h"
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pg_bulk, (pgbox box));
SETUP(pg_bulk) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_bulk) { pgbox_close(&self->box); }

#define SCHEMA \
    "CREATE TABLE t (id serial PRIMARY KEY, v text UNIQUE, n int DEFAULT 0); INSERT INTO t (v) VALUES ('one'), ('two'), ('three');" \
    "INSERT INTO t (id, v) VALUES (100000, 'far');" \
    "CREATE TABLE c (id int PRIMARY KEY, t int REFERENCES t ON DELETE CASCADE); INSERT INTO c VALUES (10, 1), (11, 1);" \
    "CREATE TABLE k (a int, b text); INSERT INTO k VALUES (1, 'x'), (1, 'x');" \
    "CREATE TABLE e (id bigserial PRIMARY KEY, t int REFERENCES t); CREATE INDEX ON e (t); CREATE INDEX ON c (t);" \
    "CREATE TABLE p (id int, v text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (4500);" \
    "CREATE TABLE p2 PARTITION OF p DEFAULT; INSERT INTO p VALUES (1, 'one'), (9000, 'two');"

enum { MANY = 1000 };

static void put_many(pgbox *box, const char *table, const char *const *column, int64_t from, sb_value second)
{
    const sb_value row[] = { SB__BOX(from), second };
    bulk_source source = { .cell = row, .rows = MANY, .columns = second.kind == SB_NONE ? 1 : 2, .counted = true };
    if (bulk_put(box->ours, table, column, &source) != 0)
        fail_test("%s", sb_error());
}

/* Into tables that are empty and that are not, behind the rows that are there and among them, with children of what was put in, and with
 * other writing before and behind. */
static void put_all(pgbox *box)
{
    pgbox_run(box, "INSERT INTO t (v) VALUES ('before'); UPDATE t SET n = 5 WHERE v = 'two'");
    put_many(box, "t", COLUMNS("id", "n"), 500, SB__BOX(1));
    put_many(box, "t", COLUMNS("id", "n"), 200000, SB__BOX(2));
    put_many(box, "e", COLUMNS("id", "t"), 0, SB__BOX(501));
    put_many(box, "e", COLUMNS("t"), 500, NOTHING);
    put_many(box, "c", COLUMNS("id", "t"), 100, SB__BOX(200001));
    put_many(box, "k", COLUMNS("a", "b"), 0, SB__BOX("x"));
    put_many(box, "p", COLUMNS("id", "v"), 4000, SB__BOX("x"));
    pgbox_run(box,
        "UPDATE t SET n = 7 WHERE id IN (1, 600, 200100); DELETE FROM t WHERE id = 200001; INSERT INTO t (v) VALUES ('behind');"
        "UPDATE e SET id = -id WHERE id < 10; DELETE FROM k WHERE a = 1; DELETE FROM p WHERE id = 4001");
}

TEST_EACH(pg_bulk, every_strategy_takes_it_back, (enum sb_reset reset; const char *role; bool falls),
    { SB_RESET_AUTO, NULL, false }, { SB_RESET_ROLLBACK, NULL, false }, { SB_RESET_UNDO, NULL, false },
    { SB_RESET_RELOAD, NULL, false }, { SB_RESET_WATERMARK, NULL, true }, { SB_RESET_TRACKED, NULL, true },
    { SB_RESET_TRUNCATE, NULL, false }, { SB_RESET_REBUILD, NULL, false }, { SB_RESET_AUTO, "", false },
    { SB_RESET_UNDO, "", false }, { SB_RESET_RELOAD, "", false }, { SB_RESET_WATERMARK, "", true },
    { SB_RESET_TRACKED, "", true }, { SB_RESET_TRUNCATE, "", false })
{
    if (each->role != NULL)
        pgbox_open_as(&self->box, SCHEMA, each->reset, each->role);
    else
        pgbox_open(&self->box, SCHEMA, each->reset);
    const char *before = pgbox_digest(&self->box);
    for (int i = 0; i < 2; i++) {
        put_all(&self->box);
        pgbox_reset(&self->box);
        should(self->box.told.fell != NULL, equal_to(each->falls));
        should(self->box.told.held, be_null);
        should(pgbox_digest(&self->box), equal_to(before));
    }
}

TEST(pg_bulk, what_was_committed_because_others_look_is_taken_back)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    const char *before = pgbox_digest(&self->box);
    put_all(&self->box);
    sb__pg_clone_url(self->box.clone);
    should(pg_ask(self->box.admin, sb_format("SELECT count(*) > 2000 FROM %s.t", self->box.clone->schema)), equal_to("t"));
    pgbox_reset(&self->box);
    should(self->box.told.fell, be_null);
    should(pgbox_digest(&self->box), equal_to(before));
}

TEST(pg_bulk, what_the_test_did_before_stays_when_rows_are_refused)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('mine')");
    should(bulk_put(self->box.ours, "t", COLUMNS("v"), ROWS(1, SB__BOX("x"), SB__BOX("x"))), equal_to(SB_ERR));
    should(pg_ask(self->box.ours, "SELECT count(*) FROM t WHERE v IN ('mine', 'x')"), equal_to("1"));
    should(pg_ask(self->box.admin, sb_format("SELECT count(*) FROM %s.t", self->box.clone->schema)), equal_to("4"));
}

/* Of a digest what it says of rows, which a schema that is made again has, too. Lives as long as the test. */
static const char *rows_of(const char *digest)
{
    const char *at = strstr(digest, "row "), *end = strstr(digest, "sequence ");
    char *copy = strndup(at, (size_t)(end - at));
    add_cleanup(free, copy);
    return copy;
}

TEST_EACH(pg_bulk, what_is_kept_is_the_base_state, (enum sb_reset reset), { SB_RESET_AUTO }, { SB_RESET_UNDO },
    { SB_RESET_TRACKED }, { SB_RESET_WATERMARK }, { SB_RESET_RELOAD })
{
    pgbox_open(&self->box, SCHEMA, each->reset);
    const char *first = pgbox_digest(&self->box), *kept;
    put_all(&self->box);
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    kept = pgbox_digest(&self->box);
    pgbox_run(&self->box, "DELETE FROM c; UPDATE e SET t = NULL");
    put_many(&self->box, "k", COLUMNS("a", "b"), 0, SB__BOX("y"));
    pgbox_reset(&self->box);
    should(pgbox_digest(&self->box), equal_to(kept));
    pgbox_run(&self->box, "DROP TABLE k");
    pgbox_reset(&self->box);
    should(rows_of(pgbox_digest(&self->box)), equal_to(rows_of(kept)));
    should(sb__pg_clone_drop_kept(self->box.clone), equal_to(0));
    should(rows_of(pgbox_digest(&self->box)), equal_to(rows_of(first)));
}
