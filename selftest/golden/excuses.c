/* excuses.c -- a program whose tests have an excuse that does not count: after a failure, or for a suite that did not come up. */
/* run: --report=terminal -v */
/* run: --report=tap --isolate=test */
#define SEEDBED_CORE
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

SUITE(after_a_failure, .retries = 1);

/* Attempts of one process, which dies of none. */
static bool first(int test)
{
    static bool seen[3];
    bool is = !seen[test];
    seen[test] = true;
    return is;
}

TEST(after_a_failure, it_skips)
{
    should_not(first(0), be_true);
    skip_test("no printer");
}

TEST(after_a_failure, it_is_to_do)
{
    should_not(first(1), be_true);
    todo_test("the lists are not sorted yet");
}

TEST(after_a_failure, it_is_expected_to_fail)
{
    should_not(first(2), be_true);
    xfail_test("rounding is wrong");
    should(1, equal_to(2));
}

SUITE_SETUP(crashes) { raise(SIGKILL); }
TEST(crashes, nobody_expects_that, .xfail = "rounding is wrong") { should(1, equal_to(2)); }
TEST(crashes, may_be_to_do, .todo = "the lists are not sorted yet") { should(1, equal_to(2)); }

SUITE_SETUP(exits) { exit(0); }
TEST(exits, nobody_expects_that, .xfail = "rounding is wrong") { should(1, equal_to(2)); }

SUITE(hangs, .timeout = 0.1);
SUITE_SETUP(hangs) { pause(); }
TEST(hangs, nobody_expects_that, .xfail = "rounding is wrong") { should(1, equal_to(2)); }

SUITE_SETUP(fails) { should(1, equal_to(3)); }
TEST(fails, nobody_expects_that, .xfail = "rounding is wrong") { should(1, equal_to(2)); }
