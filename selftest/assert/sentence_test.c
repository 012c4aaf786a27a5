/* sentence_test.c -- the first line of a failed assertion. */
#include "../../assert/sentence.h"
#include "../../assert/text.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(sentence);

static const char *sentence(const sb_match *match, const char *actual, const char *matcher)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_sentence_add(match, actual, matcher, &t);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST(sentence, arguments_stand_as_they_were_written)
{
    sb_match one = { .type = &sb_m_be_above, .actual = SB__BOX(1), .x = SB__BOX(3) };
    sb_match two = { .type = &sb_m_be_close_to, .actual = SB__BOX(1), .x = SB__BOX(3), .y = SB__BOX(1), .negated = true };

    should(sentence(&one, "n", "be_above(LIMIT)"), equal_to("n should be above LIMIT"));
    should(sentence(&two, "f(a, b)", "be_close_to(g(1, 2), EPSILON)"),
        equal_to("f(a, b) should not be close to g(1, 2) give or take EPSILON"));
}

TEST(sentence, a_word_alone_stands_for_its_argument)
{
    sb_match bare = { .type = &sb_m_match_snapshot, .actual = SB__BOX(1), .x = SB__BOX("x") };
    sb_match named = { .type = &sb_m_match_snapshot, .actual = SB__BOX(1), .x = SB__BOX("x"), .y = SB__BOX((void *)&bare) };

    should(sentence(&bare, "n", "match_snapshot"), equal_to("n should match snapshot"));
    should(sentence(&named, "n", "match_snapshot(X, redacting(a, b), redacting(c, d))"),
        equal_to("n should match snapshot X after redacting(a, b), redacting(c, d)"));
}

TEST(sentence, a_text_that_is_not_the_arguments_gives_way_to_the_values)
{
    sb_match one = { .type = &sb_m_be_above, .actual = SB__BOX(1), .x = SB__BOX(3) };
    sb_match two = { .type = &sb_m_be_between, .actual = SB__BOX(1), .x = SB__BOX(3), .y = SB__BOX(5) };

    should(sentence(&one, "n", "be_old"), equal_to("n should be above 3"));
    should(sentence(&one, "n", "be_older_than(2)"), equal_to("n should be above 3"));
    should(sentence(&two, "n", "be_between(RANGE)"), equal_to("n should be between 3 and 5"));
}

TEST(sentence, a_long_operand_is_cut_in_the_middle_and_says_so)
{
    sb_match null = { .type = &sb_m_be_null, .actual = SB__BOX((void *)NULL) };
    char name[1001];

    memset(name, 'n', 1000);
    name[1000] = '\0';
    should(sentence(&null, name, "be_null"),
        match("^n{80} \\.\\.\\. \\(840 characters cut, --full-values shows all\\) \\.\\.\\. n{80} should be NULL$"));
}

TEST(sentence, parts_are_joined_and_grouped_where_it_could_be_misread)
{
    sb_part part[] = { sb_part_of(&sb_m_be_above, SB_INT, 0, 3), sb_part_of(&sb_m_be_below, SB_INT, 0, 9) };
    sb_parts parts = { .n = 2, .part = part };
    sb_match all = { .type = &sb_m_all_of, .actual = SB__BOX(1), .x = { .kind = SB_PARTS, .v.p = &parts } };

    should(sentence(&all, "n", "all_of(be_above(LOW), be_below(HIGH))"), equal_to("n should be above LOW and be below HIGH"));
    all.negated = true;
    should(
        sentence(&all, "n", "all_of(be_above(LOW), be_below(HIGH))"), equal_to("n should not (be above LOW and be below HIGH)"));
}
