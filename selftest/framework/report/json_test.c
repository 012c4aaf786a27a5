/* json_test.c -- tests framework/report/json.c. */
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>

SUITE(json);

static const sb_report_options pinned = { .pinned = true };
static const sb_report_options plain = { .width = 80 };

TEST(json, a_run_is_a_line_a_line_for_each_result_and_a_line_for_the_end)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .checks = 2, .attempts = 1);

    should(made_up_report(&sb__reporter_json, pinned, &result, 1),
        equal_to(
            "{\"event\":\"run\",\"format\":1,\"version\":\"" SB_VERSION "\",\"program\":\"./t\",\"planned\":1,\"selected\":1,"
            "\"jobs\":2,\"isolate\":\"worker\",\"start\":\"fork\",\"seed\":\"1\",\"digest\":\"00000000000000ab\",\"shard\":0,"
            "\"shards\":0,\"shuffled\":false,\"rounds\":1,\"began_unix_ms\":0,\"host\":\"\"}\n"
            "{\"event\":\"result\",\"index\":0,\"place\":0,\"suite\":\"s\",\"test\":\"one\",\"file\":\"s.c\",\"line\":10,"
            "\"tags\":[],\"state\":\"passed\",\"began_ns\":0,\"duration_ns\":0,\"checks\":2,\"worker\":0,\"attempts\":1,"
            "\"signal\":0,\"exit_code\":0}\n"
            "{\"event\":\"end\",\"planned\":1,\"reported\":1,\"unseen\":0,\"passed\":1,\"failed\":0,\"skipped\":0,"
            "\"crashed\":0,\"exited\":0,\"timed_out\":0,\"flaky\":0,\"todo\":0,\"xfailed\":0,\"xpassed\":0,"
            "\"suite_setups\":0,\"checks\":2,\"duration_ns\":0,\"interrupted\":false}\n"));
}

TEST(json, times_workers_seed_and_host_are_told_when_they_are_not_pinned)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .began_ns = 5, .duration_ns = 1234567, .worker = 1);
    const char *text = made_up_report(&sb__reporter_json, plain, &result, 1);

    should(text, contain("\"began_ns\":5,\"duration_ns\":1234567,\"checks\":0,\"worker\":1,"));
    should(text, contain("\"seed\":\"7\""));
    should(text, contain("\"began_unix_ms\":1700000000123,\"host\":\"box\""));
    should(text, contain("\"duration_ns\":1500000000,"));
}

TEST(json, failures_are_listed_with_place_text_and_whether_they_ended_the_test)
{
    const sb_failure failure[] = { { "t.c", 1, "first\n  \"x\"", false }, { "u.c", 2, "second", true } };
    const sb_result result = RESULT(0, "one", SB_FAILED, .failure = failure, .failure_count = 2);

    should(made_up_report(&sb__reporter_json, plain, &result, 1),
        contain(",\"failures\":[{\"file\":\"t.c\",\"line\":1,\"text\":\"first\\n  \\\"x\\\"\",\"fatal\":false},"
                "{\"file\":\"u.c\",\"line\":2,\"text\":\"second\",\"fatal\":true}]}\n"));
}

TEST(json, what_ended_a_test_is_told)
{
    const sb_result result = RESULT(0, "one", SB_CRASHED, .signal = 11, .attempts = 2, .reason = "why", .trace = "a\nb",
        .output = "o\xff", .output_size = 2, .tags = "slow db");

    should(made_up_report(&sb__reporter_json, plain, &result, 1),
        contain(
            "\"tags\":[\"slow\",\"db\"],\"state\":\"crashed\",\"began_ns\":0,\"duration_ns\":0,\"checks\":0,\"worker\":0,"
            "\"attempts\":2,\"signal\":11,\"exit_code\":0,\"reason\":\"why\",\"trace\":\"a\\nb\",\"output\":\"o\xef\xbf\xbd\","
            "\"output_base64\":\"b/8=\"}\n"));
}

TEST(json, the_end_carries_the_trouble)
{
    should(
        made_up_end(&sb__reporter_json, plain, (sb_tally){ .planned = 2, .trouble = "t\n", .notes = "n\n", .interrupted = true }),
        contain("\"interrupted\":true,\"trouble\":\"t\\n\",\"notes\":\"n\\n\"}\n"));
}

TEST(json, each_line_is_out_when_its_event_is_over)
{
    char *written = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&written, &size);
    void *env = sb__reporter_json.open(out, &plain);
    const sb_result result = RESULT(0, "one", SB_PASSED, .checks = 1);
    sb__reporter_json.result(env, &result);
    size_t after_result = size; /* open_memstream tells the size at each flush */
    sb__reporter_json.close(env);
    fclose(out);
    add_cleanup(free, written);

    should(after_result, be_above(0));
    should(written[after_result - 1], equal_to('\n'));
}
