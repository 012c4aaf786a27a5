/* record_test.c -- the record tells cases in the order of the plan, whichever worker was faster. */
#include "../../../framework/record/record.h"
#include <seedbed.h>
#include <signal.h>
#include <stdlib.h>

enum { CASES = 3 };

FIXTURE(record,
    (sb_plan plan; sb_planned item[CASES]; sb_planned_terms terms[CASES]; sb_case test; sb_planned_suite suite; sb_board * board;
        sb_record * record; sb_result result));

SETUP(record)
{
    static const char *const names[] = { "s/a", "s/b", "s/c" };
    self->test = (sb_case)SB_CASE("x.c", 3, "s", "a", NULL, NULL);
    self->suite.suite.name = "s";
    for (size_t i = 0; i < CASES; i++) {
        self->terms[i] = (sb_planned_terms){ .timeout_ns = 1500000000, .tags = "" };
        self->item[i] = (sb_planned){ .test = &self->test, .suite = &self->suite, .terms = &self->terms[i], .name = names[i] };
    }
    self->plan = (sb_plan){ .item = self->item, .n = CASES };
    self->board = sb_board_open(CASES, 2);
    should(sb_record_open(&self->plan, self->board, &self->record), equal_to(SB_OK));
}

TEARDOWN(record)
{
    if (self->record)
        sb_record_close(self->record);
    sb_board_close(self->board);
}

static void end_case(struct sb_fixture_record *self, size_t index, enum sb_state state)
{
    sb_slot known = { .duration_ns = 5, .checks = 2, .worker = 1, .signal = 11, .exit_code = 4, .ended = (uint8_t)state };
    sb_board_write(self->board, index, known, state);
}

TEST(record, a_later_case_waits_for_an_earlier_one)
{
    end_case(self, 1, SB_PASSED);
    should(sb_record_next(self->record, false, &self->result), be_false);
    end_case(self, 0, SB_PASSED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.test, equal_to("a"));
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.test, equal_to("b"));
    should(sb_record_next(self->record, false, &self->result), be_false);
}

TEST(record, passes_over_what_simply_passed)
{
    uint64_t checks = 0;
    end_case(self, 0, SB_PASSED);
    end_case(self, 1, SB_PASSED);
    end_case(self, 2, SB_SKIPPED);
    should(sb_record_pass_over(self->record, 6, &checks), equal_to(2));
    should(checks, equal_to(4));
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.index, equal_to(2));
}

TEST(record, passes_over_nothing_that_took_long_or_failed_behind_its_end)
{
    uint64_t checks = 0;
    end_case(self, 0, SB_PASSED);
    end_case(self, 1, SB_PASSED);
    should(sb_record_pass_over(self->record, 5, &checks), equal_to(0));
    atomic_store(&sb_board_slot(self->board, 1)->failures, 1);
    should(sb_record_pass_over(self->record, 6, &checks), equal_to(1));
    should(checks, equal_to(2));
}

TEST(record, what_never_ran_comes_out_at_the_end)
{
    should(sb_record_next(self->record, true, &self->result), be_true);
    should(self->result.state, equal_to(SB_UNSEEN));
    should(self->result.reason, equal_to("planned, and did not run"));
}

TEST_EACH(record, tells_why, (const char *what; enum sb_state state; const char *reason; int signal, exit_code),
    { "a crash", SB_CRASHED, "killed by SIGSEGV", 11, 0 }, { "an exit", SB_EXITED, "exit code 4 before the test returned", 0, 4 },
    { "a limit", SB_TIMED_OUT, "time limit of 1.5 s", 0, 0 })
{
    end_case(self, 0, each->state);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.reason, contain(each->reason));
    should(self->result.signal, equal_to(each->signal));
    should(self->result.exit_code, equal_to(each->exit_code));
}

TEST(record, failures_and_output_come_from_the_journal_of_the_seat)
{
    const sb_sink *sink = &sb_record_sinks(self->record)[1];
    sb_failure soft = { "y.c", 8, "first", false }, hard = { "y.c", 9, "second", true };
    sink->failed(sink->env, 0, &soft);
    sink->failed(sink->env, 0, &hard);
    sink->output(sink->env, 0, "said", 4);
    end_case(self, 0, SB_FAILED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.failure_count, equal_to(2));
    should(self->result.failure[0].fatal, be_false);
    should(self->result.failure[1].fatal, be_true);
    should(self->result.failure[1].text, equal_to("second"));
    should(self->result.output, equal_to("said"));
}

TEST(record, forgets_what_was_said_of_a_case_that_runs_again)
{
    const sb_sink *sink = &sb_record_sinks(self->record)[1];
    sb_failure failure = { "y.c", 8, "said too early", false };
    sink->failed(sink->env, 0, &failure);
    sb_record_gone(self->record, 1);
    sb_record_forget(self->record, 0);
    end_case(self, 0, SB_FAILED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.failure_count, equal_to(0));
}

TEST(record, a_skip_has_its_reason_and_a_failure_none)
{
    const sb_sink *sink = &sb_record_sinks(self->record)[1];
    sink->reason(sink->env, 0, "x.c", 1, "no network");
    end_case(self, 0, SB_SKIPPED);
    end_case(self, 1, SB_FAILED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.reason, equal_to("no network"));
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.reason, be_null);
}

TEST(record, keeps_the_first_reason_why_workers_cannot_go_on)
{
    const sb_sink *sink = sb_record_sinks(self->record);
    should(sb_record_broken(self->record), be_null);
    sink[0].broken(sink[0].env, "no database");
    sink[1].broken(sink[1].env, "another");
    sb_record_gone(self->record, 0);
    sb_record_gone(self->record, 1);
    should(sb_record_broken(self->record), equal_to("no database"));
}

TEST(record, counts_what_is_done_and_what_failed_in_any_order)
{
    size_t done = 0, failed = 0;
    end_case(self, 2, SB_CRASHED);
    end_case(self, 1, SB_SKIPPED);
    sb_record_count(self->record, &done, &failed);
    should(done, equal_to(2));
    should(failed, equal_to(1));
}

static void sit(struct sb_fixture_record *self, unsigned seat, uint64_t began_ns, uint64_t at)
{
    atomic_store(&self->board->seat[seat].began_ns, began_ns);
    atomic_store(&self->board->seat[seat].at, at);
}

TEST(record, names_the_case_that_has_run_longest)
{
    uint64_t ns = 0;
    should(sb_record_slowest(self->record, 100, &ns), be_null);
    sit(self, 0, 90, 1);
    sit(self, 1, 40, 3);
    should(sb_record_slowest(self->record, 100, &ns), equal_to("s/c"));
    should(ns, equal_to(60));
}

TEST(record, counts_the_failures_whose_text_was_lost)
{
    const sb_sink *sink = &sb_record_sinks(self->record)[1];
    sink->failed(sink->env, 0, &(sb_failure){ "x.c", 7, "one that was written", false });
    atomic_store(&sb_board_slot(self->board, 0)->failures, 3);
    end_case(self, 0, SB_FAILED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.failure_count, equal_to(2));
    should(self->result.failure[1].text, start_with("2 failures of this test could not be written down"));
    should(self->result.failure[1].line, equal_to(3));
}

TEST(record, a_sink_that_joined_by_descriptor_writes_to_the_same_journal)
{
    int *journal = sb_record_journals(self->record);
    const sb_sink *sink = sb_record_join(journal[1]);
    sink->failed(sink->env, 0, &(sb_failure){ "x.c", 7, "from another process", true });
    end_case(self, 0, SB_FAILED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.failure[0].text, equal_to("from another process"));
    free(sink->env);
    free((void *)(uintptr_t)sink);
    free(journal);
}

TEST(record, notes_of_all_workers_are_kept)
{
    const sb_sink *sinks = sb_record_sinks(self->record);
    sinks[0].noted(sinks[0].env, "one");
    sinks[1].noted(sinks[1].env, "");
    sinks[1].noted(sinks[1].env, "two");
    sb_record_gone(self->record, 1);
    sb_bytes notes = sb_record_notes(self->record);
    should(bytes(notes.data, notes.size), any_of(equal_to(bytes("\0two\0one", 9)), equal_to(bytes("one\0\0two", 9))));
}

TEST(record, what_failed_in_an_attempt_is_kept_and_marked)
{
    const sb_sink *sink = &sb_record_sinks(self->record)[1];
    self->terms[0].retries = 2;
    sink->failed(sink->env, 0, &(sb_failure){ "x.c", 3, "one should equal two", true });
    sink->output(sink->env, 0, "words", 5);
    sink->again(sink->env, 0, SB_FAILED);
    end_case(self, 0, SB_FLAKY);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.failure_count, equal_to(1));
    should(self->result.failure[0].text, equal_to("attempt 1 of 3: one should equal two"));
    should(self->result.reason, equal_to("it passed at attempt 2 of 3"));
    should(self->result.output, equal_to("[attempt 1 of 3]\nwords\n"));
}

TEST(record, an_attempt_that_crashed_is_kept_as_a_failure)
{
    self->terms[0].retries = 1;
    sb_record_again(self->record, 0, &(sb_slot){ .ended = SB_CRASHED, .signal = SIGKILL });
    end_case(self, 0, SB_EXITED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.failure[0].text, start_with("attempt 1 of 2: killed by SIGKILL"));
    should(self->result.reason, end_with("; that was attempt 2 of 2"));
}

TEST_EACH(record, says_of, (const char *what; enum sb_state state, ended; const char *todo, *xfail; const char *reason),
    { "todo that failed", SB_TODO, SB_FAILED, "why", NULL, "why; it failed" },
    { "todo that passed", SB_TODO, SB_PASSED, "why", NULL, "why; it passes now" },
    { "todo that exited", SB_TODO, SB_EXITED, "why", NULL,
        "why; the process ended with exit code 4 before the test returned: exit or the like was called" },
    { "an expected failure", SB_XFAILED, SB_FAILED, NULL, "why", "why; it failed" },
    { "an unexpected pass", SB_XPASSED, SB_PASSED, NULL, "why",
        "it passed, and was expected to fail: why\nTake .xfail out, or find out what made it pass." })
{
    sb_slot known = { .worker = 1, .exit_code = 4, .ended = (uint8_t)each->ended };
    sb_case one = *self->item[0].test;
    one.more = &(sb_case_more){ .options = { .todo = each->todo, .xfail = each->xfail } };
    self->item[0].test = &one;
    sb_board_write(self->board, 0, known, each->state);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.reason, equal_to(each->reason));
}

TEST(record, a_remark_stands_behind_the_reason)
{
    sb_record_remark(self->record, 0, "; and more");
    end_case(self, 0, SB_EXITED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.reason, end_with("was called; and more"));
}

TEST(record, trouble_of_no_case_fails_the_run_with_its_place)
{
    const sb_sink *sink = &sb_record_sinks(self->record)[1];
    sink->trouble(sink->env, "SUITE_TEARDOWN of db", &(sb_failure){ "x.c", 3, "still open", true });
    sb_record_gone(self->record, 1);
    should(sb_record_trouble(self->record), equal_to("SUITE_TEARDOWN of db failed\nx.c:3\nstill open\n"));
}

TEST_EACH(record, all_good, (enum sb_state last; bool late, good), { SB_PASSED, false, true }, { SB_SKIPPED, false, true },
    { SB_SKIPPED, true, false }, { SB_FAILED, false, false }, { SB_UNSEEN, false, false }, { SB_PASSED, true, false })
{
    end_case(self, 0, SB_PASSED);
    end_case(self, 1, SB_PASSED);
    if (each->last != SB_UNSEEN)
        end_case(self, 2, each->last);
    atomic_store(&sb_board_slot(self->board, 2)->failures, each->late);
    should(sb_record_all_good(self->record), equal_to(each->good));
}

TEST_EACH(record, a_child_that_failed_meanwhile_fails, (const char *what; enum sb_state ended, state, told),
    { "a pass", SB_PASSED, SB_PASSED, SB_FAILED }, { "a skip", SB_SKIPPED, SB_SKIPPED, SB_FAILED },
    { "a flaky one", SB_PASSED, SB_FLAKY, SB_FAILED }, { "no crash", SB_CRASHED, SB_CRASHED, SB_CRASHED })
{
    for (size_t i = 0; i < CASES; i++)
        end_case(self, i, SB_PASSED);
    sb_board_write(self->board, 0, (sb_slot){ .ended = (uint8_t)each->ended }, each->state);
    atomic_store(&sb_board_slot(self->board, 0)->failures, 1);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.state, equal_to(each->told));
    should(self->result.failure_count, equal_to(1));
    should(sb_record_all_good(self->record), be_false);
}

TEST(record, tells_the_calls_of_a_worker_that_crashed_between_two_cases)
{
    sb_crash *crash = &self->board->seat[1].crash;
    sb_pool_trouble how = { .last = 0, .signal = 11, .output = "" };
    *crash = (sb_crash){ .noted = 1, .signal = 11, .frames = 1, .head = { { 0x1234, 0 } } };
    sb_record_gone(self->record, 1);
    sb_record_died_after(self->record, &how);
    should(sb_record_trouble(self->record), end_with("calls, innermost first:\naddress 0x1234 of no file\n"));
}

TEST(record, gives_what_a_worker_noted_to_the_case_in_its_hand)
{
    sb_crash *crash = &self->board->seat[1].crash;
    *crash = (sb_crash){ .noted = 1, .signal = 11, .kind = SB_CRASH_NO_PAGE, .frames = 1, .head = { { 0x1234, 0 } } };
    sit(self, 1, 90, 1);
    sb_record_gone(self->record, 1);
    end_case(self, 0, SB_CRASHED);
    should(sb_record_next(self->record, false, &self->result), be_true);
    should(self->result.reason, contain("a NULL pointer was used"));
    should(self->result.trace, equal_to("address 0x1234 of no file"));
    should(crash->noted, equal_to(0));
}
