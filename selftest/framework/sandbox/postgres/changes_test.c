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
        if (!c->before[i] || !c->after[i] || strcmp(c->before[i], c->after[i]) != 0)
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
