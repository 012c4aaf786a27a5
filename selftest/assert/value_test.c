/* value_test.c -- two values compared. */
#include "../../assert/value.h"
#include <math.h>
#include <seedbed.h>

SUITE(value);

static int compare(sb_value a, sb_value b)
{
    int forth = sb_value_compare(&a, &b), back = sb_value_compare(&b, &a);

    should(back, equal_to(forth == 2 ? 2 : -forth));
    return forth;
}

TEST(value, integers_of_both_signs)
{
    should(compare(SB__BOX(-1), SB__BOX(3u)), equal_to(-1));
    should(compare(SB__BOX(INT64_MIN), SB__BOX(UINT64_MAX)), equal_to(-1));
    should(compare(SB__BOX(UINT64_MAX), SB__BOX(UINT64_MAX)), equal_to(0));
    should(compare(SB__BOX(UINT64_MAX), SB__BOX(UINT64_MAX - 1)), equal_to(1));
    should(compare(SB__BOX(-2), SB__BOX(-1)), equal_to(-1));
}

TEST(value, integers_and_floats_where_a_double_has_no_digits_left)
{
    should(compare(SB__BOX(9007199254740993), SB__BOX(9007199254740992.0)), equal_to(1));
    should(compare(SB__BOX(9007199254740991), SB__BOX(9007199254740992.0)), equal_to(-1));
    should(compare(SB__BOX(-9007199254740993), SB__BOX(-9007199254740992.0)), equal_to(-1));
    should(compare(SB__BOX(UINT64_MAX), SB__BOX(18446744073709551616.0)), equal_to(-1));
    should(compare(SB__BOX(INT64_MIN), SB__BOX(-9223372036854775808.0)), equal_to(0));
}

TEST(value, integers_and_fractions)
{
    should(compare(SB__BOX(0), SB__BOX(0.5)), equal_to(-1));
    should(compare(SB__BOX(0), SB__BOX(-0.5)), equal_to(1));
    should(compare(SB__BOX(-1), SB__BOX(-0.5)), equal_to(-1));
    should(compare(SB__BOX(-1), SB__BOX(-1.5)), equal_to(1));
    should(compare(SB__BOX(2), SB__BOX(2.0)), equal_to(0));
    should(compare(SB__BOX(0), SB__BOX(-0.0)), equal_to(0));
}

TEST(value, infinity_and_nan)
{
    should(compare(SB__BOX(UINT64_MAX), SB__BOX(INFINITY)), equal_to(-1));
    should(compare(SB__BOX(INT64_MIN), SB__BOX(-INFINITY)), equal_to(1));
    should(compare(SB__BOX(1), SB__BOX(NAN)), equal_to(2));
    should(compare(SB__BOX(NAN), SB__BOX(NAN)), equal_to(2));
}

TEST(value, a_null_string_equals_nothing_else)
{
    sb_value none = SB__BOX((const char *)NULL), empty = SB__BOX(""), null = SB__BOX((void *)NULL);

    should(sb_value_equal(&none, &none), be_true);
    should(sb_value_equal(&none, &empty), be_false);
    should(sb_value_equal(&none, &null), be_true);
}

TEST(value, values_of_different_groups_are_not_equal)
{
    sb_value zero = SB__BOX(0), none = SB__BOX((void *)NULL), no_bytes = SB__BOX(bytes(NULL, 0)), nothing = { .kind = SB_NONE };

    should(sb_value_equal(&zero, &none), be_false);
    should(sb_value_equal(&no_bytes, &none), be_false);
    should(sb_value_equal(&nothing, &zero), be_false);
    should(sb_value_equal(&nothing, &nothing), be_true);
}

TEST(value, kinds_have_names)
{
    should(sb_kind_words(SB_STR), equal_to("a string"));
    should(sb_kind_words(SB_BAD), equal_to("a struct"));
    should(sb_kind_words(SB_SMALL), equal_to("a number"));
    should(sb_kind_type(SB_ULLONG), equal_to("unsigned long long"));
    should(sb_kind_type(SB_LDOUBLE), equal_to("long double"));
}
