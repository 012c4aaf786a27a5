/* query_test.c -- tests of framework/sandbox/sqlite/{exec,query,insert,open}.c. */
#include "../../../../assert/value.h"
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(sqlite_query, (void *db; sb_text text));

SETUP(sqlite_query)
{
    should(sb_backend_sqlite.scratch(NULL, &self->db), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE t(id INTEGER PRIMARY KEY, v UNIQUE, n INT NOT NULL DEFAULT 7)"),
        equal_to(0));
}

TEARDOWN(sqlite_query)
{
    sb_backend_sqlite.close(self->db);
    sb_text_release(&self->text);
}

/* The first cell of the last row, described. */
static int keep_kind(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    *(int *)env = cell[0].kind;
    return 0;
}

static int kind_of(void *db, const char *sql)
{
    int kind = -1;
    return sb_backend_sqlite.query(db, sql, NULL, 0, keep_kind, &kind) == 0 ? kind : -2;
}

/* "name=kind" is not enough where bytes count: compares the first cell with what env points to. */
static int first_equals(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)name, (void)n;
    return sb_value_equal(cell, env) ? 1 : 2;
}

static int stop_at_once(void *env, const sb_value *cell, const char *const *name, size_t n)
{
    (void)cell, (void)name, (void)n;
    ++*(int *)env;
    return 17;
}

TEST(sqlite_query, many_statements_run_in_order)
{
    should(sb_backend_sqlite.exec(
               self->db, "INSERT INTO t(v) VALUES(1);; -- a comment; with one\nUPDATE t SET v = 2; SELECT * FROM t;"),
        equal_to(0));
    should(ask(((sb_sqlite *)self->db)->handle, "SELECT v FROM t"), equal_to("2"));
}

TEST(sqlite_query, a_failed_statement_is_named_by_number_line_and_text)
{
    should(sb_backend_sqlite.exec(self->db, "SELECT 1;\n\n/* two\nlines */ INSERT INTO\n nowhere VALUES(1); SELECT 2"),
        equal_to(SB_ERR));
    should(sb_error(), equal_to("Statement 2 (line 4) failed: INSERT INTO: no such table: nowhere"));
}

TEST(sqlite_query, a_statement_that_fails_when_it_runs_is_named_too)
{
    should(sb_backend_sqlite.exec(self->db, "INSERT INTO t(v) VALUES(1);\nINSERT INTO t(v) VALUES(1)"), equal_to(SB_ERR));
    should(sb_error(), all_of(start_with("Statement 2 (line 2) failed"), end_with("UNIQUE constraint failed: t.v")));
}

TEST(sqlite_query, values_come_with_their_kinds)
{
    should(kind_of(self->db, "SELECT 1"), equal_to(SB_LLONG));
    should(kind_of(self->db, "SELECT 1.5"), equal_to(SB_DOUBLE));
    should(kind_of(self->db, "SELECT 'a'"), equal_to(SB_STR));
    should(kind_of(self->db, "SELECT x'00'"), equal_to(SB_BYTES));
    should(kind_of(self->db, "SELECT NULL"), equal_to(SB_NONE));
}

TEST(sqlite_query, text_with_a_nul_inside_comes_as_bytes)
{
    should(kind_of(self->db, "SELECT 'a' || char(0) || 'b'"), equal_to(SB_BYTES));
}

TEST_EACH(sqlite_query, arguments_come_back_as_they_went, (const char *name; sb_value value),
    { "a string", { SB_STR, { .s = "it's" } } }, { "the largest integer", { SB_LLONG, { .i = INT64_MAX } } },
    { "the smallest integer", { SB_LLONG, { .i = INT64_MIN } } }, { "a fraction", { SB_DOUBLE, { .d = 0.1 } } },
    { "bytes", { SB_BYTES, { .b = { "a\0b", 3 } } } }, { "no bytes", { SB_BYTES, { .b = { NULL, 0 } } } })
{
    sb_value wanted = each->value;
    if (wanted.kind == SB_DOUBLE)
        wanted.v.d = (double)wanted.v.d;
    should(sb_backend_sqlite.query(self->db, "SELECT ?", &each->value, 1, first_equals, &wanted), equal_to(1));
}

TEST_EACH(sqlite_query, what_has_no_value_becomes_null, (const char *name; sb_value value), { "none", { SB_NONE, { .i = 0 } } },
    { "a null string", { SB_STR, { .s = NULL } } }, { "a null pointer", { SB_PTR, { .p = NULL } } })
{
    int kind = -1;
    should(sb_backend_sqlite.query(self->db, "SELECT ?", &each->value, 1, keep_kind, &kind), equal_to(0));
    should(kind, equal_to(SB_NONE));
}

TEST(sqlite_query, what_the_database_cannot_hold_is_refused)
{
    sb_value big = SB__BOX(UINT64_MAX), pointer = SB__BOX((void *)self);
    should(sb_backend_sqlite.query(self->db, "SELECT ?", &big, 1, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("Argument 1, 18446744073709551615, is above the largest integer"));
    should(sb_backend_sqlite.query(self->db, "SELECT ?", &pointer, 1, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("Argument 1 is a pointer"));
}

TEST(sqlite_query, a_callback_can_end_the_query)
{
    int calls = 0;
    should(sb_backend_sqlite.query(self->db, "SELECT 1 UNION SELECT 2", NULL, 0, stop_at_once, &calls), equal_to(17));
    should(calls, equal_to(1));
}

TEST(sqlite_query, the_number_of_arguments_must_agree)
{
    should(sb_backend_sqlite.query(self->db, "SELECT ?, ?", &(sb_value){ .kind = SB_NONE }, 1, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("2 placeholders and got 1 arguments"));
}

TEST(sqlite_query, two_statements_are_not_a_query)
{
    should(sb_backend_sqlite.query(self->db, "SELECT 1; SELECT 2", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), contain("more than one statement"));
    should(sb_backend_sqlite.query(self->db, "SELECT 1; -- this is none", NULL, 0, NULL, NULL), equal_to(0));
    should(sb_backend_sqlite.query(self->db, " -- nor this", NULL, 0, NULL, NULL), equal_to(SB_ERR));
}

TEST(sqlite_query, an_insert_gives_the_key)
{
    int64_t key;
    const char *const columns[] = { "id", "v" };
    sb_value values[] = { SB__BOX(41), SB__BOX("a") };
    should(sb_backend_sqlite.insert(self->db, "t", columns, values, 2, &key), equal_to(0));
    should(key, equal_to(41));
    should(sb_backend_sqlite.insert(self->db, "t", NULL, NULL, 0, &key), equal_to(0));
    should(key, equal_to(42));
}

TEST(sqlite_query, a_kept_insert_survives_a_change_of_the_schema)
{
    int64_t key;
    const char *const column = "v";
    sb_value value = SB__BOX("a");
    should(sb_backend_sqlite.insert(self->db, "t", &column, &value, 1, &key), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "DROP TABLE t; CREATE TABLE t(x, v)"), equal_to(0));
    should(sb_backend_sqlite.insert(self->db, "t", &column, &value, 1, &key), equal_to(0));
    should(ask(((sb_sqlite *)self->db)->handle, "SELECT v FROM t WHERE x IS NULL"), equal_to("a"));
}

TEST(sqlite_query, more_shapes_than_are_kept_can_be_inserted)
{
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < SB_KEPT_INSERTS + 9; i++) {
            self->text.size = 0;
            sb_text_add(&self->text, "CREATE TABLE IF NOT EXISTS s%d(x); ", i);
            should(sb_backend_sqlite.exec(self->db, self->text.at), equal_to(0));
            self->text.size = 0;
            sb_text_add(&self->text, "s%d", i);
            should(sb_backend_sqlite.insert(
                       self->db, self->text.at, (const char *const[]){ "x" }, &(sb_value){ SB_INT, { .i = i } }, 1, NULL),
                equal_to(0));
        }
    }
    should(ask(((sb_sqlite *)self->db)->handle, "SELECT count(*) FROM s72"), equal_to("2"));
}

TEST(sqlite_query, without_rowid_the_integer_key_is_given_back)
{
    int64_t key;
    const char *const column = "K";
    sb_value value = SB__BOX(12);
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE w(k INTEGER PRIMARY KEY) WITHOUT ROWID"), equal_to(0));
    should(sb_backend_sqlite.insert(self->db, "w", &column, &value, 1, &key), equal_to(0));
    should(key, equal_to(12));
}

TEST(sqlite_query, names_may_have_quotes_in_them)
{
    const char *const column = "a\"b";
    sb_value value = SB__BOX(1);
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE \"odd \"\" one\"(\"a\"\"b\")"), equal_to(0));
    should(sb_backend_sqlite.insert(self->db, "odd \" one", &column, &value, 1, NULL), equal_to(0));
}

TEST(sqlite_query, a_refused_insert_has_the_database_s_words)
{
    const char *const column = "n";
    sb_value value = { .kind = SB_NONE };
    should(sb_backend_sqlite.insert(self->db, "t", &column, &value, 1, NULL), equal_to(SB_ERR));
    should(sb_error(), equal_to("A row cannot be inserted into t: NOT NULL constraint failed: t.n"));
}

TEST(sqlite_query, begin_holds_the_database_before_anything_is_written)
{
    sb_text path = SB_TEXT_EMPTY;
    void *db;
    sb_text_add(&path, "%s/busy.db", sb_temp_dir());
    add_cleanup(free, path.at);
    sqlite3 *other = connect_to(path.at);
    must(other, "PRAGMA journal_mode = WAL; CREATE TABLE t(x)");
    should(sb_backend_sqlite.open(path.at, SB_CHANGE, &db), equal_to(0));
    should(sb_backend_sqlite.begin(db), equal_to(0));
    should(run(other, "INSERT INTO t VALUES(1)"), equal_to(SQLITE_BUSY));
    should(sb_backend_sqlite.exec(db, "SELECT * FROM t; INSERT INTO t VALUES(2); COMMIT"), equal_to(0));
    sb_backend_sqlite.close(db);
}

/* Objects as "kind name table, ". */
static void add_object(void *env, const sb_object *object)
{
    sb_text_add(env, "%s %s %s, ", object->kind, object->name, object->table);
}

TEST(sqlite_query, objects_are_listed_with_the_table_they_belong_to)
{
    should(sb_backend_sqlite.exec(self->db,
               "CREATE INDEX i ON t(n); CREATE VIEW v AS SELECT 1; CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END"),
        equal_to(0));
    should((sb_backend_sqlite.objects)(self->db, add_object, &self->text), equal_to(0));
    should(self->text.at, equal_to("index i t, trigger r t, table t t, view v v, "));
}

TEST_EACH(sqlite_query, rows_together_are_all_there_or_none, (const char *begin), { "SELECT 1" },
    { "BEGIN; INSERT INTO t(v) VALUES('before')" })
{
    const char *const columns[] = { "id", "v" };
    const sb_value value[] = { SB__BOX(5), SB__BOX("a"), { .kind = SB_NONE }, SB__BOX("b"), SB__BOX(5), SB__BOX("c") };
    const int64_t wanted[] = { 5, 6 };
    int64_t keys[3];

    should(sb_backend_sqlite.exec(self->db, each->begin), equal_to(0));
    should(sb_backend_sqlite.insert_rows(self->db, "t", columns, value, 2, 3, keys), equal_to(SB_ERR));
    should(sb_error(), contain("UNIQUE constraint failed"));
    should(sb_backend_sqlite.insert_rows(self->db, "t", columns, value, 2, 2, keys), equal_to(0));
    should(array(keys, 2), equal_to(array(wanted, 2)));
}
