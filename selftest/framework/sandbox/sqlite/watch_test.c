/* watch_test.c -- tests of framework/sandbox/sqlite/watch.c, and of vfs.c asking it: which real databases a test may open. */
#include "../../../../framework/sandbox/sqlite/memory.h"
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

static const char *judge_opening(struct sb_fixture_image_watch *self, sb_opening opening)
{
    char *why = sb__watch_judge(&self->watch, &opening);
    if (why != NULL)
        add_cleanup(free, why);
    return why == NULL && opening.read_only ? "read only" : why;
}

/* NULL: it may be opened. */
static const char *judge(struct sb_fixture_image_watch *self, const char *path, bool to_write)
{
    return judge_opening(self, (sb_opening){ .path = path, .to_write = to_write });
}

/* Where there is one at the path. */
static const char *judge_image(struct sb_fixture_image_watch *self, const char *path)
{
    return judge_opening(self, (sb_opening){ .path = path, .in_sandbox = true, .to_write = true });
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
    should(judge_image(self, self->live), be_null);
    should_not(judge(self, self->live, true), be_null); /* the file itself */
    sb__watch_admit(&self->watch, self->other);
    should_not(judge_image(self, self->live), be_null);
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

TEST(image_watch, another_location_is_the_same_database)
{
    sb__watch_guard(&self->watch, self->live, "catalog");
    sb__watch_also(&self->watch, self->live, self->other);
    should(sb__watch_is(&self->watch, self->other), equal_to(self->live));
    should(sb__watch_is(&self->watch, self->live), be_null);
    should(judge(self, self->other, true), end_with("give the suite .sandbox = \"catalog\""));
    sb__watch_admit(&self->watch, self->live);
    should(judge_image(self, self->other), be_null);
}

/* The clock of files is coarse: a run that begins a second later has certainly begun after the file was made. */
enum { LATER = 1 };
static const char *const no_paths[] = { NULL };

/* What lies beside the sandboxes, as a configuration has it. */
static void begin(struct sb_fixture_image_watch *self, sb_beside beside)
{
    beside.began_ns = sb__file_clock_ns() + LATER * (int64_t)1000000000;
    beside.folder = beside.folder != NULL ? beside.folder : no_paths;
    beside.readable = beside.readable != NULL ? beside.readable : no_paths;
    sb__watch_beside(&self->watch, &beside);
}

TEST(image_watch, a_file_from_before_the_run_is_not_opened)
{
    begin(self, (sb_beside){ .may_read = false });
    should(judge(self, self->live, true), contain("the database of no sandbox, which was there before the run"));
    should(judge(self, self->live, false), end_with("else give the test a database of its own in sb_temp_dir()"));
    should(judge(self, self->other, true), be_null);
    should(judge(self, sb_temp_dir(), true), be_null);
}

TEST(image_watch, the_string_that_was_asked_for_is_named)
{
    char *shown = sb_format("this test opened \"var/live.db\" (%s), the database of no sandbox", self->live);
    add_cleanup(free, shown);
    begin(self, (sb_beside){ .may_read = false });
    for (int i = 0; i < SB_ASKED; i++) /* the first one is forgotten */
        sb__watch_asked(&self->watch, i == 1 ? "var/live.db" : "var/other.db", i == 1 ? self->live : self->other);
    should(judge(self, self->live, true), start_with(shown));
    sb__watch_asked(&self->watch, "var/other.db", self->other);
    sb__watch_asked(&self->watch, "var/other.db", self->other);
    shown = sb_format("this test opened \"%s\", the database", self->live);
    add_cleanup(free, shown);
    should(judge(self, self->live, true), start_with(shown));
}

TEST(image_watch, one_sandbox_is_named_as_what_the_file_may_be)
{
    sb__watch_guard(&self->watch, self->other, "catalog");
    begin(self, (sb_beside){ .may_read = false });
    should(judge(self, self->live, true), contain("where it is that of sandbox \"catalog\" under another name, say so"));
}

TEST(image_watch, a_file_that_the_run_made_is_its_own)
{
    begin(self, (sb_beside){ .may_read = false });
    self->watch.began_ns -= 2 * LATER * (int64_t)1000000000;
    make_file(self->other);
    should(judge(self, self->other, true), be_null);
    should(judge(self, self->other, false), be_null);
}

/* Where the file system does not say when it was made, or a clock was set back: in this worker and in another. */
TEST(image_watch, what_sqlite_made_is_known_by_its_inode)
{
    int fd = sb_os_memory_file();
    sb_watch *other = &(sb_watch){ .n = 0 };
    should(fd, be_above(0));
    begin(self, (sb_beside){ .made_fd = fd });
    sb_made_use(&other->made, fd);
    should(sb__watch_is_making(other, self->other, true), be_true);
    should(sb__watch_is_making(other, self->other, false), be_false);
    make_file(self->other);
    should_not(judge(self, self->other, true), be_null);
    sb__watch_made(other, self->other);
    should(judge(self, self->other, true), be_null);
    should_not(judge(self, self->live, true), be_null);
    should(sb__watch_is_making(other, self->other, true), be_false);
    close(fd);
    should_not(judge(self, self->other, true), be_null);
}

TEST(image_watch, what_came_with_the_system_is_read)
{
    begin(self, (sb_beside){ .may_read = false });
    sb__watch_strict(&self->watch, true);
    should(judge(self, "/usr/bin/env", false), be_null);
    should_not(judge(self, "/usr/bin/env", true), be_null);
    should(judge(self, "/etc/passwd", false) == NULL, equal_to(geteuid() != 0));
    should_not(judge(self, self->live, false), be_null);
}

TEST(image_watch, what_lies_in_a_folder_of_the_run_is_nobodys)
{
    const char *const folder[] = { "/nowhere", sb_temp_dir(), NULL };
    begin(self, (sb_beside){ .folder = folder });
    sb__watch_strict(&self->watch, true);
    should(judge(self, self->live, true), be_null);
    should(judge(self, "/nowhere/at/all.db", true), be_null);
    should_not(judge(self, "/nowhere.db", true), be_null);
}

/* By another name than that of the file itself nobody may write there, however strict the test is. */
TEST_EACH(image_watch, a_hard_link_in_a_folder_of_the_run_is_somebodys, (bool strict), { false }, { true })
{
    const char *const folder[] = { sb_temp_dir(), NULL };
    begin(self, (sb_beside){ .folder = folder });
    sb__watch_strict(&self->watch, each->strict);
    should(judge(self, self->live, true), be_null);
    should(link(self->live, self->other), equal_to(0));
    should(judge(self, self->other, false), be_null);
    should(judge(self, self->other, true), contain("the database of no sandbox, which was there before the run"));
}

TEST_EACH(image_watch, what_is_named_to_be_read_is_read_alone, (bool whole_folder; bool strict), { false, false },
    { true, false }, { false, true })
{
    const char *const readable[] = { each->whole_folder ? sb_temp_dir() : self->live, NULL };
    begin(self, (sb_beside){ .readable = readable });
    sb__watch_strict(&self->watch, each->strict);
    should(judge(self, self->live, true), equal_to("read only"));
    should(judge(self, self->live, false), equal_to("read only"));
}

TEST(image_watch, without_a_configuration_what_was_there_may_be_read)
{
    begin(self, (sb_beside){ .may_read = true });
    should(judge(self, self->live, false), be_null);
    should(
        judge(self, self->live, true), contain(" to write, which was there before the run and may be a live database: write a"));
}

TEST(image_watch, a_strict_test_makes_nothing_beside_its_sandbox)
{
    begin(self, (sb_beside){ .may_read = true, .may_write = true });
    should(judge(self, self->other, true), be_null);
    should(judge(self, self->live, true), be_null);
    sb__watch_strict(&self->watch, true);
    should(judge(self, self->other, true),
        contain("the database of no sandbox, and the test is strict: give it a database of its own"));
    should(judge(self, self->live, true), contain("where tests only read it, by reads: [ ... ]"));
    should(judge(self, self->live, false), be_null);
}

TEST(image_watch, an_image_is_no_stranger)
{
    begin(self, (sb_beside){ .may_read = false });
    should(judge_opening(self, (sb_opening){ .path = self->live, .in_sandbox = true, .to_write = true }), be_null);
}

FIXTURE(image_guarded, (box box));

SETUP(image_guarded) { box_open(&self->box); }

TEARDOWN(image_guarded)
{
    sb_backend_sqlite.unguard();
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

/* From now on as in a run that began when all that is here was there. */
static void refuse_others(const char *const *readable)
{
    const int64_t later = sb__file_clock_ns() + 1000000000;
    const sb_beside beside = { .folder = no_paths, .readable = readable, .began_ns = later };
    should(sb_backend_sqlite.beside(&beside), equal_to(0));
}

static const char *make_other(void)
{
    char *path = sb_format("%s/other.db", sb_temp_dir());
    add_cleanup(free, path);
    must(connect_to(path), "PRAGMA journal_mode = delete; CREATE TABLE a(x)");
    return path;
}

/* $: the path of another database. */
static const char *with_path(const char *format, const char *path)
{
    char *whole = sb_format("%.*s%s%s", (int)strcspn(format, "$"), format, strchr(format, '$') ? path : "",
        strchr(format, '$') ? strchr(format, '$') + 1 : "");
    add_cleanup(free, whole);
    return whole;
}

static int code_of(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, NULL);
    add_cleanup(sqlite3_close_v2, db);
    return code == SQLITE_OK ? run(db, sql) : code;
}

/* sql NULL: the path itself is opened. */
TEST_EACH(image_guarded, no_way_leads_to_a_database_elsewhere, (const char *name, *path, *sql), { "open", "$", "SELECT 1" },
    { "uri", "file:$", "SELECT 1" }, { "to read", "file:$?mode=ro", "SELECT 1" }, { "vfs", "file:$?vfs=unix-none", "SELECT 1" },
    { "attach", NULL, "ATTACH '$' AS o; CREATE TABLE o.b(x)" }, { "attach uri", NULL, "ATTACH 'file:$?vfs=unix' AS o" },
    { "vacuum", NULL, "VACUUM INTO '$'" })
{
    const char *other = make_other(), *sql = with_path(each->sql, other);
    refuse_others(no_paths);
    should(code_of(each->path ? with_path(each->path, other) : self->box.path, sql), equal_to(SQLITE_CANTOPEN));
    should(sb_backend_sqlite.refused(), contain("the database of no sandbox, which was there before the run"));
}

TEST(image_guarded, what_is_named_to_be_read_cannot_be_written)
{
    const char *other = make_other(), *const readable[] = { other, NULL };
    refuse_others(readable);
    should(code_of(other, "SELECT * FROM a"), equal_to(SQLITE_OK));
    should(code_of(other, "INSERT INTO a VALUES(1)"), equal_to(SQLITE_READONLY));
    should(code_of(self->box.path, with_path("ATTACH '$' AS o; DELETE FROM o.a", other)), equal_to(SQLITE_READONLY));
    should(sb_backend_sqlite.refused(), be_null);
}

TEST_EACH(image_guarded, in_a_strict_test_none_is_made, (const char *path, *sql), { "file:$", "SELECT 1" },
    { NULL, "ATTACH '$' AS o; CREATE TABLE o.a(x)" }, { NULL, "VACUUM INTO '$'" })
{
    const char *other = with_path("$/other.db", sb_temp_dir()), *sql = with_path(each->sql, other);
    refuse_others(no_paths);
    sb_backend_sqlite.strict(true);
    should(code_of(each->path ? with_path(each->path, other) : self->box.path, sql), equal_to(SQLITE_CANTOPEN));
    should(access(other, F_OK), equal_to(-1));
    should(sb_backend_sqlite.refused(), contain("the database of no sandbox, and the test is strict"));
    sb_backend_sqlite.strict(false);
    should(code_of(other, "CREATE TABLE a(x)"), equal_to(SQLITE_OK));
    should(sb_backend_sqlite.refused(), be_null);
}

TEST(image_guarded, another_location_leads_to_the_clone)
{
    const char *other = make_other();
    should(sb_backend_sqlite.guard(self->box.path, "catalog"), equal_to(0));
    should(sb_backend_sqlite.also(self->box.path, other), equal_to(0));
    sb_backend_sqlite.admit(self->box.path);
    should(ask(connect_to(other), "SELECT count(*) FROM t"), equal_to("3"));
    must(self->box.to[0], with_path("ATTACH '$' AS o; DELETE FROM o.t; DETACH o", other));
    sb_backend_sqlite.admit(NULL);
    should(code_of_open(other), equal_to(SQLITE_CANTOPEN));
    should(sb_backend_sqlite.refused(), end_with("give the suite .sandbox = \"catalog\""));
}
