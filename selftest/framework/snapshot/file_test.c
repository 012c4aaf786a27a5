/* file_test.c -- a snapshot's file: read and written whole. */
#include "../../../framework/snapshot/snapshots.h"
#include <dirent.h>
#include <fcntl.h>
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(snapshot_file, (char *folder, *path; sb_text text));
SETUP(snapshot_file)
{
    self->folder = sb_format("%s/snapshots/x_test", sb_temp_dir());
    self->path = sb_format("%s/s.t.a.snap", self->folder);
    self->text = (sb_text)SB_TEXT_EMPTY;
}
TEARDOWN(snapshot_file)
{
    free(self->folder);
    free(self->path);
    sb_text_release(&self->text);
}

static size_t files_in(const char *folder)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    while (dir && readdir(dir))
        n++;
    if (dir)
        closedir(dir);
    return n - 2; /* . and .. */
}

TEST(snapshot_file, one_that_is_not_there_is_missing)
{
    should(sb__snapshot_read(self->path, &self->text), equal_to(SB__READ_MISSING));
    should(sb__snapshot_read("/dev/null/x", &self->text), equal_to(SB__READ_MISSING));
    should(sb__snapshot_read(sb_temp_dir(), &self->text), equal_to(SB__READ_FAILED));
    should(sb_error(), contain("cannot be read: "));
}

TEST(snapshot_file, what_is_written_is_read_again)
{
    char *large = sb_alloc(10000000);
    add_cleanup(free, large);
    memset(large, 'x', 10000000);
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ large, 10000000, 0 }), equal_to(SB_OK));
    should(sb__snapshot_read(self->path, &self->text), equal_to(SB__READ));
    should(bytes(self->text.at, self->text.size), equal_to(bytes(large, 10000000)));
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "", 0, 0 }), equal_to(SB_OK));
    self->text.size = 0;
    should(sb__snapshot_read(self->path, &self->text), equal_to(SB__READ));
    should(self->text.at, equal_to(""));
    should(files_in(self->folder), equal_to(1));
}

TEST(snapshot_file, one_that_cannot_be_written_leaves_nothing_beside)
{
    should(sb__snapshot_write(self->path, "/nowhere/x", &(sb_text){ "a", 1, 0 }),
        equal_to(SB_ERR)); /* two folders up are not made */
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "a", 1, 0 }), equal_to(SB_OK));
    should(unlink(self->path), equal_to(0));
    should(mkdir(self->path, 0700), equal_to(0));
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "a", 1, 0 }), equal_to(SB_ERR));
    should(sb_error(), match("^the snapshot .*a\\.snap cannot be written: "));
    should(files_in(self->folder), equal_to(1));
    should(
        sb__snapshot_write("/dev/null/snapshots/x", "/dev/null/snapshots/x/a.snap", &(sb_text){ "a", 1, 0 }), equal_to(SB_ERR));
}

TEST(snapshot_file, a_name_may_be_as_long_as_names_are)
{
    char name[256] = "", *path;
    memset(name, 'n', 250);
    memcpy(name + 250, ".snap", 6);
    path = sb_format("%s/%s", self->folder, name);
    add_cleanup(free, path);
    should(sb__snapshot_write(self->folder, path, &(sb_text){ "a", 1, 0 }), equal_to(SB_OK));
    should(sb__snapshot_read(path, &self->text), equal_to(SB__READ));
}

/* A file of its folder that may be written, so that nothing but the end of the writing fails. */
TEST(snapshot_file, what_cannot_be_put_in_place_leaves_nothing_beside)
{
    char *inner = sb_format("%s/x", self->path);
    add_cleanup(free, inner);
    should(sb__snapshot_write(self->folder, inner, &(sb_text){ "a", 1, 0 }), equal_to(SB_ERR));
    should(files_in(self->folder), equal_to(0));
}

TEST(snapshot_file, a_link_is_written_through_in_its_folder_alone)
{
    char *target = sb_format("%s/target", self->folder), *out = sb_format("%s/out", sb_temp_dir());
    add_cleanup(free, target);
    add_cleanup(free, out);
    should(sb__snapshot_write(self->folder, target, &(sb_text){ "a", 1, 0 }), equal_to(SB_OK));
    should(symlink("target", self->path), equal_to(0));
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "b", 1, 0 }), equal_to(SB_OK));
    should(sb__snapshot_read(target, &self->text), equal_to(SB__READ));
    should(self->text.at, equal_to("b"));
    should(unlink(self->path), equal_to(0));
    should(symlink(out, self->path), equal_to(0)); /* there is none */
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "c", 1, 0 }), equal_to(SB_ERR));
    should(sb_error(), end_with("it is a link that leads out of its folder, or nowhere; put a file in its place"));
    close(open(out, O_WRONLY | O_CREAT, 0600));
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "c", 1, 0 }), equal_to(SB_ERR));
    should(out, have_file_size(0));
    should(readlink(self->path, (char[300]){ "" }, 299), be_above(0));
}

static pid_t pid_that_is_gone(void)
{
    pid_t child = fork();
    if (!child)
        _exit(0);
    should(waitpid(child, NULL, 0), equal_to(child));
    return child;
}

TEST(snapshot_file, what_a_killed_process_left_is_removed)
{
    const pid_t pid[] = { pid_that_is_gone(), getppid(), getpid() };
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "a", 1, 0 }), equal_to(SB_OK));
    for (size_t i = 0; i < 3; i++) {
        char *left = sb_format("%s/.tmp-%ld-1f", self->folder, (long)pid[i]);
        close(open(left, O_WRONLY | O_CREAT, 0600));
        free(left);
    }
    char *other = sb_format("%s/.tmp-%ldx", self->folder, (long)pid[0]);
    close(open(other, O_WRONLY | O_CREAT, 0600));
    free(other);
    should(files_in(self->folder), equal_to(5));
    sb__snapshot_sweep(self->folder);
    should(files_in(self->folder), equal_to(4));
    sb__snapshot_sweep("/nowhere");
}

TEST(snapshot_file, one_that_is_read_only_stays)
{
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "a", 1, 0 }), equal_to(SB_OK));
    should(chmod(self->path, 0444), equal_to(0));
    if (getuid() == 0)
        skip_test("root may write to everything");
    should(sb__snapshot_write(self->folder, self->path, &(sb_text){ "b", 1, 0 }), equal_to(SB_ERR));
    should(sb__snapshot_read(self->path, &self->text), equal_to(SB__READ));
    should(self->text.at, equal_to("a"));
}
