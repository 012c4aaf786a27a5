/* scratch_test.c -- temporary folders that go with their test, their worker, their run, or with the next run. */
#include "../../../assert/context.h"
#include "../../../framework/process/scratch.h"
#include <seedbed.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* $TMPDIR is a folder of this test, and the context's run folder steps aside. */
FIXTURE(scratch, (char *saved; char *made; char *tmpdir));

SETUP(scratch)
{
    const char *before = getenv("TMPDIR");
    self->tmpdir = before ? sb_strdup(before) : NULL;
    setenv("TMPDIR", sb_temp_dir(), 1);
    self->saved = sb_context_get()->scratch;
    sb_context_get()->scratch = NULL;
    sb_scratch_open();
}

TEARDOWN(scratch)
{
    sb_scratch_close();
    sb_context_get()->scratch = self->saved;
    if (self->tmpdir)
        setenv("TMPDIR", self->tmpdir, 1);
    else
        unsetenv("TMPDIR");
    free(self->tmpdir);
    free(self->made);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

TEST(scratch, a_folder_is_made_when_asked_and_not_before)
{
    should(is_folder(sb_context_get()->scratch), be_false);
    self->made = sb_scratch_make(3);
    should(is_folder(self->made), be_true);
    should(self->made, contain("/w3/"));
}

TEST(scratch, clearing_a_seat_leaves_the_others)
{
    char *other = sb_scratch_make(4);
    self->made = sb_scratch_make(3);
    sb_scratch_clear(4);
    expect(is_folder(other), be_false);
    expect(is_folder(self->made), be_true);
    free(other);
}

TEST(scratch, closing_removes_the_whole_run)
{
    self->made = sb_scratch_make(0);
    sb_scratch_close();
    should(is_folder(self->made), be_false);
}

/* The number of a process that is surely no more. */
static long dead_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    return child;
}

TEST(scratch, what_a_dead_run_left_goes_with_the_next)
{
    char *left = sb_format("%s/seedbed-%ld-abc", getenv("TMPDIR"), dead_process());
    should(mkdir(left, 0700), equal_to(0));
    sb_scratch_clear_dead();
    expect(is_folder(left), be_false);
    free(left);
}

TEST(scratch, at_its_end_a_run_looks_for_them_where_it_had_folders_itself)
{
    char *left = sb_format("%s/seedbed-%ld-abc", getenv("TMPDIR"), dead_process());
    should(mkdir(left, 0700), equal_to(0));
    sb_scratch_close();
    expect(is_folder(left), be_true);
    sb_scratch_open();
    self->made = sb_scratch_make(0);
    sb_scratch_close();
    expect(is_folder(left), be_false);
    free(left);
}

TEST(scratch, a_run_that_lives_keeps_its_own_and_other_names_are_left_alone)
{
    char *living = sb_format("%s/seedbed-%ld-abc", getenv("TMPDIR"), (long)getppid());
    char *other = sb_format("%s/seedbed-%ld-abc.txt", getenv("TMPDIR"), dead_process());
    should(mkdir(living, 0700), equal_to(0));
    should(mkdir(other, 0700), equal_to(0));
    sb_scratch_clear_dead();
    expect(is_folder(living), be_true);
    expect(is_folder(other), be_true);
    free(living);
    free(other);
}
