/* changes_test.c -- tests of what is told of changed rows: the net of all changes, with keys, cells and statements. */
#include "pgbox.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pg_changes, (pgbox box));
SETUP(pg_changes) { self->box = (pgbox){ .url = NULL }; }
TEARDOWN(pg_changes) { pgbox_close(&self->box); }

#define SCHEMA \
    "CREATE TABLE t (id serial PRIMARY KEY, v text); INSERT INTO t (v) VALUES ('one'), ('two');" \
    "CREATE TABLE k (a int, b text); INSERT INTO k VALUES (1, NULL), (1, NULL);"

static int put_change(void *env, const sb_row_change *c)
{
    static const char sign[] = { '+', '~', '-' };
    sb_text *to = env;
    sb_text_add(to, "%s%c%s[%s]", to->size ? " | " : "", sign[c->kind], c->table, c->key);
    for (size_t i = 0; c->before && c->after && i < c->n; i++)
        if (c->before[i] && c->after[i] ? strcmp(c->before[i], c->after[i]) != 0 : c->before[i] != c->after[i])
            sb_text_add(
                to, " %s: %s -> %s", c->column[i], c->before[i] ? c->before[i] : "NULL", c->after[i] ? c->after[i] : "NULL");
    if (c->statement)
        sb_text_add(to, " by %s%s", c->statement, c->foreign ? " (foreign)" : "");
    return 0;
}

/* Lives as long as the test. */
static const char *changes(pgbox *box)
{
    sb_text text = SB_TEXT_EMPTY;
    if (sb__pg_clone_changes(box->clone, put_change, &text))
        fail_test("%s", sb_error());
    sb_text_put(&text, "", 0);
    char *own = sb_text_take(&text);
    add_cleanup(free, own);
    return own;
}

TEST_EACH(pg_changes, the_net_of_all_is_told, (const char *sql, *told), { "SELECT 1", "" },
    { "INSERT INTO t (v) VALUES ('x')", "+t[id = 3]" }, { "UPDATE t SET v = 'x' WHERE id = 2", "~t[id = 2] v: two -> x" },
    { "DELETE FROM t WHERE id = 1", "-t[id = 1]" }, { "INSERT INTO t (v) VALUES ('x'); DELETE FROM t WHERE v = 'x'", "" },
    { "UPDATE t SET v = 'x'; UPDATE t SET v = 'y' WHERE id = 1; UPDATE t SET v = 'two' WHERE id = 2", "~t[id = 1] v: one -> y" },
    { "UPDATE t SET id = 7 WHERE id = 1; UPDATE t SET v = 'z' WHERE id = 7", "~t[id = 1] id: 1 -> 7 v: one -> z" },
    { "DELETE FROM t WHERE id = 1; INSERT INTO t VALUES (1, 'again')", "~t[id = 1] v: one -> again" },
    { "INSERT INTO t SELECT g, 'x' FROM generate_series(9, 10) g", "+t[id = 9] | +t[id = 10]" },
    { "DELETE FROM k WHERE ctid = (SELECT min(ctid) FROM k); INSERT INTO k VALUES (2, 'b')",
        "-k[a = 1, b = NULL] | +k[a = 2, b = b]" },
    { "TRUNCATE t", "-t[id = 1] | -t[id = 2]" })
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    pgbox_run(&self->box, each->sql);
    should(changes(&self->box), equal_to(each->told));
    pgbox_reset(&self->box);
    should(changes(&self->box), equal_to(""));
}

TEST_EACH(pg_changes, every_strategy_tells, (enum sb_reset reset), { SB_RESET_ROLLBACK }, { SB_RESET_UNDO }, { SB_RESET_RELOAD },
    { SB_RESET_WATERMARK }, { SB_RESET_TRACKED }, { SB_RESET_TRUNCATE }, { SB_RESET_REBUILD })
{
    pgbox_open(&self->box, SCHEMA, each->reset);
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('x'); UPDATE t SET v = 'y' WHERE id = 1; DELETE FROM t WHERE id = 2");
    should(changes(&self->box), equal_to("~t[id = 1] v: one -> y | -t[id = 2] | +t[id = 3]"));
}

TEST(pg_changes, strict_knows_statements_and_whose_rows_they_are)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    should(sb__pg_clone_strict(self->box.clone, true), equal_to(0));
    pgbox_run(&self->box, "INSERT INTO t (v) VALUES ('x')");
    pgbox_run(&self->box, "UPDATE t SET v = 'y' WHERE id = 1");
    pgbox_run(&self->box, "UPDATE t SET v = 'one' WHERE id = 1");
    should(changes(&self->box),
        equal_to("~t[id = 1] by UPDATE t SET v = 'y' WHERE id = 1 (foreign) | +t[id = 3] by INSERT INTO t (v) VALUES ('x')"));
    pgbox_reset(&self->box);
    should(sb__pg_clone_strict(self->box.clone, false), equal_to(0));
    should_bring_back(&self->box, "DELETE FROM t");
}

TEST(pg_changes, what_writes_down_no_rows_knows_no_statements)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_RELOAD);
    should(sb__pg_clone_strict(self->box.clone, true), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("reload"));
}

TEST(pg_changes, a_statement_is_written_down_by_its_beginning)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    should(sb__pg_clone_strict(self->box.clone, true), equal_to(0));
    char *sql = sb_format("UPDATE t SET v = '%*s'", 5000, "x");
    pgbox_run(&self->box, sql);
    free(sql);
    char *most = sb_format("SELECT max(length(statement)) FROM %s.log", self->box.clone->undo);
    should(pg_ask(self->box.ours, most), equal_to("1000"));
    free(most);
}

#define ODD \
    "CREATE TABLE odd (\"it's\" int PRIMARY KEY, yes bool, raw bytea, txt text, made int GENERATED ALWAYS AS (\"it's\" * 2) STORED);" \
    "INSERT INTO odd VALUES (1, true, '\\x00ff', E'a \"b\", (c) \\\\d\\n'), (2, NULL, NULL, '');" \
    "CREATE TABLE days (day int, id int, PRIMARY KEY (day, id)) PARTITION BY RANGE (day);" \
    "CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM (0) TO (10); CREATE TABLE days_2 PARTITION OF days FOR VALUES FROM (10) TO (20);" \
    "INSERT INTO days VALUES (1, 1), (11, 2);"

TEST_EACH(pg_changes, of_odd_values, (const char *sql, *told),
    { "UPDATE odd SET yes = false", "~odd[it's = 1] yes: true -> false | ~odd[it's = 2] yes: NULL -> false" },
    { "UPDATE odd SET raw = '\\x01' WHERE raw IS NOT NULL", "~odd[it's = 1] raw: x'00ff' -> x'01'" },
    { "UPDATE odd SET txt = ')' WHERE yes", "~odd[it's = 1] txt: a \"b\", (c) \\d\n -> )" },
    { "UPDATE odd SET txt = NULL WHERE yes IS NULL", "~odd[it's = 2] txt:  -> NULL" },
    { "UPDATE odd SET \"it's\" = 7 WHERE yes", "~odd[it's = 1] it's: 1 -> 7 made: 2 -> 14" },
    { "UPDATE days SET id = 5 WHERE id = 1; UPDATE days SET day = 12 WHERE id = 5",
        "-days[day = 1, id = 1] | +days[day = 12, id = 5]" },
    { "DELETE FROM days_2", "-days[day = 11, id = 2]" })
{
    pgbox_open(&self->box, ODD, SB_RESET_AUTO);
    pgbox_run(&self->box, each->sql);
    should(changes(&self->box), equal_to(each->told));
    pgbox_reset(&self->box);
}

TEST_EACH(pg_changes, of_tables_that_are_altered, (const char *sql, *told),
    { "UPDATE t SET v = 'x' WHERE id = 1; ALTER TABLE t ADD more int; UPDATE t SET more = 5",
        "~t[id = 1] v: one -> x more: NULL -> 5 | ~t[id = 2] more: NULL -> 5" },
    { "UPDATE t SET v = 'x' WHERE id = 1; ALTER TABLE t RENAME v TO w; UPDATE t SET w = 'y' WHERE id = 1",
        "~t[id = 1] w: one -> y" },
    { "DELETE FROM t WHERE id = 1; ALTER TABLE t DROP v; INSERT INTO t VALUES (1)", "" },
    { "INSERT INTO t VALUES (9, 'x'); ALTER TABLE t RENAME TO u; UPDATE u SET v = 'y' WHERE id = 1",
        "~t[id = 1] v: one -> y | +t[id = 9]" },
    { "UPDATE t SET v = 'x' WHERE id = 1; DELETE FROM t WHERE id = 2; INSERT INTO t VALUES (9, 'x'); DROP TABLE t",
        "-t[id = 1] | -t[id = 2]" },
    { "DELETE FROM k WHERE ctid = (SELECT min(ctid) FROM k); DROP TABLE k", "-k[a = 1, b = NULL] | -k[a = 1, b = NULL]" },
    { "DROP TABLE t; CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)", "-t[id = 1] | -t[id = 2]" })
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    pgbox_run(&self->box, each->sql);
    should(changes(&self->box), equal_to(each->told));
    pgbox_reset(&self->box);
}

TEST(pg_changes, a_dropped_table_had_the_rows_that_were_kept)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    pgbox_run(&self->box, "INSERT INTO t VALUES (9, 'kept'); DELETE FROM t WHERE id = 1");
    should(sb__pg_clone_keep(self->box.clone), equal_to(0));
    pgbox_run(&self->box, "DROP TABLE t");
    should(changes(&self->box), equal_to("-t[id = 2] | -t[id = 9]"));
    pgbox_reset(&self->box);
}

/* Whoever reads a type for the first time locks its table. */
TEST(pg_changes, a_table_that_somebody_locks_is_not_waited_for_without_end)
{
    pgbox_open(&self->box, SCHEMA, SB_RESET_AUTO);
    PGconn *app = pgbox_connect(&self->box);
    pg_ask_handle(app, "UPDATE t SET v = 'x' WHERE id = 1");
    pg_ask_handle(app, "BEGIN; LOCK t");
    sb_text text = SB_TEXT_EMPTY;
    should(sb__pg_clone_changes(self->box.clone, put_change, &text), equal_to(SB_ERR));
    should(sb_error(), contain("lock timeout"));
    sb_text_release(&text);
    pgbox_reset(&self->box);
}
