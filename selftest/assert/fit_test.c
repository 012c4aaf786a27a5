/* fit_test.c -- parts of composites that do not go with the operand. */
#include "../../assert/fit.h"
#include "../support/record.h"
#include <seedbed.h>

SUITE(fit);

static enum sb_verdict must_not_be_judged(const sb_match *match)
{
    (void)match;
    sb_failed_at(__FILE__, __LINE__, false, "this part was judged");
    return SB_YES;
}
static const sb_matcher_type sb_m_stay_out = { .words = "stay out", .fits = SB_FITS_ANYTHING, .judge = must_not_be_judged };
#define SB_M_stay_out &sb_m_stay_out, SB__ANYTHING

TEST(fit, a_misfit_names_both_before_any_part_is_judged)
{
    const char *name = "ada";

    should_say("name should stay out and be above 3\n"
               "  `be above 3` does not go with `name`: it is about a number, and `name` is a string",
        should(name, all_of(stay_out, be_above(3))));
}

TEST(fit, a_misfit_fails_negated_too_and_however_deep)
{
    const char *name = "ada";

    should_say("name should not (equal \"ada\" or (be NULL and not equal 3))\n"
               "  `equal 3` does not go with `name`: it is about a number, and `name` is a string",
        should_not(name, any_of(equal_to("ada"), all_of(be_null, not_(equal_to(3))))));
}

TEST(fit, an_argument_of_the_wrong_kind_is_named)
{
    const char *name = "ada";
    int n = 3;

    should_say("name should start with 3 and have length 3\n"
               "  `start with 3` does not go with `name`: its argument should be a string and is a number",
        should(name, all_of(start_with(3), have_length(3))));
    should_say("n should not be above \"x\"\n"
               "  `be above \"x\"` does not go with `n`: its argument should be a number and is a string",
        should(n, not_(be_above("x"))));
}

TEST(fit, a_struct_as_an_argument_is_refused)
{
    struct point {
        int x, y;
    } origin = { 0, 0 };
    int n = 3;

    should_say(
        "n should equal origin or equal 3\n"
        "  `equal a struct` does not go with `n`: its argument is a struct, or a number too wide, complex or a vector, which "
        "cannot be compared; give object(type, &it) or bytes(&it, sizeof it)",
        should(n, any_of(equal_to(origin), equal_to(3))));
}

TEST(fit, a_complex_number_or_a_vector_as_an_argument_is_refused_and_not_read)
{
    _Complex double wave = 1;
    int quad __attribute__((vector_size(16))) = { 3 };

#define WHY(matcher) \
    "  `" matcher \
    "` does not go with `3`: its argument is a struct, or a number too wide, complex or a vector, which cannot be " \
    "compared; give object(type, &it) or bytes(&it, sizeof it)"
    should_say("3 should equal wave or equal 3\n" WHY("equal a struct"), should(3, any_of(equal_to(wave), equal_to(3))));
    should_say(
        "3 should not (equal quad and equal 3)\n" WHY("equal a struct"), should_not(3, all_of(equal_to(quad), equal_to(3))));
    should_say(
        "3 should not (not be between 3 and wave)\n" WHY("be between 3 and a struct"), should_not(3, not_(be_between(3, wave))));
#undef WHY
}

TEST(fit, a_count_below_0_is_refused)
{
    int a[] = { 1, 2 }, b[] = { 1, 3 };
    size_t n = (size_t)-1;

    should_say(
        "array(a, n) should equal array(b, n)\n"
        "  `equal an array with a count of -1` does not go with `array(a, n)`: the count of the operand is -1, which cannot be",
        should(array(a, n), equal_to(array(b, n))));
    should_say("array(a, 2) should not contain any of array(b, n)\n"
               "  `contain any of an array with a count of -1` does not go with `array(a, 2)`: "
               "an array with a count of -1 is of a count that cannot be, and each element of `array(a, 2)` is a number",
        should_not(array(a, 2), contain_any_of(array(b, n))));
    should_never(array(a, n), be_empty);
    should_never(bytes(a, n), equal_to(bytes(b, n)));
    should_never(array(a, 2), equal_to(array(b, n)));
    should_never(array(a, n), be_one_of(array(b, 2), array(b, n)));
    should_never(array(a, n), each(equal_to(1)));
}

TEST_EACH(fit, the_rules_are_those_of_the_compiler, (enum sb_fits fits; int actual; int x; bool goes),
    { SB_FITS_SAME, SB_INT, SB_DOUBLE, true }, { SB_FITS_SAME, SB_STR, SB_PTR, true }, { SB_FITS_SAME, SB_STR, SB_INT, false },
    { SB_FITS_NUMBERS, SB_INT, SB_STR, false }, { SB_FITS_NUMBER, SB_SMALL, SB_NONE, true },
    { SB_FITS_NUMBER, SB_PTR, SB_NONE, false }, { SB_FITS_STRINGS, SB_STR, SB_PTR, false },
    { SB_FITS_POINTER, SB_ROW, SB_NONE, true }, { SB_FITS_POINTER, SB_BYTES, SB_NONE, false },
    { SB_FITS_LENGTH, SB_BYTES, SB_ULONG, true }, { SB_FITS_LENGTH, SB_PTR, SB_INT, false },
    { SB_FITS_EMPTY, SB_TABLE, SB_NONE, true }, { SB_FITS_EMPTY, SB_INT, SB_NONE, false },
    { SB_FITS_TABLES, SB_TABLE, SB_TABLE, true }, { SB_FITS_TABLES, SB_TABLE, SB_STR, false },
    { SB_FITS_TABLE, SB_TABLE, SB_PTR, true }, { SB_FITS_ANYTHING, SB_BYTES, SB_PARTS, true },
    { SB_FITS_ANYTHING, SB_BAD, SB_NONE, false }, { SB_FITS_CONTAINER, SB_STR, SB_STR, true },
    { SB_FITS_CONTAINER, SB_STR, SB_PTR, false }, { SB_FITS_CONTAINER, SB_BYTES, SB_BYTES, true },
    { SB_FITS_CONTAINER, SB_BYTES, SB_STR, false }, { SB_FITS_CONTAINER, SB_ARRAY, SB_INT, true },
    { SB_FITS_CONTAINER, SB_OBJECT, SB_INT, false }, { SB_FITS_CONTAINER, SB_ARRAY, SB_BAD, false },
    { SB_FITS_MEMBERS, SB_STR, SB_PARTS, true }, { SB_FITS_MEMBERS, SB_ARRAY, SB_PARTS, true },
    { SB_FITS_MEMBERS, SB_BYTES, SB_PARTS, false }, { SB_FITS_ELEMENTS, SB_ARRAY, SB_PARTS, true },
    { SB_FITS_ELEMENTS, SB_ARRAY, SB_ARRAY, true }, { SB_FITS_ELEMENTS, SB_ARRAY, SB_BYTES, false },
    { SB_FITS_ELEMENTS, SB_STR, SB_PARTS, false }, { SB_FITS_ORDERED, SB_ARRAY, SB_NONE, true },
    { SB_FITS_ORDERED, SB_BYTES, SB_NONE, false }, { SB_FITS_LISTED, SB_TABLE, SB_PARTS, true },
    { SB_FITS_LISTED, SB_BAD, SB_PARTS, false })
{
    should(sb_fit(each->fits, each->actual, each->x), equal_to(each->goes));
}
