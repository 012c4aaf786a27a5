/* statements_test.c -- the contract of backends: exec, query, columns, insert, begin. */
#include "under.h"
#include <pthread.h>
#include <string.h>
#include <unistd.h>

SUITE(contract_statements, .timeout = 60);
FIXTURE(contract_statements, (struct under at; int64_t key));
TEARDOWN(contract_statements) { under_close(&self->at); }

static void open_with_table(struct under *at, const char *on)
{
    under_open(at, on);
    under_must(at, at->db, "CREATE TABLE t (id $KEY, v TEXT UNIQUE, n INTEGER NOT NULL DEFAULT 7)");
}

UNDER_EACH(contract_statements, exec_runs_any_number)
{
    open_with_table(&self->at, each->on);
    should(self->at.is->exec(self->at.db, ""), equal_to(0));
    should(self->at.is->exec(self->at.db, ";; -- nothing\n /* at all; */ "), equal_to(0));
    should(self->at.is->exec(self->at.db, "INSERT INTO t (v) VALUES ('a;b'); -- one; two\nSELECT * FROM t;\nUPDATE t SET n = 8"),
        equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT v, n FROM t"), equal_to("a;b|8"));
}

UNDER_EACH(contract_statements, exec_names_the_failed_statement_by_number_line_and_text)
{
    open_with_table(&self->at, each->on);
    should(self->at.is->exec(self->at.db, "SELECT 1;\n\n/* two\nlines */ INSERT INTO\n nowhere VALUES (1); SELECT 2"),
        equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("Statement 2 (line 4) failed: INSERT INTO: "), contain("nowhere")));
    should(self->at.is->exec(self->at.db, "INSERT INTO t (v) VALUES ('a');\nINSERT INTO t (v) VALUES ('a')"), equal_to(SB_ERR));
    should(sb_error(), start_with("Statement 2 (line 2) failed: INSERT INTO t (v) VALUES ('a'): "));
    should(sb_error(), ignoring_case(contain("unique constraint")));
}

static int stop(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)cell, (void)name, (void)n;
    ++*(int *)env;
    return 17;
}

UNDER_EACH(contract_statements, a_row_function_ends_the_query)
{
    int calls = 0;
    under_open(&self->at, each->on);
    should(self->at.is->query(self->at.db, "SELECT 1 UNION SELECT 2", NULL, 0, stop, &calls), equal_to(17));
    should(calls, equal_to(1));
    should(under_rows(&self->at, self->at.db, "SELECT 3"), equal_to("3"));
}

static int keep_names(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    sb_text_add(env, "%s", cell ? "row:" : "none:");
    for (size_t i = 0; i < n; i++)
        sb_text_add(env, " %s", name[i]);
    sb_text_add(env, "\n");
    return 0;
}

UNDER_EACH(contract_statements, rows_come_with_the_names_of_their_cells)
{
    open_with_table(&self->at, each->on);
    under_must(&self->at, self->at.db, "INSERT INTO t (v) VALUES ('a'), ('b')");
    should(self->at.is->query(self->at.db, "SELECT id, v AS word FROM t", NULL, 0, keep_names, &self->at.said), equal_to(0));
    should(self->at.said.at, equal_to("row: id word\nrow: id word\n"));
}

UNDER_EACH(contract_statements, rows_that_nobody_wants_are_dropped)
{
    open_with_table(&self->at, each->on);
    should(self->at.is->query(self->at.db, "SELECT 1 UNION SELECT 2", NULL, 0, NULL, NULL), equal_to(0));
    should(self->at.is->query(self->at.db, "INSERT INTO t (v) VALUES ('a')", NULL, 0, NULL, NULL), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT v FROM t"), equal_to("a"));
}

UNDER_EACH(contract_statements, a_question_mark_in_a_string_is_no_argument)
{
    sb_value value = SB__BOX("b");
    open_with_table(&self->at, each->on);
    should(
        self->at.is->query(self->at.db, "INSERT INTO t (v) /* ? */ VALUES ('a?' || ?) -- ?", &value, 1, NULL, NULL), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT v FROM t"), equal_to("a?b"));
}

UNDER_EACH(contract_statements, a_query_is_one_statement_with_as_many_arguments_as_it_has)
{
    const sb_value one = SB__BOX("1");
    open_with_table(&self->at, each->on);
    should(self->at.is->query(self->at.db, "SELECT 1; SELECT 2", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("more than one statement"));
    should(self->at.is->query(self->at.db, " -- none", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(self->at.is->query(self->at.db, "INSERT INTO t (v, n) VALUES (?, ?)", &one, 1, NULL, NULL), equal_to(SB_ERR));
    should(self->at.is->query(self->at.db, "SELECT nothing FROM t", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("nothing"));
    should(under_rows(&self->at, self->at.db, "SELECT count(*) FROM t"), equal_to("0"));
}

UNDER_EACH(contract_statements, columns_are_told_before_the_query_is_run)
{
    open_with_table(&self->at, each->on);
    should(self->at.is->columns(
               self->at.db, "SELECT id, v AS word, count(*) AS \"how many\" FROM t GROUP BY id", keep_names, &self->at.said),
        equal_to(0));
    should(
        self->at.is->columns(self->at.db, "INSERT INTO t (v) VALUES ('a') RETURNING n", keep_names, &self->at.said), equal_to(0));
    should(self->at.said.at, equal_to("none: id word how many\nnone: n\n"));
    should(under_rows(&self->at, self->at.db, "SELECT count(*) FROM t"), equal_to("0"));
    should(self->at.is->columns(self->at.db, "SELECT nothing FROM t", keep_names, &self->at.said), equal_to(SB_ERR));
    should(sb_error(), contain("nothing"));
}

UNDER_EACH(contract_statements, queries_follow_a_schema_that_others_change)
{
    open_with_table(&self->at, each->on);
    under_must(&self->at, self->at.db, "INSERT INTO t (v) VALUES ('a')");
    should(under_rows(&self->at, self->at.db, "SELECT * FROM t"), equal_to("1|a|7"));
    under_must(&self->at, under_connect(&self->at), "ALTER TABLE t ADD COLUMN w TEXT");
    should(under_rows(&self->at, self->at.db, "SELECT * FROM t"), equal_to("1|a|7|NULL"));
    under_must(&self->at, under_connect(&self->at), "ALTER TABLE t RENAME COLUMN w TO x");
    self->at.said.size = 0;
    should(self->at.is->columns(self->at.db, "SELECT * FROM t", keep_names, &self->at.said), equal_to(0));
    should(self->at.said.at, equal_to("none: id v n x\n"));
}

UNDER_EACH(contract_statements, an_insert_gives_the_number_of_its_row)
{
    const sb_value nine = SB__BOX(9), word = SB__BOX("a");
    open_with_table(&self->at, each->on);
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "id" }, &nine, 1, &self->key), equal_to(0));
    should(self->key, equal_to(9));
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "v" }, &word, 1, &self->key), equal_to(0));
    should(self->key, equal_to(10));
    should(self->at.is->insert(self->at.db, "t", NULL, NULL, 0, &self->key), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT id, v, n FROM t ORDER BY id"), equal_to("9|NULL|7, 10|a|7, 11|NULL|7"));
}

UNDER_EACH(contract_statements, an_insert_that_is_refused_names_the_table)
{
    const sb_value word = SB__BOX("a");
    open_with_table(&self->at, each->on);
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "v" }, &word, 1, NULL), equal_to(0));
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "v" }, &word, 1, NULL), equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("A row cannot be inserted into t: "), ignoring_case(contain("unique"))));
    should(self->at.is->insert(self->at.db, "nowhere", (const char *[]){ "v" }, &word, 1, NULL), be_below(0));
    should(sb_error(), contain("nowhere"));
}

UNDER_EACH(contract_statements, an_insert_outlives_a_change_of_the_schema)
{
    const sb_value word = SB__BOX("a");
    open_with_table(&self->at, each->on);
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "v" }, &word, 1, NULL), equal_to(0));
    under_must(&self->at, self->at.db, "DROP TABLE t; CREATE TABLE t (x INTEGER, id $KEY, v TEXT)");
    should(self->at.is->insert(self->at.db, "t", (const char *[]){ "v" }, &word, 1, &self->key), equal_to(0));
    should(under_rows(&self->at, self->at.db, "SELECT id, v FROM t"), equal_to("1|a"));
}

UNDER_EACH(contract_statements, a_transaction_is_kept_or_undone_with_its_tables)
{
    under_open(&self->at, each->on);
    should(self->at.is->begin(self->at.db), equal_to(0));
    under_must(&self->at, self->at.db, "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)");
    should(self->at.is->exec(self->at.db, "ROLLBACK"), equal_to(0));
    should(under_tables(&self->at, ""), equal_to(""));
    should(self->at.is->begin(self->at.db), equal_to(0));
    under_must(&self->at, self->at.db, "CREATE TABLE b (x INTEGER)");
    should(self->at.is->exec(self->at.db, "COMMIT"), equal_to(0));
    should(under_rows(&self->at, under_connect(&self->at), "SELECT count(*) FROM b"), equal_to("0"));
}

struct second {
    struct under *at;
    int code;
    _Atomic bool begun;
};

static void *begin_second(void *env)
{
    struct second *second = env;
    second->code = second->at->is->begin(second->at->other);
    second->begun = true;
    return NULL;
}

UNDER_EACH(contract_statements, who_begins_second_waits_for_the_first)
{
    struct second second = { &self->at, -1, false };
    pthread_t thread;
    under_open(&self->at, each->on);
    under_connect(&self->at);
    should(self->at.is->begin(self->at.db), equal_to(0));
    pthread_create(&thread, NULL, begin_second, &second);
    usleep(30000);
    bool too_early = second.begun;
    int code = self->at.is->exec(self->at.db, "COMMIT");
    pthread_join(thread, NULL);
    should(too_early, be_false);
    should(code, equal_to(0));
    should(second.code, equal_to(0));
    should(self->at.is->exec(self->at.other, "ROLLBACK"), equal_to(0));
}
