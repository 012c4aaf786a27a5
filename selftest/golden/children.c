/* children.c -- a program whose tests fork: children that end, that are left behind, that fail, and many at once. */
/* run: --report=terminal */
/* run: --report=tap --isolate=test */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

TEST(children, twenty_that_are_waited_for)
{
    for (int i = 0; i < 20; i++)
        if (fork() == 0) {
            usleep(1000);
            _exit(i);
        }
    int status = 0, sum = 0;
    while (wait(&status) > 0)
        sum += WEXITSTATUS(status);
    should(sum, equal_to(190));
}

TEST(children, twenty_that_are_left_behind)
{
    for (int i = 0; i < 20; i++)
        if (fork() == 0) {
            sleep(60);
            _exit(0);
        }
}

TEST(children, one_that_comes_back_from_the_test)
{
    if (fork())
        wait(NULL);
}

TEST(children, one_that_fails)
{
    if (fork() == 0)
        should(1, equal_to(2));
    wait(NULL);
}

TEST(children, one_that_crashes_is_its_parents_business)
{
    int status = 0;
    if (fork() == 0)
        _exit(3);
    wait(&status);
    should(WEXITSTATUS(status), equal_to(4));
}

TEST(children, one_in_the_background_by_the_shell) { should(system("sleep 60 &"), equal_to(0)); }

TEST(children, a_last_one_passes) {}
