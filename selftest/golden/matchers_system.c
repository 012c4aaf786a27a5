/* matchers_system.c -- samples of matchers about files and what the system answers. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder with one file in it; that a sample's messages show is relative to it. */
static void folder_with_report(void)
{
    should(chdir(sb_temp_dir()), succeed);
    FILE *report = fopen("report.txt", "w");
    should(report, succeed);
    fputs("id,name\n1,ada\n", report);
    fclose(report);
    should(chmod("report.txt", 0644), succeed);
}

#define FILES(matcher) \
    SETUP(matcher) { folder_with_report(); }
FILES(be_a_file)
FILES(be_a_directory)
FILES(have_content)
FILES(have_content_that)
FILES(have_file_size)
FILES(have_mode)

/* There is something at this path, of whatever kind. */
TEST(exist, a_path)
{
    passes_at_a_cost should("/dev/null", exist);
    fails should("/dev/nul", exist);
}

TEST(be_a_file, a_path)
{
    passes_at_a_cost should("report.txt", be_a_file);
    fails should(".", be_a_file);
}

TEST(be_a_directory, a_path)
{
    passes_at_a_cost should(".", be_a_directory);
    fails should("report.txt", be_a_directory);
}

/* The file's bytes are these, to the last. */
TEST(have_content, a_path)
{
    passes_at_a_cost should("report.txt", have_content("id,name\n1,ada\n"));
    fails should("report.txt", have_content("id,name\n1,alan\n"));
}

/* The file's content, as a string, satisfies a matcher. */
TEST(have_content_that, a_path)
{
    passes_at_a_cost should("report.txt", have_content_that(start_with("id,name\n")));
    fails should("report.txt", have_content_that(contain("grace")));
}

TEST(have_file_size, a_path)
{
    passes_at_a_cost should("report.txt", have_file_size(14));
    fails should("report.txt", have_file_size(1 << 10));
}

/* The permissions, with the set-id and sticky bits. */
TEST(have_mode, a_path)
{
    passes_at_a_cost should("report.txt", have_mode(0644));
    fails should("report.txt", have_mode(0600));
}

/* What the function returned is no failure: not -1, not NULL, not false. errno says why it is one. */
TEST(succeed, a_call)
{
    passes should(sb_temp_dir(), succeed);
    fails should(open("/no/such/file", O_RDONLY), succeed);
}

/* It is a failure, and errno is this. */
TEST(fail_with, a_call)
{
    int failed = -1;
    errno = ENOENT;
    passes should(failed, fail_with(ENOENT));
    fails should(mkdir("/no/such/folder", 0700), fail_with(EEXIST));
}

/* The function returned the error itself, as those of pthread do. */
TEST(return_error, a_call)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    passes should(pthread_mutex_trylock(&lock), return_error(EBUSY));
    fails should(pthread_mutex_unlock(&lock), return_error(EPERM));
}

TEST(return_no_error, a_call)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    passes should(0, return_no_error);
    fails should(pthread_mutex_trylock(&lock), return_no_error);
}
