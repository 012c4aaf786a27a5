/* endings.c -- a program whose blocks should end the process, and do not, or otherwise. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

TEST(endings, as_expected)
{
    die_with(SIGABRT) { abort(); }
    exit_with(3) { exit(3); }
}

TEST(endings, not_at_all)
{
    die_with(SIGSEGV) { puts("all is well"); }
}

TEST(endings, by_another_signal)
{
    die_with(SIGSEGV)
    {
        puts("no memory to free");
        abort();
    }
}

TEST(endings, by_another_code)
{
    exit_with(64) { exit(2); }
}

TEST(endings, by_an_assertion_in_the_block)
{
    exit_with(1) { should(1, equal_to(2)); }
}

TEST(endings, as_expected_but_with_a_soft_failure)
{
    exit_with(2)
    {
        expect(1, equal_to(2));
        exit(2);
    }
    expect(3, equal_to(4));
}

TEST(endings, not_before_the_time_limit, .timeout = 0.1)
{
    die_with(SIGABRT)
    {
        for (volatile int forever = 1; forever;) {
        }
    }
}
