/* contract_test.c -- what a test may rely on in a sandbox, on every database, placement, start and number of workers: see contract.sh. */
#include "store.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Every test begins by looking at the whole base state, so that what one of them leaves behind fails the next of its worker. */
static void expect_base_state(void)
{
    should(db_rows("SELECT id, username, email, logins, folded FROM {users} ORDER BY id"),
        have_same_rows_as(these_rows(row(1, "Ada", "ada@example.org", 0, "ada"), row(2, "Grace", "grace@example.org", 0, "grace"),
            row(3, "Mary", NULL, 0, "mary"))));
    should(db_rows("SELECT id, code, seats FROM {courses} ORDER BY id"),
        have_same_rows_as(these_rows(row(1, "logic", 2), row(2, "engines", 0))));
    should(db_rows("SELECT user_id, course_id, mode FROM {enrolments} ORDER BY user_id"),
        have_same_rows_as(these_rows(row(1, 1, "audit"), row(2, 1, "verified"))));
    should(db_rows("SELECT body FROM {notes}"), have_same_rows_as(these_rows(row("twice"), row("twice"))));
    should(db_rows("SELECT name, value FROM {choices} ORDER BY name"),
        have_same_rows_as(these_rows(row("colour", "green"), row("size", NULL))));
    should(db_rows("SELECT * FROM {audit}"), be_empty);
    should(db_rows("SELECT * FROM {roster}"), have_rows(2));
}

SUITE(contract, .sandbox = "catalog");
SETUP(contract) { expect_base_state(); }

/* {users} as the application of these tests would have it from its configuration. Freed with the test. */
static const char *expanded(const char *sql)
{
    char *out = malloc(strlen(sql) * 4 + 64), *to = out;
    for (; *sql; sql++)
        if (*sql == '{')
            to += sprintf(to, "%s", sandbox_prefix());
        else if (*sql != '}')
            *to++ = *sql;
    *to = 0;
    add_cleanup(free, out);
    return out;
}
static store *connect(void)
{
    store *s = store_open();
    should(s, not_(be_null));
    add_cleanup(store_close, s);
    return s;
}
static int64_t number(store *s, const char *sql)
{
    char *text = store_text(s, expanded(sql));
    int64_t value = strtoll(text, NULL, 10);
    free(text);
    return value;
}

#define DEEDS \
    { "insert", "INSERT INTO {users} (username) VALUES ('Hedy')" }, \
        { "insert_many", "INSERT INTO {courses} (code, seats) SELECT 'c' || id, id FROM {users}" }, \
        { "update", "UPDATE {users} SET logins = logins + 1, email = NULL WHERE id = 1" }, \
        { "update_a_key", "UPDATE {choices} SET name = 'hue' WHERE name = 'colour'" }, \
        { "delete", "DELETE FROM {courses} WHERE code = 'engines'" }, \
        { "delete_what_cascades", "DELETE FROM {users} WHERE id = 2" }, \
        { "delete_all", "DELETE FROM {enrolments}; DELETE FROM {users}; DELETE FROM {courses}" }, \
        { "one_of_equal_rows", "DELETE FROM {notes}; INSERT INTO {notes} VALUES ('twice')" }, \
        { "two_keys", "UPDATE {enrolments} SET mode = 'completed'; INSERT INTO {enrolments} VALUES (3, 2, 'audit')" }, \
        { "and_back_again", "DELETE FROM {choices}; INSERT INTO {choices} VALUES ('size', 'large'), ('colour', 'red')" }, \
        { "in_a_transaction", "BEGIN; UPDATE {users} SET email = 'x'; INSERT INTO {notes} VALUES ('more'); COMMIT" }, \
    { \
        "with_savepoints", \
            "BEGIN; SAVEPOINT a; DELETE FROM {notes}; ROLLBACK TO a; INSERT INTO {notes} VALUES ('b'); RELEASE a; COMMIT" \
    }
#define SCHEMA_DEEDS \
    { "a_new_table", "CREATE TABLE {more} (x INTEGER); INSERT INTO {more} VALUES (1); DELETE FROM {notes}" }, \
        { "a_new_column", "ALTER TABLE {users} ADD COLUMN nick TEXT; UPDATE {users} SET nick = 'n'" }, \
        { "a_lost_table", "DROP VIEW {roster}; DROP TABLE {enrolments}" }, \
        { "a_lost_index", "DROP INDEX {users_by_email}; INSERT INTO {users} (username) VALUES ('Hedy')" }, \
    { \
        "another_name", "ALTER TABLE {notes} RENAME TO {remarks}" \
    }

/* Each of them twice, so that the second finds what the first has left. */
#define EACH_DEED(test, by) \
    TEST_EACH(contract, test, (const char *what; const char *sql), DEEDS) { by(each->sql); } \
    TEST_EACH(contract, test##_again, (const char *what; const char *sql), DEEDS) { by(each->sql); }

static void by_our_connection(const char *sql) { should(db_exec(sql), equal_to(0)); }
static void by_one_connection(const char *sql) { should(store_run(connect(), expanded(sql)), equal_to(0)); }
static void by_the_second_of_two(const char *sql)
{
    store *first = connect(), *second = connect();
    should(store_run(first, expanded("INSERT INTO {audit} (said) VALUES ('first')")), equal_to(0));
    should(store_run(second, expanded(sql)), equal_to(0));
    should(number(second, "SELECT count(*) FROM {audit} WHERE said = 'first'"), equal_to(1));
}
EACH_DEED(what_db_exec_does_is_undone, by_our_connection)
EACH_DEED(what_an_application_commits_is_undone, by_one_connection)
EACH_DEED(what_two_connections_commit_is_undone, by_the_second_of_two)
TEST_EACH(contract, a_schema_that_db_exec_changed_is_undone, (const char *what; const char *sql), SCHEMA_DEEDS)
{
    by_our_connection(each->sql);
}
TEST_EACH(contract, a_schema_that_an_application_changed_is_undone, (const char *what; const char *sql), SCHEMA_DEEDS)
{
    by_one_connection(each->sql);
}

TEST(contract, numbers_begin_where_they_began)
{
    by_one_connection("INSERT INTO {users} (username) VALUES ('Hedy')");
    should(db_int("SELECT max(id) FROM {users}"), equal_to(4));
}
TEST(contract, numbers_begin_there_again)
{
    should(db_exec("INSERT INTO {users} (username) VALUES ('Hedy')"), equal_to(0));
    should(db_int("SELECT max(id) FROM {users}"), equal_to(4));
}
TEST(contract, numbers_of_refused_rows_are_given_back)
{
    store *s = connect();
    should(store_run(s, expanded("INSERT INTO {courses} (code, seats) VALUES ('logic', 1)")), not_(equal_to(0)));
    should(store_run(s, expanded("BEGIN; INSERT INTO {courses} (code, seats) VALUES ('new', 1); ROLLBACK")), equal_to(0));
}
TEST(contract, numbers_of_refused_rows_were_given_back)
{
    should(store_run(connect(), expanded("INSERT INTO {courses} (code, seats) VALUES ('new', 1)")), equal_to(0));
    should(db_int("SELECT max(id) FROM {courses}"), equal_to(3));
}

TEST(contract, the_application_sees_what_factories_made)
{
    sb_row *hedy = make(user, with(username, "Hedy"));
    store *s = connect();
    should(number(s, "SELECT id FROM {users} WHERE username = 'Hedy'"), equal_to(id(hedy)));
}
TEST(contract, factories_see_what_the_application_made)
{
    should(store_run(connect(), expanded("INSERT INTO {users} (username) VALUES ('Hedy')")), equal_to(0));
    should(sandbox_table("users"), have_row(col(username, "Hedy"), col(logins, 0)));
    should(row_count("users"), equal_to(4));
}
TEST(contract, a_connection_opened_before_rows_were_made_sees_them)
{
    store *s = connect();
    should(number(s, "SELECT count(*) FROM {users}"), equal_to(3));
    make(user);
    should(number(s, "SELECT count(*) FROM {users}"), equal_to(4));
}
TEST(contract, a_string_is_enough_to_connect)
{
    should(sandbox_url(), not_(be_empty));
    should(sandbox_handle(), not_(be_null));
}

static void *insert_ten(void *env)
{
    store *s = store_open();
    for (int i = 0; s && i < 10; i++)
        store_run(s, env);
    if (s)
        store_close(s);
    return NULL;
}
static void insert_in_threads(void)
{
    pthread_t thread[3];
    char *sql = (char *)expanded("INSERT INTO {notes} VALUES ('from a thread')");
    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, insert_ten, sql);
    for (int i = 0; i < 3; i++)
        pthread_join(thread[i], NULL);
    should(row_count("notes"), equal_to(32));
}
TEST(contract, what_threads_commit_is_undone) { insert_in_threads(); }
TEST(contract, what_threads_commit_is_undone_again) { insert_in_threads(); }

/* Four at a time, as many as there are workers: each has tables of its own while the others write theirs. */
static void write_alone(void)
{
    store *s = connect();
    for (int i = 0; i < 20; i++) {
        should(store_run(s, expanded("INSERT INTO {notes} VALUES ('mine')")), equal_to(0));
        should(number(s, "SELECT count(*) FROM {notes} WHERE body = 'mine'"), equal_to(i + 1));
        usleep(500);
    }
}
TEST_EACH(contract, no_worker_sees_another, (int of), { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 }, { 7 }, { 8 })
{
    (void)each;
    write_alone();
}

/* What a SUITE_SETUP writes is there for each test of its suite and for no other. */
SUITE(furnished, .sandbox = "catalog");
SUITE_SETUP(furnished)
{
    should(db_exec("INSERT INTO {courses} (code, seats) VALUES ('poetry', 7); DELETE FROM {notes}"), equal_to(0));
}
static void expect_furnished(void)
{
    should(db_rows("SELECT id, code FROM {courses} ORDER BY id"),
        have_same_rows_as(these_rows(row(1, "logic"), row(2, "engines"), row(3, "poetry"))));
    should(row_count("notes"), equal_to(0));
}
TEST(furnished, finds_what_its_setup_wrote)
{
    expect_furnished();
    by_one_connection("DELETE FROM {courses} WHERE code = 'poetry'; INSERT INTO {courses} (code, seats) VALUES ('new', 0)");
}
TEST(furnished, finds_it_again)
{
    expect_furnished();
    by_our_connection("UPDATE {courses} SET seats = 99");
}
TEST(furnished, finds_it_once_more)
{
    expect_furnished();
    by_one_connection("INSERT INTO {courses} (code, seats) VALUES ('new', 0)");
    should(db_int("SELECT max(id) FROM {courses}"), equal_to(4));
}
SUITE(unfurnished, .sandbox = "catalog");
TEST(unfurnished, is_at_the_base_state) { expect_base_state(); }

/* A worker that dies in a transaction leaves its successor the base state. */
SUITE(after_death, .sandbox = "catalog");
TEST(after_death, dies_with_work_open)
{
    if (!getenv("CONTRACT_DEATH"))
        skip_test("nobody asked for it");
    by_one_connection("DELETE FROM {notes}; INSERT INTO {users} (username) VALUES ('lost')");
    store_run(connect(), expanded("BEGIN; DELETE FROM {choices}"));
    abort();
}
TEST(after_death, begins_at_the_base_state) { expect_base_state(); }

/* An open transaction is the fault of the test that left it. */
SUITE(open_end, .sandbox = "catalog");
static store *left_open;
TEST(open_end, leaves_a_transaction)
{
    if (!getenv("CONTRACT_LEAVE"))
        skip_test("nobody asked for it");
    left_open = store_open();
    store_run(left_open, expanded("BEGIN; INSERT INTO {users} (username) VALUES ('left')"));
}
TEST(open_end, is_followed_by_the_base_state) { expect_base_state(); }
