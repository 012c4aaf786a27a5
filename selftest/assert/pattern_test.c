/* pattern_test.c -- regular expressions: found, their groups, and matches replaced. */
#include "../../assert/pattern.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

FIXTURE(pattern, (sb_pattern it; sb_text text));
SETUP(pattern) { *self = (struct sb_fixture_pattern){ .text = SB_TEXT_EMPTY }; }
TEARDOWN(pattern)
{
    sb_pattern_release(&self->it);
    sb_text_release(&self->text);
}

static sb_bytes of(const char *s) { return (sb_bytes){ s, strlen(s) }; }

static const char *replaced(struct sb_fixture_pattern *self, const char *pattern, const char *in, const char *with)
{
    self->text.size = 0;
    sb_pattern_compile(&self->it, pattern);
    sb_pattern_replace(&self->it, of(in), with, &self->text);
    return self->text.at;
}

TEST(pattern, the_first_match_behind_a_byte_is_found)
{
    sb_pattern_compile(&self->it, "[0-9]+");
    sb_found found = sb_pattern_find(&self->it, of("12 and 345"), 2);
    should(found.state, equal_to(SB_FOUND));
    should(found.from, equal_to(7));
    should(found.to, equal_to(10));
    should(sb_pattern_find(&self->it, of("none"), 0).state, equal_to(SB_FOUND_NOT));
}

TEST(pattern, a_group_that_took_no_part_is_not_there)
{
    size_t from = 0, to = 0;
    sb_pattern_compile(&self->it, "(a)|(b)");
    sb_pattern_find(&self->it, of("xb"), 0);
    should(sb_pattern_group(&self->it, 1, &from, &to), be_false);
    should(sb_pattern_group(&self->it, 2, &from, &to), be_true);
    should(from, equal_to(1));
    should(sb_pattern_group(&self->it, 3, &from, &to), be_false);
}

TEST(pattern, a_mistake_is_told_with_its_place)
{
    sb_pattern_compile(&self->it, "a(");
    sb_found found = sb_pattern_find(&self->it, of("a"), 0);
    should(found.state, equal_to(SB_FOUND_MISTAKE));
    should(found.at, equal_to(2));
    sb_pattern_add_error(&self->text, found.error);
    should(self->text.at, equal_to("missing closing parenthesis"));
    should(replaced(self, "a(", "aa", "b"), equal_to("aa"));
}

TEST(pattern, every_match_is_replaced)
{
    should(
        replaced(self, "\\d{4}-\\d{2}-\\d{2}", "from 2024-01-02 to 2025-03-04.", "<date>"), equal_to("from <date> to <date>."));
    should(replaced(self, "x", "", "y"), equal_to(""));
    should(replaced(self, "x", "abc", "y"), equal_to("abc"));
}

TEST(pattern, a_replacement_may_name_groups_and_dollars)
{
    should(replaced(self, "(\\w+)=(\\w+)|z", "a=b z", "[$2=$1$3]"), equal_to("[b=a] [=]"));
    should(replaced(self, "\\d+", "7 USD", "$$N $"), equal_to("$N $ USD"));
    should(replaced(self, "b", "abc", "<$0>"), equal_to("a<b>c"));
}

TEST(pattern, a_match_of_nothing_is_replaced_once_at_each_place)
{
    should(replaced(self, "x*", "axb\xc3\xa9", "-"), equal_to("-a--b-\xc3\xa9-"));
    should(replaced(self, "^", "a\nb", "> "), equal_to("> a\nb"));
    should(replaced(self, "(?m)^", "a\nb", "> "), equal_to("> a\n> b"));
}

TEST(pattern, bytes_with_nul_and_without_utf8_are_searched)
{
    static const char bytes_[] = "a\0\xff"
                                 "b1";
    sb_pattern_compile(&self->it, "[ab]\\d?");
    sb_pattern_replace(&self->it, (sb_bytes){ bytes_, 5 }, "-", &self->text);
    should(bytes(self->text.at, self->text.size), equal_to(bytes("-\0\xff-", 4)));
    sb_pattern_replace(&self->it, (sb_bytes){ NULL, 0 }, "-", &self->text);
    should(self->text.size, equal_to(4));
}

TEST(pattern, what_is_between_bytes_that_are_no_utf8_is_no_line)
{
    should(replaced(self, "^a|b$|c",
               "a\xff"
               "ab\xffz\xff"
               "cb",
               "-"),
        equal_to("-\xff"
                 "ab\xffz\xff--"));
    should(replaced(self, "x*",
               "a\xff"
               "b",
               "-"),
        equal_to("-a-\xff-b-"));
    should(replaced(self, ".",
               "a\xff"
               "b",
               "-"),
        equal_to("-\xff-"));
}
