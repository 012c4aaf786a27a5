/* kinds_pattern_test.c -- texts of patterns: they match, each comes once, and mistakes are told with their place. */
#include "../../../generators/fake/shape.h"
#include "../../support/kinds.h"
#include <stdlib.h>
#include <string.h>

SUITE(kinds_pattern);

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(kinds_pattern, values_of_data_version_1)
{
    should(made_text("pattern", 7, .form = "[A-Z]{3}-\\d{4}"), equal_to("STA-4722"));
    should(made_text("pattern", 7, .form = "[A-Z]{3}-\\d{4}", .unique = true), equal_to("LND-4965"));
    should(made_text("pattern", 7, .form = "(red|green|blue)( \\w+)?!"), equal_to("blue Q!"));
    should(made_text("pattern", 7, .form = "[a-z]{30}", .unique = true), equal_to("kasvwvzcbxstddaaaaaaaaaaaaaaaa"));
}

/* What pcre2 says of each text, made at random and one after the other; and how many there are, by hand. */
TEST_EACH(kinds_pattern, texts_match_and_are_counted, (const char *form; uint64_t count), { "abc", 1 }, { "", 1 }, { "[a-c]", 3 },
    { "[a-cb-d]", 4 }, { "\\d{3}", 1000 }, { "[^ -y]", 5 }, { ".", 95 }, { "\\s", 1 }, { "\\w", 63 }, { "\\D", 85 },
    { "\\W\\S", 32 * 94 }, { "a?", 2 }, { "a*", 9 }, { "a+", 9 }, { "a{2,4}", 3 }, { "a{2,}", 9 }, { "(ab|cd){2}", 4 },
    { "(?:a|b)(c|)", 4 }, { "a|b|cd", 3 }, { "a?a?", 3 }, { "(a|ab)(c|bcd)", 4 }, { "(a|a)", 1 }, { "(a*)*", 65 }, { "[]a]", 2 },
    { "[a\\]\\-]", 3 }, { "[a-]", 2 }, { "\\x41\\.\\\\", 1 }, { "^ab$", 1 }, { "a\\$", 1 }, { "[æøå]{2}", 9 }, { "é|日本", 2 },
    { "(a(b(c)?)?)?", 4 }, { "x{0}", 1 }, { "a+?b", 9 }, { "[A-Z]{3}-\\d{4}", UINT64_C(175760000) }, { "[a-z]{30}", UINT64_MAX },
    { ".{13,14}", UINT64_MAX }, { "(\\w{12}|z)", UINT64_MAX }, { "((a|b)c?){1,5}", 1364 })
{
    sb_store *store = calloc(1, sizeof *store);
    sb_shape shape;
    sb_rule rule = { .column = "c", .form = each->form };

    add_cleanup(free, (void *)store);
    add_cleanup(sb_store_release, store);
    should(sb_shape_read(each->form, store, &shape), equal_to(SB_OK));
    sb_shape_count(&shape, store);
    should(shape.count, equal_to(each->count));
    for (uint64_t n = 0; n < 200; n++)
        should(made_text("pattern", n, .form = each->form), match_whole(each->form));
    rule.unique = true;
    for (uint64_t n = 0; n < 200 && n < each->count; n++)
        should(as_text(made_by((made_as){ .seed = 2 }, "pattern", n, &rule)), match_whole(each->form));
}

TEST_EACH(kinds_pattern, each_text_comes_once, (const char *form; uint64_t n), { "\\d{3}", 1000 }, { "a?a?", 3 },
    { "(a|ab)(c|bcd)", 4 }, { "(a*)*", 65 }, { "((a|b)c?){1,5}", 1364 }, { "[a-z]{30}", 3000 }, { ".{13,14}", 3000 },
    { "(\\w{12}|z)", 3000 }, { "[æøå]{2}", 9 })
{
    sb_rule rule = { .column = "c", .form = each->form, .unique = true };

    should(distinct_of((made_as){ .seed = 5 }, "pattern", each->n, &rule), equal_to(each->n));
}

TEST(kinds_pattern, there_are_no_more_than_there_are)
{
    should(made_text("pattern", 3, .form = "a?a?", .unique = true),
        equal_to("SB_BAD: there are 3 different values, and row 4 wants one more"));
}

TEST(kinds_pattern, alternatives_and_repeats_are_all_seen)
{
    int seen[4] = { 0 };

    for (uint64_t n = 0; n < 400; n++)
        seen[strlen(made_text("pattern", n, .form = "a{0,3}"))]++;
    for (int i = 0; i < 4; i++)
        should(seen[i], be_between(60, 140));
}

TEST(kinds_pattern, repeats_fit_the_room_there_is)
{
    sb_rule rule = { .column = "c", .form = "(abc|d)-[0-9]+x*" };
    size_t longest = 0;

    for (uint64_t n = 0; n < 200; n++) {
        const char *text = as_text(made_by((made_as){ .most = 5 }, "pattern", n, &rule));
        should(text, match_whole("(abc|d)-[0-9]+x*"));
        should(text, have_length_at_most(5));
        longest = strlen(text) > longest ? strlen(text) : longest;
    }
    should(longest, equal_to(5));
}

TEST(kinds_pattern, what_would_have_to_be_cut_is_not_given)
{
    sb_rule rule = { .column = "c", .form = "[A-Z]{3}-\\d{4}" };

    should(as_text(made_by((made_as){ .most = 7 }, "pattern", 0, &rule)),
        equal_to("SB_BAD: the pattern \"[A-Z]{3}-\\d{4}\" makes texts of 8 characters or more, and there is room for 7"));
    rule.form = "\\d{1,9}";
    should(as_text(made_by((made_as){ .most = 7, .unique = true }, "pattern", 0, &rule)),
        contain("makes texts of up to 9 characters, and there is room for 7"));
}

TEST_EACH(kinds_pattern, mistakes_are_told_with_their_place, (const char *form, *says),
    { "ab[c", "at its character 3 is a [ without its ]" }, { "a(b", "at its character 2 is a ( without its )" },
    { "a)b", "at its character 2 is a ) without its (" }, { "*a", "at its character 1 is a repeat of nothing" },
    { "a|+", "at its character 3 is a repeat of nothing" }, { "é{2}{3}", "at its character 5 is a repeat of nothing" },
    { "a{x}", "at its character 2 is a { without a number" },
    { "a{2", "at its character 2 is a { that is not {3}, {3,} or {3,5}" },
    { "a{5,2}", "at its character 2 is a repeat whose end stands before its beginning" },
    { "a{2000}", "at its character 2 are more repeats than 1000" },
    { "(?=a)", "at its character 1 is a group that does more than group" },
    { "a\\b", "at its character 2 is a backslash before what means nothing here" },
    { "(a)\\1", "at its character 4 is a backslash" }, { "a\\", "at its character 2 is a backslash" },
    { "[z-a]", "at its character 2 is a range whose end" }, { "[[:alpha:]]", "at its character 2 is a class by name" },
    { "a^b", "at its character 2 is the beginning or the end" }, { "a$b", "at its character 2 is the beginning or the end" },
    { "\\x00", "at its character 1 is a NUL" }, { "\xff", "at its character 1 is a byte that is no UTF-8" },
    { "[^ -~]", "is a class without a character of printable ASCII" },
    { "(a{1000}){5}", "begins what makes texts of more than 4000 characters" })
{
    should(refusal("pattern", .form = each->form), contain(each->says));
}

TEST(kinds_pattern, a_form_is_needed)
{
    should(refusal("pattern", .form = NULL), equal_to("a pattern wants a form, such as \"[A-Z]{3}-\\\\d{4}\""));
}
