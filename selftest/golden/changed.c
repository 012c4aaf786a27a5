/* changed.c -- a program whose tests fail when they have changed rows of their sandbox: what the report shows of them. */
/* run: --report=terminal */
/* run: --report=tap changed/new_other_gone */
#include <seedbed.h>
#include <sqlite3.h>
#include <stdlib.h>

SUITE(changed, .sandbox = "catalog");

SUITE_SETUP(changed)
{
    should(db_exec("CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);"
                   "INSERT INTO users VALUES (1, 'ada', 36), (2, 'bob', NULL), (3, 'eve', 20);"
                   "CREATE TABLE logs(line TEXT); CREATE TABLE quiet(x)"),
        equal_to(0));
}

static void run(const char *sql)
{
    sqlite3 *db;
    sqlite3_open("catalog.db", &db);
    should(sqlite3_exec(db, sql, NULL, NULL, NULL), equal_to(SQLITE_OK));
    sqlite3_close(db);
}

TEST(changed, new_other_gone)
{
    run("INSERT INTO users(name) VALUES ('zoe'); UPDATE users SET age = 37, name = 'Ada' WHERE id = 1;"
        "DELETE FROM users WHERE id = 3; INSERT INTO logs VALUES ('one'), (NULL)");
    should(row_count("users"), equal_to(2));
}

TEST(changed, net)
{
    run("UPDATE users SET age = 0; DELETE FROM users WHERE id = 2; INSERT INTO logs VALUES ('gone')");
    run("UPDATE users SET age = 36 WHERE id = 1; INSERT INTO users(id, name) VALUES (2, 'bob'); DELETE FROM logs");
    expect(1, equal_to(2));
}

TEST(changed, many)
{
    run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30) INSERT INTO logs SELECT 'line ' || i FROM n");
    should(sandbox_table("logs"), have_rows(29));
}

TEST(changed, rows_of_factories_are_marked)
{
    make(users, with(name, "ann"));
    make(quiet, with(x, 1));
    run("INSERT INTO users(name) VALUES ('bob')");
    fail_test("on purpose");
}

TEST(changed, long_ones)
{
    run("INSERT INTO logs VALUES (printf('%.200c', 'x')); UPDATE users SET name = printf('%.300c', 'y') || 'tail' WHERE id = 2");
    fail_test("on purpose");
}

TEST(changed, in_a_wal)
{
    run("PRAGMA journal_mode = WAL; UPDATE users SET name = 'Bob' WHERE id = 2");
    fail_test("on purpose");
}

TEST(changed, a_crash_takes_them_along)
{
    run("DELETE FROM users");
    abort();
}

TEST(changed, of_the_attempt_that_failed, .retries = 1)
{
    static int attempt;
    run(attempt ? "INSERT INTO logs VALUES ('second')" : "INSERT INTO logs VALUES ('first')");
    should(attempt++, equal_to(1));
}

TEST(changed, nothing) { fail_test("nothing was changed here"); }

TEST(changed, a_passing_test_says_nothing) { run("DELETE FROM users"); }
