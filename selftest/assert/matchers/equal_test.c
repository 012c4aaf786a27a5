/* equal_test.c -- equal_to and be. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>
#include <string.h>

SUITE(matcher_equal);

TEST(matcher_equal, numbers_are_equal_by_value_whatever_their_types)
{
    unsigned char small = 200;
    struct {
        unsigned narrow : 3;
        unsigned long wide : 40;
    } bits = { 5, 0x9876543210 };

    should(small, equal_to(200L));
    should(2, equal_to(2.0));
    should(bits.narrow, equal_to(5));
    should((unsigned long)bits.wide, equal_to(0x9876543210));
    should('a', equal_to(97));
}

TEST(matcher_equal, minus_one_is_not_the_largest_unsigned)
{
    should_not(-1, equal_to(SIZE_MAX));
    should_not(-1, equal_to(UINT32_MAX));
    should_not(INT64_MIN, equal_to((uint64_t)1 << 63));
}

TEST(matcher_equal, an_integer_and_a_double_beside_it_differ)
{
    should_not(9007199254740993, equal_to(9007199254740992.0));
    should_not(UINT64_MAX, equal_to(18446744073709551616.0));
    should(9007199254740992, equal_to(9007199254740992.0));
}

TEST(matcher_equal, nan_equals_nothing)
{
    should_not(NAN, equal_to(1));
    should_not(NAN, equal_to(NAN));
    should_not(1, equal_to(NAN));
    should_say("x should equal NAN\n  expected: nan\n       got: nan\n  nan equals nothing, not even itself", double x = NAN;
               should(x, equal_to(NAN)));
}

TEST(matcher_equal, a_null_string_equals_null_and_nothing_else)
{
    const char *none = NULL;

    should(none, equal_to((const char *)NULL));
    should_not(none, equal_to(""));
    should_not("", equal_to(none));
    should_say("none should equal \"abc\"\n  expected: \"abc\"\n       got: NULL", should(none, equal_to("abc")));
    should_say("\"abc\" should equal none\n  expected: NULL\n       got: \"abc\"", should("abc", equal_to(none)));
}

TEST(matcher_equal, the_sentence_has_the_name_and_the_lines_the_value)
{
    enum { CATALOG_FULL = 1 };

    should_say("0 should equal CATALOG_FULL\n  expected: 1\n       got: 0", should(0, equal_to(CATALOG_FULL)));
    should_say("1 should not equal CATALOG_FULL\n  expected: not 1\n       got: 1", should_not(1, equal_to(CATALOG_FULL)));
}

TEST(matcher_equal, a_caret_stands_under_the_first_byte_that_differs)
{
    const char *name = "hello wurld";

    should_say("name should equal \"hello world\"\n"
               "  expected: \"hello world\"\n"
               "       got: \"hello wurld\"\n"
               "                    ^ byte 7",
        should(name, equal_to("hello world")));
}

TEST(matcher_equal, several_lines_are_shown_as_a_diff)
{
    should_say("\"a\\nb\\n\" should equal \"a\\nc\\n\"\n"
               "  - expected, + got; first difference in line 2\n"
               "      a\n"
               "    - c\n"
               "    + b",
        should("a\nb\n", equal_to("a\nc\n")));
}

TEST(matcher_equal, bytes_are_equal_by_size_and_content)
{
    char a[4] = { 1, 2, 3, 4 }, b[4] = { 1, 2, 3, 4 };

    should(bytes(a, 4), equal_to(bytes(b, 4)));
    should_not(bytes(a, 3), equal_to(bytes(b, 4)));
    should(bytes(a, 0), equal_to(bytes(NULL, 0)));
    should_not(bytes(a, 4), equal_to(bytes(NULL, 4)));
}

TEST(matcher_equal, bytes_that_differ_are_shown_as_a_hexdump)
{
    char a[17] = "ABCDEFGHIxKLMNOP";

    should_say("bytes(a, 16) should equal bytes(\"ABCDEFGHIJKLMNOP\", 16)\n"
               "  first difference at byte 9 of 16\n"
               "    expected  00000000  41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|\n"
               "         got  00000000  41 42 43 44 45 46 47 48 49 78 4b 4c 4d 4e 4f 50  |ABCDEFGHIxKLMNOP|\n"
               "                                                   ^^                              ^",
        should(bytes(a, 16), equal_to(bytes("ABCDEFGHIJKLMNOP", 16))));
}

TEST(matcher_equal, floats_that_look_alike_show_all_digits_and_their_types)
{
    float tenth = 0.1f;

    should_say("tenth should equal 0.1\n"
               "  expected: 0.10000000000000001 (double)\n"
               "       got: 0.10000000149011612 (float)",
        should(tenth, equal_to(0.1)));
}

TEST(matcher_equal, an_int_is_shown_as_what_it_stands_beside)
{
    char c = 'b';
    bool ready = false;

    should_say("c should equal 'a'\n  expected: 'a' (97)\n       got: 'b' (98)", should(c, equal_to('a')));
    should_say("ready should equal 1\n  expected: true\n       got: false", should(ready, equal_to(1)));
}

TEST(matcher_equal, pointers_are_equal_when_they_are_the_same)
{
    int one, two;
    int *none = NULL;

    should(&one, equal_to(&one));
    should_not(&one, equal_to(&two));
    should(none, equal_to((int *)NULL));
}

TEST(matcher_equal, be_tells_equal_strings_in_two_places_apart)
{
    char copy[] = "ada";
    const char *name = copy;

    should(name, be(copy));
    should_not("ada", be(copy));
    should(7, be(7L));
    should_not(bytes(copy, 3), be(bytes(copy, 2)));
}

TEST(matcher_equal, be_shows_where_equal_strings_are)
{
    struct record record;
    const char *text;
    char copy[] = "ada";

    record_open(&record);
    expect(copy, be("ada"));
    record_stop(&record);
    text = record_text(&record);
    should(text, start_with("copy should be \"ada\"\n  expected: \"ada\" at 0x"));
    should(text, end_with("\n  they are equal, in two places: equal_to compares what is there"));
}

TEST(matcher_equal, an_integer_beside_a_number_that_is_next_to_it)
{
    should_say("INT64_MAX should equal 9223372036854775807.0\n"
               "  expected: 9223372036854775808 (double)\n"
               "       got: 9223372036854775807",
        should(INT64_MAX, equal_to(9223372036854775807.0)));
    should_say("1e17f should be above 100000000000000000u\n"
               "  expected: above 100000000000000000\n"
               "       got: 99999998430674944 (float)",
        should(1e17f, be_above(100000000000000000u)));
    should_say("1e18 should equal 2000000000000000000\n  expected: 2000000000000000000\n       got: 1e+18",
        should(1e18, equal_to(2000000000000000000)));
}
