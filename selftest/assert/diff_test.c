/* diff_test.c -- one line against another. */
#include "../../assert/diff.h"
#include "../../assert/text.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(diff);

static const char *diff(const char *expected, const char *got)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_diff_strings(expected, got, &t);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST(diff, the_caret_stands_under_the_first_byte_that_differs)
{
    should(diff("hello world", "hello wurld"),
        equal_to("expected: \"hello world\"\n"
                 "     got: \"hello wurld\"\n"
                 "                  ^ byte 7\n"));
    should(diff("abc", "xbc"), end_with("\n           ^ byte 0\n"));
}

TEST(diff, where_one_ends_the_note_says_so)
{
    should(diff("hello", "hel"), end_with("got: \"hel\"\n              ^ byte 3: 2 more expected\n"));
    should(diff("hel", "hello"), end_with("got: \"hello\"\n              ^ byte 3: should end here\n"));
    should(diff("", "x"), end_with("got: \"x\"\n           ^ byte 0: should end here\n"));
}

TEST(diff, escapes_and_wide_characters_do_not_move_the_caret)
{
    should(diff("\t\x01z", "\t\x01y"), end_with("got: \"\\t\\x01y\"\n                 ^ byte 2\n"));
    should(diff("h\xc3\xa9z", "h\xc3\xa9y"), end_with("y\"\n             ^ byte 3\n"));
    should(diff("h\xc3\xa9", "h\xc3\xb6"), end_with("\"\n            ^ byte 2\n"));
}

TEST(diff, long_strings_are_shown_around_the_difference)
{
    char a[1001], b[1001];

    memset(a, 'z', 1000);
    a[1000] = '\0';
    strcpy(b, a);
    b[500] = 'y';
    should(diff(a, b),
        match("^expected: \\.\\.\\. \"z{90}\" \\.\\.\\. \\(1000 bytes\\)\n"
              "     got: \\.\\.\\. \"z{40}yz{49}\" \\.\\.\\. \\(1000 bytes\\)\n"
              " {55}\\^ byte 500\n$"));
    should(diff("short", a), start_with("expected: \"short\"\n     got: \"zzz"));
}

TEST(diff, several_lines_are_more_than_one_newline_at_the_end)
{
    should(sb_diff_has_lines("a\n", "b\n"), be_false);
    should(sb_diff_has_lines("a\nb", "b"), be_true);
    should(sb_diff_has_lines("a", "\nb"), be_true);
}
