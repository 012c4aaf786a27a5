/* terminal_live_test.c -- tests framework/report/terminal_live.c: the progress bar. */
#include "made_up.h"

#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(terminal_live, (FILE * out; char *written; size_t size; void *env));

typedef struct sb_fixture_terminal_live live;

static void open_report(live *self, sb_report_options options)
{
    self->out = open_memstream(&self->written, &self->size);
    self->env = sb__reporter_terminal.open(self->out, &options);
}

static void close_report(live *self)
{
    sb__reporter_terminal.close(self->env);
    fclose(self->out);
    free(self->written);
}

SETUP(terminal_live) { open_report(self, (sb_report_options){ .width = 72, .pinned = true, .live = true }); }

TEARDOWN(terminal_live) { close_report(self); }

static void open_again(live *self, sb_report_options options)
{
    close_report(self);
    open_report(self, options);
}

static const char bar_half[] = "\r[############............] 5/10  1 failed  0 ms  s/slow 0 ms\033[K";
static const sb_progress half = { .done = 5, .failed = 1, .planned = 10, .slowest = "s/slow" };

TEST(terminal_live, the_bar_shows_counts_failures_time_and_the_slowest_test)
{
    sb__reporter_terminal.progress(self->env, &half);

    should(self->written, equal_to(bar_half));
}

TEST(terminal_live, the_bar_is_drawn_over_in_place)
{
    sb__reporter_terminal.progress(self->env, &half);
    sb__reporter_terminal.progress(self->env, &half);

    should(self->written + strlen(bar_half), equal_to(bar_half));
}

TEST(terminal_live, the_bar_gives_way_to_a_result)
{
    const sb_result result = RESULT(0, "one", SB_SKIPPED, .reason = "why");

    sb__reporter_terminal.progress(self->env, &half);
    sb__reporter_terminal.result(self->env, &result);

    should(self->written + strlen(bar_half), equal_to("\r\033[KSKIP s/one: why\n"));
}

TEST(terminal_live, a_result_that_is_not_named_leaves_the_bar)
{
    const sb_result result = RESULT(0, "one", SB_PASSED, .checks = 1);

    sb__reporter_terminal.progress(self->env, &half);
    sb__reporter_terminal.result(self->env, &result);

    should(self->written, equal_to(bar_half));
}

TEST_EACH(terminal_live, the_time_left_is_told_in_seconds, (uint64_t left_ns; const char *words),
    { 2100000000, " 0 ms, 3 s left  s/" }, { 60000000000, " 0 ms, 1 min 00 s left" }, { 0, " 0 ms  s/" })
{
    sb_progress progress = half;
    progress.left_ns = each->left_ns;

    sb__reporter_terminal.progress(self->env, &progress);

    should(self->written, contain(each->words));
}

TEST(terminal_live, the_end_rubs_the_bar_out)
{
    sb__reporter_terminal.progress(self->env, &half);
    sb__reporter_terminal.end(self->env, &(const sb_tally){ .planned = 0 });

    should(self->written + strlen(bar_half), start_with("\r\033[KNO TEST RAN"));
}

/* Of 71 columns 18 are left for the name; before the three dots that is s/ and six characters of two columns. */
TEST(terminal_live, a_long_name_is_cut_to_the_width_of_the_terminal)
{
    sb_progress progress = half;
    progress.slowest =
        "s/\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1";

    sb__reporter_terminal.progress(self->env, &progress);

    should(self->written,
        contain(
            "] 5/10  1 failed  0 ms  s/\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1\xe6\x9d\xb1... 0 ms\033[K"));
}

TEST(terminal_live, a_narrow_terminal_has_the_words_alone)
{
    open_again(self, (sb_report_options){ .width = 14, .pinned = true, .live = true });

    sb__reporter_terminal.progress(self->env, &half);

    should(self->written, equal_to("\r 5/10  1 fail\033[K"));
}

TEST(terminal_live, nothing_is_drawn_where_the_output_is_no_terminal)
{
    open_again(self, (sb_report_options){ .width = 80 });

    sb__reporter_terminal.progress(self->env, &half);
    fflush(self->out);

    should(self->size, equal_to(0));
}
