/* vfs_test.c -- tests of framework/sandbox/sqlite/{vfs,path,hook}.c: which path leads to the image. */
#include "../../../../framework/sandbox/sqlite/path.h"
#include "box.h"
#include <seedbed.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

FIXTURE(image_routes, (box box; char *before; sb_text text));

SETUP(image_routes)
{
    self->before = getcwd(NULL, 0);
    box_open(&self->box);
}

TEARDOWN(image_routes)
{
    if (chdir(self->before) != 0)
        fail_test("%s is gone", self->before);
    free(self->before);
    sb_text_release(&self->text);
    box_close(&self->box);
}

static const char *in_folder(struct sb_fixture_image_routes *self, const char *format, const char *name)
{
    self->text.size = 0;
    for (; *format != '\0'; format++) {
        if (*format == '@')
            sb_text_add(&self->text, "%s", sb_temp_dir());
        else if (*format == '$')
            sb_text_add(&self->text, "%s", name);
        else
            sb_text_put(&self->text, format, 1);
    }
    return self->text.at;
}

static void go_into(const char *folder)
{
    if (chdir(folder) != 0)
        fail_test("%s cannot be entered", folder);
}

/* @ is the folder of the test, which is the working folder too; sub is a folder in it. */
TEST_EACH(image_routes, however_the_path_is_spelt, (const char *spelling), { "@/catalog.db" }, { "catalog.db" },
    { "./catalog.db" }, { "sub/../catalog.db" }, { ".//sub/.././catalog.db" }, { "@/sub/../catalog.db" },
    { "nowhere/../catalog.db" }, { "file:catalog.db" }, { "file:@/catalog.db?mode=rw" }, { "file:catalog.db?mode=ro" },
    { "file:%63atalog.db" }, { "file:catalog.db?vfs=unix" }, { "file:catalog.db?vfs=unix-none" },
    { "file:catalog.db?vfs=unix-dotfile" }, { "file:catalog.db?vfs=unix-excl" }, { "file:catalog.db?cache=private" })
{
    go_into(sb_temp_dir());
    mkdir("sub", 0755);
    should(ask(connect_to(in_folder(self, each->spelling, "")), "SELECT v FROM t WHERE id = 2"), equal_to("two"));
    should(access("catalog.db", F_OK), equal_to(-1));
}

TEST(image_routes, all_spellings_see_each_other)
{
    go_into(sb_temp_dir());
    must(connect_to("file:catalog.db?vfs=unix"), "INSERT INTO t VALUES(4, 'four')");
    should(ask(connect_to("./catalog.db"), "SELECT v FROM t WHERE id = 4"), equal_to("four"));
}

TEST(image_routes, a_link_leads_there_with_its_target_or_without)
{
    go_into(sb_temp_dir());
    should(symlink("catalog.db", "link.db"), equal_to(0));
    should(ask(connect_to("link.db"), "SELECT count(*) FROM t"), equal_to("3"));
    should(mkdir("sub", 0755), equal_to(0));
    should(symlink("sub/../link.db", "second.db"), equal_to(0));
    should(ask(connect_to("second.db"), "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_routes, a_hard_link_to_the_live_file_leads_there_too)
{
    FILE *file = fopen(self->box.path, "w");
    should_not(file, be_null);
    fclose(file);
    go_into(sb_temp_dir());
    should(link(self->box.path, "hard.db"), equal_to(0));
    should(ask(connect_to("hard.db"), "SELECT count(*) FROM t"), equal_to("3"));
    should(ask(connect_to("file:hard.db?vfs=unix"), "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_routes, the_file_behind_the_path_is_not_touched)
{
    FILE *file = fopen(self->box.path, "w");
    should_not(file, be_null);
    fputs("not a database", file);
    fclose(file);
    must(connect_to(self->box.path), "DELETE FROM t; VACUUM; PRAGMA journal_mode = wal");
    file = fopen(self->box.path, "r");
    should(fgets((char[40]){ 0 }, 40, file), equal_to("not a database"));
    fclose(file);
    should(access(in_folder(self, "@/catalog.db-wal", ""), F_OK), equal_to(-1));
}

TEST(image_routes, a_chdir_later_does_not_matter)
{
    sqlite3 *db;
    go_into(sb_temp_dir());
    db = connect_to("catalog.db");
    go_into("/");
    must(db, "INSERT INTO t VALUES(4, 'four')");
    should(ask(connect_to(self->box.path), "SELECT count(*) FROM t"), equal_to("4"));
}

TEST(image_routes, another_path_is_a_real_file)
{
    sqlite3 *db = connect_to(in_folder(self, "@/other.db", ""));
    must(db, "CREATE TABLE o(x); INSERT INTO o VALUES(1)");
    should(access(self->text.at, F_OK), equal_to(0));
    box_reset(&self->box);
    should(ask(connect_to(self->text.at), "SELECT count(*) FROM o"), equal_to("1"));
}

TEST_EACH(image_routes, a_path_that_only_begins_alike_is_real, (const char *name), { "catalog.db2" }, { "catalog.d" },
    { "catalog.db-journal2" })
{
    must(connect_to(in_folder(self, "@/$", each->name)), "CREATE TABLE o(x)");
    should(access(self->text.at, F_OK), equal_to(0));
}

TEST(image_routes, memory_and_temporary_databases_work)
{
    must(connect_to(":memory:"), "CREATE TABLE m(x); INSERT INTO m VALUES(1)");
    must(connect_to(""), "PRAGMA temp_store = file; CREATE TEMP TABLE m(x); INSERT INTO m VALUES(1)");
}

TEST_EACH(image_routes, what_would_never_see_a_reset_is_refused, (const char *option), { "immutable=1" }, { "nolock=1" })
{
    sqlite3 *db;
    in_folder(self, "file:@/catalog.db?$", each->option);
    should(sqlite3_open_v2(self->text.at, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, NULL), equal_to(SQLITE_CANTOPEN));
    sqlite3_close(db);
}

TEST(image_routes, exclusive_locking_is_answered_with_normal)
{
    should(ask(self->box.to[0], "PRAGMA locking_mode = exclusive"), equal_to("normal"));
    should(ask(self->box.to[0], "PRAGMA locking_mode"), equal_to("normal"));
}

TEST(image_routes, a_read_only_connection_reads_the_image)
{
    sqlite3 *db;
    should(sqlite3_open_v2(self->box.path, &db, SQLITE_OPEN_READONLY, NULL), equal_to(SQLITE_OK));
    should(ask(db, "SELECT count(*) FROM t"), equal_to("3"));
    should(run(db, "DELETE FROM t"), equal_to(SQLITE_READONLY));
    sqlite3_close(db);
}

TEST(image_routes, deleting_the_path_is_refused_and_keeps_the_file)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    FILE *file = fopen(self->box.path, "w");
    should_not(file, be_null);
    fclose(file);
    should(vfs->xDelete(vfs, self->box.path, 0), equal_to(SQLITE_IOERR_DELETE));
    should(access(self->box.path, F_OK), equal_to(0));
}

TEST(image_routes, a_deleted_other_file_is_gone)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    FILE *file = fopen(in_folder(self, "@/other", ""), "w");
    should_not(file, be_null);
    fclose(file);
    should(vfs->xDelete(vfs, self->text.at, 0), equal_to(SQLITE_OK));
    should(access(self->text.at, F_OK), equal_to(-1));
}

TEST(image_routes, the_last_used_of_two_clones_gets_new_connections)
{
    box second = { 0 };
    sqlite3 *first, *other;
    box_open_with(&second, "CREATE TABLE t(x); INSERT INTO t VALUES('second')", "");
    other = connect_to(self->box.path);
    should(ask(other, "SELECT x FROM t"), equal_to("second"));
    sb_backend_sqlite.clone_use(self->box.clone);
    first = connect_to(self->box.path);
    should(ask(first, "SELECT v FROM t WHERE id = 1"), equal_to("one"));
    must(other, "PRAGMA journal_mode = wal; INSERT INTO t VALUES(2)");
    must(first, "PRAGMA journal_mode = wal; DELETE FROM t");
    should(ask(other, "SELECT count(*) FROM t"), equal_to("2"));
    should(sb_backend_sqlite.clone_reset(second.clone, NULL), equal_to(0));
    should(ask(other, "SELECT count(*) FROM t"), equal_to("1"));
    should(ask(first, "SELECT count(*) FROM t"), equal_to("0"));
    box_close(&second);
}

TEST_EACH(image_routes, every_spelling_leads_to_the_clone_in_front, (const char *spelling), { "@/catalog.db" }, { "catalog.db" },
    { "./sub/../catalog.db" }, { "link.db" }, { "file:link.db?vfs=unix" })
{
    box second = { 0 };
    go_into(sb_temp_dir());
    mkdir("sub", 0755);
    should(symlink("sub/../catalog.db", "link.db"), equal_to(0));
    box_open_with(&second, "CREATE TABLE t(v); INSERT INTO t VALUES('second')", "");
    should(ask(connect_to(in_folder(self, each->spelling, "")), "SELECT v FROM t"), equal_to("second"));
    box_close(&second);
}

TEST(image_routes, a_freed_clone_gives_the_path_back)
{
    box second = { 0 };
    box_open_with(&second, "CREATE TABLE t(x)", "");
    box_close(&second);
    should(ask(connect_to(self->box.path), "SELECT count(*) FROM t"), equal_to("3"));
}

TEST(image_routes, a_connection_outlives_its_clone)
{
    box second = { 0 };
    sqlite3 *db;
    box_open_with(&second, "CREATE TABLE t(x)", "");
    db = connect_to(self->box.path);
    must(db, "INSERT INTO t VALUES('still here')");
    box_close(&second);
    should(ask(db, "SELECT x FROM t"), equal_to("still here"));
}

TEST(image_routes, a_shutdown_of_sqlite_changes_nothing)
{
    sqlite3_shutdown();
    should(sqlite3_initialize(), equal_to(SQLITE_OK));
    should(ask(connect_to(in_folder(self, "file:@/catalog.db?vfs=unix-none", "")), "SELECT count(*) FROM t"), equal_to("3"));
    should(ask(connect_to(in_folder(self, "@/catalog.db", "")), "SELECT count(*) FROM t"), equal_to("3"));
    box_reset(&self->box);
    should(self->box.held, be_null);
}

/* As a library that is linked statically does after sqlite3_shutdown. */
TEST_EACH(image_routes, what_sqlite_puts_in_front_again_leads_there_too, (const char *name), { "unix" }, { "unix-none" },
    { "unix-dotfile" })
{
    sqlite3_vfs *in_front = sqlite3_vfs_find(NULL);
    sqlite3_vfs_register(sqlite3_vfs_find(each->name), 1);
    sqlite3 *db = connect_to(self->box.path);
    sqlite3_vfs_register(in_front, 1);
    should(ask(db, "SELECT count(*) FROM t"), equal_to("3"));
    should(access(self->box.path, F_OK), equal_to(-1));
}

TEST(image_routes, a_vfs_made_by_copying_leads_there_too)
{
    sqlite3_vfs copy = *sqlite3_vfs_find("unix");
    copy.zName = "copy";
    sqlite3_vfs_register(&copy, 0);
    should(ask(connect_to(in_folder(self, "file:@/catalog.db?vfs=copy", "")), "SELECT count(*) FROM t"), equal_to("3"));
    sqlite3_vfs_unregister(&copy);
}

/* What a VFS of the application with names of its own makes of one; what is behind "name" stays. */
static int open_renamed(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    sqlite3_vfs *below = sqlite3_vfs_find("unix");
    char *real = name ? sb_format("%s%s", (const char *)vfs->pAppData, name + strlen("name")) : NULL;
    int length = real ? (int)strlen(real) : 0;
    char *kept = sqlite3_mprintf("%.*s%c%c%c%c", length, real ? real : "", 0, 0, 0, 0); /* as SQLite ends names */
    free(real);
    add_cleanup(sqlite3_free, kept);
    return below->xOpen(below, name ? kept : NULL, file, flags, flags_out);
}

static int keep_name(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
    (void)vfs;
    sqlite3_snprintf(room, out, "%s", name);
    return SQLITE_OK;
}

static int find_nothing(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs, (void)name, (void)flags;
    *out = 0;
    return SQLITE_OK;
}

static int delete_nothing(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs, (void)name, (void)sync;
    return SQLITE_OK;
}

TEST_EACH(image_routes, names_that_a_vfs_makes_up_lead_there_however_it_spells_the_path, (const char *path), { "@/catalog.db" },
    { "catalog.db" }, { "./sub/../catalog.db" }, { "link.db" }, { "hard.db" }, { "folder/catalog.db" })
{
    static sqlite3_vfs own;
    sqlite3 *db;
    FILE *file = fopen(self->box.path, "w");
    should_not(file, be_null);
    fclose(file);
    go_into(sb_temp_dir());
    mkdir("sub", 0755);
    should(symlink("catalog.db", "link.db") + link("catalog.db", "hard.db") + symlink(".", "folder"), equal_to(0));
    own = *sqlite3_vfs_find("unix");
    own.zName = "renames", own.xOpen = open_renamed, own.xFullPathname = keep_name;
    own.xAccess = find_nothing, own.xDelete = delete_nothing;
    own.pAppData = (void *)(uintptr_t)in_folder(self, each->path, "");
    sqlite3_vfs_register(&own, 0);
    should(sqlite3_open_v2("name", &db, SQLITE_OPEN_READWRITE, "renames"), equal_to(SQLITE_OK));
    should(run(db, "PRAGMA journal_mode = wal; DELETE FROM t WHERE id = 1"), equal_to(SQLITE_OK));
    should(ask(connect_to("catalog.db"), "SELECT count(*) FROM t"), equal_to("2"));
    sqlite3_close(db);
    sqlite3_vfs_unregister(&own);
    should(access("catalog.db-wal", F_OK) + access("link.db-wal", F_OK) + access("hard.db-wal", F_OK), equal_to(-3));
}

/* A connection from before there was a VFS of ours has room for a file of SQLite's own and not more. */
TEST(image_routes, an_open_file_takes_no_more_room_than_those_of_sqlite)
{
    for (const sqlite3_vfs *at = sqlite3_vfs_find("unix"); at != NULL; at = at->pNext)
        if (strncmp(at->zName, "unix", 4) == 0)
            should(sizeof(sb_image_handle), be_at_most((size_t)at->szOsFile));
}

/* What code makes of a copy that has a state of its own. */
TEST(image_routes, a_copy_with_a_state_of_its_own_reaches_real_files)
{
    sqlite3_vfs copy = *sqlite3_vfs_find("unix");
    const char *path = in_folder(self, "@/other.db", "");
    int there = -1;
    copy.pAppData = self;
    should(copy.xAccess(&copy, path, SQLITE_ACCESS_EXISTS, &there), equal_to(SQLITE_OK));
    should(there, equal_to(0));
    should(copy.xAccess(&copy, self->box.path, SQLITE_ACCESS_EXISTS, &there), equal_to(SQLITE_OK));
    should(there, equal_to(1));
}

TEST(image_routes, a_loop_of_links_is_refused)
{
    should(symlink("b", in_folder(self, "@/a", "")), equal_to(0));
    should(symlink("a", in_folder(self, "@/b", "")), equal_to(0));
    should(sb__path_resolve(self->text.at), be_null);
    should(symlink("nowhere/../c", in_folder(self, "@/c", "")), equal_to(0)); /* one that the system does not get to see */
    should(sb__path_resolve(self->text.at), be_null);
}

TEST_EACH(image_routes, paths_are_resolved, (const char *path; const char *resolved), { "/", "/" }, { "/nowhere", "/nowhere" },
    { "/nowhere/a/../b/./c//", "/nowhere/b/c" }, { "/../..", "/" }, { "/nowhere/../../..", "/" }, { "nofile", "/nofile" },
    { "", "/" })
{
    char *resolved;
    go_into("/");
    resolved = sb__path_resolve(each->path);
    add_cleanup(free, resolved);
    should(resolved, equal_to(each->resolved));
}
