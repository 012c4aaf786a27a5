/* match_test.c -- match: PCRE2 patterns. */
#include "../../support/record.h"
#include <pthread.h>
#include <seedbed.h>
#include <string.h>

SUITE(matcher_match);

TEST(matcher_match, a_pattern_is_unanchored_and_utf8)
{
    should("course 12 is full", match("[0-9]+"));
    should("h\xc3\xa9llo", match("^h.llo$"));
    should("", match("^$"));
    should_not("course", match("^our"));
}

TEST(matcher_match, null_is_matched_by_nothing_and_matches_nothing_asserted_or_negated)
{
    const char *none = NULL;

    should_never(none, match(".*"));
    should_never("a", match(none));
    should_never("a", match_whole(none));
    should_never("a", ignoring_case(match(none)));
    should_say("none should match \"a\"\n  expected: a match for \"a\"\n       got: NULL\n"
               "  there is no string: NULL satisfies nothing about what is in it, asserted or negated",
        should(none, match("a")));
}

TEST(matcher_match, bytes_that_are_no_utf8_are_no_error)
{
    should("\xff\xfe"
           "abc",
        match("abc$"));
    should_not("\xff", match("^.$"));
}

TEST(matcher_match, the_message_shows_pattern_and_text)
{
    const char *s = "course is empty";

    should_say("s should match \"^course .+ is full$\"\n"
               "  expected: a match for \"^course .+ is full$\"\n"
               "       got: \"course is empty\"",
        should(s, match("^course .+ is full$")));
}

TEST(matcher_match, a_match_that_should_not_be_is_underlined)
{
    const char *s = "course is empty";

    should_say("s should not match \"is .\"\n"
               "  expected: no match for \"is .\"\n"
               "       got: \"course is empty\"\n"
               "                    ^^^^ bytes 7 to 11 match",
        should_not(s, match("is .")));
}

TEST(matcher_match, a_mistake_in_the_pattern_fails_asserted_and_negated)
{
    const char *s = "course";

    should_say("s should match \"^(.+ full$\"\n"
               "   pattern: \"^(.+ full$\"\n"
               "                       ^ byte 10: missing closing parenthesis",
        should(s, match("^(.+ full$")));
    should_say("s should not match \"(\"\n"
               "   pattern: \"(\"\n"
               "              ^ byte 1: missing closing parenthesis",
        should_not(s, match("(")));
}

TEST(matcher_match, a_match_that_pcre2_gives_up_fails_and_says_so)
{
    static const char slow[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!";

    should_say("slow should not match \"(*LIMIT_MATCH=999)^(a+)+$\"\n"
               "   pattern: \"(*LIMIT_MATCH=999)^(a+)+$\"\n"
               "  has given up: match limit exceeded; a pattern with fewer ways to match the same text may get through",
        should_not(slow, match("(*LIMIT_MATCH=999)^(a+)+$")));
}

TEST(matcher_match, one_site_may_meet_more_patterns_than_it_keeps)
{
    char pattern[] = "^a$", text[] = "a";

    for (int round = 0; round < 3; round++) {
        for (char c = 'a'; c <= 'z'; c++) {
            pattern[1] = text[0] = c;
            should(text, all_of(match(pattern), match("^[a-z]$"), not_(match("[0-9]"))));
        }
    }
}

static void *match_many(void *text)
{
    for (int i = 0; i < 2000; i++)
        expect((const char *)text, match("^[a-z]+ (\\d+)$"));
    return NULL;
}

TEST(matcher_match, threads_share_a_site)
{
    char text[4][16] = { "one 1", "two 22", "three 333", "four 4444" };
    pthread_t thread[4];

    for (int i = 0; i < 4; i++)
        should(pthread_create(&thread[i], NULL, match_many, text[i]), equal_to(0));
    for (int i = 0; i < 4; i++)
        should(pthread_join(thread[i], NULL), equal_to(0));
}

TEST(matcher_match, match_whole_is_anchored_at_both_ends)
{
    const char *none = NULL;

    should("2026-11", match_whole("\\d+-\\d+"));
    should_not("2026-11-21", match_whole("\\d+-\\d+"));
    should("ab", match_whole("a|ab"));
    should_not("ab\n", match_whole("ab"));
    should("", match_whole(""));
    should_never(none, match_whole(".*"));
}

TEST(matcher_match, what_would_match_is_shown)
{
    const char *s = "Course 12";

    should_say("s should match whole \"\\\\w+ 1\"\n"
               "  expected: a whole match for \"\\\\w+ 1\"\n"
               "       got: \"Course 12\"\n"
               "             ^^^^^^^^ bytes 0 to 8 match, and no more",
        should(s, match_whole("\\w+ 1")));
    should_say("s should match \"course\"\n"
               "  expected: a match for \"course\"\n"
               "       got: \"Course 12\"\n"
               "             ^^^^^^ bytes 0 to 6 match, ignoring case",
        should(s, match("course")));
}

TEST(matcher_match, ignoring_case_and_space)
{
    char copied[4096] = "";

    should("Course  FULL", ignoring_case(match("^course +full$")));
    should("\u00c9T\u00c9", ignoring_case(match("^\u00e9t\u00e9$")));
    should(" Course \t full\n", ignoring_space(match("^Course full$")));
    should("a\r\nb", ignoring_line_ends(match_whole("a\nb")));
    for (int i = 0; i < 1300; i++)
        strcat(copied, "a  ");
    should(copied, ignoring_space(match_whole("(a )*a")));
    should_not(copied, ignoring_space(match("a  a")));
}

/* On either side of what is copied onto the stack: one byte too many there is for a sanitizer to see. */
TEST_EACH(matcher_match, an_operand_of_any_size_is_copied_whole, (size_t n;), { 1999 }, { 2000 }, { 2001 }, { 2002 })
{
    char text[2048];

    memset(text, 'a', each->n);
    text[each->n - 1] = 'z';
    text[each->n] = '\0';
    should(text, ignoring_space(match_whole("a{1990,}z")));
    should(captured(0), have_length(each->n));
}

TEST(matcher_match, what_matches_where_space_is_ignored_is_marked_in_the_original)
{
    should_say("\"  x a \\t b\" should not match \"a b\" ignoring white space\n"
               "  expected: no match for \"a b\" ignoring white space\n"
               "       got: \"  x a \\t b\"\n"
               "                 ^^^^^^ bytes 4 to 9 match",
        should_not("  x a \t b", ignoring_space(match("a b"))));
}
