/* bulk_clone_test.c -- tests of bulk in a sandbox: under each strategy it is seen, told and undone like any other write. */
#include "../../../../framework/sandbox/sqlite/memory.h"
#include "box.h"
#include "filler.h"
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { USERS = 10000, ENROLMENTS = 5000 };

FIXTURE(sqlite_bulk_clone, (box box; const char *base; int64_t inserted; struct rlimit limit; filler users; const char *during));

static const char contents[] =
    "SELECT (SELECT count(*) || group_concat(username) FROM users) || (SELECT count(*) FROM enrolments) || (SELECT count(*) FROM "
    "courses) || (SELECT group_concat(name || seq) FROM sqlite_sequence) || (SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name))";

TEARDOWN(sqlite_bulk_clone) { box_close(&self->box); }

static void open_as(struct sb_fixture_sqlite_bulk_clone *self, enum sb_reset reset)
{
    char *schema =
        sb_format("%s; CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, what); INSERT INTO log(what) VALUES ('made');"
                  "INSERT INTO users VALUES(0, 'ada', 'ada@example.org', 36, 'gb')",
            filler_schema);
    add_cleanup(free, schema);
    box_open_as(&self->box, schema, "", reset);
    self->base = ask(connect_to(self->box.path), contents);
    box_reset(&self->box); /* a test begins */
}

static int count(void *env, const sb_row_change *change)
{
    struct sb_fixture_sqlite_bulk_clone *self = env;

    self->inserted += change->before == NULL;
    return 0;
}

static void fill(struct sb_fixture_sqlite_bulk_clone *self)
{
    filler users = { .n = USERS }, enrolments = { .n = ENROLMENTS, .users = USERS, .courses = 50 };

    should(filler_run(self->box.ours, &users, &enrolments), equal_to(0));
    should(filler_ask(self->box.ours, "SELECT count(*) FROM users"), equal_to("10001"));
    should(filler_ask(self->box.ours, "SELECT count(*) FROM enrolments"), equal_to("5000"));
    should(filler_ask(self->box.ours, "PRAGMA foreign_keys"), equal_to("1"));
}

TEST_EACH(sqlite_bulk_clone, bulk_is_undone, (const char *name; enum sb_reset reset), { "auto", SB_RESET_AUTO },
    { "image", SB_RESET_IMAGE }, { "rollback", SB_RESET_ROLLBACK }, { "undo", SB_RESET_UNDO }, { "reload", SB_RESET_RELOAD },
    { "watermark", SB_RESET_WATERMARK }, { "tracked", SB_RESET_TRACKED }, { "truncate", SB_RESET_TRUNCATE },
    { "rebuild", SB_RESET_REBUILD })
{
    sqlite3 *app;
    open_as(self, each->reset);
    app = connect_to(self->box.path);
    for (int i = 0; i < 2; i++) {
        fill(self);
        should(sb_backend_sqlite.clone_changed(self->box.clone), be_true);
        box_reset(&self->box);
        should(self->box.fell, be_null);
        should(self->box.held, be_null);
        should(ask(app, contents), equal_to(self->base));
        should(ask(app, "PRAGMA integrity_check"), equal_to("ok"));
        should(sb_backend_sqlite.clone_changed(self->box.clone), be_false);
    }
}

TEST_EACH(sqlite_bulk_clone, bulk_is_told_row_by_row, (const char *name; enum sb_reset reset; bool strict),
    { "image", SB_RESET_IMAGE }, { "image, strict", SB_RESET_IMAGE, true }, { "rollback", SB_RESET_ROLLBACK },
    { "undo", SB_RESET_UNDO })
{
    open_as(self, each->reset);
    if (each->strict)
        should(sb_backend_sqlite.clone_strict(self->box.clone, true), equal_to(0));
    fill(self);
    if (each->reset == SB_RESET_ROLLBACK)
        should(sb_backend_sqlite.exec(self->box.ours, "COMMIT"), equal_to(0));
    should(sb_backend_sqlite.clone_changes(self->box.clone, count, self), equal_to(0));
    should(self->inserted, equal_to(USERS + ENROLMENTS));
    if (each->strict)
        should(sb_backend_sqlite.clone_strict(self->box.clone, false), equal_to(0));
}

TEST_EACH(sqlite_bulk_clone, what_fails_leaves_nothing, (const char *name; enum sb_reset reset), { "image", SB_RESET_IMAGE },
    { "rollback", SB_RESET_ROLLBACK }, { "tracked", SB_RESET_TRACKED })
{
    filler users = { .n = 500 }, enrolments = { .n = 600, .users = 600, .courses = 50 };
    open_as(self, each->reset);
    should(filler_run(self->box.ours, &users, &enrolments), equal_to(SB_ERR));
    should(sb_error(), match("FOREIGN KEY constraint failed"));
    should(filler_ask(self->box.ours, contents), equal_to(self->base));
    users = (filler){ .n = 500, .same_as = 7 };
    should(filler_run(self->box.ours, &users, NULL), equal_to(SB_ERR));
    should(filler_ask(self->box.ours, contents), equal_to(self->base));
    box_reset(&self->box);
    should(self->box.broken, be_null);
    should(self->box.held, be_null);
}

static int note_cache(void *env, sb_value *cell)
{
    struct sb_fixture_sqlite_bulk_clone *self = env;

    (void)cell;
    self->base = filler_ask(self->box.ours, "PRAGMA cache_size");
    return (int)self->inserted;
}

/* In a database on a disk, which many share, it stays as it is. */
TEST_EACH(sqlite_bulk_clone, the_cache_is_large_for_that_time, (const char *name; bool kept; int fails; int64_t size),
    { "kept", true }, { "taken back", false }, { "of somebody's", true, 0, 300 }, { "a source that fails", false, SB_ERR })
{
    const char *const table[] = { "courses", NULL };
    char *set = sb_format("PRAGMA cache_size = %d", each->size ? (int)each->size : -2000);
    open_as(self, SB_RESET_IMAGE);
    should(sb_backend_sqlite.exec(self->box.ours, set), equal_to(0));
    free(set);
    self->inserted = each->fails;
    should(sb_backend_sqlite.bulk_begin(self->box.ours, table), equal_to(0));
    should(sb_backend_sqlite.bulk_fill(self->box.ours, table[0], (const char *[]){ "id" }, 1, 5, note_cache, self),
        equal_to(each->fails));
    should(self->base, equal_to(each->size ? "300" : "-65536"));
    should(sb_backend_sqlite.bulk_end(self->box.ours, each->kept), equal_to(0));
    should(filler_ask(self->box.ours, "PRAGMA cache_size"), equal_to(each->size ? "300" : "-2000"));
}

static const char attached[] = "SELECT group_concat(name) FROM pragma_database_list WHERE name <> 'temp'";

static int next_user(void *env, sb_value *cell)
{
    struct sb_fixture_sqlite_bulk_clone *self = env;

    if (self->users.given == 0)
        self->during = filler_ask(self->box.ours, attached);
    return filler_users(&self->users, cell);
}

static void fill_with_any_number(struct sb_fixture_sqlite_bulk_clone *self)
{
    static const char *const table[] = { "users", NULL }, *const column[] = { "id", "username", "email", "age", "country" };

    self->users = (filler){ .n = ENROLMENTS, .first = 1 };
    should(sb_backend_sqlite.bulk_begin(self->box.ours, table), equal_to(0));
    should(sb_backend_sqlite.bulk_fill(self->box.ours, "users", column, 5, 0, next_user, self), equal_to(0));
    should(sb_backend_sqlite.bulk_end(self->box.ours, true), equal_to(0));
}

/* A transaction of the test's keeps out of it: nothing can be attached in one. */
TEST_EACH(sqlite_bulk_clone, many_rows_are_put_in_order_beside_the_sandbox,
    (const char *name; enum sb_reset reset; const char *during), { "image", SB_RESET_IMAGE, "main,seedbed_stage" },
    { "watermark", SB_RESET_WATERMARK, "main,seedbed_stage" }, { "rollback", SB_RESET_ROLLBACK, "main" })
{
    open_as(self, each->reset);
    fill_with_any_number(self);
    should(self->during, equal_to(each->during));
    should(filler_ask(self->box.ours, attached), equal_to("main"));
    should(((sb_sqlite *)self->box.ours)->is_littered, be_false);
    should(filler_ask(self->box.ours, "SELECT count(*) FROM users"), equal_to("5001"));
    should(filler_ask(self->box.ours, "PRAGMA integrity_check"), equal_to("ok"));
    box_reset(&self->box);
    should(ask(connect_to(self->box.path), contents), equal_to(self->base));
}

/* So many rows of a MiB into e. */
static int next_large(void *env, sb_value *cell)
{
    static const char large[1 << 20];
    int *left = env;

    cell[0] = (sb_value){ .kind = SB_BYTES, .v.b = { large, sizeof large } };
    return (*left)-- > 0;
}

static int fill_large(void *db, int rows)
{
    static const char *const tables[] = { "e", NULL }, *const columns[] = { "x" };
    int code = sb_backend_sqlite.bulk_begin(db, tables);

    if (code == 0)
        code = sb_backend_sqlite.bulk_fill(db, "e", columns, 1, 0, next_large, &rows);
    return sb_backend_sqlite.bulk_end(db, code == 0) || code ? SB_ERR : SB_OK;
}

TEST(sqlite_bulk_clone, there_is_room_for_more_than_the_base_state_by_far)
{
    if (sb__memory_spare() == 0)
        skip_test("there is no address space to spare here, or valgrind would look through all of it");
    box_open(&self->box);
    should(fill_large(self->box.ours, 150), equal_to(SB_OK));
    box_reset(&self->box);
    should(ask(connect_to(self->box.path), "SELECT count(*) FROM e"), equal_to("0"));
}

/* An instrument has more than this for itself. */
static rlim_t little_address_space(void)
{
    rlim_t little = (rlim_t)1 << 46;
    unsigned long long pages = 0;
    FILE *said = fopen("/proc/self/statm", "r");

    if (said != NULL && fscanf(said, "%llu", &pages) != 1)
        pages = 0;
    if (said != NULL)
        fclose(said);
    if (pages >= little / (unsigned long long)sysconf(_SC_PAGESIZE))
        skip_test("this process has more address space than the test would leave it");
    return little;
}

static void put_limit_back(void *limit) { setrlimit(RLIMIT_AS, limit); }

TEST(sqlite_bulk_clone, where_address_space_is_limited_it_is_said_what_is_full)
{
    should(getrlimit(RLIMIT_AS, &self->limit), equal_to(0));
    add_cleanup(put_limit_back, &self->limit);
    should(setrlimit(RLIMIT_AS, &(struct rlimit){ little_address_space(), self->limit.rlim_max }), equal_to(0));
    box_open(&self->box);
    put_limit_back(&self->limit);
    should(fill_large(self->box.ours, 150), equal_to(SB_ERR));
    should(sb_error(),
        equal_to("e cannot be filled: the sandbox has room for 64 MiB; make fewer rows, or fill a database by `seedbed make "
                 "--database`"));
    should(ask(connect_to(self->box.path), "SELECT count(*) FROM e"), equal_to("0"));
}
