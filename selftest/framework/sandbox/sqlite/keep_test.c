/* keep_test.c -- tests of clone_keep and clone_drop_kept (framework/sandbox/sqlite/reset.c): base states of a worker's own. */
#include "box.h"
#include <errno.h>
#include <seedbed.h>
#include <unistd.h>

FIXTURE(image_keep, (box box; sqlite3 * a; sqlite3 * b));

SETUP(image_keep)
{
    box_open(&self->box);
    self->a = self->box.to[0];
    self->b = self->box.to[1];
}

TEARDOWN(image_keep) { box_close(&self->box); }

static int keep(struct sb_fixture_image_keep *self) { return sb_backend_sqlite.clone_keep(self->box.clone); }
static int drop_kept(struct sb_fixture_image_keep *self) { return sb_backend_sqlite.clone_drop_kept(self->box.clone); }

TEST(image_keep, what_was_kept_is_what_a_reset_goes_back_to)
{
    for (int how = 0; how < 2; how++) {
        self->box.clone->image->copy_limit = how == 0 ? 2048 : 0;
        must(self->a, "INSERT INTO t(v) VALUES('kept')");
        should(keep(self), equal_to(0));
        must(self->b, "DELETE FROM t; CREATE TABLE n(x); INSERT INTO e VALUES(zeroblob(100000))");
        box_reset(&self->box);
        should(ask(self->a, "SELECT (SELECT count(*) FROM t) || (SELECT count(*) FROM e)"), equal_to(how == 0 ? "40" : "50"));
        should(ask(self->b, "SELECT * FROM n"), equal_to("no such table: n"));
    }
}

TEST(image_keep, dropping_it_leads_back_to_the_first_state)
{
    must(self->a, "INSERT INTO e VALUES(zeroblob(200000)); DELETE FROM t; CREATE TABLE n(x)");
    should(keep(self), equal_to(0));
    must(self->b, "INSERT INTO t VALUES(1, 'other')");
    should(drop_kept(self), equal_to(0));
    should(ask(self->a, "SELECT group_concat(v) FROM t"), equal_to("one,two,three"));
    should(ask(self->b, "SELECT count(*) FROM e"), equal_to("0"));
    should(ask(self->b, "SELECT * FROM n"), equal_to("no such table: n"));
    must(self->a, "DELETE FROM t");
    box_reset(&self->box);
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_keep, keeping_twice_keeps_both)
{
    must(self->a, "INSERT INTO t VALUES(4, 'four')");
    should(keep(self), equal_to(0));
    must(self->a, "INSERT INTO e VALUES(5)");
    should(keep(self), equal_to(0));
    must(self->a, "DELETE FROM e; DELETE FROM t");
    box_reset(&self->box);
    should(ask(self->b, "SELECT (SELECT count(*) FROM t) || (SELECT count(*) FROM e)"), equal_to("41"));
    should(drop_kept(self), equal_to(0));
    should(ask(self->b, "SELECT (SELECT count(*) FROM t) || (SELECT count(*) FROM e)"), equal_to("30"));
}

TEST(image_keep, a_smaller_state_can_be_kept)
{
    must(self->a, "INSERT INTO e VALUES(zeroblob(500000))");
    should(keep(self), equal_to(0));
    must(self->a, "DROP TABLE e; VACUUM");
    should(keep(self), equal_to(0));
    must(self->a, "CREATE TABLE big(x); INSERT INTO big VALUES(zeroblob(900000))");
    box_reset(&self->box);
    should(ask(self->b, "PRAGMA integrity_check"), equal_to("ok"));
    should(ask(self->b, "SELECT * FROM e"), equal_to("no such table: e"));
    should(drop_kept(self), equal_to(0));
    should(ask(self->b, "SELECT count(*) FROM e"), equal_to("0"));
    should(ask(self->b, "PRAGMA integrity_check"), equal_to("ok"));
}

TEST(image_keep, a_larger_state_can_be_kept)
{
    must(self->a, "INSERT INTO e VALUES(zeroblob(200000))");
    should(keep(self), equal_to(0));
    must(self->b, "DELETE FROM t");
    box_reset(&self->box);
    should(ask(self->a, "SELECT length(x) FROM e"), equal_to("200000"));
    should(ask(self->b, "PRAGMA integrity_check"), equal_to("ok"));
}

TEST(image_keep, our_own_transaction_is_not_kept_either)
{
    should(sb_backend_sqlite.exec(self->box.ours, "BEGIN"), equal_to(0));
    should(keep(self), equal_to(SB_ERR));
    should(sb_backend_sqlite.exec(self->box.ours, "COMMIT"), equal_to(0));
    should(keep(self), equal_to(0));
}

TEST(image_keep, what_is_still_in_the_wal_is_kept_too)
{
    must(self->a, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'four')");
    should(keep(self), equal_to(0));
    must(self->b, "DELETE FROM t");
    box_reset(&self->box);
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("4"));
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("4"));
    should(ask(connect_to(self->box.path), "SELECT count(*) FROM t"), equal_to("4"));
    should(drop_kept(self), equal_to(0));
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST_EACH(image_keep, an_open_transaction_is_not_kept, (const char *sql), { "BEGIN IMMEDIATE; INSERT INTO t VALUES(4, 'four')" },
    { "BEGIN; SELECT * FROM t" }, { "PRAGMA journal_mode = wal; INSERT INTO e VALUES(1); BEGIN; SELECT * FROM t" })
{
    must(self->a, "INSERT INTO e VALUES('done')");
    must(self->a, each->sql);
    should(keep(self), equal_to(SB_ERR));
    should(sb_error(), start_with("The state of the sandbox cannot be kept"));
    box_reset(&self->box);
    should(ask(self->b, "SELECT count(*) FROM e"), equal_to("0"));
}

TEST(image_keep, dropping_nothing_is_a_reset)
{
    must(self->a, "DELETE FROM t");
    should(drop_kept(self), equal_to(0));
    should(ask(self->b, "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_keep, a_cache_of_what_was_kept_is_not_believed)
{
    must(self->a, "CREATE TABLE n(kept); INSERT INTO n VALUES('kept')");
    should(keep(self), equal_to(0));
    should(drop_kept(self), equal_to(0));
    must(self->b, "CREATE TABLE n(x, fresh); INSERT INTO n VALUES(1, 'fresh')");
    should(ask(self->a, "SELECT fresh FROM n"), equal_to("fresh"));
}

TEST(image_keep, the_base_state_cannot_be_written)
{
    int pipes[2];
    must(self->a, "DELETE FROM t");
    should(keep(self), equal_to(0));
    should(pipe(pipes), equal_to(0));
    should(write(pipes[1], "x", 1), equal_to(1));
    should(read(pipes[0], self->box.clone->image->base, 1), equal_to(-1)); /* a store would end the process */
    should(errno, equal_to(EFAULT));
    close(pipes[0]);
    close(pipes[1]);
}
