/* github_test.c -- tests framework/report/github.c and github_page.c. */
#include "../../../assert/text.h"
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FIXTURE(github, (char *page; char *top));

static void forget_github(void)
{
    unsetenv("GITHUB_STEP_SUMMARY");
    unsetenv("GITHUB_WORKSPACE");
}

/* These run on GitHub too, where the variables are set. */
SETUP(github)
{
    forget_github();
    add_cleanup(forget_github);
}

TEARDOWN(github)
{
    free(self->page);
    free(self->top);
}

static const char *report(const sb_result *result, size_t n)
{
    return made_up_report(&sb__reporter_github, (sb_report_options){ .pinned = true }, result, n);
}

static const char *report_one(sb_result result) { return report(&result, 1); }

TEST(github, a_failed_test_is_an_error_at_its_first_failure)
{
    const sb_failure failure[] = { { "t.c", 42, "first\n  got: 1", false }, { "u.c", 7, "second", true } };

    should(report_one((sb_result)RESULT(0, "one", SB_FAILED, .failure = failure, .failure_count = 2)),
        equal_to("::error file=t.c,line=42,title=FAIL s/one::first%0A  got: 1%0A%0Au.c:7%0Asecond\n"));
}

TEST(github, what_would_end_a_property_or_a_line_is_escaped)
{
    const sb_failure failure = { "a,b:c.c", 1, "100%\r\n::error::x,y", true };

    should(report_one((sb_result)RESULT(0, "a:b,c%\n", SB_FAILED, .failure = &failure, .failure_count = 1)),
        equal_to("::error file=a%2Cb%3Ac.c,line=1,title=FAIL s/a%3Ab%2Cc%25%0A::100%25%0D%0A::error::x,y\n"));
}

TEST_EACH(github, what_is_annotated, (const char *begin; enum sb_state state),
    { "::error file=s.c,line=10,title=CRASH", SB_CRASHED }, { "::error file=s.c,line=10,title=XPASS", SB_XPASSED },
    { "::notice file=s.c,line=10,title=FLAKY", SB_FLAKY })
{
    const char *text = report_one((sb_result)RESULT(0, "one", each->state, .reason = "That is why."));

    should(text, start_with(each->begin));
    should(text, end_with(" s/one::That is why.\n"));
}

TEST_EACH(github, what_is_not, (enum sb_state state), { SB_PASSED }, { SB_SKIPPED }, { SB_TODO }, { SB_XFAILED })
{
    should(report_one((sb_result)RESULT(0, "one", each->state, .reason = "why")), equal_to(""));
}

TEST(github, tests_that_did_not_run_and_trouble_are_told_at_the_end)
{
    should(made_up_end(&sb__reporter_github, (sb_report_options){ .pinned = true },
               (sb_tally){ .planned = 3, .reported = 1, .unseen = 2, .interrupted = true, .trouble = "lost" }),
        equal_to("::error title=Tests did not run::2 of 3 planned tests did not run: the run was interrupted\n"
                 "::error title=The run failed beside its tests::lost\n"));
}

TEST(github, more_than_github_shows_is_said)
{
    sb_result result[13];
    for (int i = 0; i < 13; i++)
        result[i] = (sb_result)RESULT((unsigned char)i, "one", SB_CRASHED, .reason = "why");

    should_not(report(result, 10), contain("::warning"));
    should(report(result, 13),
        end_with(
            "::warning title=More annotations::GitHub shows 10 annotations of a kind for a step, and leaves out 3; the log has "
            "all of them\n"));
}

TEST(github, paths_are_told_from_the_top_of_what_was_checked_out)
{
    self->top = sb_strdup(sb_temp_dir());
    char *file = sb_format("%s/below.c", self->top);
    fclose(fopen(file, "w"));
    const sb_failure failure = { file, 3, "x", true };
    setenv("GITHUB_WORKSPACE", self->top, 1);

    const char *text = report_one((sb_result)RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1));
    free(file);

    should(text, start_with("::error file=below.c,line=3,"));
}

/* The page of a report, which is appended to what the step wrote before. */
static const char *page_of(struct sb_fixture_github *self, const sb_result *result, size_t n)
{
    char *path = sb_format("%s/page.md", sb_temp_dir());
    setenv("GITHUB_STEP_SUMMARY", path, 1);
    report(result, n);
    FILE *file = fopen(path, "r");
    free(path);
    self->page = sb_alloc(100000);
    size_t got = fread(self->page, 1, 99999, file);
    self->page[got] = 0;
    fclose(file);
    return self->page;
}

TEST(github, the_page_of_a_step_has_counts_and_a_row_for_each_failure)
{
    const sb_failure failure = { "t.c", 42, "a | b <c>\n  got: 1", false };
    const sb_result result[] = { RESULT(0, "one", SB_FAILED, .failure = &failure, .failure_count = 1),
        RESULT(1, "two_*", SB_CRASHED, .reason = "why"), RESULT(2, "three", SB_PASSED, .checks = 1) };

    should(page_of(self, result, 3),
        equal_to("### ./t: 1 failed, 1 crashed, 1 passed\n\n3 tests in 0 ms\n\n| | test | where | what |\n|---|---|---|---|\n"
                 "| failed | s/one | t.c:42 | a &#124; b &lt;c&gt; |\n| crashed | s/two&#95;&#42; | s.c:20 | why |\n\n"));
}

TEST(github, of_many_failures_the_page_has_the_first)
{
    sb_result *result = sb_alloc(60 * sizeof *result);
    add_cleanup(free, result);
    for (int i = 0; i < 60; i++)
        result[i] = (sb_result)RESULT((unsigned char)i, "one", SB_CRASHED, .reason = "why");

    should(page_of(self, result, 60), contain("s.c:500 | why |\n\nand 10 more, which the log has\n"));
}
