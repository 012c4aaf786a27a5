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
    "CREATE TABLE t (id serial PRIMARY KEY, v text UNIQUE, n int DEFAULT 0, at timestamptz DEFAULT '2024-02-29 12:00Z'); INSERT INTO t (v) VALUES ('one'), ('two'), ('three');" \
    "INSERT INTO t (id, v) VALUES (100000, 'far');" \
    "CREATE TABLE c (id int PRIMARY KEY, t int REFERENCES t ON DELETE CASCADE); INSERT INTO c VALUES (10, 1), (11, 1);" \
    "CREATE TABLE k (a int, b text); INSERT INTO k VALUES (1, 'x'), (1, 'x');" \
    "CREATE TABLE e (id bigserial PRIMARY KEY, t int REFERENCES t); CREATE INDEX ON e (t); CREATE INDEX ON c (t);" \
    "CREATE TABLE p (id int, v text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (4150);" \
    "CREATE TABLE p2 PARTITION OF p DEFAULT; INSERT INTO p VALUES (1, 'one'), (9000, 'two');"

enum { MANY = 300 };

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

/* How many rows another connection sees, or whether that is so many. */
static const char *committed(pgbox *box, const char *compared)
{
    char *sql = sb_format("SELECT count(*) %s FROM %s.t", compared, box->clone->schema);
    add_cleanup(free, sql);
    return pg_ask(box->admin, sql);
}

TEST(pg_bulk, what_was_committed_because_others_look_is_taken_back)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    const char *before = pgbox_digest(&self->box);
    put_all(&self->box);
    sb__pg_clone_url(self->box.clone);
    should(committed(&self->box, "> 500"), equal_to("t"));
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
    should(committed(&self->box, ""), equal_to("4"));
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

/* ---- what stands in the log, and what is told ---- */

/* How many entries of each kind, as in "b1 i300". */
static const char *logged(pgbox *box)
{
    char *sql =
        sb_format("SELECT string_agg(op || n, ' ' ORDER BY op) FROM (SELECT op::text, count(*) AS n FROM %s.log GROUP BY op) l",
            box->clone->undo);
    add_cleanup(free, sql);
    return pg_ask(box->admin, sql);
}

TEST_EACH(pg_bulk, one_entry_stands_for_all_where_it_can, (const char *before; const char *table; int64_t from; const char *told),
    { "SELECT 1", "t", 200000, "b1" }, { "SELECT 1", "t", 5, "i300" }, { "SELECT 1", "e", -2000, "b1" },
    { "SELECT 1", "c", 500, "b1" }, { "INSERT INTO e VALUES (5)", "e", -2000, "i301" },
    { "INSERT INTO e VALUES (5)", "e", 5, "b1 i1" }, { "SELECT 1", "k", 5, "i300" }, { "SELECT 1", "p", 5000, "i300" },
    { "ALTER TABLE t ADD more int", "t", 200000, "i300" },
    { "ALTER TABLE t ALTER v SET DEFAULT 'x'; ALTER TABLE t DROP CONSTRAINT t_v_key", "t", 200000, "b1" })
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    pgbox_run(&self->box, each->before);
    put_many(&self->box, each->table, COLUMNS(strcmp(each->table, "k") == 0 ? "a" : "id"), each->from, NOTHING);
    should(logged(&self->box), equal_to(each->told));
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('behind')");
    should(logged(&self->box), contain("i"));
}

TEST_EACH(pg_bulk, triggers_that_may_write_are_heard, (bool strict; const char *sql), { true, "SELECT 1" },
    { false,
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO k VALUES (7); RETURN NULL; END';"
        "CREATE TRIGGER f AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()" },
    { false, "BEGIN ISOLATION LEVEL REPEATABLE READ" })
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    should(sb__pg_clone_strict(self->box.clone, each->strict), equal_to(0));
    pgbox_run(&self->box, each->sql);
    put_many(&self->box, "t", COLUMNS("id"), 200000, NOTHING);
    pgbox_run(&self->box, "SELECT 1; COMMIT");
    should(logged(&self->box), start_with("i"));
    pgbox_reset(&self->box);
    should(pg_ask(self->box.ours, "SELECT count(*) FROM t"), equal_to("4"));
}

/* All that is told, whatever its order. */
typedef struct sum {
    uint64_t all, n;
} sum;

static void add_text(uint64_t *hash, const char *text)
{
    for (text = text ? text : "NULL"; *text; text++)
        *hash = (*hash ^ (unsigned char)*text) * 0x100000001b3u;
}

static int add_change(void *env, const sb_row_change *change)
{
    sum *to = env;
    uint64_t hash = 14695981039346656037u ^ (uint64_t)change->kind;
    add_text(&hash, change->table);
    add_text(&hash, change->key);
    for (size_t i = 0; i < change->n; i++) {
        add_text(&hash, change->before ? change->before[i] : "-");
        add_text(&hash, change->after ? change->after[i] : "-");
    }
    to->all += hash;
    to->n++;
    return 0;
}

static sum told(pgbox *box)
{
    sum all = { 0, 0 };
    if (sb__pg_clone_changes(box->clone, add_change, &all))
        fail_test("%s", sb_error());
    return all;
}

TEST_EACH(pg_bulk, what_came_is_told_as_if_it_had_been_inserted, (enum sb_reset reset; bool kept), { SB_RESET_AUTO, false },
    { SB_RESET_UNDO, false }, { SB_RESET_UNDO, true }, { SB_RESET_TRACKED, false })
{
    static const char behind[] = "UPDATE t SET n = 9 WHERE id IN (1, 200007); DELETE FROM t WHERE id IN (2, 200008)";
    pgbox_open(&self->box, SCHEMA, each->reset);
    pgbox_run(&self->box, "SET TimeZone = 'Asia/Tokyo'");
    if (each->kept) {
        put_many(&self->box, "t", COLUMNS("id", "n"), 150000, SB__BOX(3));
        pgbox_run(&self->box, "UPDATE t SET n = 4 WHERE id = 3");
    }
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    put_many(&self->box, "t", COLUMNS("id", "n"), 200000, SB__BOX(2));
    pgbox_run(&self->box, behind);
    sum by_copy = told(&self->box);
    pgbox_reset(&self->box);
    pgbox_run(&self->box, "INSERT INTO t (id, n) SELECT 200000 + g, 2 FROM generate_series(1, 300) g");
    pgbox_run(&self->box, behind);
    sum by_insert = told(&self->box);
    should(by_copy.n, equal_to(by_insert.n));
    should(by_copy.n, equal_to(301));
    should(by_copy.all, equal_to(by_insert.all));
}

/* ---- foreign keys that keep still while the rows come ---- */

TEST(pg_bulk, a_key_that_leads_nowhere_is_refused_as_ever)
{
    sb_value row[] = { SB__BOX((int64_t)0), SB__BOX(1) };
    bulk_source source = { .cell = row, .rows = 2500, .columns = 2, .counted = true };
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    should(bulk_put(self->box.ours, "e", COLUMNS("id", "t"), &source), equal_to(0));
    source.next = 0;
    row[0].v.i = 5000;
    row[1] = SB__BOX(77);
    should(bulk_put(self->box.ours, "e", COLUMNS("id", "t"), &source), equal_to(SB_ERR));
    should(sb_error(),
        start_with("Rows cannot be put into e: insert or update on table \"e\" violates foreign key constraint \"e_t_fkey\"; "
                   "Key (t)=(77) is not present in table \"t\"."));
    should(
        pg_ask(self->box.ours,
            "SELECT count(*) || current_setting('session_replication_role') || coalesce(current_setting('seedbed.replay', true), '') "
            "FROM e"),
        equal_to("2500origin"));
}

TEST(pg_bulk, keys_are_checked_again_behind_the_rows)
{
    const sb_value row[] = { SB__BOX((int64_t)0), SB__BOX(1) };
    bulk_source source = { .cell = row, .rows = 2500, .columns = 2, .counted = true };
    pgbox_open(&self->box, SCHEMA, SB_RESET_UNDO);
    should(bulk_put(self->box.ours, "e", COLUMNS("id", "t"), &source), equal_to(0));
    should(logged(&self->box), equal_to("b1"));
    should(sb__postgres_exec(self->box.ours, "INSERT INTO e VALUES (9000, 77)"), equal_to(SB_ERR));
    pgbox_run(&self->box, "INSERT INTO k VALUES (5)");
    should(logged(&self->box), equal_to("b1 i1"));
}
