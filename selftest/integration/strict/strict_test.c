/* strict_test.c -- strict mode seen from a test program: each test whose name says that it fails must, and no other may. One source
 * for both databases; what only one of them has is in a suite of its own. */
#include "../contract/store.h"
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* As an application does it, which has never heard of Seedbed. */
static void run(const char *sql)
{
    store *s = store_open();
    if (store_run(s, sql))
        fail_test("refused: %s", sql);
    store_close(s);
}

SUITE(strict, .sandbox = "catalog", .strict = true);

TEST(strict, an_update_of_all)
{
    run("INSERT INTO users VALUES (4, 'own', 1)");
    run("UPDATE users SET age = age + 1");
}
TEST(strict, next_1) { run("INSERT INTO users VALUES (4, 'own', 1)"); }
TEST(strict, a_delete_of_some) { run("DELETE FROM users WHERE id < 3"); }
TEST(strict, next_2) { should(sandbox_table("users"), have_rows(3)); }

TEST(strict, own_rows_may_be_written)
{
    run("INSERT INTO users VALUES (4, 'own', 1), (5, 'own', 2)");
    run("UPDATE users SET age = 9 WHERE name = 'own'");
    run("UPDATE users SET id = 6 WHERE id = 5");
    run("DELETE FROM users WHERE id = 6");
    run("INSERT INTO seats VALUES ('C', 1, 0)");
    run("UPDATE seats SET taken = 1 WHERE room = 'C'");
    run("INSERT INTO logs VALUES ('own')");
    run("DELETE FROM logs WHERE line = 'own'");
}

TEST(strict, the_rest_of_an_upsert)
{
    run("INSERT INTO users VALUES (1, 'ada', 5), (4, 'own', 1) ON CONFLICT (id) DO UPDATE SET age = 99");
}
TEST(strict, an_upsert_of_an_own_row)
{
    run("INSERT INTO users VALUES (4, 'own', 1)");
    run("INSERT INTO users VALUES (4, 'own', 1), (1, 'ada', 1) ON CONFLICT (id) DO NOTHING");
    run("INSERT INTO users VALUES (4, 'own', 1) ON CONFLICT (id) DO UPDATE SET age = 99");
}

TEST(strict, a_cascade) { run("DELETE FROM users WHERE id = 3"); }
TEST(strict, a_cascade_of_a_key) { run("UPDATE users SET id = 30 WHERE id = 3"); }
TEST(strict, a_trigger) { run("INSERT INTO logs VALUES ('all')"); }

TEST(strict, what_is_changed_back)
{
    run("UPDATE seats SET taken = 1 WHERE room = 'A' AND seat = 2");
    run("UPDATE seats SET taken = 0 WHERE room = 'A' AND seat = 2");
}
TEST(strict, what_is_inserted_again)
{
    run("DELETE FROM seats WHERE room = 'B'");
    run("INSERT INTO seats VALUES ('B', 1, 0)");
}
TEST(strict, a_named_row_that_is_changed_back)
{
    run("UPDATE users SET age = 1 WHERE id = 2");
    run("UPDATE users SET age = 40 WHERE id = 2");
    should(2, exist_in("users"));
}

TEST(strict, a_table_without_a_key) { run("UPDATE logs SET line = 'x' WHERE line IS NULL"); }
TEST(strict, null_in_a_unique_column)
{
    run("INSERT INTO marks VALUES (NULL, 'own')");
    run("UPDATE marks SET note = 'x' WHERE note = 'own'");
    run("UPDATE marks SET note = 'x' WHERE note = 'none'");
}
TEST(strict, names_that_need_quotes) { run("UPDATE \"it's a \"\"table\"\"\" SET \"select\" = 'two'"); }
TEST(strict, a_generated_column_and_a_long_cell)
{
    store *s = store_open();
    char *sql = malloc(20000), *at = sql + sprintf(sql, "UPDATE papers\n   SET body = '");
    for (int i = 0; i < 4000; i++)
        at += sprintf(at, "%d ", i % 1000);
    sprintf(at, "'");
    should(store_run(s, sql), equal_to(0));
    free(sql);
    store_close(s);
}

TEST(strict, one_transaction_of_many_statements)
{
    store *s = store_open();
    store_run(s, "BEGIN");
    store_run(s, "UPDATE users SET age = 1 WHERE id = 1");
    store_run(s, "UPDATE users SET age = 2 WHERE id = 1");
    store_run(s, "DELETE FROM users WHERE id = 2");
    store_run(s, "COMMIT");
    store_close(s);
}
TEST(strict, a_refused_statement_wrote_nothing)
{
    store *s = store_open();
    should(store_run(s, "INSERT INTO users VALUES (4, 'own', 1), (1, 'twice', 1)"), equal_to(1));
    store_close(s);
}
TEST(strict, a_rollback)
{
    store *s = store_open();
    store_run(s, "BEGIN");
    store_run(s, "UPDATE users SET age = 1 WHERE id = 1");
    store_run(s, "ROLLBACK");
    store_close(s);
}
TEST(strict, a_transaction_left_open)
{
    store *s = store_open();
    store_run(s, "UPDATE users SET age = 1 WHERE id = 1");
    store_run(s, "BEGIN");
    store_run(s, "UPDATE users SET age = 2 WHERE id = 2");
}
TEST(strict, next_3) { should(sandbox_table("users"), have_rows(3)); }

/* ---- our own connection ---- */

TEST(strict, a_write_of_our_own)
{
    db_exec("INSERT INTO {users} VALUES (4, 'own', 1); UPDATE {users} SET name = 'x' WHERE id IN (1, 4)");
}
TEST(strict, rows_that_are_read)
{
    db_text("SELECT upper(name) FROM users WHERE id = 2");
    db_rows("SELECT room FROM seats ORDER BY room, seat LIMIT 1");
    db_int("SELECT \"the \"\"key\"\"\" FROM \"it's a \"\"table\"\"\"");
}
TEST(strict, own_rows_that_are_read)
{
    run("INSERT INTO users VALUES (4, 'own', 1)");
    run("INSERT INTO seats VALUES ('C', 1, 0)");
    db_exec("INSERT INTO {users} VALUES (5, 'own', 1)");
    should(db_int("SELECT id FROM users ORDER BY id DESC"), equal_to(5));
    should(db_rows("SELECT name FROM users AS u WHERE id > 3"), have_rows(2));
    should(db_rows("SELECT taken FROM seats WHERE room = 'C'"), have_rows(1));
}
TEST(strict, what_gives_no_rows_of_a_table)
{
    should(db_int("SELECT count(*) FROM users"), equal_to(3));
    db_rows("SELECT room FROM seats GROUP BY room");
    db_rows("SELECT u.name FROM users u JOIN orders o ON o.buyer = u.id");
    db_rows("SELECT name FROM users UNION SELECT room FROM seats");
    db_rows("SELECT line FROM logs WHERE line = 'nothing'");
    should(db_rows("SELECT name FROM grown"), have_rows(2));
}
TEST(strict, made_rows)
{
    sb_row *own = make(user);
    make(seats, with(room, "D"), with(seat, 4));
    run("UPDATE users SET age = 9 WHERE id > 3");
    run("UPDATE seats SET taken = 9 WHERE room = 'D'");
    run("UPDATE seats SET taken = 0 WHERE room = 'D'");
    should(db_int("SELECT id FROM users ORDER BY id DESC"), equal_to(id(own)));
}

/* ---- rows that are named ---- */

TEST(strict, rows_that_are_named)
{
    run("UPDATE users SET age = 37 WHERE id = 1");
    run("DELETE FROM users WHERE id = 2");
    should(1, exist_in("users"));
    should(2, be_deleted_from("users"));
    should(db_int("SELECT age FROM users WHERE id = 1"), equal_to(37));
}
TEST(strict, one_too_few_is_named)
{
    run("UPDATE users SET age = 37 WHERE id IN (1, 2)");
    should(1, exist_in("users"));
}
TEST(strict, a_negation_names_nothing)
{
    run("UPDATE users SET age = 37 WHERE id = 1");
    should_not(1, be_deleted_from("users"));
}

/* ---- rows that are given ---- */

SUITE_IN(strict, given, .fixtures = "guests");
SUITE_SETUP(given)
{
    run("INSERT INTO users VALUES (10, 'of the suite', 5)");
    run("INSERT INTO seats VALUES ('E', 5, 0)");
    run("UPDATE users SET age = 1 WHERE id = 1");
}
TEST(given, may_be_written)
{
    run("UPDATE users SET age = 6 WHERE id = 10");
    run("DELETE FROM users WHERE id = 20");
    run("UPDATE seats SET taken = 1 WHERE seat = 5");
    run("UPDATE seats SET taken = 0 WHERE seat = 5");
    should(db_int("SELECT seat FROM seats WHERE room = 'E'"), equal_to(5));
}
TEST(given, and_others_not) { run("UPDATE users SET age = 6 WHERE id IN (1, 10)"); }
TEST(given, next_4) { should(sandbox_table("users"), have_rows(5)); }

/* ---- the schema ---- */

TEST(strict, a_table_of_its_own)
{
    run("CREATE TABLE mine (id INTEGER PRIMARY KEY, x TEXT)");
    run("INSERT INTO mine VALUES (1, 'x')");
    run("UPDATE mine SET x = 'y'");
    run("DROP TABLE mine");
}
TEST(strict, a_column_more)
{
    run("UPDATE users SET age = 1 WHERE id = 1");
    run("ALTER TABLE users ADD COLUMN more TEXT");
    run("UPDATE users SET more = 'x' WHERE id = 2");
}
TEST(strict, next_5) { run("INSERT INTO users VALUES (4, 'own', 1)"); }
TEST(strict, a_column_more_and_own_rows)
{
    run("INSERT INTO users VALUES (4, 'own', 1)");
    run("ALTER TABLE users ADD COLUMN more TEXT");
    run("UPDATE users SET more = 'x' WHERE id = 4");
}
TEST(strict, a_table_of_others_that_is_dropped) { run("DROP TABLE orders"); }
TEST(strict, next_6) { should(sandbox_table("orders"), have_rows(2)); }

SUITE(loose, .sandbox = "catalog");
TEST(loose, anything_goes) { run("UPDATE users SET age = 0"); }
TEST(loose, a_failed_test_tells_its_rows)
{
    make(user, with(name, "made"));
    run("UPDATE users SET age = 0 WHERE id = 1");
    run("DELETE FROM orders WHERE id = 7");
    fail_test("on purpose");
}
TEST(loose, a_crash)
{
    run("UPDATE users SET age = 0 WHERE id = 1");
    raise(SIGKILL);
}
TEST(loose, a_crash_in_a_transaction)
{
    store *s = store_open();
    store_run(s, "DELETE FROM orders WHERE id = 7");
    store_run(s, "BEGIN");
    store_run(s, "UPDATE users SET age = 0 WHERE id = 1");
    raise(SIGKILL);
}
TEST(loose, a_crash_of_what_nobody_saw)
{
    db_exec("UPDATE {users} SET age = 0 WHERE id = 1");
    raise(SIGKILL);
}
TEST(loose, an_endless_test, .timeout = 0.3)
{
    run("DELETE FROM orders WHERE id = 7");
    for (;;)
        pause();
}
TEST(strict, an_end_of_a_strict_test)
{
    run("UPDATE users SET age = 0 WHERE id = 1");
    exit(3);
}
TEST(loose, behind_a_crash) { should(db_int("SELECT age FROM users WHERE id = 1"), equal_to(36)); }

/* ---- statements, which are counted ---- */

SUITE(counted, .sandbox = "catalog");
TEST(counted, as_many_as_said)
{
    store *before = store_open(), *s = store_open();
    should_run_queries(6)
    {
        store_run(s, "BEGIN");
        store_run(s, "INSERT INTO users VALUES (4, 'own', 1); UPDATE users SET age = 2 WHERE id = 4");
        store_run(s, "COMMIT");
        free(store_text(before, "SELECT name FROM users WHERE id = 4"));
        db_exec("DELETE FROM {users} WHERE id = 4");
        should(row_count("users"), equal_to(3));
        make(user);
    }
    store_close(s);
    store_close(before);
}
TEST(counted, a_query_in_a_loop)
{
    store *s = store_open();
    should_run_queries(be_at_most(2))
    {
        free(store_text(s, "SELECT id, name FROM users ORDER BY id"));
        for (int i = 1; i < 4; i++)
            free(store_text(s, "SELECT count(*) FROM orders WHERE buyer = 3"));
        db_exec("UPDATE {users} SET age = 1");
        store_run(s, "SELECT none FROM users");
    }
    store_close(s);
}
TEST(counted, none_at_all)
{
    store *s = store_open();
    should_run_queries(0) { store_run(s, "DELETE FROM orders"); }
    store_close(s);
}

#ifdef POSTGRES

SUITE_IN(strict, postgres);

TEST(postgres, truncate) { run("TRUNCATE orders"); }
TEST(postgres, truncate_of_own_rows)
{
    run("DROP TABLE IF EXISTS own_table");
    run("CREATE TABLE own_table (a INTEGER)");
    run("TRUNCATE own_table");
}
TEST(postgres, truncate_of_all) { run("TRUNCATE users CASCADE"); }
TEST(postgres, a_function) { run("SELECT grow(1)"); }
TEST(postgres, a_block) { run("DO $$ BEGIN PERFORM grow(1); END $$"); }
TEST(postgres, several_in_one_text)
{
    run("INSERT INTO users VALUES (4, 'own', 1); UPDATE users SET age = age + 1 WHERE id > 2");
}
TEST(postgres, a_view) { run("UPDATE grown SET name = 'x' WHERE id = 1"); }
TEST(postgres, parts)
{
    run("UPDATE days SET what = 'snow' WHERE id = 1");
    run("UPDATE days SET day = 50 WHERE id = 2");
}
TEST(postgres, own_rows_of_parts)
{
    run("INSERT INTO days VALUES (2, 3, 'own'), (120, 4, 'own')");
    run("UPDATE days SET day = 199 WHERE id = 3");
    run("UPDATE days SET what = 'x' WHERE id IN (3, 4)");
    should(db_rows("SELECT what FROM days WHERE id > 2"), have_rows(2));
}
TEST(postgres, named_rows_of_parts)
{
    sb_row *own = make(days, with(day, 5), with(id, 9), with(what, "own"));
    run("UPDATE days SET what = 'x' WHERE id = 9");
    run("UPDATE days SET what = 'own' WHERE id = 9");
    should(own, exist_in("days"));
}
TEST(postgres, keys_of_other_types)
{
    run("INSERT INTO prices VALUES (1.5, 'own')");
    run("INSERT INTO visits VALUES (1, '2026-05-05 12:00+02', 'own')");
    should(db_text("SELECT what FROM prices WHERE what = 'own'"), equal_to("own"));
    should(db_text("SELECT what FROM visits WHERE what = 'own'"), equal_to("own"));
    db_text("SELECT what FROM prices WHERE what = 'base'");
}
TEST(postgres, one_moment_in_two_zones)
{
    run("SET timezone = 'Asia/Tokyo'; UPDATE visits SET what = 'x'");
    run("SET timezone = 'America/Lima'; UPDATE visits SET what = 'base'");
    fail_test("to see that no row is told but the one that was written");
}
TEST(postgres, bytes) { run("UPDATE blobs SET bytes = '\\xdeadbeef'"); }
TEST(postgres, a_savepoint) { run("BEGIN; SAVEPOINT a; UPDATE users SET age = 1 WHERE id = 1; ROLLBACK TO a; COMMIT"); }
TEST(postgres, a_table_locked_at_the_end)
{
    store *s = store_open();
    run("UPDATE users SET age = 1 WHERE id = 1");
    store_run(s, "BEGIN");
    store_run(s, "TRUNCATE users CASCADE");
}
TEST(postgres, next_7) { should(sandbox_table("users"), have_rows(3)); }

#endif
