/* terminal_test.c -- tests framework/report/terminal.c: what is said of each test. */
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(terminal);

static const sb_report_options plain = { .width = 80, .pinned = true };
static const sb_report_options verbose = { .width = 80, .pinned = true, .verbose = true };
static const sb_report_options colour = { .width = 80, .pinned = true, .colour = true };

static const char *report(sb_report_options options, sb_result result)
{
    return made_up_report(&sb__reporter_terminal, options, &result, 1);
}

#define HEAD "1 test, 2 workers, seed 1\n\n"

TEST(terminal, passed_tests_are_counted_and_not_named)
{
    const sb_result result[] = { RESULT(0, "one", SB_PASSED, .checks = 3), RESULT(1, "two", SB_PASSED, .checks = 1) };

    should(made_up_report(&sb__reporter_terminal, plain, result, 2),
        equal_to("2 tests, 2 workers, seed 1\n\nAll 2 tests passed.\n4 checks in 0 ms, seed 1\n"));
}

TEST(terminal, passed_tests_are_named_on_request)
{
    should(report(verbose, (sb_result)RESULT(0, "one", SB_PASSED, .checks = 1)),
        equal_to(HEAD "PASS s/one (0 ms)\n\nThe test passed.\n1 check in 0 ms, seed 1\n"));
}

TEST_EACH(terminal, does_without_passed_tests_unless_they_are_named_or_listed, (sb_report_options options; bool without),
    { { .width = 80 }, true }, { { .width = 80, .verbose = true }, false }, { { .width = 80, .durations = 3 }, false })
{
    void *env = sb__reporter_terminal.open(stdout, &each->options);
    add_cleanup(sb__reporter_terminal.close, env);
    should(sb__reporter_terminal.passes_over(env), equal_to(each->without));
}

TEST(terminal, a_failure_is_shown_with_place_and_text)
{
    const sb_failure failure = { "t.c", 42, "x should equal 2\nexpected: 2\n\ngot:      1", true };

    should(report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1)),
        equal_to(HEAD "FAIL s/one (0 ms)\n"
                      "  t.c:42\n"
                      "    x should equal 2\n"
                      "    expected: 2\n"
                      "\n"
                      "    got:      1\n"
                      "\n"
                      "FAIL    s/one  t.c:42\n"
                      "\n"
                      "The test did not pass: 1 failed\n"
                      "0 checks in 0 ms, seed 1\n"
                      "Run again: ./t --seed=1 's/one'\n"));
}

TEST(terminal, durations_and_the_seed_are_told_when_they_are_not_pinned)
{
    const sb_result result = RESULT(0, "one", SB_FAILED, .duration_ns = 12345678);
    const char *text = made_up_report(&sb__reporter_terminal, (sb_report_options){ .width = 80 }, &result, 1);

    should(text, contain("FAIL s/one (12 ms)\n"));
    should(text, contain("0 checks in 1.50 s, seed 7\n"));
    should(text, contain("--seed=7 "));
}

TEST(terminal, every_failure_is_listed)
{
    const sb_failure failure[] = { { "t.c", 1, "first", false }, { "u.c", 2, "second", true } };

    should(report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .failure = failure, .failure_count = 2)),
        contain("FAIL s/one (0 ms)\n  t.c:1\n    first\n  u.c:2\n    second\n\n"));
}

TEST(terminal, differences_are_marked_in_colour)
{
    const sb_failure failure = { "t.c", 42, "x should equal\n  expected: \"ab\"\n  got:      \"ac\"\n              ^", true };
    const char *text = report(colour, (sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1));

    should(text, contain("\033[1;31mFAIL\033[0m s/one \033[2m(0 ms)\033[0m\n"));
    should(text, contain("    x should equal\n\033[32m      expected: \"ab\"\033[0m\n\033[31m      got:      \"ac\"\033[0m\n"));
    should(text, contain("\n\033[1m                  ^\033[0m\n"));
}

TEST(terminal, rows_of_bytes_are_marked_in_colour)
{
    const sb_failure failure = { "t.c", 42, "  expected  0000  01\n       got  0000  02\ngot nothing", true };

    should(report(colour, (sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1)),
        contain("\033[32m      expected  0000  01\033[0m\n\033[31m           got  0000  02\033[0m\n    got nothing\n"));
}

TEST(terminal, the_lines_of_a_diff_are_marked_in_colour)
{
    const sb_failure failure = { "t.c", 42, "- expected, + got; first\n  @@ line 1 @@\n    a\n  - b\n  + c\n-1 is no diff",
        true };
    const char *text = report(colour, (sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1));

    should(text, contain("\033[2m    - expected, + got; first\033[0m\n\033[2m      @@ line 1 @@\033[0m\n        a\n"));
    should(text, contain("        a\n\033[32m      - b\033[0m\n\033[31m      + c\033[0m\n    -1 is no diff\n"));
}

TEST(terminal, the_part_that_differs_is_reversed)
{
    const sb_failure failure = { "t.c", 42, "x should equal\n  expected: \"a big\"\n       got: \"a bag\"", true };
    const sb_result result = RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1);

    should(report(colour, result),
        contain("\033[32m      expected: \"a b\033[0m\033[32;7mi\033[0m\033[32mg\"\033[0m\n"
                "\033[31m           got: \"a b\033[0m\033[31;7ma\033[0m\033[31mg\"\033[0m\n"));
    should(report(plain, result), contain("      expected: \"a big\"\n           got: \"a bag\"\n"));
}

TEST_EACH(terminal, ends_from_outside, (const char *mark; enum sb_state state), { "CRASH s/one (0 ms)\n", SB_CRASHED },
    { "EXIT s/one (0 ms)\n", SB_EXITED }, { "TIMEOUT s/one (0 ms)\n", SB_TIMED_OUT })
{
    const char *text = report(plain, (sb_result)RESULT(0, "one", each->state, .reason = "That is why."));

    should(text, start_with(HEAD));
    should(text + strlen(HEAD), start_with(each->mark));
    should(text, contain("\n  s.c:10\n    That is why.\n\n"));
}

TEST(terminal, a_crash_does_not_hide_the_failures_before_it)
{
    const sb_failure failure = { "t.c", 1, "first", false };

    should(report(plain, (sb_result)RESULT(0, "one", SB_CRASHED, .reason = "SIGSEGV.", .failure = &failure, .failure_count = 1)),
        contain("CRASH s/one (0 ms)\n  t.c:1\n    first\n  s.c:10\n    SIGSEGV.\n\n"));
}

TEST(terminal, a_skipped_test_is_named_with_its_reason)
{
    should(report(plain, (sb_result)RESULT(0, "one", SB_SKIPPED, .reason = "no\nnetwork")),
        equal_to(
            HEAD "SKIP s/one: no\\x0anetwork\n\nNo test passed, every one was skipped: 1 skipped\n0 checks in 0 ms, seed 1\n"));
}

TEST_EACH(terminal, a_test_set_aside_is_named_in_a_line, (const char *line; enum sb_state state),
    { "TODO s/one: later\n\nNo test failed: 1 to do\n", SB_TODO },
    { "XFAIL s/one: later\n\nNo test failed: 1 failed as expected\n", SB_XFAILED })
{
    const sb_failure failure = { "t.c", 1, "first", true };
    const char *text =
        report(plain, (sb_result)RESULT(0, "one", each->state, .reason = "later", .failure = &failure, .failure_count = 1));

    should(text, start_with(HEAD));
    should(text + strlen(HEAD), start_with(each->line));
}

TEST(terminal, a_test_that_passed_unexpectedly_fails_and_says_so)
{
    const char *text = report(plain, (sb_result)RESULT(0, "one", SB_XPASSED, .reason = "it passed, and was to fail: bug 12"));

    should(text, contain("XPASS s/one (0 ms)\n  s.c:10\n    it passed, and was to fail: bug 12\n\nXPASS   s/one  s.c:10\n"));
    should(text, contain("The test did not pass: 1 passed unexpectedly\n"));
}

TEST(terminal, a_flaky_test_shows_what_failed_before_and_is_no_failure)
{
    const sb_failure failure = { "t.c", 1, "first", true };
    const char *text = report(
        plain, (sb_result)RESULT(0, "one", SB_FLAKY, .reason = "passed at attempt 2", .failure = &failure, .failure_count = 1));

    should(text, contain("FLAKY s/one (0 ms)\n  t.c:1\n    first\n  s.c:10\n    passed at attempt 2\n"));
    should(text, contain("\nNo test failed: 1 flaky\n"));
    should_not(text, contain("Run again"));
}

TEST(terminal, the_calls_that_led_to_a_crash_stand_below_its_reason)
{
    should(report(plain, (sb_result)RESULT(0, "one", SB_CRASHED, .reason = "SIGSEGV.", .trace = "f at a.c:1\ng at a.c:2")),
        contain("    SIGSEGV.\n  calls, innermost first:\n    f at a.c:1\n    g at a.c:2\n"));
}

TEST(terminal, the_head_tells_of_shard_order_and_rounds)
{
    const sb_run_info info = { .program = "./t",
        .planned = 40,
        .selected = 120,
        .jobs = 2,
        .seed = 7,
        .shard = 2,
        .shards = 3,
        .shard_source = "--shard",
        .shuffled = true,
        .rounds = 2 };

    should(made_up_head(&sb__reporter_terminal, plain, &info),
        equal_to("40 tests, 2 workers, seed 1, shuffled, 2 rounds, shard 2/3 of 120 tests (--shard)\n"));
}

TEST(terminal, a_test_that_did_not_run_is_named_on_request)
{
    const sb_result unseen = RESULT(0, "one", SB_UNSEEN, .checks = 0);

    should(report(plain, unseen),
        equal_to(HEAD "1 PLANNED TEST DID NOT RUN.\nThe test did not pass: 1 not run\n"
                      "0 checks in 0 ms, seed 1\n"));
    should(report(verbose, unseen), start_with(HEAD "NOT RUN s/one\n"));
}

TEST(terminal, output_is_shown_behind_a_bar)
{
    should(report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .output = "a\n\n\x1b[0m\xff\n", .output_size = 9)),
        contain("  output:\n    | a\n    |\n    | \\x1b[0m\\xff\n\n"));
}

/* Lines of 10 bytes: the last 4096 begin in the middle of one, so 409 whole ones are shown. */
TEST(terminal, long_output_is_cut_at_a_line_and_the_cut_is_said)
{
    char *output = calloc(1000, 10 + 1);
    add_cleanup(free, output);
    for (int i = 0; i < 1000; i++) {
        char line[24];
        snprintf(line, sizeof line, "line %04d\n", i);
        memcpy(output + 10 * i, line, 10);
    }
    const char *text = report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .output = output, .output_size = 10000));

    should(text, contain("  output, the last 4090 of 10000 bytes:\n    | line 0591\n"));
    should(text, contain("    | line 0999\n\n"));
}

/* One line without an end: the cut would fall between the two bytes of a character. */
TEST(terminal, long_output_without_lines_is_cut_between_characters)
{
    char *output = calloc(1, 6001);
    add_cleanup(free, output);
    memset(output, 'x', 6000);
    memcpy(output + 6000 - 4097, "\xc3\xa4", 2);
    const char *text = report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .output = output, .output_size = 6000));

    should(text, contain("  output, the last 4095 of 6000 bytes:\n    | xxx"));
}

TEST(terminal, control_characters_in_names_and_texts_are_spelt_out)
{
    const sb_failure failure = { "t.c", 1, "\x1b]0;title\a", true };
    const char *text = report(plain, (sb_result)RESULT(0, "a\nb", SB_FAILED, .failure = &failure, .failure_count = 1));

    should(text, contain("FAIL s/a\\x0ab (0 ms)\n  t.c:1\n    \\x1b]0;title\\x07\n"));
}

TEST(terminal, what_a_test_says_is_no_command_to_github)
{
    const char *was = getenv("GITHUB_ACTIONS");
    char *old = was ? strdup(was) : NULL;
    const sb_failure failure = { .file = "t.c", .line = 4, .text = "::error::no\n  ::group::x\na::b ##[error]no" };
    setenv("GITHUB_ACTIONS", "true", 1);
    const char *text = report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1));
    unsetenv("GITHUB_ACTIONS");
    const char *elsewhere = report(plain, (sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1));
    if (old)
        setenv("GITHUB_ACTIONS", old, 1);
    free(old);
    should(text, contain("\n    \\x3a:error::no\n      \\x3a:group::x\n    a::b \\x23#[error]no\n"));
    should(elsewhere, contain("\n    ::error::no\n      ::group::x\n    a::b ##[error]no\n"));
}
