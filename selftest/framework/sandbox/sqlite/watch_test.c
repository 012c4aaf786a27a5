/* watch_test.c -- tests of framework/sandbox/sqlite/watch.c, and of vfs.c asking it: which real databases a test may open. */
#include "../../../../framework/sandbox/sqlite/path.h"
#include "../../../../framework/sandbox/sqlite/watch.h"
#include "box.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FIXTURE(image_watch, (sb_watch watch; char *live, *other));

static void make_file(const char *path)
{
    FILE *file = fopen(path, "w");
    should_not(file, be_null);
    fclose(file);
}

SETUP(image_watch)
{
    char *folder = sb__path_resolve(sb_temp_dir());
    self->live = sb_format("%s/live.db", folder);
    self->other = sb_format("%s/other.db", folder);
    free(folder);
    make_file(self->live);
}

TEARDOWN(image_watch)
{
    sb__watch_release(&self->watch);
    free(self->live);
    free(self->other);
}

/* NULL: it may be opened. */
static const char *judge(struct sb_fixture_image_watch *self, const char *path, bool to_write)
{
    char *why = sb__watch_judge(&self->watch, path, to_write);
    if (why != NULL)
        add_cleanup(free, why);
    return why;
}

TEST(image_watch, a_guarded_path_is_refused_and_the_sentence_says_what_to_do)
{
    sb__watch_guard(&self->watch, self->live, "catalog");
    sb__watch_admit(&self->watch, NULL);
    should(
        judge(self, self->live, false), end_with("which seedbed.yaml gives to a sandbox: give the suite .sandbox = \"catalog\""));
    should(judge(self, self->other, true), be_null);
}

TEST(image_watch, a_guarded_path_is_opened_where_it_is_admitted)
{
    sb__watch_guard(&self->watch, self->live, "catalog");
    sb__watch_admit(&self->watch, self->live);
    should(judge(self, self->live, true), be_null);
    sb__watch_admit(&self->watch, self->other);
    should_not(judge(self, self->live, true), be_null);
}

TEST(image_watch, a_guarded_path_may_not_be_there_yet)
{
    sb__watch_guard(&self->watch, self->other, "catalog");
    should_not(judge(self, self->other, true), be_null);
}

TEST(image_watch, two_sandboxes_of_a_path_are_both_named)
{
    sb__watch_guard(&self->watch, self->live, "a");
    sb__watch_guard(&self->watch, self->live, "b");
    should(judge(self, self->live, true), end_with(".sandbox = \"a\" or \"b\""));
}

TEST(image_watch, links_to_a_guarded_path_are_refused_too)
{
    char *soft = sb_format("%s/soft.db", sb_temp_dir());
    add_cleanup(free, soft);
    should(link(self->live, self->other), equal_to(0));
    should(symlink(self->live, soft), equal_to(0));
    sb__watch_guard(&self->watch, self->live, "catalog");
    should_not(judge(self, self->other, true), be_null);
    should_not(judge(self, soft, true), be_null);
}

TEST(image_watch, what_was_refused_is_told_once_however_often_it_was_tried)
{
    const char *told;
    sb__watch_guard(&self->watch, self->live, "catalog");
    judge(self, self->live, true);
    judge(self, self->live, true);
    told = sb__watch_refused(&self->watch);
    should(told, start_with("this test opened "));
    should(strchr(told, '\n') == NULL, be_true);
    should(sb__watch_refused(&self->watch), be_null);
}

/* The clock of files is coarse: a test that begins a second later has certainly begun after the file was made. */
static void begin_later(struct sb_fixture_image_watch *self)
{
    sb__watch_admit(&self->watch, NULL);
    self->watch.began_ns += 1000000000;
}

/* As if there were no temporary folders: the test's own is in one. */
static void forget_temporary(struct sb_fixture_image_watch *self)
{
    sb__watch_refuse_strangers(&self->watch);
    for (size_t i = 0; i < SB_TEMPORARY_FOLDERS; i++) {
        free(self->watch.temporary[i]);
        self->watch.temporary[i] = NULL;
    }
}

TEST(image_watch, a_file_from_before_the_test_is_not_opened_to_write)
{
    forget_temporary(self);
    begin_later(self);
    should(judge(self, self->live, true), end_with("or give the test a database of its own in sb_temp_dir()"));
    should(judge(self, self->live, false), be_null);
    should(judge(self, self->other, true), be_null);
    should(judge(self, sb_temp_dir(), true), be_null);
}

TEST(image_watch, a_file_that_the_test_made_is_its_own)
{
    forget_temporary(self);
    sb__watch_admit(&self->watch, NULL);
    make_file(self->other);
    should(judge(self, self->other, true), be_null);
}

TEST(image_watch, a_file_in_a_temporary_folder_is_nobodys)
{
    sb__watch_refuse_strangers(&self->watch);
    begin_later(self);
    should(judge(self, self->live, true), be_null);
}

TEST(image_watch, a_strict_test_writes_what_is_in_a_sandbox_or_temporary)
{
    sb__watch_admit(&self->watch, NULL);
    sb__watch_strict(&self->watch, true);
    should(judge(self, self->live, true), be_null);
    should(judge(self, "/var/lib/app/live.db", false), be_null);
    should(judge(self, "/var/lib/app/live.db", true),
        start_with(
            "this test opened /var/lib/app/live.db to write, which is in no sandbox, and the one that it runs in is strict: give"));
    sb__watch_admit(&self->watch, NULL);
    should(judge(self, "/var/lib/app/live.db", true), be_null);
}

FIXTURE(image_guarded, (box box));

SETUP(image_guarded) { box_open(&self->box); }

TEARDOWN(image_guarded)
{
    sb_backend_sqlite.admit(NULL);
    sb_backend_sqlite.refused();
    box_close(&self->box);
}

/* Opens as an application does, and gives SQLite's code. */
static int code_of_open(const char *path)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open(path, &db);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}

TEST(image_guarded, a_clone_is_opened_in_the_tests_of_its_sandbox_alone)
{
    should(sb_backend_sqlite.guard(self->box.path, "catalog"), equal_to(0));
    sb_backend_sqlite.admit(NULL);
    should(code_of_open(self->box.path), equal_to(SQLITE_CANTOPEN));
    should(sb_backend_sqlite.refused(), end_with("give the suite .sandbox = \"catalog\""));
    sb_backend_sqlite.admit(self->box.path);
    should(code_of_open(self->box.path), equal_to(SQLITE_OK));
    should(sb_backend_sqlite.refused(), be_null);
}

TEST(image_guarded, a_guarded_path_without_a_clone_is_not_even_made)
{
    char *path = sb_format("%s/elsewhere.db", sb_temp_dir()), *uri = sb_format("file:%s?vfs=unix-none", path);
    sqlite3 *db = NULL;
    add_cleanup(free, path);
    add_cleanup(free, uri);
    should(sb_backend_sqlite.guard(path, "catalog"), equal_to(0));
    sb_backend_sqlite.admit(self->box.path);
    should(code_of_open(path), equal_to(SQLITE_CANTOPEN));
    should(sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL), equal_to(SQLITE_CANTOPEN));
    sqlite3_close(db);
    should(access(path, F_OK), equal_to(-1));
}

/* In a folder that is not temporary to us. */
static const char *path_elsewhere(void)
{
    char *path = sb_format("/var/tmp/seedbed-strict-%d.db", (int)getpid());
    add_cleanup(free, path);
    if (access("/var/tmp", W_OK) != 0 || strncmp(sb_temp_dir(), "/var/tmp/", 9) == 0)
        skip_test("there is no writable folder here that is not temporary");
    return path;
}

TEST_EACH(image_guarded, in_a_strict_test_no_way_leads_to_a_database_elsewhere, (const char *sql; const char *path),
    { "SELECT 1", "file:$" }, { "SELECT 1", "file:$?vfs=unix-none" }, { "ATTACH '$' AS o; CREATE TABLE o.a(x)" },
    { "ATTACH 'file:$?vfs=unix' AS o" }, { "VACUUM INTO '$'" })
{
    const char *elsewhere = path_elsewhere();
    sqlite3 *db = NULL;
    char *sql = sqlite3_mprintf("%.*s%s%s", (int)strcspn(each->sql, "$"), each->sql, strchr(each->sql, '$') ? elsewhere : "",
        strchr(each->sql, '$') ? strchr(each->sql, '$') + 1 : "");
    char *path =
        each->path ? sqlite3_mprintf("file:%s%s", elsewhere, strchr(each->path, '$') + 1) : sqlite3_mprintf("%s", self->box.path);
    add_cleanup(sqlite3_free, sql);
    add_cleanup(sqlite3_free, path);
    self->box.clone->is_strict = true;
    sb_backend_sqlite.clone_use(self->box.clone);
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, NULL);
    add_cleanup(sqlite3_close_v2, db);
    should(code == SQLITE_OK ? run(db, sql) : code, equal_to(SQLITE_CANTOPEN));
    should(access(elsewhere, F_OK), equal_to(-1));
    should(sb_backend_sqlite.refused(), contain("which is in no sandbox, and the one that it runs in is strict"));
}

/* Only a strict sandbox refuses what was not there before. */
TEST(image_guarded, elsewhere_a_database_may_be_made)
{
    const char *elsewhere = path_elsewhere();
    sb_backend_sqlite.clone_use(self->box.clone);
    should(code_of_open(elsewhere), equal_to(SQLITE_OK));
    unlink(elsewhere);
    should(sb_backend_sqlite.refused(), be_null);
}
