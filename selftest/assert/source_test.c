/* source_test.c -- the source text of a matcher taken apart. */
#include "../../assert/source.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(source);

static struct sb_source source(const char *text) { return (struct sb_source){ text, strlen(text) }; }

static const char *argument(const char *matcher, size_t n)
{
    struct sb_source rest = sb_source_inside(source(matcher)), found = { "", 0 };
    char *text;

    for (size_t i = 0; i <= n; i++) {
        if (!sb_source_next(&rest, &found))
            return NULL;
    }
    text = strndup(found.at, found.size);
    add_cleanup(free, text);
    return text;
}

TEST(source, arguments_are_cut_at_their_commas)
{
    should(argument("be_between( 1 , n + 2 )", 0), equal_to("1"));
    should(argument("be_between( 1 , n + 2 )", 1), equal_to("n + 2"));
    should(argument("be_between(1, 2)", 2), be_null);
    should(argument("be_null", 0), be_null);
    should(argument("make()", 0), be_null);
}

TEST_EACH(source, a_comma_that_is_covered_cuts_nothing, (const char *text, *first), { "m(f(a, b), c)", "f(a, b)" },
    { "m(a[i, j], c)", "a[i, j]" }, { "m((int[]){ 1, 2 }, c)", "(int[]){ 1, 2 }" }, { "m(\"a, b\", c)", "\"a, b\"" },
    { "m(\"a\\\", b\", c)", "\"a\\\", b\"" }, { "m(',', c)", "','" }, { "m(\")\", c)", "\")\"" })
{
    should(argument(each->text, 0), equal_to(each->first));
    should(argument(each->text, 1), equal_to("c"));
}

TEST_EACH(source, the_word_of_a_matcher, (const char *word, *words; bool is), { "equal_to", "equal", true },
    { "be_above", "be above", true }, { "be_null", "be NULL", true }, { "not_", "not", true }, { "be", "be", true },
    { "be_adult", "be", false }, { "be_above_all", "be above", false }, { "be", "be above", false },
    { "be_subset_of", "be a subset of", true }, { "be_a_subset_of", "be a subset of", true },
    { "be_subset", "be a subset of", false }, { "contain_times", "contain", true }, { "contain_all_of", "contain", false },
    { "be_a", "be a subset of", false })
{
    should(sb_source_is_word(source(each->word), each->words), equal_to(each->is));
}
