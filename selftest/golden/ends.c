/* ends.c -- a program whose tests end in every other way: a crash, exit, a time limit, a skip; and the tests between them run. */
/* run: --report=tap */
/* run: --report=terminal */
/* run: --report=junit */
/* run: --report=tap --isolate=test */
/* run: --report=tap skips */
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

TEST(ends, a_first_one_passes) { should(1, equal_to(1)); }

TEST(ends, by_a_null_pointer)
{
    printf("the last words of a crash\n");
    int *volatile nowhere = NULL;
    *nowhere = 1;
}

TEST(ends, by_abort) { abort(); }

TEST(ends, between_two_ends_tests_run) { should(1, equal_to(1)); }

TEST(ends, by_exit_0) { exit(0); }

TEST(ends, by_underscore_exit_3) { _exit(3); }

TEST(ends, by_a_signal_from_outside) { kill(getpid(), SIGKILL); }

TEST(ends, by_its_time_limit, .timeout = 0.1)
{
    for (volatile int forever = 1; forever;) {
    }
}

TEST(ends, a_crash_after_a_soft_failure)
{
    expect(1, equal_to(2));
    abort();
}

TEST(skips, with_a_reason) { skip_test("no %s here", "printer"); }

TEST(skips, a_last_one_passes) { should(1, equal_to(1)); }
