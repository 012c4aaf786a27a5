/* queries_test.c -- tests of framework/sandbox/queries.c and sqlite/trace.c, in a throw-away sandbox. */
#include "../../support/record.h"
#include <pthread.h>
#include <seedbed.h>
#include <sqlite3.h>
#include <stdio.h>

SUITE(queries, .sandbox = "tables");
FIXTURE(queries, (sqlite3 * db));

SETUP(queries)
{
    should(db_exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO notes (n) VALUES (1), (2)"),
        equal_to(SB_OK));
    should(sqlite3_open("tables.db", &self->db), equal_to(SQLITE_OK));
}

TEARDOWN(queries) { sqlite3_close(self->db); }

static void run(sqlite3 *db, const char *sql) { should(sqlite3_exec(db, sql, NULL, NULL, NULL), equal_to(SQLITE_OK)); }

TEST(queries, statements_of_the_application_are_counted)
{
    int wanted = 1;
    should_run_queries(3) run(self->db, "BEGIN; INSERT INTO notes (n) VALUES (3); COMMIT");
    should_run_queries(0) {}
    should_run_queries(wanted + 1) run(self->db, "SELECT 1; SELECT 1");
    should_run_queries(be_at_most(3)) run(self->db, "SELECT 1");
    should_run_queries(any_of(equal_to(7), all_of(be_above(0), be_below(2)))) run(self->db, "SELECT 1");
}

TEST(queries, they_are_listed_with_their_times)
{
    should_say("the number of statements that the block ran should equal 2\n"
               "  expected: 2\n"
               "       got: 4\n"
               "  the statements:\n"
               "    1. SELECT n FROM notes WHERE id = ? (3 times)\n"
               "    2. DELETE FROM notes",
        {
            sqlite3_stmt *one;
            sqlite3_prepare_v2(self->db, "SELECT n\n  FROM notes WHERE id = ?", -1, &one, NULL);
            expect_run_queries(2)
            {
                for (int i = 0; i < 3; i++) {
                    sqlite3_bind_int(one, 1, i);
                    sqlite3_step(one);
                    sqlite3_reset(one);
                }
                run(self->db, "DELETE FROM notes ;");
            }
            sqlite3_finalize(one);
        });
}

TEST(queries, that_there_were_none_needs_no_list)
{
    should_say("the number of statements that the block ran should be at least 1\n"
               "  expected: at least 1\n"
               "       got: 0",
        should_run_queries(be_at_least(1)){});
}

TEST(queries, long_statements_and_long_lists_are_cut)
{
    struct record record;
    char sql[400];
    record_open(&record);
    expect_run_queries(0)
    {
        for (int i = 0; i < 23; i++) {
            snprintf(sql, sizeof sql, "SELECT %d, '%0180d'", i, 0);
            run(self->db, sql);
        }
    }
    record_stop(&record);
    const char *text = record_text(&record);
    should(text, match("\n    20[.] SELECT 19, '0{148} [.]{3}\n    and 3 others$"));
}

TEST(queries, connections_that_the_block_opens_are_counted)
{
    should_run_queries(2)
    {
        sqlite3 *other, *memory;
        should(sqlite3_open("tables.db", &other), equal_to(SQLITE_OK));
        run(other, "SELECT count(*) FROM notes");
        sqlite3_close(other);
        should(sqlite3_open(":memory:", &memory), equal_to(SQLITE_OK));
        run(memory, "SELECT 1");
        run(memory, "ATTACH 'tables.db' AS it");
        run(memory, "SELECT count(*) FROM it.notes");
        sqlite3_close(memory);
    }
}

TEST(queries, triggers_and_what_is_not_run_are_not_counted)
{
    sqlite3_stmt *never;
    run(self->db, "CREATE TRIGGER t AFTER INSERT ON notes BEGIN UPDATE notes SET n = 0; DELETE FROM notes WHERE id = 1; END");
    should_run_queries(1) run(self->db, "-- a comment\nINSERT INTO notes (n) VALUES (9)");
    should_run_queries(0) sqlite3_prepare_v2(self->db, "SELECT 1", -1, &never, NULL);
    sqlite3_finalize(never);
}

TEST(queries, actions_of_foreign_keys_are_not_counted)
{
    run(self->db,
        "PRAGMA foreign_keys = ON; CREATE TABLE kids (id INTEGER PRIMARY KEY, of INTEGER REFERENCES notes (id) ON DELETE CASCADE);"
        "INSERT INTO notes (id, n) VALUES (71, 1), (72, 1); INSERT INTO kids (of) VALUES (71), (71), (72)");
    should_run_queries(1) run(self->db, "DELETE FROM notes WHERE id > 70");
    should_run_queries(2) for (int i = 0; i < 2; i++) run(self->db, "DELETE FROM notes WHERE id = 71");
}

TEST(queries, what_the_test_asks_itself_is_counted_and_matchers_are_not)
{
    should_run_queries(4)
    {
        db_exec("DELETE FROM {notes}; INSERT INTO {notes} (n) VALUES (5)");
        should(db_int("SELECT n FROM {notes}"), equal_to(5));
        should(db_rows("SELECT n FROM {notes}"), have_rows(1));
        should(sandbox_table("notes"), have_row(col(n, 5)));
        should(row_count("notes"), equal_to(1));
    }
}

TEST(queries, a_block_around_another_counts_for_both)
{
    should_run_queries(2)
    {
        run(self->db, "SELECT 1");
        should_run_queries(1) run(self->db, "SELECT 2");
    }
    should_run_queries(1) run(self->db, "SELECT 3");
}

static void *run_one(void *db)
{
    sqlite3_exec(db, "SELECT 1", NULL, NULL, NULL);
    return NULL;
}

TEST(queries, those_of_other_threads_are_counted)
{
    should_run_queries(1)
    {
        pthread_t thread;
        pthread_create(&thread, NULL, run_one, self->db);
        pthread_join(thread, NULL);
    }
}

static void leave_by_return(sqlite3 *db)
{
    should_run_queries(1)
    {
        run(db, "SELECT 1");
        return;
    }
}

TEST(queries, a_block_that_is_left_is_judged_after_break_and_not_after_return)
{
    should_run_queries(1)
    {
        run(self->db, "SELECT 1");
        break;
    }
    should_say("the block should run queries\n"
               "  it was left by return or goto, so that what it ran could not be judged; leave it by break",
        leave_by_return(self->db));
    should_run_queries(1) run(self->db, "SELECT 1");
}

TEST(queries, a_failure_in_the_block_ends_the_count)
{
    should_say(
        "1 should equal 2\n  expected: 2\n       got: 1", should_run_queries(0) { should(1, equal_to(2)); });
    should_run_queries(1) run(self->db, "SELECT 1");
}

TEST(sandbox_none, outside_of_a_sandbox_should_run_queries_says_how_to_ask_for_one)
{
    should_say("should_run_queries: this test is in no sandbox; give its suite one: SUITE(name, .sandbox = \"...\")",
        should_run_queries(0){});
}
