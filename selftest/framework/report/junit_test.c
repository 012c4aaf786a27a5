/* junit_test.c -- tests framework/report/junit.c. */
#include "made_up.h"

#include <seedbed.h>
#include <string.h>

SUITE(junit);

static const char *report(const sb_result *result, size_t n)
{
    return made_up_report(&sb__reporter_junit, (sb_report_options){ .pinned = true }, result, n);
}

static const char *report_one(sb_result result) { return report(&result, 1); }

TEST(junit, a_suite_has_its_counts_its_properties_and_its_cases)
{
    const sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 3), RESULT(1, "two", SB_SKIPPED, .reason = "no \"net\"") };

    should(report(result, 2),
        equal_to("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<testsuites name=\"./t\" tests=\"2\" failures=\"0\" errors=\"0\" time=\"0.000000\">\n"
                 "  <testsuite name=\"s\" file=\"s.c\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\" time=\"0.000000\""
                 " timestamp=\"1970-01-01T00:00:00\">\n"
                 "    <properties>\n"
                 "      <property name=\"seed\" value=\"1\"/>\n"
                 "      <property name=\"jobs\" value=\"2\"/>\n"
                 "      <property name=\"digest\" value=\"00000000000000ab\"/>\n"
                 "      <property name=\"checks\" value=\"3\"/>\n"
                 "    </properties>\n"
                 "    <testcase name=\"one\" classname=\"s\" time=\"0.000000\"/>\n"
                 "    <testcase name=\"two\" classname=\"s\" time=\"0.000000\">\n"
                 "      <skipped message=\"no &quot;net&quot;\"/>\n"
                 "    </testcase>\n"
                 "  </testsuite>\n"
                 "</testsuites>\n"));
}

TEST(junit, a_run_without_tests_is_a_document_without_suites)
{
    should(report(NULL, 0),
        equal_to("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<testsuites name=\"./t\" tests=\"0\" failures=\"0\" errors=\"0\" time=\"0.000000\">\n"
                 "</testsuites>\n"));
}

TEST(junit, durations_are_seconds)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .duration_ns = 1234567);
    const char *text = made_up_report(&sb__reporter_junit, (sb_report_options){ .width = 80 }, &result, 1);

    should(text, contain("classname=\"s\" time=\"0.001235\""));
    should(text, contain("errors=\"0\" time=\"1.500000\">\n  <testsuite "));
    should(text, contain("<property name=\"seed\" value=\"7\"/>"));
}

TEST(junit, a_failure_has_its_first_line_as_message_and_all_failures_as_text)
{
    const sb_failure failure[] = { { "t.c", 1, "a <b>\ngot: 1", false }, { "u.c", 2, "second", true } };

    should(report_one((sb_result)RESULT(0, "one", SB_FAILED, .failure = failure, .failure_count = 2)),
        contain(
            "      <failure message=\"a &lt;b&gt;\" type=\"failed\">t.c:1\na &lt;b&gt;\ngot: 1\n\nu.c:2\nsecond</failure>\n"));
}

TEST(junit, a_crashed_test_is_an_error_with_the_failures_before_it)
{
    const sb_failure failure = { "t.c", 1, "first", false };
    const char *text =
        report_one((sb_result)RESULT(0, "one", SB_CRASHED, .reason = "SIGSEGV.", .failure = &failure, .failure_count = 1));

    should(text, contain("<testsuites name=\"./t\" tests=\"1\" failures=\"0\" errors=\"1\" time"));
    should(text, contain("<testsuite name=\"s\" file=\"s.c\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\""));
    should(text, contain("      <error message=\"SIGSEGV.\" type=\"crashed\">t.c:1\nfirst\n\ns.c:10\nSIGSEGV.</error>\n"));
}

TEST_EACH(junit, states_that_are_errors, (const char *word; enum sb_state state), { "type=\"exited\">", SB_EXITED },
    { "type=\"timed out\">", SB_TIMED_OUT }, { "type=\"not run\">", SB_UNSEEN })
{
    const char *text = report_one((sb_result)RESULT(0, "one", each->state, .reason = "That is why."));

    should(text, contain("<error message=\"That is why.\" "));
    should(strstr(text, "type="), start_with(each->word));
}

TEST(junit, a_case_without_a_reason_says_what_its_state_is)
{
    should(report_one((sb_result)RESULT(0, "one", SB_UNSEEN, .checks = 0)), contain("<error message=\"not run\""));
}

TEST(junit, output_is_text_whatever_its_bytes)
{
    should(report_one((sb_result)RESULT(0, "one", SB_FAILED, .output = "a\0]]>\x1b\xff\n", .output_size = 8)),
        contain("      <system-out>a\xef\xbf\xbd]]&gt;\xef\xbf\xbd\xef\xbf\xbd\n</system-out>\n"));
}

TEST(junit, a_name_keeps_its_line_breaks_and_quotes)
{
    should(report_one((sb_result)RESULT(0, "a\n\"b\"<\xc3\xa4", SB_PASSED, .checks = 1)),
        contain("name=\"a&#10;&quot;b&quot;&lt;\xc3\xa4\" classname"));
}

TEST(junit, where_and_when_a_suite_ran_is_told_when_it_is_not_pinned)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .began_ns = 2000000000);

    const char *text = made_up_report(&sb__reporter_junit, (sb_report_options){ .width = 80 }, &result, 1);

    should(text, contain("<property name=\"isolate\" value=\"worker\"/>\n      <property name=\"start\" value=\"fork\"/>\n"));
    should(text, contain(" timestamp=\"2023-11-14T22:13:22\" hostname=\"box\">\n"));
}

TEST(junit, tags_are_groups)
{
    should(report_one((sb_result)RESULT(0, "one", SB_PASSED, .tags = "slow db")),
        contain("<testcase name=\"one\" classname=\"s\" group=\"slow db\" time="));
}

TEST_EACH(junit, reasons_of_an_author, (const char *element; enum sb_state state),
    { "<skipped message=\"to do: later\"/>", SB_TODO }, { "<skipped message=\"failed as expected: later\"/>", SB_XFAILED },
    { "<failure message=\"later\" type=\"passed unexpectedly\">s.c:10\nlater<", SB_XPASSED })
{
    should(report_one((sb_result)RESULT(0, "one", each->state, .reason = "later")), contain(each->element));
}

TEST(junit, what_failed_as_expected_is_shown_in_what_was_skipped)
{
    const sb_failure failure = { "t.c", 1, "first", true };

    should(report_one((sb_result)RESULT(0, "one", SB_XFAILED, .reason = "bug", .failure = &failure, .failure_count = 1)),
        contain("<skipped message=\"failed as expected: bug\">t.c:1\nfirst\n\ns.c:10\nfailed as expected: bug</skipped>\n"));
}

TEST(junit, a_flaky_test_passed_and_shows_what_failed_before)
{
    const sb_failure failure = { "t.c", 1, "first", true };
    const char *text = report_one((sb_result)RESULT(
        0, "one", SB_FLAKY, .reason = "passed at attempt 2", .attempts = 2, .failure = &failure, .failure_count = 1));

    should(text, contain("tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\""));
    should(text,
        contain("      <flakyFailure message=\"passed at attempt 2\" type=\"flaky\"><stackTrace>t.c:1\nfirst\n\n"
                "s.c:10\npassed at attempt 2</stackTrace></flakyFailure>\n"));
    should_not(text, contain("<rerunFailure"));
}

TEST(junit, a_test_that_failed_each_time_says_how_often)
{
    const sb_failure failure = { "t.c", 1, "first", true };

    should(report_one((sb_result)RESULT(0, "one", SB_FAILED, .attempts = 3, .failure = &failure, .failure_count = 1)),
        contain("</failure>\n      <rerunFailure type=\"failed\" message=\"attempt 2 of 3\"/>\n"
                "      <rerunFailure type=\"failed\" message=\"attempt 3 of 3\"/>\n"));
}

TEST(junit, the_calls_that_led_to_a_crash_stand_below_its_reason)
{
    should(report_one((sb_result)RESULT(0, "one", SB_CRASHED, .reason = "SIGSEGV.", .trace = "f at a.c:1\ng at a.c:2")),
        contain(">s.c:10\nSIGSEGV.\ncalls, innermost first:\nf at a.c:1\ng at a.c:2</error>\n"));
}

TEST(junit, trouble_beside_the_tests_is_an_error_of_the_run)
{
    const char *text = made_up_end(&sb__reporter_junit, (sb_report_options){ .pinned = true },
        (sb_tally){ .planned = 1, .reported = 1, .passed = 1, .trouble = "lost\nmemory\n" });

    should(text, contain("<testsuites name=\"./t\" tests=\"1\" failures=\"0\" errors=\"1\""));
    should(text, contain("<error message=\"lost\" type=\"trouble\">lost\nmemory\n</error>"));
}

TEST(junit, an_interrupted_run_says_so_in_its_properties)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .checks = 1);
    sb_tally tally = { .planned = 2, .reported = 1, .interrupted = true };

    should(made_up_run(&sb__reporter_junit, (sb_report_options){ .pinned = true }, &result, 1, tally),
        contain("<property name=\"interrupted\" value=\"true\"/>"));
}

TEST(junit, suites_keep_the_order_of_their_first_case_and_stay_together)
{
    sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 1), RESULT(1, "two", SB_PASSED, .checks = 1),
        RESULT(2, "three", SB_PASSED, .checks = 1) };
    result[1].suite = "other";
    const char *text = report(result, 3);

    should(text, contain("<testsuite name=\"s\" file=\"s.c\" tests=\"2\""));
    should(strstr(text, "name=\"three\"") < strstr(text, "<testsuite name=\"other\""), be_true);
}
