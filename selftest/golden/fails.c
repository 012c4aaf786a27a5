/* fails.c -- a program whose tests fail by assertion, in the steps around them, and softly. */
/* run: --report=tap */
/* run: --report=terminal */
/* run: --report=junit */
/* run: --report=tap --isolate=none */
/* run: --report=tap --isolate=test */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdio.h>

TEST(values, a_number)
{
    printf("this line was printed by the test\n");
    should(6 * 7, equal_to(41));
}

TEST(values, a_string) { should("the quick brown fox", equal_to("the quick browm fox")); }

TEST(values, some_bytes) { should(bytes("\001\002\003", 3), equal_to(bytes("\001\002\004", 3))); }

TEST(values, a_null)
{
    const char *nothing = NULL;
    should_not(nothing, be_null);
}

TEST(values, soft_failures_are_all_reported)
{
    expect(1, equal_to(2));
    expect("<a & b>", contain("]]>"));
    should(3, be_between(1, 5));
}

TEST(values, this_one_passes) { should(1, equal_to(1)); }

TEST_EACH(rows, each_is_a_case, (const char *name; int n), { "odd", 1 }, { "even", 2 }) { should(each->n % 2, equal_to(0)); }

SETUP(broken_setup) { should(0, be_true); }

TEST(broken_setup, never_runs) { should(1, equal_to(1)); }

static void fails_late(void) { expect("clean-up", be_empty); }

TEST(clean_ups, one_that_fails_fails_the_test) { add_cleanup(fails_late); }

TEST(words, fail_test_takes_a_format) { fail_test("%d things went wrong", 3); }
