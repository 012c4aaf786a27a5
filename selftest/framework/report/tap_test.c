/* tap_test.c -- tests framework/report/tap.c. */
#include "made_up.h"

#include <seedbed.h>
#include <string.h>

SUITE(tap);

static const char *report(const sb_result *result, size_t n)
{
    return made_up_report(&sb__reporter_tap, (sb_report_options){ .pinned = true }, result, n);
}

static const char *report_one(sb_result result) { return report(&result, 1); }

#define HEAD "TAP version 13\n1..1\n# seed 1\n"
#define FOOT "# time=0.000ms\n"

TEST(tap, the_plan_comes_first_and_a_line_for_each_test)
{
    const sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 1), RESULT(1, "two", SB_PASSED, .checks = 1) };

    should(report(result, 2),
        equal_to("TAP version 13\n1..2\n# seed 1\nok 1 - s/one # time=0.000ms\nok 2 - s/two # time=0.000ms\n" FOOT));
}

TEST(tap, durations_and_the_seed_are_told_when_they_are_not_pinned)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .duration_ns = 1234567);
    const char *text = made_up_report(&sb__reporter_tap, (sb_report_options){ .width = 80 }, &result, 1);

    should(text, contain("ok 1 - s/one # time=1.235ms\n"));
    should(text, contain("# seed 7\n"));
}

TEST(tap, a_run_without_tests_plans_none)
{
    should(report(NULL, 0), equal_to("TAP version 13\n1..0\n# no test was selected\n# seed 1\n" FOOT));
}

TEST(tap, a_failure_has_a_block_with_its_text_and_place)
{
    const sb_failure failure = { "t.c", 42, "x should equal 2\nexpected: 2\n  got: 1", true };

    should(report_one((sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1)),
        equal_to(HEAD "not ok 1 - s/one # time=0.000ms\n"
                      "  ---\n"
                      "  message: \"x should equal 2\"\n"
                      "  severity: fail\n"
                      "  state: failed\n"
                      "  at:\n"
                      "    file: \"t.c\"\n"
                      "    line: 42\n"
                      "  failures:\n"
                      "    - file: \"t.c\"\n"
                      "      line: 42\n"
                      "      text: |\n"
                      "        x should equal 2\n"
                      "        expected: 2\n"
                      "          got: 1\n"
                      "  ...\n" FOOT));
}

TEST(tap, every_failure_is_listed)
{
    const sb_failure failure[] = { { "t.c", 1, "first", false }, { "u.c", 2, "second", true } };
    const char *text = report_one((sb_result)RESULT(0, "one", SB_FAILED, .failure = failure, .failure_count = 2));

    should(text,
        contain("    - file: \"t.c\"\n      line: 1\n      text: \"first\"\n"
                "    - file: \"u.c\"\n      line: 2\n      text: \"second\"\n"));
}

TEST_EACH(tap, states_that_fail, (const char *word; enum sb_state state), { "crashed", SB_CRASHED }, { "exited", SB_EXITED },
    { "timed out", SB_TIMED_OUT }, { "not run", SB_UNSEEN })
{
    const char *text = report_one((sb_result)RESULT(0, "one", each->state, .reason = "That is why."));

    should(text, start_with(HEAD "not ok 1 - s/one"));
    should(text, contain("  message: \"That is why.\"\n  severity: fail\n  state: "));
    should(strstr(text, "state: ") + 7, start_with(each->word));
    should(text, contain("    file: \"s.c\"\n    line: 10\n  ...\n"));
}

TEST(tap, a_skipped_test_is_ok_and_says_why)
{
    should(report_one((sb_result)RESULT(0, "one", SB_SKIPPED, .reason = "no network")),
        equal_to(HEAD "ok 1 - s/one # SKIP no network\n" FOOT));
}

TEST_EACH(tap, what_is_to_do_is_not_ok_and_does_not_count, (enum sb_state state), { SB_TODO }, { SB_XFAILED })
{
    should(report_one((sb_result)RESULT(0, "one", each->state, .reason = "bug # 12")),
        equal_to(HEAD "not ok 1 - s/one # TODO bug \\# 12\n" FOOT));
}

TEST(tap, what_failed_before_a_flaky_test_passed_stands_below_it)
{
    const sb_failure failure = { "t.c", 1, "first", true };

    should(report_one(
               (sb_result)RESULT(0, "one", SB_FLAKY, .reason = "again", .attempts = 2, .failure = &failure, .failure_count = 1)),
        equal_to(HEAD "ok 1 - s/one # time=0.000ms\n  ---\n  message: \"again\"\n  severity: comment\n  state: flaky\n"
                      "  attempts: 2\n  at:\n    file: \"t.c\"\n    line: 1\n  failures:\n    - file: \"t.c\"\n      line: 1\n"
                      "      text: \"first\"\n  ...\n" FOOT));
}

TEST(tap, the_calls_that_led_to_a_crash_are_told)
{
    should(report_one((sb_result)RESULT(0, "one", SB_CRASHED, .reason = "SIGSEGV.", .trace = "f\ng")),
        contain("    line: 10\n  trace: |\n    f\n    g\n  ...\n"));
}

TEST(tap, trouble_beside_the_tests_is_a_comment)
{
    should(made_up_end(&sb__reporter_tap, (sb_report_options){ .pinned = true },
               (sb_tally){ .planned = 1, .reported = 1, .passed = 1, .trouble = "lost\nmemory\n" }),
        contain("# the run failed beside its tests:\n#   lost\n#   memory\n"));
}

TEST(tap, notes_are_comments)
{
    should(made_up_end(&sb__reporter_tap, (sb_report_options){ .pinned = true },
               (sb_tally){ .planned = 1, .reported = 1, .passed = 1, .notes = "one\n  two\n" }),
        contain("# one\n#   two\n# time="));
}

TEST(tap, a_name_makes_no_directive_and_no_second_line)
{
    should(report_one((sb_result)RESULT(0, "a # SKIP\\b\nnot ok 2\x01\xff", SB_PASSED, .checks = 1)),
        contain("\nok 1 - s/a \\# SKIP\\\\b not ok 2\xef\xbf\xbd\xef\xbf\xbd # time"));
}

TEST(tap, utf8_stays_as_it_is)
{
    should(report_one((sb_result)RESULT(0,
               "gr\xc3\xb6\xc3\x9f"
               "e",
               SB_PASSED, .checks = 1)),
        contain("s/gr\xc3\xb6\xc3\x9f"
                "e #"));
}

TEST(tap, output_is_a_block_of_lines)
{
    should(report_one((sb_result)RESULT(0, "one", SB_FAILED, .output = "a\nb: c\n", .output_size = 7)),
        contain("  output: |\n    a\n    b: c\n  ...\n"));
}

TEST_EACH(tap, output_that_fits_no_block, (const char *output; const char *line), { "one", "\"one\"" },
    { "\x1b[1m\n", "\"\\x1b[1m\\n\"" }, { " begins\nwith a blank", "\" begins\\nwith a blank\"" },
    { "\nbegins empty", "\"\\nbegins empty\"" }, { "a\n\nb", "\"a\\n\\nb\"" }, { "a\n \t\nb", "\"a\\n \\x09\\nb\"" },
    { "\xff\n", "\"\xef\xbf\xbd\\n\"" }, { "\"\\", "\"\\\"\\\\\"" })
{
    const char *text =
        report_one((sb_result)RESULT(0, "one", SB_FAILED, .output = each->output, .output_size = strlen(each->output)));

    should(strstr(text, "  output: ") + 10, start_with(each->line));
}

TEST(tap, an_interrupted_run_says_so)
{
    should(made_up_end(&sb__reporter_tap, (sb_report_options){ .pinned = true },
               (sb_tally){ .planned = 3, .reported = 1, .unseen = 2, .interrupted = true }),
        contain("# interrupted: 2 of 3 tests did not run\n"));
}
