/* lacking_test.c -- the lines "missing:" and "extra:". */
#include "../../assert/lacking.h"
#include "../support/record.h"
#include <math.h>
#include <seedbed.h>
#include <stdlib.h>

SUITE(lacking);

static const char *line(sb_view of, sb_view in, int how)
{
    sb_value a = sb__box_view(of), b = sb__box_view(in);
    struct sb_list list = sb_list_of(&a), other = sb_list_of(&b);
    struct sb_text text = SB_TEXT_EMPTY;
    char *taken;

    sb_lacking_add(&text, "L: ", &list, &other, how);
    taken = sb_text_take(&text);
    add_cleanup(free, taken);
    return taken;
}

TEST(lacking, one_that_is_there_lacks_nothing_unless_counted)
{
    int xs[] = { 1, 2, 2, 2 }, ys[] = { 2, 1, 2 };

    should(line(array(xs, 4), array(ys, 3), 0), equal_to(""));
    should(line(array(xs, 4), array(ys, 3), SB_LACKING_COUNT), equal_to("L: 2 (1 of 3)\n"));
    should(line(array(xs, 4), array(ys, 3), SB_LACKING_COUNT | SB_LACKING_PLACES), equal_to("L: 2 (1 of 3) at [3]\n"));
    should(line(array(ys, 3), array(xs, 4), SB_LACKING_COUNT), equal_to(""));
}

TEST(lacking, each_value_is_told_once_with_all_its_places)
{
    int xs[] = { 7, 1, 7, 8, 7 }, ys[] = { 1 };

    should(line(array(xs, 5), array(ys, 1), 0), equal_to("L: 7, 8\n"));
    should(line(array(xs, 5), array(ys, 1), SB_LACKING_PLACES), equal_to("L: 7 at [0], [2] and [4], 8 at [3]\n"));
    should(line(array(xs, 5), array(ys, 1), SB_LACKING_COUNT), equal_to("L: 7 (3 of 3), 8\n"));
}

TEST(lacking, each_nan_is_another)
{
    double xs[] = { NAN, 1, NAN }, ys[] = { NAN };

    should(line(array(xs, 3), array(ys, 1), SB_LACKING_PLACES), equal_to("L: nan at [0], 1 at [1], nan at [2]\n"));
}

TEST(lacking, many_values_and_many_places_are_cut)
{
    int xs[30], ys[] = { -1 }, same[30] = { 0 };

    for (int i = 0; i < 30; i++)
        xs[i] = i;
    should(line(array(xs, 30), array(ys, 1), 0), equal_to("L: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 18 more\n"));
    should(line(array(same, 9), array(ys, 1), SB_LACKING_PLACES),
        equal_to("L: 0 at [0], [1], [2], [3], [4], [5], [6], [7] and [8]\n"));
    should(line(array(same, 30), array(ys, 1), SB_LACKING_PLACES),
        equal_to("L: 0 at [0], [1], [2], [3], [4], [5], [6], [7] and 22 more\n"));
}
