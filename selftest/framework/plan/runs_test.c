/* runs_test.c -- registered cases in the order of their files, in runs of neighbours. */
#include "../../../framework/plan/runs.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(runs, (sb_runs made; sb_text text));

TEARDOWN(runs)
{
    sb_runs_release(&self->made);
    sb_text_release(&self->text);
}

/* The full names, with a bar between runs. */
static const char *names(struct sb_fixture_runs *self, const sb_case *at, size_t n)
{
    sb_case_range range = { .first = at, .end = at + n };
    self->made = sb_runs_make(&(sb_context){ .cases = &range });
    for (size_t i = 0; i < self->made.n; i++)
        for (size_t k = 0; k < self->made.at[i].n; k++)
            sb_text_add(&self->text, "%s%s", k ? " " : i ? " | " : "", sb_case_full_name(sb_run_case(&self->made.at[i], k)));
    return self->text.at;
}

TEST(runs, are_of_one_file_and_one_suite)
{
    static const sb_case cases[] = { SB_CASE("x.c", 1, "a", "one", NULL, NULL), SB_CASE("x.c", 2, "a", "two", NULL, NULL),
        SB_CASE("x.c", 3, "b", "one", NULL, NULL), SB_CASE("y.c", 4, "b", "two", NULL, NULL),
        SB_CASE("y.c", 5, "b", "three", NULL, NULL) };
    should(names(self, cases, 5), equal_to("a/one a/two | b/one | b/two b/three"));
}

TEST(runs, that_stand_backwards_in_memory_are_read_backwards)
{
    static const sb_case cases[] = { SB_CASE("x.c", 4, "b", "d", NULL, NULL), SB_CASE("x.c", 3, "b", "c", NULL, NULL),
        SB_CASE("x.c", 2, "a", "b", NULL, NULL), SB_CASE("x.c", 1, "b", "a", NULL, NULL),
        SB_CASE("y.c", 1, "b", "e", NULL, NULL) };
    should(names(self, cases, 5), equal_to("b/a | a/b | b/c b/d | b/e"));
}

TEST(runs, of_mixed_files_are_sorted)
{
    static const sb_case cases[] = { SB_CASE("y.c", 1, "a", "c", NULL, NULL), SB_CASE("x.c", 2, "a", "b", NULL, NULL),
        SB_CASE("x.c", 1, "a", "a", NULL, NULL), SB_CASE("y.c", 3, "a", "d", NULL, NULL) };
    should(names(self, cases, 4), equal_to("a/a | a/b | a/c | a/d"));
}

TEST(runs, count_cases_with_each_row_and_those_with_more_to_say)
{
    static const sb_case_more rows = { .rows = { "", 1, 3, "1, 2, 3" } }, slow = { .options = { .tags = "slow" } };
    static const sb_case cases[] = { SB_CASE("x.c", 1, "a", "one", NULL, NULL), SB_CASE("x.c", 2, "a", "two", NULL, &rows),
        SB_CASE("x.c", 3, "a", "three", NULL, &slow) };
    names(self, cases, 3);
    should(self->made.planned, equal_to(5));
    should(self->made.more, equal_to(2));
}

/* What a case says of itself, from its one string. */
TEST(runs, read_a_case_by_its_parts)
{
    static const sb_case one = SB_CASE("src/x.c", 7, "suite", "name", NULL, NULL);
    should(sb_case_file(&one), equal_to("src/x.c"));
    should(sb_case_suite(&one), equal_to("suite"));
    should(sb_case_name(&one), equal_to("name"));
    should(sb_case_full_name(&one), equal_to("suite/name"));
}
