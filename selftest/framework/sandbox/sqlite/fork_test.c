/* fork_test.c -- tests of images across fork: a child has a copy of its own, without the locks of its parent. */
#include "box.h"
#include <seedbed.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(image_fork, (box box; sqlite3 * a));

SETUP(image_fork)
{
    box_open(&self->box);
    self->a = self->box.to[0];
}

TEARDOWN(image_fork) { box_close(&self->box); }

/* Opens the path like an application and answers whether the query's number is the one wanted. */
static bool counts(const char *path, const char *sql, int wanted)
{
    sqlite3 *db;
    sqlite3_stmt *statement = NULL;
    bool good = sqlite3_open(path, &db) == SQLITE_OK && sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == wanted;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return good;
}

static int in_child(int (*fn)(struct sb_fixture_image_fork *), struct sb_fixture_image_fork *self)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(fn(self));
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int sees_resets_and_writes(struct sb_fixture_image_fork *self)
{
    void *ours;
    if (!counts(self->box.path, "SELECT count(*) FROM t", 4))
        return 1;
    if (sb_backend_sqlite.clone_open(self->box.clone, 0, &ours) != 0 || sb_backend_sqlite.clone_reset(self->box.clone, NULL) != 0)
        return 2;
    if (!counts(self->box.path, "SELECT count(*) FROM t", 3))
        return 3;
    return sb_backend_sqlite.exec(ours, "DROP TABLE t") == 0 ? 0 : 4;
}

TEST(image_fork, a_child_sees_what_was_committed_and_keeps_what_it_does_to_itself)
{
    must(self->a, "INSERT INTO t VALUES(4, 'four')");
    should(in_child(sees_resets_and_writes, self), equal_to(0));
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("4"));
}

static int can_write(struct sb_fixture_image_fork *self)
{
    sqlite3 *db;
    if (sqlite3_open(self->box.path, &db) != SQLITE_OK || run(db, "INSERT INTO t VALUES(9, 'nine')") != SQLITE_OK)
        return 1;
    return sqlite3_close(db) == SQLITE_OK ? 0 : 2;
}

TEST_EACH(image_fork, locks_of_the_parent_are_forgotten_in_the_child, (const char *sql), { "BEGIN IMMEDIATE" },
    { "BEGIN EXCLUSIVE" }, { "BEGIN; SELECT * FROM t" }, { "PRAGMA journal_mode = wal; BEGIN IMMEDIATE" })
{
    must(self->a, each->sql);
    should(in_child(can_write, self), equal_to(0));
    must(self->a, "INSERT INTO t VALUES(5, 'five'); COMMIT");
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("4"));
}

static int goes_on_with_inherited(struct sb_fixture_image_fork *self)
{
    if (run(self->box.to[1], "INSERT INTO t VALUES(9, 'nine')") != SQLITE_OK)
        return 1;
    if (!counts(self->box.path, "SELECT count(*) FROM t", 4))
        return 2;
    return self->box.clone->image->files == NULL; /* it joined: the connection counts again */
}

TEST(image_fork, an_idle_connection_works_in_the_child) { should(in_child(goes_on_with_inherited, self), equal_to(0)); }

static int inherited_is_busy(struct sb_fixture_image_fork *self)
{
    return run(self->a, "INSERT INTO t VALUES(9, 'nine'); COMMIT");
}

TEST(image_fork, a_connection_that_held_a_lock_is_refused_in_the_child)
{
    must(self->a, "BEGIN; SELECT * FROM t");
    should(in_child(inherited_is_busy, self), equal_to(SQLITE_BUSY));
}

static int can_reset_at_once(struct sb_fixture_image_fork *self)
{
    void *ours;
    if (sb_backend_sqlite.clone_open(self->box.clone, 0, &ours) != 0 || sb_backend_sqlite.clone_reset(self->box.clone, NULL) != 0)
        return 1;
    return counts(self->box.path, "SELECT count(*) FROM t", 3) ? 0 : 2;
}

TEST(image_fork, a_child_born_in_the_middle_of_a_transaction_can_reset)
{
    must(self->a,
        "PRAGMA cache_size = 5; BEGIN; DELETE FROM t; INSERT INTO e WITH RECURSIVE r(x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM r WHERE x < 9000) SELECT hex(randomblob(50)) FROM r");
    should(in_child(can_reset_at_once, self), equal_to(0));
    must(self->a, "ROLLBACK");
    should(ask(self->box.to[1], "SELECT count(*) FROM t"), equal_to("3"));
}

static int leaves_the_log_behind(struct sb_fixture_image_fork *self)
{
    sqlite3 *db;
    if (sb_backend_sqlite.clone_reset(self->box.clone, NULL) != 0 || sqlite3_open(self->box.path, &db) != SQLITE_OK)
        return 1;
    if (strcmp(ask(db, "PRAGMA journal_mode"), "memory") != 0)
        return 2;
    if (strcmp(ask(db, "PRAGMA journal_mode = wal"), "wal") != 0 || strcmp(ask(db, "SELECT count(*) FROM t"), "3") != 0)
        return 3;
    return sqlite3_close(db) == SQLITE_OK ? 0 : 4;
}

static int gets_a_connection_of_ours(struct sb_fixture_image_fork *self)
{
    void *ours;
    if (sb_backend_sqlite.clone_open(self->box.clone, 0, &ours) != 0)
        return 1;
    return sb_backend_sqlite.exec(ours, "DELETE FROM e") == 0 ? 0 : 2; /* the inherited one is in WAL mode, which is a lock */
}

TEST_EACH(image_fork, a_child_of_a_worker_in_wal_mode, (const char *what; int (*child)(struct sb_fixture_image_fork *)),
    { "leaves the log behind", leaves_the_log_behind }, { "gets a connection of ours", gets_a_connection_of_ours })
{
    must(self->a, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(4, 'four')");
    should(sb_backend_sqlite.exec(self->box.ours, "SELECT * FROM t"), equal_to(0));
    should(in_child(each->child, self), equal_to(0));
    should(ask(self->a, "SELECT count(*) FROM t"), equal_to("4"));
}

static int opens_for_the_first_time(struct sb_fixture_image_fork *self)
{
    void *ours;
    sb_clone *clone = self->box.clone;
    if (clone->image != NULL || sb_backend_sqlite.clone_open(clone, 0, &ours) != 0)
        return 1;
    return counts(self->box.path, "SELECT count(*) FROM only", 1) ? 0 : 2;
}

TEST(image_fork, a_worker_opens_what_main_made)
{
    void *db;
    sb_clone *first = self->box.clone;
    should(sb_backend_sqlite.scratch(NULL, &db), equal_to(0));
    should(sb_backend_sqlite.exec(db, "CREATE TABLE only(x); INSERT INTO only VALUES(1)"), equal_to(0));
    should(sb_backend_sqlite.clone_make(db, &(sb_clone_wish){ .prefix = "", .path = self->box.path }, &self->box.clone),
        equal_to(0));
    sb_backend_sqlite.close(db);
    should(in_child(opens_for_the_first_time, self), equal_to(0));
    should(self->box.clone->image, be_null);
    sb_backend_sqlite.clone_free(self->box.clone);
    self->box.clone = first;
}
