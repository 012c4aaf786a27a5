/* bulk_traps_test.c -- tests of bulk in databases that are not as one would have made them: broken references, names of ours, odd indexes. */
#include "box.h"
#include "filler.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(sqlite_bulk_trap, (void *db));

SETUP(sqlite_bulk_trap) { should(sb_backend_sqlite.scratch(NULL, &self->db), equal_to(0)); }

TEARDOWN(sqlite_bulk_trap) { sb_backend_sqlite.close(self->db); }

/* Rows of (id, p), p 0: NULL, up to one without an id. */
typedef struct pair {
    int64_t id, p;
} pair;

static int give_pair(void *env, sb_value *cell)
{
    const pair **it = env, *row = (*it)++;

    cell[0] = sb__box_i(row->id);
    cell[1] = row->p ? sb__box_i(row->p) : (sb_value){ .kind = SB_NONE };
    return row->id != 0;
}

static int fill_pairs(void *db, const char *table, const pair *row)
{
    return sb_backend_sqlite.bulk_fill(db, table, (const char *[]){ "id", "p" }, 2, 0, give_pair, &row);
}

#define RECURSION \
    "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES r); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " \
    "2000) INSERT INTO r SELECT i, iif(i = 7, 9002, NULL) FROM n"
#define CHILDREN "CREATE TABLE p(id INTEGER PRIMARY KEY, p); CREATE TABLE c(p REFERENCES p); INSERT INTO c VALUES(9002);"

/* The row that was broken before is repaired by the second, which hides from SQLite's count that the first leads nowhere. */
TEST_EACH(sqlite_bulk_trap, a_repaired_row_hides_no_broken_one, (const char *name, *schema, *second; bool inside),
    { "of the table", RECURSION, "r" }, { "of the same statement", RECURSION, NULL },
    { "of another", CHILDREN "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES p)", "p", true },
    { "of a trigger's",
        CHILDREN "CREATE TABLE r(id INTEGER PRIMARY KEY, p REFERENCES p); CREATE TABLE l(id, p);"
                 "CREATE TRIGGER g AFTER INSERT ON l BEGIN INSERT INTO p VALUES(new.id, 0); END",
        "l" })
{
    int result;
    should(sb_backend_sqlite.exec(self->db, each->schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "PRAGMA foreign_keys = 1"), equal_to(0));
    if (each->inside)
        should(sb_backend_sqlite.begin(self->db), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "r", each->second, NULL }), equal_to(0));
    result = fill_pairs(self->db, "r", (pair[]){ { 9001, 77777 }, { each->second ? 0 : 9002, 0 }, { 0, 0 } });
    if (result == 0 && each->second)
        result = fill_pairs(self->db, each->second, (pair[]){ { 9002, 0 }, { 0, 0 } });
    sb_backend_sqlite.bulk_end(self->db, result == 0);
    should(filler_ask(self->db, "SELECT count(*) FROM r WHERE id = 9001"), equal_to("0"));
}

TEST_EACH(sqlite_bulk_trap, a_table_may_have_any_name, (const char *name, *sql),
    { "a table", "CREATE TABLE seedbed_rows(\"0\", \"1\")" },
    { "a view", "CREATE VIEW seedbed_rows AS SELECT 1 AS \"0\", 2 AS \"1\"" },
    { "a view of nothing", "CREATE VIEW seedbed_rows AS SELECT * FROM missing" },
    { "of its own", "CREATE TEMP TABLE seedbed_rows(\"0\", \"1\")" },
    { "more of them",
        "CREATE TEMP TABLE seedbed_rows(\"0\", \"1\"); CREATE TABLE Seedbed_Rows_1(\"0\", \"1\"); ATTACH ':memory:' AS other;"
        "CREATE TABLE other.seedbed_rows_2(\"0\", \"1\")" })
{
    filler users = { .n = 300 };
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, each->sql), equal_to(0));
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) FROM users"), equal_to("300"));
    should(filler_ask(self->db, "SELECT username FROM users WHERE id = 299"), equal_to("ucacb21bb"));
}

static int ignore_inserts(void *env, int action, const char *first, const char *second, const char *database, const char *inner)
{
    (void)env, (void)first, (void)second, (void)database, (void)inner;
    return action == SQLITE_INSERT ? SQLITE_IGNORE : SQLITE_OK;
}

TEST_EACH(sqlite_bulk_trap, lost_rows_are_told, (const char *name, *sql, *told),
    { "not read", NULL, "left off at row 1 without an error" },
    { "not inserted", "CREATE TRIGGER g BEFORE INSERT ON users WHEN new.id = 7 BEGIN SELECT RAISE(IGNORE); END",
        "^users cannot be filled: only 299 of 300 rows" })
{
    filler users = { .n = 300 };
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "users", NULL }), equal_to(0));
    if (each->sql != NULL)
        should(sb_backend_sqlite.exec(self->db, each->sql), equal_to(0));
    else
        sqlite3_set_authorizer(((sb_sqlite *)self->db)->handle, ignore_inserts, NULL);
    should(filler_fill_users(self->db, &users, 300), equal_to(SB_ERR));
    should(sb_error(), match(each->told));
    should(sb_backend_sqlite.bulk_end(self->db, false), equal_to(0));
}
