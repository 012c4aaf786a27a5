/* folders.c -- a program whose tests change what all of a process share: the working folder, the limits, the environment. */
/* run: --report=tap --isolate=test */
/* run: --report=tap */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

TEST(environment, without_a_sign_of_ours)
{
    should(getenv("SEEDBED_WORKER"), be_null);
    should(system("test -z \"$SEEDBED_WORKER\""), equal_to(0));
}

/* What whoever starts us left open is not ours, and differs from machine to machine: it must not be there to be found. Ours, which a
 * spawned worker is given, begin at SB_HIGH_DESCRIPTOR. */
__attribute__((constructor)) static void close_what_was_given(void)
{
    for (int descriptor = 3; descriptor < SB_HIGH_DESCRIPTOR; descriptor++)
        close(descriptor);
}

TEST(environment, descriptors_are_not_inherited)
{
    should(system("ls /proc/self/fd | awk '$1 >= 10 { found = 1 } END { exit found }'"), equal_to(0));
}

TEST(folder, removed_under_its_feet)
{
    should(chdir(sb_temp_dir()), equal_to(0));
    should(rmdir(sb_temp_dir()), equal_to(0));
    should(getcwd((char[64]){ "" }, 64), be_null);
}

TEST(folder, a_next_one_fails_and_is_reported) { should(1, equal_to(2)); }

TEST(folder, of_a_test_is_its_own_and_empty)
{
    struct stat about;
    should(strstr(sb_temp_dir(), "/seedbed-"), not_(be_null));
    should(stat(sb_temp_dir(), &about), equal_to(0));
    should(about.st_nlink, equal_to(2));
}

TEST(memory, limited_to_what_there_is)
{
    struct rlimit little = { 1 << 20, 1 << 20 };
    setrlimit(RLIMIT_AS, &little);
    should(malloc(1 << 24), be_null);
    expect(1, equal_to(3));
}
