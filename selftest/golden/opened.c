/* opened.c -- a program whose tests, or programs that they start, open stdout and stderr anew, cut them short and append to them. */
/* run: --report=terminal */
/* run: --report=tap --isolate=test */
#define SEEDBED_CORE
#include <fcntl.h>
#include <seedbed.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void far_behind(void)
{
    static char block[20000];
    for (size_t i = 0; i < sizeof block; i++)
        block[i] = i % 100 == 99 ? '\n' : 'x';
    fwrite(block, 1, sizeof block, stdout);
    fflush(stdout);
}

TEST(cut, by_a_shell) { should(system("echo said by a shell > /dev/stderr"), equal_to(0)); }

TEST(cut, by_a_shell_and_fails)
{
    puts("gone with the file, as with any file that is cut short");
    should(system("echo said by a shell > /dev/stderr"), equal_to(0));
    puts("behind");
    fail_test("as it should");
}

TEST(cut, far_behind_and_to_nothing)
{
    far_behind();
    FILE *file = fopen("/dev/stdout", "w");
    should(file, not_(be_null));
    fclose(file);
}

TEST(cut, a_test_behind_it_has_its_own_output)
{
    puts("its own");
    fail_test("as it should");
}

/* What was written before it is looked at, is gone with the file. */
TEST(cut, between_two_looks_1) { far_behind(); }
TEST(cut, between_two_looks_2) { should(truncate("/dev/stdout", 0), equal_to(0)); }
TEST(cut, between_two_looks_3) { should(truncate("/dev/stdout", 0), equal_to(0)); }

TEST(cut, a_crash_behind_it)
{
    puts("its last words");
    abort();
}

TEST(appended, by_a_shell)
{
    should(system("echo said by a shell >> /dev/stderr"), equal_to(0));
    fail_test("as it should");
}

TEST(appended, by_the_test_itself)
{
    puts("before");
    fcntl(STDOUT_FILENO, F_SETFL, O_APPEND);
    puts("behind");
    fail_test("as it should");
}

TEST(appended, a_test_behind_it_has_its_own_output)
{
    puts("its own");
    fail_test("as it should");
}
