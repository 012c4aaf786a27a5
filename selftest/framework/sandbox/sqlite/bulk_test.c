/* bulk_test.c -- tests of framework/sandbox/sqlite/bulk*.c: what is kept, what is taken back, and what is said. */
#include "filler.h"
#include <seedbed.h>

FIXTURE(sqlite_bulk, (void *db));

SETUP(sqlite_bulk)
{
    should(sb_backend_sqlite.scratch(NULL, &self->db), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, filler_schema), equal_to(0));
    should(sb_backend_sqlite.exec(self->db, "PRAGMA foreign_keys = 1"), equal_to(0));
}

TEARDOWN(sqlite_bulk) { sb_backend_sqlite.close(self->db); }

static void should_be_empty(void *db)
{
    should(filler_ask(db, "SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM enrolments)"), equal_to("0"));
    should(filler_ask(db, "PRAGMA integrity_check"), equal_to("ok"));
    should(filler_ask(db, "PRAGMA foreign_keys"), equal_to("1"));
    should(sqlite3_get_autocommit(((sb_sqlite *)db)->handle), equal_to(1));
}

TEST_EACH(sqlite_bulk, rows_are_kept, (const char *name; int64_t n), { "few", 300 }, { "many", 60000 })
{
    filler users = { .n = each->n }, enrolments = { .n = 3 * each->n, .users = each->n, .courses = 50 };
    should(filler_run(self->db, &users, &enrolments), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) - (SELECT count(*) FROM enrolments) / 3 FROM users"), equal_to("0"));
    should(filler_ask(self->db, "SELECT country || age || username FROM users WHERE id = 299"), equal_to("se29ucacb21bb"));
    should(filler_ask(self->db, "SELECT id FROM users WHERE username = 'ucacb21bb'"), equal_to("299"));
    should(filler_ask(self->db, "PRAGMA integrity_check"), equal_to("ok"));
    should(filler_ask(self->db, "PRAGMA foreign_key_check"), equal_to("(none)"));
    should(filler_ask(self->db, "PRAGMA foreign_keys"), equal_to("1"));
}

TEST_EACH(sqlite_bulk, a_duplicate_is_told_with_its_value, (const char *name; int64_t n), { "few", 300 }, { "many", 60000 })
{
    filler users = { .n = each->n, .same_as = 299 };
    should(filler_run(self->db, &users, NULL), equal_to(SB_ERR));
    should(sb_error(), match("UNIQUE constraint failed: users.username \\(username = \"ucacb21bb\"\\)"));
    should_be_empty(self->db);
}

TEST(sqlite_bulk, a_source_that_fails_leaves_nothing)
{
    filler users = { .n = 5000, .fails_at = 4000 };
    should(filler_run(self->db, &users, NULL), equal_to(SB_ERR));
    should(sb_error(), equal_to("the source has failed"));
    should_be_empty(self->db);
}

TEST(sqlite_bulk, a_reference_that_leads_nowhere_leaves_nothing)
{
    filler users = { .n = 500 }, enrolments = { .n = 600, .users = 600, .courses = 50 };
    should(filler_run(self->db, &users, &enrolments), equal_to(SB_ERR));
    should(sb_error(), match("FOREIGN KEY constraint failed"));
    should_be_empty(self->db);
}

/* 1, 2, 3 ... without end. */
static int count(void *env, sb_value *cell)
{
    cell[0] = sb__box_i(++*(int64_t *)env);
    return 1;
}

TEST(sqlite_bulk, a_check_that_fails_leaves_nothing)
{
    int64_t counted = 0;
    should(sb_backend_sqlite.exec(self->db, "CREATE TABLE m(a INT, b INT CHECK(b < 200))"), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "m", NULL }), equal_to(0));
    should(sb_backend_sqlite.bulk_fill(self->db, "m", (const char *[]){ "b" }, 1, 0, count, &counted), equal_to(SB_ERR));
    should(sb_error(), match("^Row 200 cannot be inserted into m: CHECK constraint failed: b < 200"));
    should(sb_backend_sqlite.bulk_end(self->db, false), equal_to(0));
    should_be_empty(self->db);
}

TEST(sqlite_bulk, in_a_transaction_it_is_a_part_of_that)
{
    filler users = { .n = 500 }, more = { .n = 10, .same_as = 3, .first = 500 };
    should(sb_backend_sqlite.begin(self->db), equal_to(0));
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(filler_run(self->db, &more, NULL), equal_to(SB_ERR));
    should(sqlite3_get_autocommit(((sb_sqlite *)self->db)->handle), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) FROM users"), equal_to("500"));
    should(sb_backend_sqlite.exec(self->db, "ROLLBACK"), equal_to(0));
    should_be_empty(self->db);
}

TEST(sqlite_bulk, calls_out_of_order_are_refused)
{
    const char *const table[] = { "users", NULL };
    filler users = { .n = 5 };
    should(filler_fill_users(self->db, &users, 5), equal_to(SB_ERR));
    should(sb_error(), match("no filling has begun"));
    should(sb_backend_sqlite.bulk_end(self->db, true), equal_to(SB_ERR));
    should(sb_backend_sqlite.bulk_begin(self->db, table), equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, table), equal_to(SB_ERR));
    should(sb_error(), match("end that first"));
    should(sb_backend_sqlite.bulk_end(self->db, true), equal_to(0));
}

TEST(sqlite_bulk, a_table_that_is_not_there_is_told)
{
    int64_t counted = 0;
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "user", NULL }), equal_to(0));
    should(sb_backend_sqlite.bulk_fill(self->db, "user", (const char *[]){ "id" }, 1, 5, count, &counted), equal_to(SB_ERR));
    should(sb_error(), match("^user cannot be filled: no such table: user"));
    should(sb_backend_sqlite.bulk_end(self->db, false), equal_to(0));
}
