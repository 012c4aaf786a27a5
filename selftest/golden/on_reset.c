/* on_reset.c -- a program whose application remembers its tables, and is told when they are brought back. */
/* run: --report=terminal */
/* run: --report=terminal --isolate=none */
#include <seedbed.h>
#include <stdio.h>

static int calls, order, from_constructor, from_setup, from_test;

static void first(void)
{
    from_constructor++;
    order = 1;
}
static void second(void)
{
    from_setup++;
    order = order * 10 + 2;
}
static void in_test(void) { from_test++; }
static void fails(void)
{
    if (calls == 1)
        fail_test("the cache cannot be dropped");
}

__attribute__((constructor)) static void register_it(void)
{
    sandbox_on_reset(first);
    sandbox_on_reset(NULL);
    sandbox_on_reset(first);
}

SUITE(reset, .sandbox = "catalog");
SUITE_SETUP(reset)
{
    sandbox_on_reset(second);
    db_exec("CREATE TABLE t(x)");
}

TEST(reset, it_was_called_behind_the_set_up)
{
    should(from_constructor, equal_to(1));
    should(from_setup, equal_to(1));
    sandbox_on_reset(in_test);
}

TEST(reset, and_behind_the_test_in_order)
{
    should(from_constructor, equal_to(2));
    should(from_setup, equal_to(2));
    should(from_test, equal_to(1));
    should(order, equal_to(12));
}

TEST(reset, what_fails_in_it_fails_the_test)
{
    calls = 1;
    sandbox_on_reset(fails);
}

TEST(reset, and_no_other) { calls = 2; }

SUITE(outside);
TEST(outside, behind_what_the_suite_had_left)
{
    should(from_constructor, equal_to(6)); /* its set-up, four tests, and what it had left was given up */
}
TEST(outside, without_a_sandbox_there_is_no_reset) { should(from_constructor, equal_to(6)); }
