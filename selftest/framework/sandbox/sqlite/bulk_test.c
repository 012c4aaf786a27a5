/* bulk_test.c -- tests of framework/sandbox/sqlite/bulk*.c: what is kept, what is taken back, and what is said. */
#include "box.h"
#include "filler.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

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

TEST_EACH(sqlite_bulk, rows_are_kept, (const char *name; int64_t n), { "few", 300 }, { "many", 25000 })
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

TEST_EACH(sqlite_bulk, a_duplicate_is_told_with_its_value, (const char *name; int64_t n), { "few", 300 }, { "many", 25000 })
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

static int fill_counted(void *db, const char *table, const char *column, int64_t n)
{
    filler rows = { .n = n, .users = n, .courses = n };
    int result = sb_backend_sqlite.bulk_begin(db, (const char *[]){ table, NULL });

    if (result == 0)
        result = sb_backend_sqlite.bulk_fill(
            db, table, (const char *[]){ "id", column, "b", "c" }, 4, (uint64_t)n, filler_enrolments, &rows);
    if (result != 0)
        sb_backend_sqlite.bulk_end(db, false);
    return result != 0 ? result : sb_backend_sqlite.bulk_end(db, true);
}

TEST_EACH(sqlite_bulk, a_row_may_lead_to_a_later_one, (const char *name; int64_t n; bool inside), { "few", 300 },
    { "many", 30000 }, { "in a transaction", 300, true })
{
    should(sb_backend_sqlite.exec(self->db,
               "CREATE TABLE loops(id INTEGER PRIMARY KEY, a INT, b INT REFERENCES loops(id), c); CREATE INDEX of_b ON loops(b)"),
        equal_to(0));
    if (each->inside)
        should(sb_backend_sqlite.begin(self->db), equal_to(0));
    should(fill_counted(self->db, "loops", "a", each->n), equal_to(0));
    should(filler_ask(self->db, "SELECT count(*) > 0 FROM loops WHERE b > id"), equal_to("1"));
    should(filler_ask(self->db, "PRAGMA defer_foreign_keys"), equal_to("0"));
    should(sb_backend_sqlite.exec(self->db, "UPDATE loops SET b = -1 WHERE id = 7"), equal_to(SB_ERR));
}

TEST_EACH(sqlite_bulk, what_leads_nowhere_is_told_with_its_row, (const char *name; int64_t n; const char *before),
    { "few", 300, "" }, { "many", 30000, "" }, { "beside others", 300, "INSERT INTO r VALUES(-1, 0, 3, 0)" },
    { "beside broken ones", 300, "PRAGMA foreign_keys = 0; INSERT INTO r VALUES(-1, 0, 51, 0); PRAGMA foreign_keys = 1" })
{
    bool first = each->n > 300 || strstr(each->name, "broken") != NULL;
    const char *said = first ? "to courses leads nowhere, row 9 \\(b = 57\\)$"
                             : "a reference to courses leads nowhere, row [0-9]+ \\(b = [0-9]+\\)$";
    should(sb_backend_sqlite.exec(
               self->db, "CREATE TABLE r(id INTEGER PRIMARY KEY, a INT, b INT REFERENCES courses, c, UNIQUE(id, b))"),
        equal_to(0));
    should(sb_backend_sqlite.exec(self->db, each->before), equal_to(0));
    should(fill_counted(self->db, "r", "a", each->n), equal_to(SB_ERR));
    should(sb_error(), match(said));
    should(filler_ask(self->db, "SELECT count(*) FROM r WHERE id > 0"), equal_to("0"));
    should(filler_ask(self->db, "PRAGMA foreign_keys"), equal_to("1"));
}

TEST_EACH(sqlite_bulk, a_full_disk_leaves_nothing, (const char *name; int64_t n), { "few", 15000 }, { "many", 25000 })
{
    filler users = { .n = each->n };
    should(sb_backend_sqlite.exec(self->db, "PRAGMA max_page_count = 100"), equal_to(0));
    should(filler_run(self->db, &users, NULL), equal_to(SB_ERR));
    should(sb_error(), match("^users cannot be filled: the disk is full; .*SQLITE_TMPDIR"));
    should_be_empty(self->db);
    should(filler_ask(self->db, "PRAGMA cache_size"), equal_to("-2000"));
}

TEST(sqlite_bulk, what_failed_is_not_kept)
{
    filler users = { .n = 50, .same_as = 7 };
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "users", NULL }), equal_to(0));
    should(filler_fill_users(self->db, &users, 50), equal_to(SB_ERR));
    should(sb_backend_sqlite.bulk_end(self->db, true), equal_to(SB_ERR));
    should(sb_error(), match("^No row is kept"));
    should_be_empty(self->db);
}

TEST_EACH(sqlite_bulk, rows_that_were_there_stay, (const char *name; int64_t n), { "few", 300 }, { "many", 30000 })
{
    filler users = { .n = each->n, .first = 900 };
    should(sb_backend_sqlite.exec(self->db,
               "INSERT INTO users VALUES(5, 'ada', 'ada@example.org', 36, 'gb'); INSERT INTO enrolments VALUES(1, 5, 3, 'audit');"
               "CREATE TABLE log(x); INSERT INTO log SELECT rootpage || name FROM sqlite_schema"),
        equal_to(0));
    should(filler_run(self->db, &users, NULL), equal_to(0));
    should(filler_ask(self->db, "SELECT id FROM users WHERE username = 'ada'"), equal_to("5"));
    should(filler_ask(self->db, "SELECT count(*) FROM enrolments JOIN users ON user_id = users.id"), equal_to("1"));
    should(filler_ask(self->db,
               "SELECT count(*) FROM sqlite_schema WHERE rootpage || name NOT IN (SELECT x FROM log) AND name <> 'log'"),
        equal_to("0"));
    should(filler_ask(self->db, "PRAGMA integrity_check"), equal_to("ok"));
    should(filler_ask(self->db, "SELECT count(*) FROM pragma_database_list WHERE name <> 'temp'"), equal_to("1"));
}

/* Who reads keeps a COMMIT from being done. */
TEST(sqlite_bulk, a_commit_that_fails_leaves_nothing)
{
    filler users = { .n = 30000 };
    char *path = sb_format("%s/read.db", sb_temp_dir());
    void *db = NULL;
    sqlite3 *reader = connect_to(path);
    add_cleanup(free, path);
    should(sb_backend_sqlite.open(path, SB_CREATE, &db), equal_to(0));
    add_cleanup(sb_backend_sqlite.close, db);
    should(sb_backend_sqlite.exec(db, filler_schema), equal_to(0));
    sqlite3_busy_timeout(((sb_sqlite *)db)->handle, 20);
    must(reader, "BEGIN; SELECT * FROM users");
    must(reader, "SELECT * FROM courses");
    should(filler_run(db, &users, NULL), equal_to(SB_ERR));
    should(sb_error(), match("^No row is kept: another connection reads the database"));
    must(reader, "COMMIT");
    should(filler_ask(db, "SELECT count(*) FROM users"), equal_to("0"));
    users = (filler){ .n = 30000 };
    should(filler_run(db, &users, NULL), equal_to(0));
}

TEST_EACH(sqlite_bulk, numbers_go_on_where_they_are, (const char *name; int64_t n), { "few", 300 }, { "many", 25000 })
{
    filler rows = { .n = each->n, .users = each->n, .courses = 50 };
    should(sb_backend_sqlite.exec(self->db,
               "CREATE TABLE n(id INTEGER PRIMARY KEY AUTOINCREMENT, a INT UNIQUE, b, c, d);"
               "INSERT INTO n VALUES(70, -1, 0, 0, 0); DELETE FROM n"),
        equal_to(0));
    should(sb_backend_sqlite.bulk_begin(self->db, (const char *[]){ "n", NULL }), equal_to(0));
    should(sb_backend_sqlite.bulk_fill(
               self->db, "n", (const char *[]){ "a", "b", "c", "d" }, 4, (uint64_t)each->n, filler_enrolments, &rows),
        equal_to(0));
    should(sb_backend_sqlite.bulk_end(self->db, true), equal_to(0));
    should(filler_ask(self->db, "SELECT min(id) FROM n"), equal_to("71"));
    should(filler_ask(self->db, "SELECT seq = (SELECT max(id) FROM n) FROM sqlite_sequence"), equal_to("1"));
}
