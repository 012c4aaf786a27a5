/* files_test.c -- tests of framework/sandbox/files.c. */
#include "../../../framework/sandbox/files.h"
#include "made_up.h"
#include <seedbed.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

FIXTURE(sandbox_files, (char *root; sb_files files, other; char *path));

SETUP(sandbox_files) { self->root = sb_format("%s/deep/root", sb_temp_dir()); }

TEARDOWN(sandbox_files)
{
    sb_files_close(&self->files);
    sb_files_close(&self->other);
    free(self->path);
    free(self->root);
}

static bool is_there(const char *path) { return access(path, F_OK) == 0; }

static const char *below(struct sb_fixture_sandbox_files *self, const char *folder, const char *name)
{
    free(self->path);
    return self->path = sb_format("%s/%s", folder, name);
}

TEST(sandbox_files, the_root_goes_with_the_run_that_made_it)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    should(is_there(self->root), be_true);
    sb_files_close(&self->files);
    should(is_there(self->root), be_false);
}

TEST(sandbox_files, a_root_that_was_there_stays_and_is_empty)
{
    mkdir(below(self, sb_temp_dir(), "deep"), 0777);
    mkdir(self->root, 0777);
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    sb_files_close(&self->files);
    should(is_there(self->root), be_true);
    should(rmdir(self->root), equal_to(0));
}

/* As a run leaves it that is killed while it has no marker yet, or none any more. */
TEST(sandbox_files, an_empty_root_that_a_dead_run_had_made_goes)
{
    struct stat about;
    should(sb_files_open(&self->other, self->root), equal_to(SB_OK));
    stat(self->root, &about);
    sb_files_close(&self->other);
    mkdir(self->root, about.st_mode & 07777);
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    sb_files_close(&self->files);
    should(is_there(self->root), be_false);
}

TEST(sandbox_files, the_folder_is_emptied_after_a_test_that_asked)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    const char *folder = sb_files_folder(&self->files);
    mkdir(below(self, folder, "sub"), 0777);
    should(sb_files_empty(&self->files), equal_to(SB_OK));
    should(is_there(self->path), be_false);
    should(is_there(folder), be_true);
}

TEST(sandbox_files, the_folder_is_left_alone_after_a_test_that_did_not)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    mkdir(below(self, sb_files_folder(&self->files), "sub"), 0777);
    self->files.asked = false;
    should(sb_files_empty(&self->files), equal_to(SB_OK));
    should(is_there(self->path), be_true);
}

TEST(sandbox_files, what_a_dead_run_left_is_removed)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    mkdir(below(self, self->root, "run-1"), 0777);
    sb_files_close(&self->files);
    should(is_there(self->root), be_false);
}

TEST(sandbox_files, another_run_keeps_the_root_and_its_folder)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    mkdir(below(self, self->root, "run-1"), 0777);
    char *lock = sb_format("%s/.lock", self->path);
    add_cleanup(free, lock);
    should(sb_lock_take(&self->other.lock, lock, "it", 0), equal_to(SB_OK));
    sb_files_close(&self->files);
    should(is_there(self->path), be_true);
    sb_lock_leave(&self->other.lock);
}

TEST(sandbox_files, a_root_with_something_in_it_is_foreign)
{
    self->path = sb_files_foreign(self->root);
    should(self->path, be_null);
    made_up_file("precious", "");
    self->path = sb_files_foreign(sb_temp_dir());
    should(self->path, equal_to("precious"));
}

TEST(sandbox_files, our_marker_makes_it_ours)
{
    made_up_file("precious", "");
    made_up_file(".seedbed", "Seedbed uses this folder for files of tests. All that is in it but the folder is removed.\n");
    self->path = sb_files_foreign(sb_temp_dir());
    should(self->path, be_null);
}

TEST_EACH(sandbox_files, a_marker_that_is_not_ours_makes_nothing_ours, (const char *text), { "" }, { "shop: 1\n" },
    { "Seedbed uses this folder" })
{
    made_up_file("precious", "");
    made_up_file(".seedbed", each->text);
    self->path = sb_files_foreign(sb_temp_dir());
    should(self->path, any_of(equal_to("precious"), equal_to(".seedbed")));
    should(sb_files_open(&self->files, sb_temp_dir()), equal_to(SB_EREFUSED));
}

TEST(sandbox_files, a_way_back_out_of_a_folder_that_is_not_there_is_followed)
{
    made_up_file("precious", "");
    char *root = sb_format("%s/nope/../.", sb_temp_dir());
    add_cleanup(free, root);
    self->path = sb_files_foreign(root);
    should(self->path, equal_to("precious"));
    should(sb_files_open(&self->files, root), equal_to(SB_EREFUSED));
    should(is_there(below(self, sb_temp_dir(), "nope")), be_false);
}

TEST(sandbox_files, folders_that_are_no_runs_of_ours_stay)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    static const char *const names[] = { "run-notes", "run-7", "run-8b" };
    for (size_t i = 0; i < 3; i++) {
        mkdir(below(self, self->root, names[i]), 0777);
        char *inside = sb_format("deep/root/%s/precious", names[i]);
        made_up_file(inside, "");
        free(inside);
    }
    sb_files_close(&self->files);
    for (size_t i = 0; i < 3; i++)
        should(is_there(below(self, self->root, names[i])), be_true);
}

TEST(sandbox_files, a_dead_run_with_files_is_removed)
{
    should(sb_files_open(&self->files, self->root), equal_to(SB_OK));
    mkdir(below(self, self->root, "run-1"), 0777);
    made_up_file("deep/root/run-1/.lock", "process 1 on nowhere since 1970-01-01 00:00:00\n");
    made_up_file("deep/root/run-1/upload", "");
    sb_files_close(&self->files);
    should(is_there(self->root), be_false);
}

TEST(sandbox_files, a_marker_that_is_a_link_is_not_written_through)
{
    const char *target = made_up_file("target", "");
    mkdir(below(self, sb_temp_dir(), "deep"), 0777);
    mkdir(self->root, 0777);
    should(symlink(target, below(self, self->root, ".seedbed")), equal_to(0));
    should(sb_files_open(&self->files, self->root), equal_to(SB_EREFUSED));
    struct stat about;
    should(stat(target, &about), equal_to(0));
    should(about.st_size, equal_to(0));
}

TEST(sandbox_files, what_git_needs_in_an_empty_folder_is_nothing)
{
    made_up_file(".gitkeep", "");
    self->path = sb_files_foreign(sb_temp_dir());
    should(self->path, be_null);
}
