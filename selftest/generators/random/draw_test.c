/* draw_test.c -- numbers from the words of a place. */
#include "../../../generators/random/draw.h"
#include <seedbed.h>

SUITE(draw);

TEST(draw, a_place_always_gives_the_same_words)
{
    sb_draw one = sb_draw_at(1, 2, 3, 4), two = sb_draw_at(1, 2, 3, 4);

    for (int i = 0; i < 9; i++)
        should(sb_draw_word(&one), equal_to(sb_draw_word(&two)));
}

TEST_EACH(draw, a_change_of_one_coordinate_changes_the_words, (const char *which; uint64_t seed, factory, field, n),
    { "seed", 9, 2, 3, 4 }, { "factory", 1, 9, 3, 4 }, { "field", 1, 2, 9, 4 }, { "n", 1, 2, 3, 9 })
{
    sb_draw one = sb_draw_at(1, 2, 3, 4), two = sb_draw_at(each->seed, each->factory, each->field, each->n);

    should_not(sb_draw_word(&one), equal_to(sb_draw_word(&two)));
}

/* Pinned: change SB_DATA_VERSION when these change, and they change with it. */
TEST(draw, words_of_data_version_1)
{
    sb_draw draw = sb_draw_at(42, sb_draw_name("user"), sb_draw_name("email"), 7);

    should(SB_DATA_VERSION, equal_to(1));
    should(sb_draw_name("user"), equal_to(UINT64_C(0x7d6780e4032b48f2)));
    should(sb_draw_word(&draw), equal_to(UINT64_C(0x22c1d829e0b24843)));
    should(sb_draw_below(&draw, 1000), equal_to(800));
    should(sb_draw_between(&draw, -50, 50), equal_to(-33));
    should(sb_draw_bell(&draw, 0, 100), equal_to(31));
    should(sb_draw_fraction(&draw), equal_to(0x1.256ae753e7897p-1));
}

TEST(draw, below_keeps_its_bound_and_reaches_every_number)
{
    sb_draw draw = sb_draw_at(1, 0, 0, 0);
    int seen[10] = { 0 };

    for (int i = 0; i < 10000; i++) {
        uint64_t x = sb_draw_below(&draw, 10);
        should(x, be_below(10));
        seen[x]++;
    }
    for (int i = 0; i < 10; i++)
        should(seen[i], be_between(850, 1150));
}

/* Of 3 * 2^62 numbers, modulo would give the first third half of the time. */
TEST(draw, below_has_no_bias_where_modulo_would)
{
    uint64_t bound = UINT64_C(3) << 62, first_third = 0;

    for (uint64_t n = 0; n < 4000; n++) {
        sb_draw draw = sb_draw_at(5, 0, 0, n);
        first_third += sb_draw_below(&draw, bound) < UINT64_C(1) << 62;
    }
    should(first_third, be_between(1200, 1467));
}

TEST(draw, below_of_no_bound_and_of_one)
{
    sb_draw draw = sb_draw_at(1, 0, 0, 0), same = draw;

    should(sb_draw_below(&draw, 0), equal_to(sb_draw_word(&same)));
    should(sb_draw_below(&draw, 1), equal_to(0));
}

TEST(draw, between_takes_the_widest_and_the_narrowest_range)
{
    sb_draw draw = sb_draw_at(1, 0, 0, 0);
    bool negative = false, positive = false;

    for (int i = 0; i < 64; i++) {
        int64_t x = sb_draw_between(&draw, INT64_MIN, INT64_MAX);
        negative |= x < 0;
        positive |= x > 0;
    }
    should(negative && positive, be_true);
    should(sb_draw_between(&draw, -3, -3), equal_to(-3));
    should(sb_draw_between(&draw, 5, 4), equal_to(5));
    should(sb_draw_between(&draw, INT64_MIN, INT64_MIN + 1), be_at_most(INT64_MIN + 1));
}

TEST(draw, bell_favours_the_middle)
{
    sb_draw draw = sb_draw_at(1, 0, 0, 0);
    int low = 0, middle = 0;

    for (int i = 0; i < 10000; i++) {
        int64_t x = sb_draw_bell(&draw, 0, 99);
        should(x, be_between(0, 99));
        low += x < 20;
        middle += x >= 40 && x < 60;
    }
    should(middle, be_above(5 * low));
}

TEST(draw, fraction_stays_below_one)
{
    sb_draw draw = sb_draw_at(1, 0, 0, 0);
    double sum = 0;

    for (int i = 0; i < 10000; i++) {
        double x = sb_draw_fraction(&draw);
        should(x >= 0 && x < 1, be_true);
        sum += x;
    }
    should(sum, be_between(4800, 5200));
}

TEST(draw, pick_follows_the_weights)
{
    static const sb_weighted table[] = { { "never", 0 }, { "often", 9 }, { "seldom", 1 }, { NULL, 0 } };
    sb_draw draw = sb_draw_at(1, 0, 0, 0);
    int seldom = 0;

    for (int i = 0; i < 10000; i++) {
        const char *text = sb_draw_pick(&draw, table);
        should(text, any_of(equal_to("often"), equal_to("seldom")));
        seldom += *text == 's';
    }
    should(seldom, be_between(850, 1150));
}
