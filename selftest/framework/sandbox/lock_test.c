/* lock_test.c -- tests of framework/sandbox/lock.c. */
#include "../../../framework/sandbox/lock.h"
#include "made_up.h"
#include <fcntl.h>
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

FIXTURE(sandbox_lock, (char *path; sb_lock lock, second; char *holder));

SETUP(sandbox_lock) { self->path = sb_format("%s/lock", sb_temp_dir()); }

TEARDOWN(sandbox_lock)
{
    sb_lock_leave(&self->lock);
    sb_lock_leave(&self->second);
    free(self->holder);
    free(self->path);
}

TEST(sandbox_lock, its_file_is_there_while_it_is_held)
{
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_OK));
    should(access(self->path, F_OK), equal_to(0));
    sb_lock_leave(&self->lock);
    should(access(self->path, F_OK), equal_to(-1));
}

TEST(sandbox_lock, a_second_holder_is_told_of_the_first)
{
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_OK));
    should(sb_lock_take(&self->second, self->path, "the tables", 0), equal_to(SB_EREFUSED));
    char *pid = sb_format("the tables: in use by another run, process %ld on ", (long)getpid());
    add_cleanup(free, pid);
    should(sb_error(), start_with(pid));
}

TEST(sandbox_lock, it_can_be_taken_again_when_it_was_left)
{
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_OK));
    sb_lock_leave(&self->lock);
    should(sb_lock_take(&self->second, self->path, "it", 0), equal_to(SB_OK));
}

TEST(sandbox_lock, a_dead_holders_file_is_taken_over)
{
    made_up_file("lock", "process 1 on a host that is longer than what comes after it since 1970-01-01 00:00:00\n");
    should(sb_lock_holder(self->path), be_null);
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_OK));
    self->holder = sb_lock_holder(self->path);
    should(self->holder, match("^process [0-9]+ on \\S* since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$"));
    struct stat about;
    should(stat(self->path, &about), equal_to(0));
    should((size_t)about.st_size, equal_to(strlen(self->holder) + 1));
}

TEST(sandbox_lock, it_is_held_until_the_last_process_is_gone)
{
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_OK));
    int ends[2];
    should(pipe(ends), equal_to(0));
    pid_t child = fork();
    if (child == 0) {
        char c;
        close(ends[1]);
        _exit(read(ends[0], &c, 1) != 0);
    }
    close(self->lock.fd); /* as if main had died, and its worker not yet */
    should(sb_lock_take(&self->second, self->path, "it", 0), equal_to(SB_EREFUSED));
    close(ends[1]);
    should(waitpid(child, NULL, 0), equal_to(child));
    should(sb_lock_take(&self->second, self->path, "it", 0), equal_to(SB_OK));
    free(self->lock.path);
    self->lock.path = NULL;
    close(ends[0]);
}

TEST(sandbox_lock, a_file_that_was_replaced_is_not_the_lock)
{
    int fd = open(made_up_file("lock", ""), O_RDONLY);
    should(sb_lock_still_named(self->path, fd), be_true);
    unlink(self->path);
    should(sb_lock_still_named(self->path, fd), be_false);
    made_up_file("lock", "");
    should(sb_lock_still_named(self->path, fd), be_false);
    close(fd);
}

TEST(sandbox_lock, a_place_where_no_file_can_be_is_an_error)
{
    should(sb_lock_take(&self->lock, "/no/such/folder/lock", "it", 0), equal_to(SB_ERR));
    should(sb_error(), start_with("the lock file /no/such/folder/lock cannot be made"));
}

TEST_EACH(
    sandbox_lock, a_link_of_its_name_is_not_written_through, (int (*lead)(const char *, const char *)), { symlink }, { link })
{
    const char *target = made_up_file("precious", "precious\n");
    should(each->lead(target, self->path), equal_to(0));
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_EREFUSED));
    should(sb_error(), contain("would be written over"));
    FILE *file = fopen(target, "r");
    char line[20] = "";
    should(fgets(line, sizeof line, file), equal_to("precious\n"));
    fclose(file);
}

TEST(sandbox_lock, a_pipe_of_its_name_is_refused_without_waiting)
{
    should(mkfifo(self->path, 0666), equal_to(0));
    should(sb_lock_take(&self->lock, self->path, "it", 0), equal_to(SB_EREFUSED));
    should(sb_error(), contain("is no plain file"));
}

/* As on a full disk. */
TEST(sandbox_lock, a_file_that_cannot_be_written_is_removed)
{
    struct rlimit before, none;
    getrlimit(RLIMIT_FSIZE, &before);
    none = (struct rlimit){ 0, before.rlim_max };
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &none);
    int code = sb_lock_take(&self->lock, self->path, "it", 0);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    should(code, equal_to(SB_ERR));
    should(sb_error(), contain("cannot be written"));
    should(access(self->path, F_OK), equal_to(-1));
}
