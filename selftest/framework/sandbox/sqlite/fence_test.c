/* fence_test.c -- tests of framework/sandbox/sqlite/fence.c: what our own connection to a clone declines. */
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>
#include <unistd.h>

FIXTURE(image_fence, (box box; char *real));

SETUP(image_fence)
{
    box_open(&self->box);
    self->real = sb_format("%s/real.db", sb_temp_dir());
}

TEARDOWN(image_fence)
{
    free(self->real);
    box_close(&self->box);
}

/* Every $ is the path of a real file. */
static int exec_on(struct sb_fixture_image_fence *self, const char *sql)
{
    sb_text text = SB_TEXT_EMPTY;
    int code;
    for (; *sql != '\0'; sql++)
        if (*sql == '$')
            sb_text_add(&text, "%s", self->real);
        else
            sb_text_put(&text, sql, 1);
    code = sb_backend_sqlite.exec(self->box.ours, text.at);
    sb_text_release(&text);
    return code;
}

TEST_EACH(image_fence, statements_that_reach_real_files_are_declined, (const char *sql), { "ATTACH '$' AS o" },
    { "ATTACH 'file:$' AS o" }, { "ATTACH '$' || '' AS o" }, { "VACUUM INTO '$'" })
{
    should(exec_on(self, each->sql), equal_to(SB_ERR));
    should(sb_error(), start_with("Statement 1 (line 1) is refused: "));
    should(sb_error(), end_with("attach ':memory:' or the sandbox's own path, as a plain string"));
    should(access(self->real, F_OK), equal_to(-1));
}

TEST_EACH(image_fence, pragmas_that_outlive_a_reset_are_declined, (const char *sql), { "PRAGMA writable_schema = 1" },
    { "PRAGMA Writable_Schema(on)" }, { "PRAGMA soft_heap_limit = 1000" }, { "PRAGMA main.temp_store_directory = '/tmp'" })
{
    should(exec_on(self, each->sql), equal_to(SB_ERR));
    should(sb_error(), end_with("this PRAGMA reaches beyond the rows of the sandbox, and no reset would undo it; leave it out"));
}

TEST_EACH(image_fence, what_stays_in_memory_is_allowed, (const char *sql),
    { "ATTACH ':memory:' AS o; CREATE TABLE o.a(x); DETACH o" }, { "ATTACH '' AS o; DETACH o" }, { "VACUUM" },
    { "PRAGMA writable_schema" }, { "PRAGMA journal_mode = wal" }, { "PRAGMA foreign_keys = off" })
{
    should(exec_on(self, each->sql), equal_to(0));
}

TEST(image_fence, the_connection_that_is_lent_to_tests_declines_them_too)
{
    sqlite3 *lent = sb_backend_sqlite.clone_handle(self->box.clone);
    char *sql = sb_format("VACUUM INTO '%s'", self->real);
    add_cleanup(free, sql);
    should(run(lent, sql), equal_to(SQLITE_AUTH));
    should(run(lent, "PRAGMA writable_schema = 1"), equal_to(SQLITE_AUTH));
    should(run(lent, "ATTACH ':memory:' AS o"), equal_to(SQLITE_OK));
}

TEST(image_fence, a_lent_connection_that_the_test_closed_is_told_and_made_anew)
{
    sqlite3_close(sb_backend_sqlite.clone_handle(self->box.clone));
    box_reset(&self->box);
    should(self->box.held, equal_to("the connection of sandbox_handle() was closed, which is Seedbed's to close"));
    should(run(sb_backend_sqlite.clone_handle(self->box.clone), "DELETE FROM t"), equal_to(SQLITE_OK));
    box_reset(&self->box);
    should(self->box.held, be_null);
}

TEST(image_fence, the_sandboxs_own_path_may_be_attached)
{
    free(self->real);
    self->real = sb_strdup(self->box.path);
    should(exec_on(self, "ATTACH '$' AS o; SELECT * FROM o.t; DETACH o"), equal_to(0));
}

TEST(image_fence, a_query_is_declined_with_the_reason_too)
{
    should(sb_backend_sqlite.query(self->box.ours, "PRAGMA writable_schema = 1", NULL, 0, NULL, NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("The query is refused: PRAGMA writable_schema = 1: this PRAGMA"));
}

TEST(image_fence, the_statement_after_a_declined_one_is_judged_afresh)
{
    should(exec_on(self, "ATTACH '$' AS o"), equal_to(SB_ERR));
    should(exec_on(self, "SELECT * FROM nowhere"), equal_to(SB_ERR));
    should(sb_error(), end_with("no such table: nowhere"));
}

TEST(image_fence, the_applications_connections_are_free)
{
    must(self->box.to[0], "ATTACH ':memory:' AS o; PRAGMA writable_schema = 0");
}
