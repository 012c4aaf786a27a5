/* endings.c -- a program whose blocks should end the process, and do not, or otherwise. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include <seedbed.h>
#include <setjmp.h>
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

TEST(endings, by_its_own_code_after_a_soft_failure)
{
    exit_with(1)
    {
        expect(1, equal_to(2));
        exit(1);
    }
    expect(3, equal_to(4));
}

TEST(endings, not_by_a_skip)
{
    exit_with(0) { skip_test("not here"); }
}

TEST(endings, not_by_what_is_to_do)
{
    exit_with(0) { todo_test("not here"); }
}

TEST(endings, not_by_what_is_expected_to_fail)
{
    die_with(SIGABRT)
    {
        xfail_test("not here");
        abort();
    }
}

static jmp_buf back;

TEST(endings, not_by_a_jump)
{
    if (setjmp(back) == 0) {
        exit_with(0) { longjmp(back, 1); }
    }
}

TEST(endings, by_no_signal_at_all)
{
    die_with(0) { _exit(255); }
}

TEST(endings, not_before_the_time_limit, .timeout = 0.1)
{
    die_with(SIGABRT)
    {
        for (volatile int forever = 1; forever;) {
        }
    }
}
