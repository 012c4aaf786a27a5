/* clone_test.c -- the contract of backends: a clone, brought back, kept, watched, and gone. */
#include "under.h"
#include <stdlib.h>
#include <string.h>

SUITE(contract_clone, .timeout = 60);
FIXTURE(contract_clone, (struct under at));
TEARDOWN(contract_clone) { under_close(&self->at); }

static const char tables[] = "CREATE TABLE t_a (id $KEY, v TEXT); INSERT INTO t_a (v) VALUES ('one'), ('two');"
                             "CREATE TABLE t_b (a INTEGER REFERENCES t_a (id)); INSERT INTO t_b VALUES (1)";
static const char base[] = "1|one, 2|two";

static void open_clone(struct under *at, const char *on)
{
    under_open(at, on);
    under_must(at, at->db, "CREATE TABLE live (x INTEGER); INSERT INTO live VALUES (1)");
    under_clone(at, "t_", tables);
    under_reset(at);
}

static const char *rows_of_a(struct under *at) { return under_rows(at, at->ours, "SELECT id, v FROM t_a ORDER BY id"); }

UNDER_EACH(contract_clone, it_holds_the_tables_under_the_prefix_as_they_were)
{
    open_clone(&self->at, each->on);
    should(rows_of_a(&self->at), equal_to(base));
    should(under_rows(&self->at, self->at.ours, "SELECT a FROM t_b"), equal_to("1"));
    should(self->at.is->exec(self->at.ours, "DELETE FROM live"), not_(equal_to(0)));
    should(under_rows(&self->at, self->at.db, "SELECT * FROM live"), equal_to("1"));
}

UNDER_EACH(contract_clone, what_is_done_in_it_stays_in_it)
{
    open_clone(&self->at, each->on);
    under_must(&self->at, self->at.ours, "DELETE FROM t_b; DELETE FROM t_a WHERE id = 1; INSERT INTO t_a (v) VALUES ('new')");
    should(rows_of_a(&self->at), equal_to("2|two, 3|new"));
    should(under_rows(&self->at, self->at.db, "SELECT id, v FROM t_a ORDER BY id"), equal_to(base));
}

UNDER_EACH(contract_clone, a_reset_brings_back_whatever_was_done)
{
    static const char *const deeds[] = { "INSERT INTO t_a (v) VALUES ('new')", "UPDATE t_a SET v = 'x'",
        "DELETE FROM t_b; DELETE FROM t_a", "BEGIN; INSERT INTO t_a (v) VALUES ('new'); COMMIT",
        "CREATE TABLE t_more (x INTEGER)", "DROP TABLE t_b", "ALTER TABLE t_a ADD COLUMN w TEXT",
        "CREATE INDEX t_i ON t_a (v); UPDATE t_a SET v = NULL" };
    open_clone(&self->at, each->on);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        const char *deed = deeds[i];
        given(deed);
        under_must(&self->at, self->at.ours, deed);
        under_reset(&self->at);
        should(under_rows(&self->at, self->at.ours, "SELECT * FROM t_a ORDER BY id"), equal_to(base));
        should(under_rows(&self->at, self->at.ours, "SELECT a FROM t_b"), equal_to("1"));
    }
    under_must(&self->at, self->at.ours, "INSERT INTO t_a (v) VALUES ('third')");
    should(rows_of_a(&self->at), end_with("3|third"));
}

UNDER_EACH(contract_clone, a_reset_says_all_that_there_is_to_say)
{
    open_clone(&self->at, each->on);
    under_must(&self->at, self->at.ours, "INSERT INTO t_a (v) VALUES ('new')");
    sb_reset_told told = under_reset(&self->at);
    should(told.held, be_null);
    should(told.broken, be_null);
    should(told.fell, be_null);
}

UNDER_EACH(contract_clone, it_knows_whether_anything_was_written)
{
    open_clone(&self->at, each->on);
    should(self->at.is->clone_changed(self->at.clone), be_false);
    should(rows_of_a(&self->at), equal_to(base));
    should(self->at.is->clone_changed(self->at.clone), be_false);
    under_must(&self->at, self->at.ours, "UPDATE t_a SET v = 'x' WHERE id = 2");
    should(self->at.is->clone_changed(self->at.clone), be_true);
    under_reset(&self->at);
    should(self->at.is->clone_changed(self->at.clone), be_false);
}

UNDER_EACH(contract_clone, a_kept_state_is_the_base_state_until_it_is_dropped)
{
    open_clone(&self->at, each->on);
    under_must(&self->at, self->at.ours, "INSERT INTO t_a (v) VALUES ('kept'); DELETE FROM t_b");
    should(self->at.is->clone_keep(self->at.clone), equal_to(0));
    should(self->at.is->clone_changed(self->at.clone), be_false);
    under_must(
        &self->at, self->at.ours, "UPDATE t_a SET v = 'x'; INSERT INTO t_a (v) VALUES ('more'); INSERT INTO t_b VALUES (2)");
    under_reset(&self->at);
    should(rows_of_a(&self->at), equal_to("1|one, 2|two, 3|kept"));
    should(under_rows(&self->at, self->at.ours, "SELECT a FROM t_b"), equal_to(""));
    should(self->at.is->clone_drop_kept(self->at.clone), equal_to(0));
    under_reset(&self->at);
    should(rows_of_a(&self->at), equal_to(base));
    should(under_rows(&self->at, self->at.ours, "SELECT a FROM t_b"), equal_to("1"));
}

UNDER_EACH(contract_clone, a_state_is_kept_over_one_that_was_kept)
{
    open_clone(&self->at, each->on);
    under_must(&self->at, self->at.ours, "INSERT INTO t_a (v) VALUES ('kept')");
    should(self->at.is->clone_keep(self->at.clone), equal_to(0));
    under_must(&self->at, self->at.ours, "DELETE FROM t_a WHERE v = 'two'");
    should(self->at.is->clone_keep(self->at.clone), equal_to(0));
    under_must(&self->at, self->at.ours, "INSERT INTO t_a (v) VALUES ('more')");
    under_reset(&self->at);
    should(rows_of_a(&self->at), equal_to("1|one, 3|kept"));
    should(self->at.is->clone_drop_kept(self->at.clone), equal_to(0));
    under_reset(&self->at);
    should(rows_of_a(&self->at), equal_to(base));
}

static int add_change(void *env, const sb_row_change *change)
{
    sb_text_add(env, "%c %s, ",
        change->kind == SB_ROW_INSERTED      ? '+'
            : change->kind == SB_ROW_DELETED ? '-'
                                             : '~',
        change->table);
    return 0;
}

UNDER_EACH(contract_clone, changed_rows_are_told_net)
{
    open_clone(&self->at, each->on);
    if (!self->at.is->clone_changes)
        skip_test("%s does not tell of rows", self->at.is->name);
    under_must(&self->at, self->at.ours,
        "INSERT INTO t_a (v) VALUES ('new'); UPDATE t_a SET v = 'x' WHERE id = 1; UPDATE t_a SET v = 'one' WHERE id = 1;"
        "UPDATE t_a SET v = 'y' WHERE id = 2; DELETE FROM t_b");
    should(self->at.is->clone_changes(self->at.clone, add_change, &self->at.said), equal_to(0));
    should(self->at.said.at, match("^(\\+ t_a, ~ t_a|~ t_a, \\+ t_a), - t_b, $"));
    self->at.said.size = 0;
    sb_text_add(&self->at.said, "%s", "");
    under_reset(&self->at);
    should(self->at.is->clone_changes(self->at.clone, add_change, &self->at.said), equal_to(0));
    should(self->at.said.at, equal_to(""));
}

static _Atomic int statements;
static void count_statement(void *env, const char *sql, bool ours)
{
    (void)env;
    statements += ours && strstr(sql, "t_a") != NULL;
}

UNDER_EACH(contract_clone, statements_are_told_of_while_somebody_watches)
{
    open_clone(&self->at, each->on);
    if (!self->at.is->watch)
        skip_test("%s does not tell of statements", self->at.is->name);
    statements = 0;
    should(self->at.is->watch(self->at.clone, count_statement, NULL), equal_to(0));
    under_must(&self->at, self->at.ours, "UPDATE t_a SET v = 'x'; DELETE FROM t_b; SELECT v FROM t_a");
    should(self->at.is->watch(self->at.clone, NULL, NULL), equal_to(0));
    under_must(&self->at, self->at.ours, "UPDATE t_a SET v = 'y'");
    should(statements, equal_to(2));
}

static void add_sequence(void *env, const char *name, int64_t value) { sb_text_add(env, "%s %lld, ", name, (long long)value); }

UNDER_EACH(contract_clone, counters_are_told_in_the_order_of_their_names)
{
    under_open(&self->at, each->on);
    if (!self->at.is->sequences)
        skip_test("%s does not tell of counters", self->at.is->name);
    const char *more = self->at.sqlite ? "AUTOINCREMENT" : "";
    char *sql =
        sb_format("CREATE TABLE b (id $KEY %s, v text); CREATE TABLE a (id $KEY %s, v text); INSERT INTO a (v) VALUES ('one');"
                  "INSERT INTO b (v) VALUES ('one'), ('two'), ('three')",
            more, more);
    add_cleanup(free, sql);
    under_clone(&self->at, "", sql);
    should(self->at.is->sequences(self->at.ours, add_sequence, &self->at.said), equal_to(0));
    should(self->at.said.at, equal_to(self->at.sqlite ? "a 1, b 3, " : "a_id_seq 1, b_id_seq 3, "));
}

UNDER_EACH(contract_clone, counters_go_back_with_the_rows)
{
    open_clone(&self->at, each->on);
    if (!self->at.is->sequences)
        skip_test("%s does not tell of counters", self->at.is->name);
    should(self->at.is->sequences(self->at.ours, add_sequence, &self->at.said), equal_to(0));
    char *before = sb_text_take(&self->at.said);
    add_cleanup(free, before);
    under_must(&self->at, self->at.ours, "INSERT INTO t_a (v) VALUES ('new'), ('newer')");
    under_reset(&self->at);
    should(self->at.is->sequences(self->at.ours, add_sequence, &self->at.said), equal_to(0));
    should(strcmp(self->at.said.at ? self->at.said.at : "", before ? before : ""), equal_to(0));
}

UNDER_EACH(contract_clone, it_says_where_it_is_and_how_it_is_brought_back)
{
    open_clone(&self->at, each->on);
    should(self->at.is->clone_url(self->at.clone), not_(be_empty));
    should(self->at.is->clone_how(self->at.clone), not_(be_empty));
    should(self->at.is->clone_handle(self->at.clone), not_(be_null));
    should(self->at.is->schemas, equal_to(self->at.is->clone_schema != NULL));
}

UNDER_EACH(contract_clone, it_is_gone_when_it_is_freed)
{
    open_clone(&self->at, each->on);
    under_must(&self->at, self->at.ours, "DELETE FROM t_b; INSERT INTO t_a (v) VALUES ('new')");
    self->at.is->clone_free(self->at.clone);
    self->at.clone = NULL;
    should(under_rows(&self->at, self->at.db, "SELECT id, v FROM t_a ORDER BY id"), equal_to(base));
    if (!self->at.sqlite)
        should(under_rows(&self->at, self->at.db,
                   "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'seedbed%' AND nspname NOT LIKE '%scratch%'"),
            equal_to("0"));
}
