/* locks_test.c -- tests of framework/sandbox/sqlite/{locks,wal,io}.c: what connections may do beside each other. */
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>

FIXTURE(image_locks, (box box; sqlite3 * a; sqlite3 * b; sqlite3 * c));

SETUP(image_locks)
{
    box_open(&self->box);
    self->a = self->box.to[0];
    self->b = self->box.to[1];
    self->c = self->box.to[2];
}

TEARDOWN(image_locks) { box_close(&self->box); }

TEST(image_locks, a_commit_is_seen_by_all)
{
    must(self->a, "INSERT INTO t VALUES(4, 'four')");
    should(ask(self->b, "SELECT v FROM t WHERE id = 4"), equal_to("four"));
    must(self->b, "UPDATE t SET v = 'vier' WHERE id = 4");
    should(ask(self->a, "SELECT v FROM t WHERE id = 4"), equal_to("vier"));
}

TEST(image_locks, one_shared_lock_lets_others_read)
{
    must(self->a, "BEGIN; SELECT * FROM t");
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_locks, a_reserved_lock_lets_others_read_and_not_write)
{
    must(self->a, "BEGIN IMMEDIATE; INSERT INTO t VALUES(4, 'four')");
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
    should(run(self->b, "BEGIN IMMEDIATE"), equal_to(SQLITE_BUSY));
}

TEST(image_locks, a_pending_lock_lets_nobody_in)
{
    must(self->b, "BEGIN; SELECT * FROM t");
    must(self->a, "BEGIN IMMEDIATE; INSERT INTO t VALUES(4, 'four')");
    should(run(self->a, "COMMIT"), equal_to(SQLITE_BUSY));
    should(run(self->c, "SELECT * FROM t"), equal_to(SQLITE_BUSY));
    must(self->b, "SELECT * FROM t; COMMIT");
    must(self->a, "COMMIT");
    should(ask(self->c, "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_locks, an_exclusive_lock_shuts_all_out_until_it_is_let_go)
{
    must(self->a, "BEGIN EXCLUSIVE");
    should(run(self->b, "SELECT * FROM t"), equal_to(SQLITE_BUSY));
    must(self->a, "ROLLBACK");
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_locks, two_readers_cannot_both_become_writers)
{
    must(self->a, "BEGIN; SELECT * FROM t");
    must(self->b, "BEGIN; SELECT * FROM t; INSERT INTO t VALUES(4, 'four')");
    should(run(self->a, "INSERT INTO t VALUES(5, 'five')"), equal_to(SQLITE_BUSY));
    must(self->a, "ROLLBACK");
    must(self->b, "COMMIT");
}

static int commit_the_other(void *other, int times)
{
    if (times == 2)
        must(other, "COMMIT");
    return times < 9;
}

TEST(image_locks, a_busy_handler_is_asked)
{
    must(self->a, "BEGIN EXCLUSIVE; INSERT INTO t VALUES(4, 'four')");
    sqlite3_busy_handler(self->b, commit_the_other, self->a);
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_locks, closing_lets_locks_go)
{
    sqlite3 *db;
    should(sqlite3_open(self->box.path, &db), equal_to(SQLITE_OK));
    must(db, "BEGIN EXCLUSIVE; INSERT INTO t VALUES(4, 'four')");
    should(sqlite3_close(db), equal_to(SQLITE_OK));
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST_EACH(image_locks, savepoints_and_rollbacks_in_every_journal_mode, (const char *mode), { "delete" }, { "truncate" },
    { "persist" }, { "memory" }, { "wal" })
{
    sb_text sql = SB_TEXT_EMPTY;
    sb_text_add(&sql, "PRAGMA journal_mode = %s", each->mode);
    should(ask(self->a, sql.at), equal_to(each->mode));
    sb_text_release(&sql);
    must(self->a,
        "SAVEPOINT s; INSERT INTO t VALUES(4, 'four'); SAVEPOINT u; DROP TABLE e; DELETE FROM t; ROLLBACK TO u; RELEASE s");
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
    must(self->a,
        "PRAGMA cache_size = 5; BEGIN; INSERT INTO e WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r WHERE x < 9000)"
        "SELECT hex(randomblob(50)) FROM r; ROLLBACK"); /* does not fit into the cache: written before it is undone */
    should(ask(self->b, "SELECT count(*) FROM e"), equal_to("0"));
    should(ask(self->c, "PRAGMA integrity_check"), equal_to("ok"));
}

TEST(image_locks, vacuum_shrinks_the_image)
{
    must(self->a, "INSERT INTO e VALUES(zeroblob(3000000)); DELETE FROM e");
    should(self->box.clone->image->db.size, be_above(3000000));
    must(self->a, "VACUUM");
    should(self->box.clone->image->db.size, be_below(100000));
    should(ask(self->b, "PRAGMA integrity_check"), equal_to("ok"));
}

TEST(image_locks, a_full_image_says_full)
{
    sb_content *db = &self->box.clone->image->db;
    db->room = db->size + 100000;
    should(run(self->a, "INSERT INTO e VALUES(zeroblob(200000))"), equal_to(SQLITE_FULL));
    should(ask(self->a, "PRAGMA integrity_check"), equal_to("ok"));
    should(ask(self->b, "SELECT count(*) FROM e"), equal_to("0"));
}

/* One row into e or a, with so many bytes. */
static const char *said_of_a_row(void *db, const char *table, size_t bytes)
{
    static const char *const column[] = { "x" };
    char *text = calloc(1, bytes + 1);
    const sb_value value = { .kind = SB_BYTES, .v.b = { text, bytes } };
    int code = sb_backend_sqlite.insert(db, table, column, &value, 1, NULL);

    free(text);
    return code == SB_OK ? "" : sb_error();
}

#define NO_ROOM ": the sandbox has room for 1 MiB; make fewer rows, or fill a database by `seedbed make --database`"

TEST_EACH(image_locks, a_full_image_is_said_to_be_the_sandbox, (const char *mode), { "DELETE" }, { "WAL" })
{
    sb_image *image = self->box.clone->image;
    char *mode = sb_format("PRAGMA journal_mode = %s", each->mode);
    add_cleanup(free, mode);
    should(sb_backend_sqlite.exec(self->box.ours, mode), equal_to(0));
    image->db.room = image->wal.room = 1 << 20;
    should(said_of_a_row(self->box.ours, "e", 2 << 20), equal_to("A row cannot be inserted into e" NO_ROOM));
    should(sb_backend_sqlite.exec(self->box.ours, "INSERT INTO e VALUES(zeroblob(2000000))"), equal_to(SB_ERR));
    should(sb_error(), end_with("INSERT INTO e VALUES(zeroblob(2000000))" NO_ROOM));
    should(said_of_a_row(self->box.ours, "e", 10), equal_to(""));
}

/* SQLite calls it full where a key is at its end, too. */
TEST(image_locks, what_is_full_is_not_always_the_sandbox)
{
    should(sb_backend_sqlite.exec(self->box.ours,
               "CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, x); INSERT INTO a VALUES(9223372036854775807, 1)"),
        equal_to(0));
    should(said_of_a_row(self->box.ours, "a", 1), equal_to("A row cannot be inserted into a: database or disk is full"));
    self->box.clone->image->db.room = 1 << 20;
    should(said_of_a_row(self->box.ours, "e", 2 << 20), end_with(NO_ROOM));
    should(said_of_a_row(self->box.ours, "a", 1), end_with(": database or disk is full"));
}

TEST(image_locks, there_is_room_for_sixty_megabytes_more)
{
    must(self->a, "INSERT INTO e VALUES(zeroblob(30000000)), (zeroblob(30000000))");
    should(ask(self->b, "SELECT sum(length(x)) FROM e"), equal_to("60000000"));
    box_reset(&self->box);
    should(ask(self->b, "SELECT count(*) FROM e"), equal_to("0"));
}

TEST(image_locks, in_wal_mode_a_reader_keeps_its_state_while_others_write)
{
    should(ask(self->a, "PRAGMA journal_mode = wal"), equal_to("wal"));
    must(self->b, "BEGIN; SELECT * FROM t");
    must(self->a, "INSERT INTO t VALUES(4, 'four')");
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
    should(ask(self->c, "SELECT count(*) FROM t"), equal_to("4"));
    must(self->b, "COMMIT");
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_locks, in_wal_mode_there_is_one_writer)
{
    must(self->a, "PRAGMA journal_mode = wal; BEGIN IMMEDIATE");
    should(run(self->b, "BEGIN IMMEDIATE"), equal_to(SQLITE_BUSY));
    must(self->a, "COMMIT");
    must(self->b, "BEGIN IMMEDIATE; COMMIT");
}

TEST(image_locks, a_reader_that_saw_the_past_may_not_write)
{
    must(self->a, "PRAGMA journal_mode = wal");
    must(self->b, "BEGIN; SELECT * FROM t");
    must(self->a, "INSERT INTO t VALUES(4, 'four')");
    should(run(self->b, "INSERT INTO t VALUES(5, 'five')"), equal_to(SQLITE_BUSY));
}

TEST(image_locks, a_checkpoint_writes_the_log_back_and_the_last_one_takes_it_away)
{
    must(self->a, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'four')");
    should(self->box.clone->image->wal.size, be_above(0));
    should(ask(self->a, "PRAGMA wal_checkpoint(truncate)"), equal_to("0"));
    should(self->box.clone->image->wal.size, equal_to(0));
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_locks, a_checkpoint_leaves_what_a_reader_still_reads)
{
    must(self->a, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'four')");
    must(self->b, "BEGIN; SELECT * FROM t");
    must(self->a, "INSERT INTO t VALUES(5, 'five')");
    should(ask(self->a, "PRAGMA wal_checkpoint(truncate)"), equal_to("1")); /* busy */
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_locks, the_wal_index_grows)
{
    must(self->a, "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0");
    for (int i = 0; i < 20; i++)
        must(self->a, "INSERT INTO e VALUES(randomblob(900000)); DELETE FROM e");
    should(self->box.clone->image->regions, be_above(1));
    should(ask(self->b, "PRAGMA integrity_check"), equal_to("ok"));
    box_reset(&self->box);
    must(self->b, "INSERT INTO t VALUES(4, 'four')");
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_locks, back_from_wal)
{
    must(self->a, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'four')");
    should(ask(self->a, "PRAGMA journal_mode = delete"), equal_to("delete"));
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
}

/* SQLite seldom leaves a gap; what it finds there must be zeroes, and not what another test left behind. */
TEST(image_locks, a_gap_in_the_file_reads_as_zeroes_and_is_undone)
{
    sb_image *image = self->box.clone->image;
    sqlite3_file *file = NULL;
    int64_t end = image->db.size;
    char byte = 'x';
    should(sqlite3_file_control(self->a, "main", SQLITE_FCNTL_FILE_POINTER, &file), equal_to(SQLITE_OK));
    file->pMethods->xWrite(file, &byte, 1, end + 9000);
    file->pMethods->xTruncate(file, end);
    sb__page_set_clear(&image->dirty);
    file->pMethods->xWrite(file, &byte, 1, end + 20000);
    should(file->pMethods->xRead(file, &byte, 1, end + 9000), equal_to(SQLITE_OK));
    should(byte, equal_to('\0'));
    should(image->dirty.n, equal_to(5));
}

TEST(image_locks, behind_the_end_of_the_file_there_is_a_short_read)
{
    sqlite3_file *file = NULL;
    char bytes_read[4] = "abc";
    sqlite3_int64 size = 0;
    should(sqlite3_file_control(self->a, "main", SQLITE_FCNTL_FILE_POINTER, &file), equal_to(SQLITE_OK));
    file->pMethods->xFileSize(file, &size);
    should(size, equal_to(self->box.clone->image->base_size));
    should(file->pMethods->xRead(file, bytes_read, 4, size + 9), equal_to(SQLITE_IOERR_SHORT_READ));
    should(bytes(bytes_read, 4), equal_to(bytes("\0\0\0", 4)));
}
