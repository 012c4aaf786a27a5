/* value_print_test.c -- one value as people read it. */
#include "../../assert/value.h"
#include <math.h>
#include <seedbed.h>
#include <stdlib.h>
#include <string.h>

SUITE(value_print);

static const char *printed(sb_value value)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_value_print(&t, &value);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST_EACH(value_print, doubles_have_the_fewest_digits_that_read_back, (const char *text; double d), { "0.1", 0.1 },
    { "0.30000000000000004", 0.1 + 0.2 }, { "100", 100.0 }, { "-0", -0.0 }, { "1234567.875", 1234567.875 }, { "0.00001", 1e-5 },
    { "1e-06", 1e-6 }, { "9007199254740992", 9007199254740992.0 }, { "10000000000000000", 1e16 }, { "1e+17", 1e17 },
    { "1e+100", 1e100 }, { "5e-324", 5e-324 }, { "1.7976931348623157e+308", 1.7976931348623157e308 })
{
    should(printed(SB__BOX(each->d)), equal_to(each->text));
}

TEST(value_print, floats_have_no_digits_of_a_double)
{
    should(printed(SB__BOX(0.1f)), equal_to("0.1"));
    should(printed(SB__BOX(16777216.0f)), equal_to("16777216"));
    should(printed(SB__BOX(0.1L)), equal_to("0.1"));
    should(printed(SB__BOX(NAN)), equal_to("nan"));
    should(printed(SB__BOX(-INFINITY)), equal_to("-inf"));
}

TEST(value_print, integers_of_every_type)
{
    should(printed(SB__BOX(UINT64_MAX)), equal_to("18446744073709551615"));
    should(printed(SB__BOX(INT64_MIN)), equal_to("-9223372036854775808"));
    should(printed(SB__BOX((bool)1)), equal_to("true"));
    should(printed(SB__BOX((char)'a')), equal_to("'a' (97)"));
    should(printed(SB__BOX((char)'\'')), equal_to("'\\'' (39)"));
    should(printed(SB__BOX((char)'"')), equal_to("'\"' (34)"));
    should(printed(SB__BOX((char)'\n')), equal_to("'\\n' (10)"));
    should(printed(SB__BOX((char)0)), equal_to("'\\x00' (0)"));
}

TEST_EACH(value_print, strings_are_quoted_and_escaped, (const char *text, *s), { "\"\"", "" },
    { "\"a\\tb\\\"c\\\\\"", "a\tb\"c\\" }, { "\"\\x1b[0m\\x7f\"", "\x1b[0m\x7f" },
    { "\"h\xc3\xa9 \xf0\x9f\x8c\xb1\"", "h\xc3\xa9 \xf0\x9f\x8c\xb1" }, { "\"\\xc3\"", "\xc3" },
    { "\"\\xe2\\x82x\"", "\xe2\x82x" }, { "\"\\xc0\\xaf\"", "\xc0\xaf" }, { "\"\\xed\\xa0\\x80\"", "\xed\xa0\x80" },
    { "\"\\xc2\\x85\"", "\xc2\x85" }, { "NULL", NULL })
{
    should(printed(SB__BOX(each->s)), equal_to(each->text));
}

TEST(value_print, a_long_string_is_cut_in_the_middle_and_says_so)
{
    char s[1001];
    const char *text;

    memset(s, 'x', 1000);
    s[1000] = '\0';
    s[0] = 'a';
    s[999] = 'z';
    text = printed(SB__BOX(s));
    should(text, match("^\"ax{199}\" \\.\\.\\. \\(600 of 1,000 bytes cut, --full-values shows all\\) \\.\\.\\. \"x{199}z\"$"));
    s[SB_VALUE_SHOWN] = '\0';
    should(printed(SB__BOX(s)), have_length(SB_VALUE_SHOWN + 2));
}

TEST_EACH(value_print, the_cut_goes_through_no_character, (const char *before, *behind), { "a", "" }, { "", "z" }, { "a", "z" })
{
    char s[1024];

    strcpy(s, each->before);
    for (int i = 0; i < 300; i++)
        strcat(s, "\xc3\xa9");
    strcat(s, each->behind);
    should(printed(SB__BOX(s)), all_of(not_(contain("\\x")), contain("bytes cut")));
}

TEST(value_print, bytes_are_their_size_and_the_first_of_them)
{
    char twenty[21] = "ABCDEFGHIJKLMNOPQRST";

    should(printed(SB__BOX(bytes("A\n", 2))), equal_to("2 bytes: 41 0a  |A.|"));
    should(printed(SB__BOX(bytes("A", 1))), equal_to("1 byte: 41  |A|"));
    should(printed(SB__BOX(bytes("", 0))), equal_to("0 bytes"));
    should(printed(SB__BOX(bytes(NULL, 3))), equal_to("3 bytes at NULL"));
    should(printed(SB__BOX(bytes(twenty, 20))),
        equal_to("20 bytes: 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50 ...  |ABCDEFGHIJKLMNOP|"));
}

TEST(value_print, pointers_and_what_is_not_there)
{
    sb_value nothing = { .kind = SB_NONE };

    should(printed(SB__BOX((void *)0x12ab)), equal_to("0x12ab"));
    should(printed(SB__BOX((void *)NULL)), equal_to("NULL"));
    should(printed(nothing), equal_to("NULL"));
}

static const char *printed_beside(sb_value value, sb_value other)
{
    struct sb_text t = SB_TEXT_EMPTY;
    char *text;

    sb_value_print_beside(&t, &value, &other);
    text = sb_text_take(&t);
    add_cleanup(free, text);
    return text;
}

TEST(value_print, beside_another_value)
{
    should(printed_beside(SB__BOX(97), SB__BOX((char)'b')), equal_to("'a' (97)"));
    should(printed_beside(SB__BOX(300), SB__BOX((char)'b')), equal_to("300"));
    should(printed_beside(SB__BOX(1), SB__BOX((bool)0)), equal_to("true"));
    should(printed_beside(SB__BOX(2), SB__BOX((bool)0)), equal_to("2"));
    should(printed_beside(SB__BOX(0.1), SB__BOX(0.1f)), equal_to("0.10000000000000001 (double)"));
    should(printed_beside(SB__BOX(0.1f), SB__BOX(0.1)), equal_to("0.10000000149011612 (float)"));
    should(printed_beside(SB__BOX(0.1), SB__BOX(0.1)), equal_to("0.1"));
}
