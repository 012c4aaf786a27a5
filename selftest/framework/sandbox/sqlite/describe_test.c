/* describe_test.c -- tests of framework/sandbox/sqlite/{describe,tables}.c. */
#include "box.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(sqlite_describe, (void *db; const sb_table_info *table; sb_text text));

SETUP(sqlite_describe) { should(sb_backend_sqlite.scratch(NULL, &self->db), equal_to(0)); }

TEARDOWN(sqlite_describe)
{
    sb_backend_sqlite.close(self->db);
    sb_text_release(&self->text);
}

static const sb_column *column_of(struct sb_fixture_sqlite_describe *self, const char *sql, const char *name)
{
    if (sb_backend_sqlite.exec(self->db, sql) != 0 || sb_backend_sqlite.describe(self->db, "t", &self->table) != 0)
        fail_test("%s", sb_error());
    for (size_t i = 0; i < self->table->n; i++)
        if (strcmp(self->table->column[i].name, name) == 0)
            return &self->table->column[i];
    fail_test("there is no column %s", name);
}

TEST(sqlite_describe, a_column_is_described)
{
    const sb_column *age = column_of(self, "CREATE TABLE t(id, age varchar(40) NOT NULL DEFAULT 3)", "age");
    should(age->type, equal_to("varchar(40)"));
    should(age->not_null && age->has_default, be_true);
    should(age->primary_key || age->unique || age->rowid || age->generated, be_false);
    should(age->parent_table, be_null);
    should(column_of(self, "", "id")->type, equal_to(""));
}

TEST_EACH(sqlite_describe, who_numbers_the_key, (const char *sql; bool rowid), { "CREATE TABLE t(k INTEGER PRIMARY KEY)", true },
    { "CREATE TABLE t(k integer primary key autoincrement)", true }, { "CREATE TABLE t(k INT PRIMARY KEY)", false },
    { "CREATE TABLE t(k INTEGER PRIMARY KEY DESC)", false }, { "CREATE TABLE t(k INTEGER PRIMARY KEY) WITHOUT ROWID", false },
    { "CREATE TABLE t(k INTEGER, l, PRIMARY KEY(k, l))", false }, { "CREATE TABLE t(k INTEGER, l, PRIMARY KEY(k))", true })
{
    const sb_column *key = column_of(self, each->sql, "k");
    should(key->rowid, equal_to(each->rowid));
    should(key->counted, equal_to(strstr(each->sql, "autoincrement") != NULL));
    should(key->primary_key, be_true);
}

TEST_EACH(sqlite_describe, what_is_unique_alone, (const char *sql; bool unique), { "CREATE TABLE t(c UNIQUE)", true },
    { "CREATE TABLE t(c, d, UNIQUE(c))", true }, { "CREATE TABLE t(c, d, UNIQUE(c, d))", false },
    { "CREATE TABLE t(c); CREATE UNIQUE INDEX i ON t(c)", true }, { "CREATE TABLE t(c); CREATE INDEX i ON t(c)", false },
    { "CREATE TABLE t(c); CREATE UNIQUE INDEX i ON t(c) WHERE c > 0", true },
    { "CREATE TABLE t(c); CREATE UNIQUE INDEX i ON t(lower(c))", true }, { "CREATE TABLE t(c PRIMARY KEY)", true })
{
    should(column_of(self, each->sql, "c")->unique, equal_to(each->unique));
}

TEST_EACH(sqlite_describe, parents_are_found, (const char *sql; const char *table, *column),
    { "CREATE TABLE t(c REFERENCES p(k))", "p", "k" }, { "CREATE TABLE t(c REFERENCES p)", "p", "k" },
    { "CREATE TABLE t(c REFERENCES P(K))", "p", "k" }, { "CREATE TABLE t(c, FOREIGN KEY(C) REFERENCES p)", "p", "k" },
    { "CREATE TABLE t(c REFERENCES nowhere(z))", "nowhere", "z" },
    { "CREATE TABLE t(c, d, FOREIGN KEY(c, d) REFERENCES p(k, l))", NULL, NULL })
{
    const sb_column *child;
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE p(k INTEGER PRIMARY KEY, l)"), equal_to(0));
    child = column_of(self, each->sql, "c");
    should(child->parent_table, equal_to(each->table));
    should(child->parent_column, equal_to(each->column));
}

TEST_EACH(sqlite_describe, generated_columns_are_known, (const char *sql; bool generated),
    { "CREATE TABLE t(a, g AS (a * 2))", true }, { "CREATE TABLE t(a, g AS (a * 2) STORED)", true },
    { "CREATE TABLE t(a, g DEFAULT (2 * 2))", false })
{
    should(column_of(self, each->sql, "g")->generated, equal_to(each->generated));
}

/* All checks of t, with a bar between. */
static const char *checks_of(struct sb_fixture_sqlite_describe *self, const char *sql)
{
    column_of(self, sql, "a");
    self->text.size = 0;
    sb_text_add(&self->text, "%s", "");
    for (size_t i = 0; self->table->check != NULL && self->table->check[i] != NULL; i++)
        sb_text_add(&self->text, "%s%s", i ? " | " : "", self->table->check[i]);
    return self->text.at;
}

TEST_EACH(sqlite_describe, checks_are_found, (const char *sql, *checks), { "CREATE TABLE t(a CHECK (a > 0))", "a > 0" },
    { "CREATE TABLE t(a, b, CHECK(a<b), CONSTRAINT c check\n(b IN ('(', \"b\")))", "a<b | b IN ('(', \"b\")" },
    { "CREATE TABLE t(a DEFAULT (1) CHECK /* ) */ (length(trim(a)) > 0 -- )\n), b INT NOT NULL CHECK(b) UNIQUE)",
        "length(trim(a)) > 0 -- )\n | b" },
    { "CREATE TABLE t(a, \"check\" AS (abs(a)), [check (x)] TEXT, `check ` CHECK (`check ` <> ''')'))", "`check ` <> ''')'" },
    { "CREATE TABLE t(a INTEGER PRIMARY KEY CHECK (a < 9)) STRICT, WITHOUT ROWID", "a < 9" },
    { "CREATE TABLE t(a DEFAULT 'CHECK (a)', b DEFAULT (1 + (2)), c CHECK (c = 'CHECK (')) -- CHECK (no)", "c = 'CHECK ('" },
    { "CREATE TABLE t(a)", "" })
{
    should(checks_of(self, each->sql), equal_to(each->checks));
}

TEST(sqlite_describe, an_unknown_table_names_the_nearest)
{
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE courses(a)"), equal_to(0));
    should(sb_backend_sqlite.describe(self->db, "course", &self->table), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("There is no table course; did you mean courses?"));
}

TEST(sqlite_describe, a_view_is_no_table)
{
    should(sb_backend_sqlite.exec(self->db, "CREATE VIEW v AS SELECT 1"), equal_to(0));
    should(sb_backend_sqlite.describe(self->db, "v", &self->table), equal_to(SB_ENOTFOUND));
}

TEST(sqlite_describe, the_answer_is_kept_until_the_schema_changes)
{
    const sb_table_info *again;
    column_of(self, "CREATE TABLE t(a)", "a");
    should(sb_backend_sqlite.describe(self->db, "T", &again), equal_to(0));
    should((const void *)again, be((const void *)self->table));
    should(sb_backend_sqlite.exec(self->db, "ALTER TABLE t ADD COLUMN b"), equal_to(0));
    should(sb_backend_sqlite.describe(self->db, "t", &again), equal_to(0));
    should(again->n, equal_to(2));
    should(self->table->n, equal_to(1));
}

TEST(sqlite_describe, a_list_of_values_is_that_of_now)
{
    const sb_table_info *again;
    column_of(self, "CREATE TABLE t(a CHECK (a IN ('x', 'y')))", "a");
    should(sb_backend_sqlite.exec(self->db, "BEGIN; DROP TABLE t; CREATE TABLE t(a CHECK (a IN ('x', 'z')))"), equal_to(0));
    should(sb_backend_sqlite.describe(self->db, "t", &again), equal_to(0));
    should(again->check[0], equal_to("a IN ('x', 'z')"));
    should(self->table->check[0], equal_to("a IN ('x', 'y')"));
    should(sb_backend_sqlite.exec(self->db, "ROLLBACK"), equal_to(0));
    should(column_of(self, "", "a"), be(&self->table->column[0]));
    should(self->table->check[0], equal_to("a IN ('x', 'y')"));
}

TEST(sqlite_describe, a_unique_index_of_two_columns_made_later_is_seen)
{
    should(column_of(self, "CREATE TABLE t(a, b)", "a")->unique_together, be_false);
    should(column_of(self, "CREATE UNIQUE INDEX both ON t(a, b)", "a")->unique_together, be_true);
}

TEST(sqlite_describe, a_change_that_was_undone_is_not_believed)
{
    column_of(self, "CREATE TABLE t(a)", "a");
    column_of(self, "BEGIN; ALTER TABLE t ADD COLUMN b", "b");
    column_of(self, "ROLLBACK; BEGIN; ALTER TABLE t ADD COLUMN c", "c");
    should(self->table->n, equal_to(2));
    column_of(self, "COMMIT", "c");
}

TEST(sqlite_describe, nor_one_that_was_undone_to_a_savepoint)
{
    column_of(self, "CREATE TABLE t(a); BEGIN; SAVEPOINT s; ALTER TABLE t ADD COLUMN b", "b");
    column_of(self, "ROLLBACK TO s; ALTER TABLE t ADD COLUMN c", "c");
    should(self->table->n, equal_to(2));
}

static int count_statement(unsigned type, void *env, void *statement, void *sql)
{
    (void)type;
    (void)statement;
    (void)sql;
    ++*(int *)env;
    return 0;
}

TEST(sqlite_describe, in_a_transaction_a_table_is_read_once)
{
    int statements = 0;
    column_of(self, "CREATE TABLE t(a); BEGIN; INSERT INTO t VALUES(1)", "a");
    sqlite3_trace_v2(((sb_sqlite *)self->db)->handle, SQLITE_TRACE_STMT, count_statement, &statements);
    should(sb_backend_sqlite.describe(self->db, "t", &self->table), equal_to(0));
    sqlite3_trace_v2(((sb_sqlite *)self->db)->handle, 0, NULL, NULL);
    should(statements, equal_to(1));
}

static void add_name(void *env, const char *table) { sb_text_add(env, "%s ", table); }

TEST(sqlite_describe, a_prefix_is_no_pattern_when_tables_are_dropped)
{
    should(sb_backend_sqlite.exec(
               self->db, "CREATE TABLE t_a(x); CREATE TABLE tXa(x); CREATE VIEW T_v AS SELECT 1; CREATE TABLE t(x)"),
        equal_to(0));
    should(sb_backend_sqlite.drop(self->db, "t_", ""), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "SELECT * FROM tXa; SELECT * FROM t"), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "SELECT * FROM t_a"), equal_to(SB_ERR));
    should(sb_backend_sqlite.exec(self->db, "SELECT * FROM t_v"), equal_to(SB_ERR));
}

TEST(sqlite_describe, tables_are_listed_by_their_prefix_in_any_case_of_letters)
{
    should(sb_backend_sqlite.exec(self->db,
               "CREATE TABLE t_b(x INTEGER PRIMARY KEY AUTOINCREMENT); CREATE TABLE t_a(x); CREATE TABLE tXa(x);"
               "CREATE TABLE T_c(x); CREATE VIEW t_v AS SELECT 1"),
        equal_to(0));
    should(sb_backend_sqlite.tables(self->db, "t_", add_name, &self->text), equal_to(0));
    should(self->text.at, equal_to("T_c t_a t_b "));
    should(sb_backend_sqlite.tables(self->db, "", add_name, &self->text), equal_to(0));
    should(self->text.at, equal_to("T_c t_a t_b T_c tXa t_a t_b "));
}
