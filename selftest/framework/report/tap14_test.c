/* tap14_test.c -- tests framework/report/tap14.c. */
#include "made_up.h"

#include <seedbed.h>

SUITE(tap14);

static const sb_report_options pinned = { .pinned = true };

TEST(tap14, each_suite_is_a_subtest_with_its_plan)
{
    sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 1), RESULT(1, "two", SB_SKIPPED, .reason = "why"),
        RESULT(2, "three", SB_PASSED, .checks = 1) };
    result[2].suite = "other";

    should(made_up_report(&sb__reporter_tap14, pinned, result, 3),
        equal_to(
            "TAP version 14\n# seed 1\n# Subtest: s\n    ok 1 - one # time=0.000ms\n    ok 2 - two # SKIP why\n    1..2\nok 1 - s\n"
            "# Subtest: other\n    ok 1 - three # time=0.000ms\n    1..1\nok 2 - other\n1..2\n# time=0.000ms\n"));
}

TEST(tap14, a_suite_with_a_failed_case_is_not_ok_and_blocks_are_indented)
{
    const sb_failure failure = { "t.c", 1, "a\nb", true };
    const sb_result result[] = { RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1),
        RESULT(1, "two", SB_TODO, .reason = "later") };
    const char *text = made_up_report(&sb__reporter_tap14, pinned, result, 2);

    should(text, contain("    not ok 1 - one # time=0.000ms\n      ---\n      message: \"a\"\n"));
    should(text, contain("          text: |\n            a\n            b\n      ...\n"));
    should(text, contain("    not ok 2 - two # TODO later\n    1..2\nnot ok 1 - s\n1..1\n"));
}

TEST(tap14, what_is_to_do_leaves_its_suite_ok)
{
    const sb_result result = RESULT(0, "one", SB_TODO, .reason = "later");

    should(made_up_report(&sb__reporter_tap14, pinned, &result, 1), contain("    1..1\nok 1 - s\n1..1\n"));
}

TEST(tap14, a_run_without_tests_plans_none)
{
    should(made_up_report(&sb__reporter_tap14, pinned, NULL, 0), contain("\n1..0\n# no test was selected\n"));
}
