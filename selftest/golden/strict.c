/* strict.c -- a program in strict mode: tests that touch rows of the base state fail, and those beside them do not. */
/* run: --report=terminal --config=selftest/golden/strict/seedbed.yaml */
/* run: --report=tap --config=selftest/golden/strict/seedbed.yaml --strict loose */
/* run: --report=tap --config=selftest/golden/strict/seedbed.yaml loose */
#include <seedbed.h>
#include <sqlite3.h>
#include <stdlib.h>

SUITE(strict, .sandbox = "shop", .strict = true);

static void run(const char *sql)
{
    sqlite3 *db;
    sqlite3_open("selftest/golden/strict/shop.db", &db);
    should(sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL), equal_to(SQLITE_OK));
    should(sqlite3_exec(db, sql, NULL, NULL, NULL), equal_to(SQLITE_OK));
    sqlite3_close(db);
}

TEST(strict, an_update_without_a_where)
{
    run("INSERT INTO users VALUES (4, 'own', 1); UPDATE users SET age = age + 1");
    should(sandbox_table("users"), have_row(col(id, 4), col(age, 2)));
}

TEST(strict, a_delete_of_all) { run("DELETE FROM users WHERE id < 3"); }

TEST(strict, the_next_test_is_not_to_blame)
{
    run("INSERT INTO users VALUES (4, 'own', 1); UPDATE users SET age = 2 WHERE id = 4; DELETE FROM users WHERE id = 4");
}

TEST(strict, a_replace_is_a_write) { run("REPLACE INTO users VALUES (1, 'ada', 36)"); }

TEST(strict, what_is_changed_back_was_touched)
{
    run("UPDATE seats SET taken = 1 WHERE seat = 2");
    run("UPDATE seats SET taken = 0 WHERE seat = 2");
}

TEST(strict, triggers_and_foreign_keys_count)
{
    run("INSERT INTO logs VALUES ('all')");
    run("DELETE FROM users WHERE id = 3");
}

TEST(strict, our_own_connection_counts) { db_exec("UPDATE {users} SET name = 'x' WHERE id = 1"); }

TEST(strict, an_own_row_may_be_read)
{
    sb_row *own = make(user);
    should(db_int("SELECT id FROM users ORDER BY id DESC"), equal_to(id(own)));
    should(db_rows("SELECT name FROM users AS u WHERE id > 3"), have_rows(1));
}

TEST(strict, a_query_that_gives_another_row)
{
    db_text("SELECT upper(name) FROM users WHERE id IN (SELECT 2)");
    db_rows("SELECT DISTINCT room FROM seats ORDER BY room LIMIT 1");
}

TEST(strict, a_query_that_counts_is_not_judged)
{
    should(db_int("SELECT count(*) FROM users"), equal_to(3));
    should(db_int("SELECT max(age) FROM users"), equal_to(40));
    db_rows("SELECT room FROM seats GROUP BY room");
    db_rows("SELECT u.name FROM users u JOIN orders o ON o.user = u.id");
    db_rows("SELECT name FROM users UNION SELECT room FROM seats");
}

TEST(strict, rows_that_are_named_are_its_own)
{
    run("UPDATE users SET age = 37 WHERE id = 1; DELETE FROM users WHERE id = 2");
    should(1, exist_in("users"));
    should(2, be_deleted_from("users"));
    should(db_int("SELECT age FROM users WHERE id = 1"), equal_to(37));
}

TEST(strict, saying_that_one_is_not_there_names_none)
{
    run("UPDATE users SET age = 37 WHERE id = 1");
    should_not(1, be_deleted_from("users"));
    should_not(9, exist_in("users"));
}

TEST(strict, an_open_transaction_hides_them)
{
    static sqlite3 *db;
    sqlite3_open("selftest/golden/strict/shop.db", &db);
    should(sqlite3_exec(db, "INSERT INTO logs VALUES ('x'); BEGIN EXCLUSIVE", NULL, NULL, NULL), equal_to(SQLITE_OK));
}

/* What SUITE_SETUP and fixtures left belongs to the tests of the suite; what SUITE_SETUP changed does not. */
SUITE_IN(strict, given_rows, .fixtures = "guests");
SUITE_SETUP(given_rows) { run("INSERT INTO users VALUES (10, 'of the suite', 5); UPDATE users SET age = 1 WHERE id = 1"); }

TEST(given_rows, may_be_written) { run("UPDATE users SET age = 6 WHERE id = 10; DELETE FROM users WHERE id = 20"); }
TEST(given_rows, and_others_not) { run("UPDATE users SET age = 6 WHERE id IN (1, 10)"); }

SUITE(loose, .sandbox = "shop");
TEST(loose, anything_goes) { run("UPDATE users SET age = 0"); }
