/* diff_test.c -- one line against another. */
#include "../../assert/context.h"
#include "../../assert/diff.h"
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(diff);

static const char *diff(const char *expected, const char *got)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_diff_strings(expected, got, 0, &t);
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
    should(diff("h\xc3\xa9z", "h\xc3\xa9y"), end_with("y\"\n             ^ byte 3 (character 2)\n"));
    should(diff("h\xc3\xa9", "h\xc3\xb6"), end_with("\"\n            ^ byte 1: got U+00F6, expected U+00E9\n"));
}

TEST(diff, long_strings_are_shown_around_the_difference)
{
    char a[1001], b[1001];

    memset(a, 'z', 1000);
    a[1000] = '\0';
    strcpy(b, a);
    b[500] = 'y';
    should(diff(a, b),
        match("^expected: \\.\\.\\. \"z{90}\" \\.\\.\\. \\(1,000 bytes\\)\n"
              "     got: \\.\\.\\. \"z{40}yz{49}\" \\.\\.\\. \\(1,000 bytes\\)\n"
              " {55}\\^ byte 500\ncut around the difference, --full-values shows all\n$"));
    should(diff("short", a), start_with("expected: \"short\"\n     got: \"zzz"));
}

TEST(diff, several_lines_are_more_than_one_newline_at_the_end)
{
    should(sb_diff_has_lines("a\n", "b\n"), be_false);
    should(sb_diff_has_lines("a\nb", "b"), be_true);
    should(sb_diff_has_lines("a", "\nb"), be_true);
}

TEST_EACH(diff, what_the_eye_would_miss_is_named, (const char *expected, *got, *note),
    { "a b", "a\tb", "byte 1: got a tab, expected a blank" },
    { "a b", "a\u00a0b", "byte 1: got U+00A0 (a no-break space), expected a blank" },
    { "ab", "a\u200bb", "byte 1: got U+200B (a zero-width space), expected \"b\"" },
    { "ab",
        "\ufeff"
        "ab",
        "byte 0: got U+FEFF (a byte order mark), expected \"a\"" },
    { "pay", "p\u0430y", "byte 1: got U+0430 (Cyrillic, looks like \"a\"), expected \"a\" (ASCII)" },
    { "p\u0430y", "pay", "byte 1: got \"a\" (ASCII), expected U+0430 (Cyrillic, looks like \"a\")" },
    { "caf\u00e9", "cafe\u0301", "byte 3: got \"e\" and U+0301 (a combining mark), expected U+00E9" },
    { "it's", "it\u2019s", "byte 2: got U+2019 (a typographic quote), expected \"'\"" },
    { "\u00e9t\u00e9", "\u00e9t\xe9", "byte 3 (character 2): got the byte 0xe9, expected U+00E9" },
    { "ab", "ab ", "byte 2: should end here; a blank follows" }, { "ab", "ab\n", "byte 2: should end here; a newline follows" },
    { "ab\r\n", "ab", "byte 2: 2 more expected, white space" }, { "ab\r", "ab", "byte 2: 1 more expected, a carriage return" },
    { "ab", "ab. ", "byte 2: should end here" })
{
    char *line = sb_format("^ %s\n", each->note);
    const char *text = diff(each->expected, each->got);

    add_cleanup(free, line);
    should(text, end_with(line));
}

TEST(diff, the_character_is_counted_where_it_is_not_the_byte)
{
    should(diff("\u00fcber alles", "\u00fcber ales"), end_with("^ byte 8 (character 7)\n"));
    should(diff("\xffz", "\xffy"), end_with("^ byte 1\n"));
}

TEST(diff, the_caret_stands_under_wide_and_combining_characters)
{
    should(
        diff("\u6771\u4eac x", "\u6771\u4eac y"), end_with("got: \"\u6771\u4eac y\"\n                ^ byte 7 (character 3)\n"));
    should(diff("e\u0301x", "e\u0301y"), end_with("y\"\n            ^ byte 3 (character 2)\n"));
    should(diff("\u200bx", "\u200by"), end_with("got: \"\\u200by\"\n                 ^ byte 3 (character 1)\n"));
}

static const char *texts(const char *expected, const char *got, unsigned ignoring)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_diff_texts(expected, got, ignoring, &t);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST_EACH(diff, what_would_make_them_equal_is_said, (const char *expected, *got, *hint),
    { "Ada", "ADA", "\nthey are equal ignoring case\n" }, { "a  b", "a b", "\nthey are equal ignoring white space\n" },
    { "a\nb\n", "a\r\nb\r\n", "\nthey are equal ignoring line ends\n" },
    { "Ada L", "ADA\tL", "\nthey are equal ignoring case and white space\n" }, { "Ada", "Adx", "^ byte 2\n" })
{
    should(texts(each->expected, each->got, 0), end_with(each->hint));
}

TEST(diff, what_is_ignored_is_no_difference)
{
    should(texts("Hello WORLD", "hello  wurld", SB_IGNORING_CASE | SB_IGNORING_SPACE),
        equal_to("expected: \"Hello WORLD\"\n"
                 "     got: \"hello  wurld\"\n"
                 "                   ^ byte 8\n"));
    should(texts("one two\n", "\tone\n two\nthree", SB_IGNORING_SPACE), contain("should end here"));
}

TEST(diff, nothing_is_cut_where_all_is_asked_for)
{
    char a[1001], b[1001];

    memset(a, 'z', 1000);
    a[1000] = '\0';
    strcpy(b, a);
    b[500] = 'y';
    sb_context_get()->full_values = true;
    const char *text = diff(a, b);
    sb_context_get()->full_values = false;
    should(text, match("^expected: \"z{1000}\"\n     got: \"z{500}yz{499}\"\n {511}\\^ byte 500\n$"));
}
