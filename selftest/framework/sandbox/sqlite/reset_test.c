/* reset_test.c -- tests of framework/sandbox/sqlite/{reset,image,clone}.c: back to the base state, whoever believed what. */
#include "box.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(image_reset, (box box; sqlite3 * a; sqlite3 * b; sqlite3 * c));

SETUP(image_reset)
{
    box_open(&self->box);
    self->a = self->box.to[0];
    self->b = self->box.to[1];
    self->c = self->box.to[2];
}

TEARDOWN(image_reset) { box_close(&self->box); }

static const char contents[] =
    "SELECT (SELECT group_concat(id || v) FROM t) || (SELECT count(*) FROM e) || (SELECT count(*) FROM sqlite_schema)";

static void should_be_at_base(struct sb_fixture_image_reset *self)
{
    for (int i = 0; i < BOX_CONNECTIONS; i++)
        should(ask(self->box.to[i], contents), equal_to("1one,2two,3three02"));
    should(ask(self->b, "PRAGMA integrity_check"), equal_to("ok"));
}

TEST_EACH(image_reset, whatever_was_done_is_undone, (const char *sql), { "INSERT INTO t VALUES(4, 'four')" }, { "DELETE FROM t" },
    { "UPDATE t SET v = id" }, { "DROP TABLE t" }, { "CREATE TABLE n(x); INSERT INTO n VALUES(1)" },
    { "ALTER TABLE t ADD COLUMN w" }, { "ALTER TABLE t RENAME TO u" }, { "CREATE INDEX i ON t(v)" }, { "VACUUM" },
    { "PRAGMA page_size = 512; VACUUM" }, { "PRAGMA auto_vacuum = 1; VACUUM" }, { "DROP TABLE t; DROP TABLE e; VACUUM" },
    { "PRAGMA user_version = 9" }, { "INSERT INTO e VALUES(zeroblob(9000000))" },
    { "INSERT INTO e VALUES(zeroblob(20000000)); DROP TABLE e; VACUUM" },
    { "SAVEPOINT s; DELETE FROM t; SAVEPOINT u; DROP TABLE e; RELEASE s" }, { "PRAGMA journal_mode = wal; DELETE FROM t" },
    { "PRAGMA journal_mode = wal; DELETE FROM t; PRAGMA wal_checkpoint(truncate)" },
    { "PRAGMA journal_mode = wal; CREATE TABLE n(x); PRAGMA journal_mode = delete; DROP TABLE t" },
    { "PRAGMA journal_mode = persist; DELETE FROM t" }, { "PRAGMA journal_mode = off; DELETE FROM t" })
{
    for (int how = 0; how < 2; how++) {
        self->box.clone->image->copy_limit = how == 0 ? 2048 : 0; /* copied, and dropped as a whole */
        must(self->a, each->sql);
        ask(self->b, contents);
        box_reset(&self->box);
        should(self->box.held, be_null);
        should_be_at_base(self);
    }
}

TEST(image_reset, nothing_written_leaves_every_byte)
{
    uint32_t before = self->box.clone->image->counter;
    ask(self->a, contents);
    box_reset(&self->box);
    should(self->box.clone->image->counter, equal_to(before));
}

TEST(image_reset, the_pages_written_are_what_is_copied)
{
    must(self->a, "UPDATE t SET v = 'x' WHERE id = 1");
    should(self->box.clone->image->dirty.n, be_between(1, 2));
    box_reset(&self->box);
    should(self->box.clone->image->dirty.n, equal_to(1)); /* the page with the change counter */
}

TEST(image_reset, a_cache_from_before_is_not_believed)
{
    must(self->a, "INSERT INTO t VALUES(4, 'from a')");
    should(ask(self->c, "SELECT v FROM t WHERE id = 4"), equal_to("from a"));
    box_reset(&self->box);
    must(self->b, "INSERT INTO t VALUES(4, 'from b')"); /* as many commits as a saw: the same counter, if it were not moved on */
    should(ask(self->a, "SELECT v FROM t WHERE id = 4"), equal_to("from b"));
    should(ask(self->c, "SELECT v FROM t WHERE id = 4"), equal_to("from b"));
}

/* With a file that is mapped into memory a connection would read around its cache. */
TEST(image_reset, nothing_is_read_by_mapping_the_file)
{
    sqlite3_file *file = NULL;
    must(self->a, "PRAGMA mmap_size = 1000000; SELECT * FROM t");
    sqlite3_file_control(self->a, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    should(file->pMethods->iVersion, be_below(3));
    must(self->b, "DELETE FROM t");
    box_reset(&self->box);
    should_be_at_base(self);
}

TEST(image_reset, a_schema_from_before_is_not_believed)
{
    must(self->a, "CREATE TABLE n(from_a); INSERT INTO n VALUES('a')");
    box_reset(&self->box);
    must(self->b, "CREATE TABLE n(other, from_b); INSERT INTO n VALUES(1, 'b')");
    should(ask(self->a, "SELECT from_b FROM n"), equal_to("b"));
    should(ask(self->a, "SELECT from_a FROM n"), equal_to("no such column: from_a"));
}

TEST(image_reset, a_log_from_before_is_not_believed)
{
    must(self->a, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'from a')");
    should(ask(self->b, "SELECT v FROM t WHERE id = 4"), equal_to("from a"));
    box_reset(&self->box);
    must(self->c, "INSERT INTO t VALUES(4, 'from c')");
    should(ask(self->a, "SELECT v FROM t WHERE id = 4"), equal_to("from c"));
    should(ask(self->b, "SELECT v FROM t WHERE id = 4"), equal_to("from c"));
    box_reset(&self->box);
    should_be_at_base(self);
}

TEST(image_reset, a_statement_compiled_before_works_after)
{
    sqlite3_stmt *kept;
    should(sqlite3_prepare_v2(self->a, "SELECT count(*) FROM t", -1, &kept, NULL), equal_to(SQLITE_OK));
    add_cleanup(sqlite3_finalize, kept);
    must(self->b, "DROP TABLE t; CREATE TABLE t(only_one)");
    should(sqlite3_step(kept), equal_to(SQLITE_ROW));
    should(sqlite3_column_int(kept, 0), equal_to(0));
    sqlite3_reset(kept);
    box_reset(&self->box);
    should(sqlite3_step(kept), equal_to(SQLITE_ROW));
    should(sqlite3_column_int(kept, 0), equal_to(3));
}

TEST(image_reset, without_a_change_of_the_schema_it_is_not_read_again)
{
    const char *before = ask(self->a, "PRAGMA schema_version");
    must(self->b, "DELETE FROM t");
    box_reset(&self->box);
    should(ask(self->a, "PRAGMA schema_version"), equal_to(before));
    must(self->b, "CREATE TABLE n(x)");
    box_reset(&self->box);
    should_not(ask(self->a, "PRAGMA schema_version"), equal_to(before));
}

TEST(image_reset, wal_is_over_when_nobody_has_it_open)
{
    sqlite3 *db;
    should(sqlite3_open(self->box.path, &db), equal_to(SQLITE_OK));
    must(db, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'four')");
    sqlite3_close(db);
    box_reset(&self->box);
    should(ask(connect_to(self->box.path), "PRAGMA journal_mode"), equal_to("memory"));
    should_be_at_base(self);
}

TEST(image_reset, an_attached_image_is_reset_on_its_own)
{
    box other = { 0 };
    char *attach;
    box_open_with(&other, "CREATE TABLE o(x)", "");
    sb_backend_sqlite.clone_use(self->box.clone);
    attach = sb_format("ATTACH '%s/#2' AS other", other.path);
    must(self->a, attach);
    free(attach);
    must(self->a, "BEGIN; INSERT INTO other.o VALUES(1); INSERT INTO e VALUES(1); COMMIT");
    box_reset(&self->box);
    should(ask(self->a, "SELECT (SELECT count(*) FROM e) || (SELECT count(*) FROM o)"), equal_to("01"));
    box_reset(&other);
    should(ask(self->a, "SELECT (SELECT count(*) FROM e) || (SELECT count(*) FROM o)"), equal_to("00"));
    must(self->a, "DETACH other");
    box_close(&other);
}

TEST(image_reset, a_commit_over_an_image_and_a_real_file_holds_in_both)
{
    char *attach = sb_format("ATTACH '%s/real.db' AS real; CREATE TABLE real.r(x)", sb_temp_dir());
    must(self->a, attach);
    free(attach);
    must(self->a, "PRAGMA journal_mode = delete; BEGIN; INSERT INTO e VALUES(1); INSERT INTO r VALUES(1); COMMIT");
    box_reset(&self->box);
    should(ask(self->a, "SELECT (SELECT count(*) FROM e) || (SELECT count(*) FROM r)"), equal_to("01"));
}

static void *write_much(void *path)
{
    sqlite3 *db;
    if (sqlite3_open(path, &db) == SQLITE_OK) {
        sqlite3_busy_timeout(db, 5000);
        for (int i = 0; i < 50; i++)
            run(db, "INSERT INTO e VALUES(1)");
    }
    sqlite3_close(db);
    return NULL;
}

TEST(image_reset, several_threads_write_and_it_is_undone)
{
    pthread_t thread[3];
    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, write_much, self->box.path);
    for (int i = 0; i < 3; i++)
        pthread_join(thread[i], NULL);
    should(ask(self->a, "SELECT count(*) FROM e"), equal_to("150"));
    box_reset(&self->box);
    should_be_at_base(self);
}

TEST(image_reset, our_own_connection_sees_the_same)
{
    sb_value value = SB__BOX("four");
    int64_t key;
    should(sb_backend_sqlite.insert(self->box.ours, "t", (const char *const[]){ "v" }, &value, 1, &key), equal_to(0));
    should(key, equal_to(4));
    should(ask(self->a, "SELECT v FROM t WHERE id = 4"), equal_to("four"));
    must(self->a, "DROP TABLE t");
    box_reset(&self->box);
    should(sb_backend_sqlite.insert(self->box.ours, "t", (const char *const[]){ "v" }, &value, 1, &key), equal_to(0));
    should(key, equal_to(4));
}
