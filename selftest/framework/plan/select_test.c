/* select_test.c -- which cases names, expressions and the last run want. */
#include "made_up.h"
#include <seedbed.h>
#include <string.h>

FIXTURE(select, (made_up of));

/* Two rows whose names are a glob, and one that the glob fits. */
static const int rows[] = { 1, 2, 3 };
static const sb_case_rows table = { rows, sizeof *rows, 3, "{ \"x*\" }, { \"xy\" }, { \"xy/z\" }" };

SETUP(select)
{
    made_up_case(&self->of, "a", "b")->options.tags = "db";
    made_up_case(&self->of, "a", "bc")->options.tags = "db slow";
    made_up_case(&self->of, "b", "x")->options.tags = "slow";
    made_up_case(&self->of, "r", "t")->rows = table;
}

TEARDOWN(select) { made_up_release(&self->of); }

static int by_patterns(made_up *of, const char *first, const char *second)
{
    const char *pattern[] = { first, second };
    return made_up_plan(of, (sb_selection){ .pattern = pattern, .pattern_count = second ? 2u : first ? 1u : 0u });
}

#define ALL "a/b a/bc b/x r/t/x* r/t/xy r/t/xy/z"
TEST_EACH(select, by_pattern, (const char *why; const char *first, *second; const char *wanted),
    { "no pattern wants all", NULL, NULL, ALL }, { "a full name", "a/b", NULL, "a/b" },
    { "a suite wants its tests", "a", NULL, "a/b a/bc" }, { "a test wants its rows", "r/t", NULL, "r/t/x* r/t/xy r/t/xy/z" },
    { "a glob", "a/*c", NULL, "a/bc" }, { "a glob passes slashes", "*z", NULL, "r/t/xy/z" },
    { "a question mark is one letter", "?/x", NULL, "b/x" }, { "a name is no glob", "r/t/x*", NULL, "r/t/x*" },
    { "nor the beginning of others", "r/t/xy", NULL, "r/t/xy" }, { "a round is passed over", "a/b #3", NULL, "a/b" },
    { "an exclusion alone leaves the rest", "!r", NULL, "a/b a/bc b/x" }, { "it wins over what adds", "a", "!a/b", "a/bc" },
    { "wherever it stands", "!a/b", "a", "a/bc" }, { "of a name it takes just that", "r", "!r/t/x*", "r/t/xy r/t/xy/z" },
    { "any of several adds", "a/b", "b", "a/b b/x" })
{
    should(by_patterns(&self->of, each->first, each->second), equal_to(SB_OK));
    should(made_up_names(&self->of), equal_to(each->wanted));
}

TEST_EACH(select, that_fits_nothing, (const char *first, *second, *message),
    { "a/bd", NULL, "no test is named `a/bd`, did you mean `a/b`?; --list prints the names" },
    { "a/", NULL, "no test is named `a/`" }, { "a", "!qqqqqqq", "no test is named `qqqqqqq`; --list prints the names" },
    { "a", "q*", "no test is named `q*`" }, { "a", "!a", "names and filters together leave no test to run" })
{
    should(by_patterns(&self->of, each->first, each->second), equal_to(SB_ENOTFOUND));
    should(sb_error(), start_with(each->message));
}

static int by_match(made_up *of, const char *match, const char *pattern)
{
    return made_up_plan(
        of, (sb_selection){ .match = &match, .match_count = 1, .pattern = &pattern, .pattern_count = pattern ? 1 : 0 });
}

TEST_EACH(select, by_regex, (const char *match, *pattern, *wanted), { "^a/", NULL, "a/b a/bc" }, { "c$|^b", NULL, "a/bc b/x" },
    { "c$", "b", "a/bc b/x" }, { "^a", "!a/b", "a/bc" }, { "x\\*", NULL, "r/t/x*" })
{
    should(by_match(&self->of, each->match, each->pattern), equal_to(SB_OK));
    should(made_up_names(&self->of), equal_to(each->wanted));
}

TEST(select, a_regex_that_cannot_be_read_is_named)
{
    should(by_match(&self->of, "a(b", NULL), equal_to(SB_ERR));
    should(sb_error(), start_with("--match `a(b` is no extended regular expression: "));
}

TEST(select, a_regex_that_fits_nothing_is_an_error)
{
    should(by_match(&self->of, "^c", "a"), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("--match `^c`"));
}

TEST(select, exact_is_that_name_and_no_other)
{
    should(made_up_plan(&self->of, (sb_selection){ .exact = "r/t/x*" }), equal_to(SB_OK));
    should(made_up_names(&self->of), equal_to("r/t/x*"));
    should(made_up_plan(&self->of, (sb_selection){ .exact = "r/t" }), equal_to(SB_ENOTFOUND));
    should(sb_error(), start_with("no test is named `r/t`, which --exact asks for"));
}

static int by_tags(made_up *of, const char *first, const char *second)
{
    const char *tag[] = { first, second };
    return made_up_plan(of, (sb_selection){ .tag = tag, .tag_count = second ? 2 : 1 });
}

TEST_EACH(select, by_tags, (const char *first, *second, *wanted), { "db", NULL, "a/b a/bc" }, { "db", "slow", "a/bc" },
    { "!db", NULL, "b/x r/t/x* r/t/xy r/t/xy/z" }, { "!db & !slow", NULL, "r/t/x* r/t/xy r/t/xy/z" })
{
    should(by_tags(&self->of, each->first, each->second), equal_to(SB_OK));
    should(made_up_names(&self->of), equal_to(each->wanted));
}

TEST(select, tags_that_no_test_has_together_are_an_error)
{
    should(by_tags(&self->of, "slow & db & !slow", NULL), equal_to(SB_ENOTFOUND));
    should(sb_error(), start_with("no test has tags that fit --tag `slow & db & !slow`"));
}

static bool find(const void *env, const char *name, sb_recalled *out)
{
    const char *failed = env;
    *out = (sb_recalled){ strcmp(name, failed) == 0 ? SB_CRASHED : SB_PASSED, 5 };
    return strcmp(name, "b/x") != 0;
}

TEST(select, failed_leaves_those_that_did_not_pass)
{
    sb_recall recall = { find, "a/bc", "FILE" };
    should(made_up_plan(&self->of, (sb_selection){ .failed = true, .recall = &recall }), equal_to(SB_OK));
    should(made_up_names(&self->of), equal_to("a/bc"));
}

TEST(select, failed_says_when_none_did)
{
    sb_recall recall = { find, "gone/since", "FILE" };
    should(made_up_plan(&self->of, (sb_selection){ .failed = true, .recall = &recall }), equal_to(SB_ENOTFOUND));
    should(sb_error(), equal_to("--failed: no test failed in the last run (FILE)"));
    should(made_up_plan(&self->of, (sb_selection){ .failed = true }), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("nothing is remembered"));
}

TEST(select, failed_says_when_the_names_leave_none_of_those)
{
    const char *pattern[] = { "b" };
    sb_recall recall = { find, "a/b", "FILE" };
    sb_selection selection = { .failed = true, .recall = &recall, .pattern = pattern, .pattern_count = 1 };
    should(made_up_plan(&self->of, selection), equal_to(SB_ENOTFOUND));
    should(sb_error(), start_with("--failed: of the selected tests none"));
}
