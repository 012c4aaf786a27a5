/* terminal_summary_test.c -- tests framework/report/terminal_summary.c: the end of the report. */
#include "made_up.h"

#include <seedbed.h>

SUITE(terminal_summary);

static const sb_report_options plain = { .width = 80, .pinned = true };

static const char *end(sb_tally tally) { return made_up_end(&sb__reporter_terminal, plain, tally); }

TEST(terminal_summary, no_test_is_said_loudly)
{
    should(end((sb_tally){ .planned = 0 }), equal_to("NO TEST RAN: none was selected, or the program has none.\n"));
}

TEST(terminal_summary, counts_name_what_went_wrong_first)
{
    const sb_tally tally = { .planned = 28,
        .reported = 28,
        .passed = 7,
        .failed = 1,
        .skipped = 6,
        .crashed = 2,
        .exited = 3,
        .timed_out = 4,
        .unseen = 5,
        .checks = 1 };

    should(end(tally),
        contain("5 PLANNED TESTS DID NOT RUN.\n"
                "15 of 28 tests did not pass: 1 failed, 2 crashed, 3 exited, 4 timed out, 5 not run; 7 passed, "
                "6 skipped\n1 check in 0 ms, seed 1\n"));
}

TEST(terminal_summary, tests_that_nobody_reported_did_not_run)
{
    should(end((sb_tally){ .planned = 3, .reported = 2, .passed = 2 }),
        contain("1 PLANNED TEST DID NOT RUN.\n1 of 3 tests did not pass: 1 not run; 2 passed\n"));
}

TEST(terminal_summary, skipped_tests_do_not_spoil_a_run)
{
    should(end((sb_tally){ .planned = 3, .reported = 3, .passed = 2, .skipped = 1 }),
        contain("\nNo test failed: 2 passed, 1 skipped\n"));
}

TEST(terminal_summary, counts_of_every_state_are_told)
{
    const sb_tally tally = { .planned = 10, .reported = 10, .passed = 4, .flaky = 1, .todo = 2, .xfailed = 3 };

    should(end(tally), contain("\nNo test failed: 4 passed, 1 flaky, 3 failed as expected, 2 to do\n"));
}

TEST(terminal_summary, trouble_beside_the_tests_is_told_and_takes_the_green_away)
{
    const sb_report_options colour = { .width = 80, .pinned = true, .colour = true };
    const char *text = made_up_end(&sb__reporter_terminal, colour,
        (sb_tally){ .planned = 2, .reported = 2, .passed = 2, .trouble = "memory was lost\nx\n" });

    should(text, contain("THE RUN FAILED BESIDE ITS TESTS: memory was lost\033[0m\n"));
    should_not(text, contain("\033[1;32m"));
}

TEST(terminal_summary, notes_stand_behind_the_facts)
{
    should(end((sb_tally){ .planned = 1, .reported = 1, .passed = 1, .notes = "snapshots: 1 written\n  a\033b\n" }),
        match("(?s)seed \\d+\nsnapshots: 1 written\n  a\\\\x1bb\n$"));
}

TEST(terminal_summary, suite_set_ups_are_counted_on_request)
{
    const sb_tally tally = { .planned = 1, .reported = 1, .passed = 1, .suite_setups = 2 };

    should_not(end(tally), contain("set-up"));
    should(made_up_end(&sb__reporter_terminal, (sb_report_options){ .width = 80, .verbose = true }, tally),
        contain("seed 7, 2 suite set-ups\n"));
}

TEST(terminal_summary, the_slowest_tests_are_listed_on_request)
{
    const sb_result result[] = { RESULT(0, "a", SB_PASSED, .duration_ns = 2000000),
        RESULT(1, "b", SB_PASSED, .duration_ns = 9000000), RESULT(2, "c", SB_PASSED, .duration_ns = 1000000),
        RESULT(3, "d", SB_PASSED, .duration_ns = 3000000), RESULT(4, "e", SB_UNSEEN, .duration_ns = 0) };
    const sb_report_options options = { .width = 80, .durations = 3 };

    should(made_up_report(&sb__reporter_terminal, options, result, 5),
        contain("\nThe 3 slowest tests:\n      9.0 ms  s/b\n      3.0 ms  s/d\n      2.0 ms  s/a\n\n"));
}

TEST(terminal_summary, an_interrupted_run_says_so)
{
    should(end((sb_tally){ .planned = 1, .reported = 1, .passed = 1, .interrupted = true }),
        contain("\nThe run was interrupted.\n"));
}

TEST(terminal_summary, the_verdict_is_green_or_red)
{
    const sb_report_options colour = { .width = 80, .pinned = true, .colour = true };

    should(made_up_end(&sb__reporter_terminal, colour, (sb_tally){ .planned = 2, .reported = 2, .passed = 2 }),
        contain("\033[1;32mAll 2 tests passed.\033[0m\n"));
    should(made_up_end(&sb__reporter_terminal, colour, (sb_tally){ .planned = 2, .reported = 2, .passed = 1, .failed = 1 }),
        contain("\033[1;31m1 of 2 tests did not pass:\033[0m 1 failed; 1 passed\n"));
}

TEST(terminal_summary, failed_tests_stand_in_columns_and_can_be_run_again)
{
    const sb_result result[] = { RESULT(0, "gr\xc3\xbcn", SB_FAILED, .checks = 1), RESULT(1, "longer", SB_TIMED_OUT, .checks = 1),
        RESULT(2, "it's", SB_CRASHED, .checks = 1) };

    should(made_up_report(&sb__reporter_terminal, plain, result, 3),
        contain("\nFAIL    s/gr\xc3\xbcn    s.c:10\nTIMEOUT s/longer  s.c:20\nCRASH   s/it's    s.c:30\n\n"));
    should(made_up_report(&sb__reporter_terminal, plain, result, 3),
        end_with("\nRun again: ./t --seed=1 's/gr\xc3\xbcn' 's/longer' 's/it'\\''s'\n"));
}

TEST(terminal_summary, of_many_failed_tests_one_shows_how_to_run_it_again)
{
    const sb_result result[] = { RESULT(0, "a", SB_FAILED, .checks = 1), RESULT(1, "b", SB_FAILED, .checks = 1),
        RESULT(2, "c", SB_FAILED, .checks = 1), RESULT(3, "d", SB_FAILED, .checks = 1), RESULT(4, "e", SB_FAILED, .checks = 1) };

    should(made_up_report(&sb__reporter_terminal, plain, result, 5), end_with("\nRun one of them again: ./t --seed=1 's/a'\n"));
}

TEST_EACH(terminal_summary, what_the_failure_hangs_on_is_said_again, (sb_run_info info; const char *command),
    { { .program = "./a b", .options = "--retries=2 --leaks" }, "'./a b' --seed=1 --retries=2 --leaks 's/one' 's/two'\n" },
    { { .program = "./t", .shuffled = true }, "./t --seed=1 --shuffle 's/one' 's/two'\n" },
    { { .program = "./t", .shard = 1, .shards = 2, .shard_source = "--shard" }, "./t --seed=1 's/one' 's/two'\n" },
    { { .program = "./t", .shard = 1, .shards = 2, .shard_source = "SLURM" }, "./t --seed=1 --shard=off 's/one' 's/two'\n" })
{
    const sb_result result[] = { RESULT(0, "one", SB_FAILED, .checks = 1), RESULT(1, "two", SB_FAILED, .checks = 1) };
    should(made_up_report_of(&sb__reporter_terminal, plain, &each->info, result, 2), end_with(each->command));
}
