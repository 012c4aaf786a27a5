/* put_test.c -- text in fields of fixed size. */
#include "../../../generators/fake/put.h"
#include <seedbed.h>

SUITE(put);

TEST(put, what_does_not_fit_is_left_out)
{
    char field[6];
    sb_put to = sb_put_into(field, sizeof field);

    sb_put_text(&to, "abc");
    sb_put_text(&to, "defg");
    sb_put_byte(&to, 'h');
    should(field, equal_to("abcde"));
}

TEST(put, a_character_is_never_cut_in_two)
{
    char field[5];
    sb_put to = sb_put_into(field, sizeof field);

    sb_put_text(&to, "abc\xc3\xb8z");
    sb_put_byte(&to, 'z');
    should(field, equal_to("abc"));
}

TEST_EACH(put, number, (uint64_t number; int digits; const char *text), { 0, 0, "0" }, { 7, 3, "007" }, { 1234, 2, "1234" },
    { UINT64_MAX, 0, "18446744073709551615" })
{
    char field[32];
    sb_put to = sb_put_into(field, sizeof field);

    sb_put_number(&to, each->number, each->digits);
    should(field, equal_to(each->text));
}

TEST(put, digits_are_counted)
{
    should(sb_put_digits(0), equal_to(1));
    should(sb_put_digits(9), equal_to(1));
    should(sb_put_digits(10), equal_to(2));
    should(sb_put_digits(UINT64_MAX), equal_to(20));
}
