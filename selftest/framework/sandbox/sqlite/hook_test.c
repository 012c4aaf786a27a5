/* hook_test.c -- tests of framework/sandbox/sqlite/{hook,late}.c: VFSs of which SQLite has methods of ours, and those that come later. */
#include "../../../../framework/sandbox/sqlite/hook.h"
#include "../../../../framework/sandbox/sqlite/memory.h"
#include "box.h"
#include <fcntl.h>
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- whose methods they were ---- */

static int sleep_otherwise(sqlite3_vfs *vfs, int us) { return vfs != NULL ? us : 0; }
static int dream(sqlite3_vfs *vfs, int us) { return vfs != NULL ? us + 1 : 0; }
static int date_otherwise(sqlite3_vfs *vfs, double *now) { return vfs != NULL && now != NULL; }

FIXTURE(image_hooks, (sb_hooks hooks; sb_hooked one[2]));

/* One of the application, with a state, and one of SQLite. */
SETUP(image_hooks)
{
    self->one[0].was = (sqlite3_vfs){ .zName = "app", .pAppData = self, .xSleep = dream, .xCurrentTime = date_otherwise };
    self->one[1].was = (sqlite3_vfs){ .zName = "unix", .xSleep = sleep_otherwise, .xCurrentTime = date_otherwise };
    atomic_store(&self->hooks.first, &self->one[0]);
    atomic_store(&self->one[0].next, &self->one[1]);
}

TEST(image_hooks, a_copy_with_another_state_gets_the_methods_of_its_kind)
{
    sqlite3_vfs copy = self->one[1].was;
    copy.pAppData = &copy;
    copy.xRandomness = self->one[0].was.xRandomness;
    should(sb__hook_real(&self->hooks, &copy) == &self->one[1].was, be_true);
    copy = self->one[0].was;
    should(sb__hook_real(&self->hooks, &copy) == &self->one[0].was, be_true);
}

TEST(image_hooks, one_that_is_like_no_other_is_refused)
{
    const sqlite3_vfs *real;
    sqlite3_vfs strange = *sqlite3_vfs_find("unix");
    sqlite3_file file;
    int there;
    strange.pAppData = self;
    real = sb__hook_real(&self->hooks, &strange);
    should(real->xOpen(&strange, "x", &file, 0, NULL), equal_to(SQLITE_CANTOPEN));
    should(real->xAccess(&strange, "x", 0, &there), equal_to(SQLITE_IOERR_ACCESS));
    should(real->xDelete(&strange, "x", 0), equal_to(SQLITE_IOERR_DELETE));
    should(real->xFullPathname(&strange, "x", 0, NULL), equal_to(SQLITE_CANTOPEN));
}

/* ---- one that comes later, with an open() of its own ---- */

typedef struct late_file {
    sqlite3_file base;
    int fd;
} late_file;

static int late_close(sqlite3_file *file) { return close(((late_file *)file)->fd); }

static int late_read(sqlite3_file *file, void *to, int n, sqlite3_int64 from)
{
    memset(to, 0, (size_t)n);
    return pread(((late_file *)file)->fd, to, (size_t)n, from) == n ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int late_flags(sqlite3_file *file) { return file == NULL; }

static int late_lock(sqlite3_file *file, int how) { return file == NULL && how != 0; }

static int late_control(sqlite3_file *file, int what, void *with)
{
    (void)file, (void)what, (void)with;
    return SQLITE_NOTFOUND;
}

static int late_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *flags_out)
{
    static const sqlite3_io_methods methods = { .iVersion = 1,
        .xClose = late_close,
        .xRead = late_read,
        .xLock = late_lock,
        .xUnlock = late_lock,
        .xFileControl = late_control,
        .xSectorSize = late_flags,
        .xDeviceCharacteristics = late_flags };
    late_file *it = (late_file *)file;
    (void)vfs;
    it->fd = open(name, O_RDWR | O_CREAT, 0600);
    it->base.pMethods = it->fd < 0 ? NULL : &methods;
    if (flags_out != NULL)
        *flags_out = flags;
    return it->fd < 0 ? SQLITE_CANTOPEN : SQLITE_OK;
}

FIXTURE(image_late, (box box; sqlite3_vfs vfs));

SETUP(image_late)
{
    box_open(&self->box);
    close(open(self->box.path, O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    should(sb_backend_sqlite.guard(self->box.path, "catalog"), equal_to(0));
    sb_backend_sqlite.admit(self->box.path);
    self->vfs = *sqlite3_vfs_find("unix");
    self->vfs.zName = "late";
    self->vfs.szOsFile = sizeof(late_file);
    self->vfs.xOpen = late_open;
    sqlite3_vfs_register(&self->vfs, 0);
}

TEARDOWN(image_late)
{
    sqlite3_vfs_unregister(&self->vfs);
    sb_backend_sqlite.unguard();
    box_close(&self->box);
}

static int open_by(const char *path, const char *vfs, sqlite3 **db)
{
    return sqlite3_open_v2(path, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs);
}

TEST(image_late, what_it_opens_past_the_sandbox_is_refused_and_told)
{
    sqlite3 *db;
    should(open_by(self->box.path, "late", &db), equal_to(SQLITE_CANTOPEN));
    sqlite3_close(db);
    should(sb_backend_sqlite.refused(), start_with("this test registered a VFS of SQLite, \"late\", and had "));
}

TEST_EACH(image_late, once_seen_it_leads_to_the_image, (bool by_a_test), { true }, { false })
{
    sqlite3 *db;
    if (each->by_a_test)
        should(sb_backend_sqlite.refused(), be_null);
    else
        connect_to(":memory:");
    should(open_by(self->box.path, "late", &db), equal_to(SQLITE_OK));
    should(ask(db, "SELECT count(*) FROM t"), equal_to("3"));
    sqlite3_close(db);
    should(sb_backend_sqlite.refused(), be_null);
}

/* SQLite forgets whom it was to tell. */
TEST(image_late, what_is_open_still_when_the_test_ends_is_told_whatever_else)
{
    sqlite3 *db;
    sqlite3_reset_auto_extension();
    should(open_by(self->box.path, "late", &db), equal_to(SQLITE_OK));
    should(sb_backend_sqlite.refused(), contain("register it before the tests"));
    sqlite3_close(db);
}

TEST(image_late, one_that_is_made_and_registered_anew_is_seen_again)
{
    sqlite3 *db;
    should(sb_backend_sqlite.refused(), be_null);
    sqlite3_vfs_unregister(&self->vfs);
    self->vfs.xOpen = late_open;
    sqlite3_vfs_register(&self->vfs, 0);
    should(open_by(self->box.path, "late", &db), equal_to(SQLITE_CANTOPEN));
    sqlite3_close(db);
    should(sb_backend_sqlite.refused(), start_with("this test registered"));
}

/* Its link into SQLite's list is gone then: the list is a ring. */
TEST(image_late, one_that_is_filled_anew_where_it_stands_is_seen_again)
{
    sqlite3 *db;
    sqlite3_vfs *first = sqlite3_vfs_find(NULL), *behind = self->vfs.pNext;
    should(first->pNext == &self->vfs, be_true);
    self->vfs.pNext = &self->vfs;
    should(sb_backend_sqlite.refused(), be_null);
    self->vfs.xOpen = late_open;
    should(open_by(self->box.path, "late", &db), equal_to(SQLITE_CANTOPEN));
    self->vfs.pNext = behind;
    sqlite3_close(db);
    should(sb_backend_sqlite.refused(), start_with("this test registered"));
}

TEST(image_late, a_database_of_no_sandbox_is_told_too)
{
    const char *const none[] = { NULL };
    const sb_beside beside = { .folder = none, .readable = none, .began_ns = sb__file_clock_ns() + 1000000000 };
    char *path = sb_format("%s/other.db", sb_temp_dir());
    sqlite3 *db;
    add_cleanup(free, path);
    must(connect_to(path), "CREATE TABLE a(x)");
    self->vfs.xOpen = late_open; /* seen by that connection */
    should(sb_backend_sqlite.beside(&beside), equal_to(0));
    should(open_by(path, "late", &db), equal_to(SQLITE_CANTOPEN));
    sqlite3_close(db);
    should(sb_backend_sqlite.refused(), contain("past the sandbox"));
}
