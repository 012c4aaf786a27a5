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
        equal_to(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"./t\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\" assertions=\"3\" time=\"0.000000\">\n"
            "  <testsuite name=\"s\" file=\"s.c\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\" assertions=\"3\""
            " time=\"0.000000\">\n"
            "    <properties>\n"
            "      <property name=\"seed\" value=\"1\"/>\n"
            "      <property name=\"jobs\" value=\"2\"/>\n"
            "    </properties>\n"
            "    <testcase name=\"one\" classname=\"s\" file=\"s.c\" line=\"10\" assertions=\"3\" time=\"0.000000\"/>\n"
            "    <testcase name=\"two\" classname=\"s\" file=\"s.c\" line=\"20\" assertions=\"0\" time=\"0.000000\">\n"
            "      <skipped message=\"no &quot;net&quot;\"/>\n"
            "    </testcase>\n"
            "  </testsuite>\n"
            "</testsuites>\n"));
}

TEST(junit, a_run_without_tests_is_a_document_without_suites)
{
    should(report(NULL, 0),
        equal_to(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"./t\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\" assertions=\"0\" time=\"0.000000\">\n"
            "</testsuites>\n"));
}

TEST(junit, durations_are_seconds)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .duration_ns = 1234567);
    const char *text = made_up_report(&sb__reporter_junit, (sb_report_options){ .width = 80 }, &result, 1);

    should(text, contain("line=\"10\" assertions=\"0\" time=\"0.001235\""));
    should(text, contain("assertions=\"0\" time=\"1.500000\">\n  <testsuite "));
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

    should(text, contain("<testsuites name=\"./t\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\""));
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

TEST(junit, suites_keep_the_order_of_their_first_case_and_stay_together)
{
    sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 1), RESULT(1, "two", SB_PASSED, .checks = 1),
        RESULT(2, "three", SB_PASSED, .checks = 1) };
    result[1].suite = "other";
    const char *text = report(result, 3);

    should(text, contain("<testsuite name=\"s\" file=\"s.c\" tests=\"2\""));
    should(strstr(text, "name=\"three\"") < strstr(text, "<testsuite name=\"other\""), be_true);
}
