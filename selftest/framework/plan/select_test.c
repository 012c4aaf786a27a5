/* select_test.c -- which names a pattern wants. */
#include "../../../framework/plan/select.h"
#include <seedbed.h>

static bool wants(const char *first, const char *second, const char *name)
{
    const char *pattern[] = { first, second };
    sb_selection selection = { pattern, first ? (second ? 2u : 1u) : 0u, 0 };
    return sb_select_wants(&selection, name);
}

TEST_EACH(select, by_pattern, (const char *why; const char *first, *second; const char *name; bool wanted),
    { "no pattern wants all", NULL, NULL, "a/b", true }, { "a full name", "a/b", NULL, "a/b", true },
    { "a suite wants its tests", "a", NULL, "a/b/row", true }, { "a test wants its rows", "a/b", NULL, "a/b/row", true },
    { "half a word wants nothing", "a/b", NULL, "a/bc", false }, { "a glob", "a/*c", NULL, "a/bc", true },
    { "a glob passes slashes", "*row", NULL, "a/b/row", true }, { "a question mark is one letter", "a/?", NULL, "a/bc", false },
    { "an exclusion alone leaves the rest", "!a", NULL, "b/c", true }, { "an exclusion takes away", "!a", NULL, "a/b", false },
    { "it wins over what adds", "a", "!a/b", "a/b", false }, { "and only there", "a", "!a/b", "a/c", true },
    { "any of several adds", "a", "b", "b/x", true })
{
    should(wants(each->first, each->second, each->name), equal_to(each->wanted));
}

TEST(select, a_pattern_that_fits_nothing_names_the_nearest)
{
    const char *pattern[] = { "enrolment/refuses" };
    const char *names[] = { "enrolment/refuse", "price/by_mode", NULL };
    sb_selection selection = { pattern, 1, 0 };
    should(sb_select_check(&selection, names), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("did you mean `enrolment/refuse`?"));
}

TEST(select, an_exclusion_that_fits_nothing_is_an_error_too)
{
    const char *pattern[] = { "!slow" };
    const char *names[] = { "price/by_mode", NULL };
    sb_selection selection = { pattern, 1, 0 };
    should(sb_select_check(&selection, names), equal_to(SB_ENOTFOUND));
    should(sb_error(), contain("`slow`"));
}
