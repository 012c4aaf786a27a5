/* part_test.c -- a matcher inside a composite. */
#include "../../assert/part.h"
#include "../support/record.h"
#include <seedbed.h>

SUITE(part);

TEST(part, it_keeps_its_arguments_and_their_kinds)
{
    sb_part between = sb_part_of(&sb_m_be_between, SB_INT, SB_DOUBLE, -3, 0.5), null = sb_part_of(&sb_m_be_null, 0, 0);

    should(between.x.kind, equal_to(SB_INT));
    should(between.x.v.i, equal_to(-3));
    should(between.y.v.d, equal_to(0.5));
    should(null.x.kind, equal_to(SB_NONE));
}

TEST(part, it_is_judged_with_the_operand_of_the_composite)
{
    sb_part part[] = { sb_part_of(&sb_m_be_above, SB_INT, 0, 3), sb_part_of(&sb_m_be_above, SB_INT, 0, 9) };
    sb_parts parts = { .n = 2, .part = part };
    sb_match composite = { .type = &sb_m_all_of, .actual = SB__BOX(5), .x = { .kind = SB_PARTS, .v.p = &parts } };

    should(sb_part_judge(&composite, 0), equal_to(SB_YES));
    should(sb_part_judge(&composite, 1), equal_to(SB_NO));
    should(sb_part_find(&composite, SB_NO), equal_to(1));
    should(sb_part_find(&composite, SB_NEVER), equal_to(2));
}

TEST(part, twelve_parts_and_eight_levels_go_in)
{
    should(5, all_of(equal_to(5), be_above(1), be_below(9), be_at_least(5), be_at_most(5), be_between(1, 9), be_positive));
    should_not(5,
        any_of(be_above(5), be_below(5), be_zero, be_negative, be_nan, equal_to(1), equal_to(2), equal_to(3), equal_to(4),
            equal_to(6), be_infinite, all_of(be_above(1), be_below(5))));
    should_not(5,
        none_of(be_above(5), be_below(5), be_zero, be_negative, be_nan, equal_to(1), equal_to(2), equal_to(3), be_false,
            equal_to(6), be_infinite, equal_to(5)));
    should(5, not_(not_(not_(not_(not_(not_(not_(not_(equal_to(5))))))))));
}
