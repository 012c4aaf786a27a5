/* html_test.c -- tests framework/report/html.c and its parts: what stands in the page. A browser looks at it in integration/html.sh. */
#include "../../../assert/text.h"
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(html);

static const char *report(const sb_result *result, size_t n)
{
    return made_up_report(&sb__reporter_html, (sb_report_options){ .width = 80 }, result, n);
}

static const char *report_one(sb_result result) { return report(&result, 1); }

/* The part of the page from the first `from` up to the next `to`; goes with the test. */
static const char *part(const char *page, const char *from, const char *to)
{
    const char *at = strstr(page, from), *end = at ? strstr(at, to) : NULL;
    if (!end)
        fail_test("the page has no part from %s to %s", from, to);
    char *copy = strndup(at, (size_t)(end - at));
    add_cleanup(free, copy);
    return copy;
}

static const char *article(sb_result result) { return part(report_one(result), "<article", "</article>"); }

static size_t times(const char *page, const char *what)
{
    size_t n = 0;
    for (; (page = strstr(page, what)); page++)
        n++;
    return n;
}

TEST(html, the_head_says_how_it_went)
{
    const sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 3), RESULT(1, "two", SB_FAILED, .checks = 1) };
    const char *page = report(result, 2);

    should(page, start_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    should(page, contain("<title>1 of 2 tests did not pass: t</title>"));
    should(page, contain("<header class=\"red\">"));
    should(page, contain("<dt>Checks</dt><dd>4</dd>"));
}

TEST(html, a_green_run_is_green)
{
    const char *page = report_one((sb_result)RESULT(0, "one", SB_PASSED, .checks = 3));

    should(page, contain("<h1>The test passed</h1>"));
    should(page, contain("<header class=\"green\">"));
}

TEST(html, counts_are_links_to_a_filtered_list)
{
    const sb_result result[] = { RESULT(0, "a", SB_PASSED, .checks = 1), RESULT(1, "b", SB_FAILED, .checks = 1),
        RESULT(2, "c", SB_CRASHED, .reason = "SIGSEGV"), RESULT(3, "d", SB_TIMED_OUT, .reason = "late") };
    const char *counts = part(report(result, 4), "<ul class=\"counts\">", "</ul>");

    should(counts, contain("href=\"#state=all\" data-state=\"all\"><b>4</b> tests</a>"));
    should(counts, contain("href=\"#state=bad\" data-state=\"bad\"><b>3</b> did not pass</a>"));
    should(counts, contain("href=\"#state=timed-out\" data-state=\"timed-out\"><b>1</b> timed out</a>"));
    should(times(counts, "<li>"), equal_to(6));
}

TEST(html, one_kind_of_failure_is_counted_once)
{
    const char *counts = part(report_one((sb_result)RESULT(0, "a", SB_FAILED, .checks = 1)), "<ul class=\"counts\">", "</ul>");

    should(counts, contain("<b>1</b> failed</a>"));
    should_not(counts, contain("did not pass"));
}

TEST(html, a_run_cut_short_says_so_and_is_red)
{
    const char *page = made_up_end(&sb__reporter_html, (sb_report_options){ .width = 80 },
        (sb_tally){ .planned = 9, .reported = 7, .passed = 7, .interrupted = true });

    should(page, contain("<h1>Interrupted: 7 of 9 tests ran</h1>"));
    should(page, contain("<p class=\"alarm\">2 planned tests did not run.</p>"));
    should(page, contain("<b>2</b> not run</a>"));
    should(page, contain("<header class=\"red\">"));
}

TEST(html, trouble_stands_in_the_head)
{
    const char *page = made_up_end(&sb__reporter_html, (sb_report_options){ .width = 80 },
        (sb_tally){ .planned = 1, .reported = 1, .passed = 1, .trouble = "a worker <died>\n", .notes = "1 < 2\n" });

    should(page, contain("<h1>No test failed, and yet the run did</h1>"));
    should(part(page, "id=\"trouble\"", "</section>"), contain("<pre>\na worker &lt;died&gt;\n</pre>"));
    should(page, contain("<pre id=\"notes\">\n1 &lt; 2\n</pre>"));
}

TEST(html, a_run_without_tests_is_red)
{
    const char *page = report(NULL, 0);

    should(page, contain("<h1>No test ran</h1>"));
    should(page, contain("<header class=\"red\">"));
}

TEST(html, the_part_that_differs_is_marked)
{
    const sb_failure failure = { "t.c", 1, "expected: \"a <b>ig\"\n     got: \"a <b>ag\"", true };

    should(article((sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1)),
        contain("<span class=\"e\">expected: \"a &lt;b&gt;<b>i</b>g\"</span>\n"
                "<span class=\"g\">     got: \"a &lt;b&gt;<b>a</b>g\"</span>\n"));
}

TEST(html, a_failure_shows_place_message_and_command)
{
    const sb_failure failure[] = { { "t.c", 1, "a <b> should equal c\n  expected: 1\n       got: 2\n            ^ byte 1",
                                       false },
        { "u.c", 2, "- expected, + got\n  @@ line 1 @@\n  - x\n  + y", true } };
    const char *text = article((sb_result)RESULT(0, "one", SB_FAILED, .failure = failure, .failure_count = 2));

    should(text, contain("<p class=\"place\">t.c:1 <span class=\"dim\">and the test went on</span></p>\n"));
    should(text,
        contain("\na &lt;b&gt; should equal c\n<span class=\"e\">  expected: 1</span>\n<span class=\"g\">       got: 2</span>\n"
                "<span class=\"p\">            ^ byte 1</span>\n</pre>"));
    should(text, contain("<p class=\"place\">u.c:2</p>"));
    should(text,
        contain("<span class=\"f\">  @@ line 1 @@</span>\n<span class=\"e\">  - x</span>\n<span class=\"g\">  + y</span>\n"));
    should(text, contain("<code class=\"again\">./t --seed=7 s/one</code>"));
}

TEST(html, a_crash_shows_reason_trace_and_output)
{
    const char *text = article((sb_result)RESULT(0, "one", SB_CRASHED, .reason = "SIGSEGV", .trace = "f at x.c:1\ng at <y.c>:2",
        .output = "\033[1mlast\0words", .output_size = 14, .attempts = 2, .tags = "slow db"));

    should(text, contain("<p class=\"place\">s.c:10</p>\n<pre class=\"said\">\nSIGSEGV\n</pre>"));
    should(text, contain("<pre class=\"trace\">\nf at x.c:1\ng at &lt;y.c&gt;:2</pre>"));
    should(text,
        contain(
            "<details class=\"output\" open><summary>Output, 14 bytes</summary>\n<pre>\n<i>\\x1b</i>[1mlast<i>\\x00</i>words</pre>"));
    should(text, contain(", 2 attempts <span class=\"tag\">slow</span> <span class=\"tag\">db</span></p>"));
}

TEST(html, long_output_is_closed_and_its_middle_left_out)
{
    const size_t size = 200000;
    char *output = malloc(size);
    add_cleanup(free, output);
    memset(output, 'a', size);
    memset(output + size / 2, 'm', 10);
    memcpy(output + size - 3, "end", 3);
    const char *text = article((sb_result)RESULT(0, "one", SB_FAILED, .output = output, .output_size = size));

    should(text, contain("<details class=\"output\"><summary>Output, 200000 bytes</summary>\n<pre>\naaa"));
    should(text, contain("aaa\n<b class=\"cut\">134464 bytes are left out here</b>\naaa"));
    should(text, contain("end</pre></details>"));
    should_not(text, contain("m</"));
}

TEST_EACH(html, states_that_have_an_article, (const char *name; enum sb_state state; const char *shown),
    { "skipped", SB_SKIPPED, "SKIP" }, { "flaky", SB_FLAKY, "FLAKY" }, { "todo", SB_TODO, "TODO" },
    { "xfailed", SB_XFAILED, "XFAIL" }, { "xpassed", SB_XPASSED, "XPASS" }, { "exited", SB_EXITED, "EXIT" },
    { "timed-out", SB_TIMED_OUT, "TIMEOUT" })
{
    const char *text = article((sb_result)RESULT(0, "one", each->state, .reason = "because"));

    should(text, start_with("<article id=\"t0\" class=\""));
    should(strstr(text, "class=\"") + 7, start_with(each->name));
    should(strstr(text, "class=\"mark\">") + 13, start_with(each->shown));
    should(text, contain("\nbecause\n</pre>"));
}

TEST(html, what_failed_comes_first_and_what_never_ran_is_a_row)
{
    const sb_result result[] = { RESULT(0, "a", SB_SKIPPED, .reason = "r"), RESULT(1, "b", SB_CRASHED, .reason = "r"),
        RESULT(2, "c", SB_UNSEEN, .reason = "stopped before it began") };
    const char *page = report(result, 3);

    should(part(page, "<h2>Did not pass</h2>", "</section>"), contain("id=\"t1\""));
    should(part(page, "<h2>Have something to say</h2>", "</section>"), contain("id=\"t0\""));
    should_not(page, contain("id=\"t2\""));
    should(page, contain(",\"stopped before it began\"]"));
    should(page, contain("[1,\"c\",2,30,0,0,0,0,0,0,0,3]"));
}

TEST(html, an_article_is_numbered_by_its_place_among_the_results)
{
    const sb_result result[] = { RESULT(40, "a", SB_FAILED, .checks = 1), RESULT(41, "b", SB_FAILED, .duration_ns = 9000) };
    const char *page = report(result, 2);

    should(page, contain("<article id=\"t0\""));
    should(page, contain("<article id=\"t1\""));
    should(page, contain("data-test=\"1\">s/b</a>"));
}

TEST(html, a_passed_test_is_a_row_of_data_alone)
{
    sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 3, .began_ns = 100, .duration_ns = 7, .worker = 1, .tags = "db"),
        RESULT(1, "two", SB_PASSED, .checks = 0, .began_ns = 200, .duration_ns = 8) };
    const char *page = report(result, 2);

    should(page, contain("\"words\":[\"\",\"db\",\"s\",\"s.c\"]"));
    should(page, contain("\"tests\":[\n[2,\"one\",3,10,1,1,100,7,3,1],\n[2,\"two\",3,20,1,0,200,8,0]\n]}"));
    should(page, contain("<noscript id=\"articles\">\n</noscript>"));
}

TEST(html, nothing_that_a_test_says_becomes_markup)
{
#define EVIL "\"'></noscript></pre></script><script>evil()</script><img src=x onerror=evil()>"
    const sb_failure failure = { EVIL, 1, EVIL, true };
    sb_result result = RESULT(0, EVIL, SB_FAILED, .failure = &failure, .failure_count = 1, .reason = EVIL, .trace = EVIL,
        .tags = EVIL, .output = EVIL, .output_size = sizeof EVIL - 1, .duration_ns = 9000);
    result.suite = EVIL;
    result.file = EVIL;
    const char *page = report(&result, 1);

    should(page, contain("&lt;script&gt;evil()"));
    should_not(page, contain("<script>"));
    should_not(page, contain("<img"));
    should(times(page, "</script>"), equal_to(2));
    should(times(page, "</noscript>"), equal_to(1));
}

TEST(html, the_policy_lets_only_the_pages_own_script_run)
{
    const char *page = report(NULL, 0), *policy = part(page, "script-src 'nonce-", "';");
    char *script = sb_format("<script nonce=\"%s\">", policy + strlen("script-src 'nonce-"));
    add_cleanup(free, script);

    should(page, contain("content=\"default-src 'none'; "));
    should(strlen(script), equal_to(strlen("<script nonce=\"\">") + 16));
    should(times(page, script), equal_to(1));
}

TEST(html, a_command_quotes_what_the_shell_would_take)
{
    should(article((sb_result)RESULT(0, "it's/\xc3\xa4 b\x01", SB_FAILED, .checks = 1)),
        contain("<code class=\"again\">./t --seed=7 's/it'\\''s/\xc3\xa4 b?'</code>"));
}

TEST(html, the_slowest_come_first)
{
    sb_result result[20];
    char name[20][16];
    for (int i = 0; i < 20; i++) {
        snprintf(name[i], sizeof name[i], "t%d", i);
        result[i] = (sb_result)RESULT(0, name[i], SB_PASSED, .duration_ns = (uint64_t)(i * 7 % 20 + 1) * 1000000);
        result[i].index = (size_t)i;
    }
    const char *table = part(report(result, 20), "<details id=\"slowest\">", "</details>");

    should(table, contain("<tbody>\n<tr class=\"passed\"><td class=\"time\">20 ms</td>"));
    should(table, contain("<rect width=\"100.0\" height=\"1\"/>"));
    should(table, contain("data-test=\"17\">s/t17</a></td></tr>\n<tr class=\"passed\"><td class=\"time\">19 ms</td>"));
    should(times(table, "<tr class"), equal_to(12));
}

TEST(html, pinned_pages_are_the_same_every_time)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .checks = 1, .began_ns = 12345, .duration_ns = 67890);
    const sb_report_options pinned = { .pinned = true };
    const char *page = made_up_report(&sb__reporter_html, pinned, &result, 1);

    should(page, equal_to(made_up_report(&sb__reporter_html, pinned, &result, 1)));
    should(page, contain("[1,\"one\",2,10,1,0,0,0,1]"));
    should(page, contain("<dt>Duration</dt><dd>0 ms</dd>"));
    should(page, contain("./t --seed=1</code>"));
    should_not(page, contain("id=\"slowest\">"));
}

static const char *began(sb_run_info info)
{
    char *written = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&written, &size);
    void *env = sb__reporter_html.open(out, &(sb_report_options){ .width = 80 });
    sb__reporter_html.begin(env, &info);
    sb__reporter_html.end(env, &(sb_tally){ .planned = info.planned });
    sb__reporter_html.close(env);
    fclose(out);
    add_cleanup(free, written);
    return part(written, "<dl class=\"facts\">", "</dl>");
}

TEST(html, the_facts_say_what_the_run_was)
{
    const char *facts = began((sb_run_info){ .program = "./a b",
        .planned = 4,
        .jobs = 3,
        .isolate = "test",
        .start = "spawn",
        .seed = 9,
        .selected = 12,
        .shard = 2,
        .shards = 3,
        .shard_source = "SLURM_ARRAY_TASK_ID",
        .shuffled = true,
        .rounds = 5,
        .began_unix_ms = 1000000000000,
        .host = "h<1>" });

    should(facts, contain("<dt>Workers</dt><dd>3, one process per test, by spawn</dd>"));
    should(facts, contain("<dt>Shard</dt><dd>2 of 3, 4 of 12 tests (SLURM_ARRAY_TASK_ID)</dd>"));
    should(facts, contain("<dt>Began</dt><dd>2001-09-09 01:46:40 UTC</dd>"));
    should(facts, contain("<dt>Machine</dt><dd>h&lt;1&gt;</dd>"));
    should(facts, contain("<dt>Rounds</dt><dd>5</dd>"));
    should(facts, contain("<code class=\"again\">'./a b' --seed=9 --shuffle --shard=2/3</code>"));
}

TEST(html, a_merged_report_names_its_parts)
{
    const char *const from[] = { "1.jsonl", "2.jsonl", NULL };

    should(began((sb_run_info){ .program = "t", .from = from }), contain("<dt>Merged from</dt><dd>1.jsonl, 2.jsonl</dd>"));
}

TEST(html, one_test_is_run_again_whatever_shard_the_environment_asks_for)
{
    const sb_result result[] = { RESULT(0, "one", SB_FAILED, .checks = 1) };
    const sb_run_info info = {
        .program = "./t", .seed = 7, .shard = 1, .shards = 2, .shard_source = "SLURM_ARRAY_TASK_ID", .options = "--leaks"
    };
    const char *page = made_up_report_of(&sb__reporter_html, (sb_report_options){ .width = 80 }, &info, result, 1);
    should(page, contain("<code class=\"again\">./t --seed=7 --leaks --shard=1/2</code>"));
    should(page, contain("<code class=\"again\">./t --seed=7 --leaks --shard=off s/one</code>"));
}
