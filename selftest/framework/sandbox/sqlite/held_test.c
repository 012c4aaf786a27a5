/* held_test.c -- tests of framework/sandbox/sqlite/held.c: what was left open is named, and ended. */
#include "../../../../framework/sandbox/sqlite/clone.h"
#include "box.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(image_held, (box box; sqlite3 * a; sqlite3 * b; sqlite3_stmt * open));

SETUP(image_held)
{
    box_open(&self->box);
    self->a = self->box.to[0];
    self->b = self->box.to[1];
}

TEARDOWN(image_held)
{
    sqlite3_finalize(self->open);
    box_close(&self->box);
}

TEST(image_held, nothing_open_is_nothing_to_say)
{
    must(self->a, "BEGIN; DELETE FROM t; COMMIT");
    box_reset(&self->box);
    should(self->box.held, be_null);
}

TEST(image_held, a_transaction_is_named_by_what_it_began_to_write)
{
    must(self->a, "BEGIN; INSERT INTO t VALUES(4, 'four'); SELECT 1");
    box_reset(&self->box);
    should(self->box.held,
        equal_to("an open transaction on connection 1 (it began to write with: INSERT INTO t VALUES(4, 'four'))"));
    should(sqlite3_get_autocommit(self->a), be_true);
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST_EACH(image_held, transactions_that_wrote_nothing, (const char *sql; const char *held),
    { "BEGIN", "an open transaction on connection 1 that has done nothing yet" },
    { "BEGIN; SELECT * FROM t", "an open transaction on connection 1 that has only read" },
    { "PRAGMA journal_mode = wal; BEGIN; SELECT * FROM t", "an open transaction on connection 1 that has only read" },
    { "SAVEPOINT s", "an open transaction on connection 1 that has done nothing yet" },
    { "PRAGMA journal_mode = wal; BEGIN; DELETE FROM e",
        "an open transaction on connection 1 (it began to write with: DELETE FROM e)" })
{
    must(self->a, each->sql);
    box_reset(&self->box);
    should(self->box.held, equal_to(each->held));
    box_reset(&self->box);
    should(self->box.held, be_null);
}

TEST(image_held, a_statement_in_mid_step_is_named_and_reset)
{
    should(sqlite3_prepare_v2(self->b, "SELECT v FROM t -- of course", -1, &self->open, NULL), equal_to(SQLITE_OK));
    should(sqlite3_step(self->open), equal_to(SQLITE_ROW));
    box_reset(&self->box);
    should(self->box.held, equal_to("a statement in mid-step on connection 2: SELECT v FROM t -- of course"));
    should(sqlite3_stmt_busy(self->open), be_false);
}

TEST(image_held, each_leftover_has_its_line)
{
    must(self->a, "BEGIN IMMEDIATE; DELETE FROM e");
    should(sqlite3_prepare_v2(self->b, "SELECT v FROM t", -1, &self->open, NULL), equal_to(SQLITE_OK));
    should(sqlite3_step(self->open), equal_to(SQLITE_ROW));
    box_reset(&self->box);
    should(self->box.held,
        equal_to("a statement in mid-step on connection 2: SELECT v FROM t\n"
                 "an open transaction on connection 1 (it began to write with: BEGIN IMMEDIATE)"));
}

TEST(image_held, a_long_statement_is_cut_and_its_first_line_is_shown)
{
    sb_text sql = SB_TEXT_EMPTY;
    sb_text_add(&sql, "BEGIN; -- begin\n\n  INSERT INTO e\nVALUES(1)");
    must(self->a, sql.at);
    box_reset(&self->box);
    should(self->box.held, end_with("(it began to write with: INSERT INTO e)"));
    sql.size = 0;
    sb_text_add(&sql, "INSERT INTO e VALUES('%0300d'), (1)", 1);
    must(self->a, "BEGIN");
    must(self->a, sql.at);
    sb_text_release(&sql);
    box_reset(&self->box);
    should(self->box.held, all_of(contain("VALUES('0000"), end_with("0...)")));
}

TEST(image_held, our_own_connection_is_called_ours)
{
    should(sb_backend_sqlite.exec(self->box.ours, "BEGIN; DELETE FROM t"), equal_to(0));
    box_reset(&self->box);
    should(self->box.held, equal_to("an open transaction on Seedbed's own connection (it began to write with: DELETE FROM t)"));
}

TEST(image_held, an_open_blob_is_named)
{
    sqlite3_blob *blob;
    must(self->a, "INSERT INTO e VALUES(zeroblob(10))");
    should(sqlite3_blob_open(self->a, "main", "e", "x", 1, 0, &blob), equal_to(SQLITE_OK));
    add_cleanup(sqlite3_blob_close, blob);
    box_reset(&self->box);
    should(self->box.held, equal_to("a statement in mid-step on connection 1: an open blob"));
}

TEST(image_held, an_unfinished_backup_into_the_sandbox_is_ended)
{
    sqlite3 *memory = connect_to(":memory:");
    sqlite3_backup *backup;
    must(memory, "CREATE TABLE m(x); INSERT INTO m VALUES(zeroblob(100000))");
    backup = sqlite3_backup_init(self->a, "main", memory, "main");
    add_cleanup(sqlite3_backup_finish, backup);
    should(sqlite3_backup_step(backup, 1), equal_to(SQLITE_OK));
    box_reset(&self->box);
    should(self->box.held, start_with("a lock on connection 1 that no statement explains"));
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_held, exclusive_locking_by_way_of_another_database_is_ended)
{
    char *attach =
        sb_format("ATTACH '%s' AS image; PRAGMA locking_mode = exclusive; INSERT INTO image.e VALUES(1)", self->box.path);
    sqlite3 *memory = connect_to(":memory:");
    must(memory, attach);
    free(attach);
    box_reset(&self->box);
    should(self->box.held, start_with("a lock on connection 4"));
    should(ask(self->a, "SELECT count(*) FROM e"), equal_to("0"));
    should(ask(memory, "SELECT count(*) FROM image.e"), equal_to("0"));
}

/* SQLite keeps this one as long as the connection lives: the only refusal there is, after two seconds of trying. */
TEST(image_held, what_cannot_be_ended_refuses_the_reset)
{
    char *attach = sb_format("ATTACH '%s' AS image; PRAGMA locking_mode = exclusive; PRAGMA image.journal_mode = wal;"
                             "INSERT INTO image.e VALUES(1)",
        self->box.path);
    sqlite3 *memory = connect_to(":memory:");
    must(memory, attach);
    free(attach);
    sb_reset_told told;
    should(sb_backend_sqlite.clone_reset(self->box.clone, &told), equal_to(SB_ERR));
    should(sb_error(), start_with("The sandbox cannot be reset: connection 4"));
    should(told.held, all_of(start_with("a lock on connection 4"), not_(contain("\n"))));
    must(memory, "DETACH image");
    box_reset(&self->box);
    should(ask(self->a, "SELECT count(*) FROM e"), equal_to("0"));
}

typedef struct restless {
    const char *path;
    atomic_bool began;
    int code;
} restless;

static void *never_finish(void *env)
{
    restless *it = env;
    sqlite3 *db;
    if (sqlite3_open(it->path, &db) == SQLITE_OK) {
        run(db, "BEGIN; INSERT INTO e VALUES(1)");
        it->began = true;
        it->code = run(db, "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT count(*) FROM r, e");
    }
    sqlite3_close(db);
    return NULL;
}

TEST(image_held, another_thread_s_endless_statement_is_interrupted)
{
    restless it = { .path = self->box.path };
    pthread_t thread;
    pthread_create(&thread, NULL, never_finish, &it);
    while (!it.began)
        sqlite3_sleep(1);
    box_reset(&self->box);
    pthread_join(thread, NULL);
    should(it.code, equal_to(SQLITE_INTERRUPT));
    should(self->box.held == NULL || strstr(self->box.held, "connection 4") != NULL, be_true);
    should(ask(self->a, "SELECT count(*) FROM e"), equal_to("0"));
}

/* The one that opened the file last is not the one that has it open. */
TEST(image_held, connections_that_share_a_cache_close_in_any_order)
{
    sqlite3 *both[2];
    sqlite3_enable_shared_cache(1);
    for (int i = 0; i < 2; i++)
        should(sqlite3_open(self->box.path, &both[i]), equal_to(SQLITE_OK));
    sqlite3_enable_shared_cache(0);
    must(both[0], "DELETE FROM t");
    should(sb__image_has(self->box.clone->image, both[0]), be_false);
    should(sb__image_has(self->box.clone->image, both[1]), be_false);
    sqlite3_close(both[1]);
    box_reset(&self->box);
    should(ask(both[0], "SELECT count(*) FROM t"), equal_to("3"));
    sqlite3_close(both[0]);
}
