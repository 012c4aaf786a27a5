/* check_test.c -- one assertion: what it evaluates, counts, and does when it fails. */
#include "../support/record.h"
#include <seedbed.h>

SUITE(check);

TEST(check, operands_are_evaluated_exactly_once)
{
    volatile int n = 0, x = 0, y = 0; /* changed between setjmp and longjmp */

    should(++n, equal_to(++x));
    should(++n, be_between(++x, ++y + 1));
    should_hold(should(++n, all_of(be_at_least(++x), not_(equal_to(++y)))));
    should_say("++n should equal 0\n  expected: 0\n       got: 4", should(++n, equal_to(0)));
    should(n, equal_to(4));
    should(x, equal_to(3));
    should(y, equal_to(2));
}

TEST(check, every_assertion_counts_passed_or_failed)
{
    uint64_t before = sb_context_checks();
    struct record record;

    expect(1, equal_to(1));
    expect(1L, equal_to(1));
    expect("a", all_of(have_length(1), start_with("a")));
    record_open(&record);
    expect(1, equal_to(2));
    record_stop(&record);
    record_text(&record);
    should(sb_context_checks() - before, equal_to(4));
}

static void expect_then_should(void)
{
    expect(1, equal_to(2));
    expect_not(1, equal_to(1));
    should(1, equal_to(3));
    should(1, equal_to(4));
}

TEST(check, expect_goes_on_and_should_ends_it)
{
    should(failure_of(expect_then_should),
        equal_to("1 should equal 2\n  expected: 2\n       got: 1\n\n"
                 "1 should not equal 1\n  expected: not 1\n       got: 1\n\n"
                 "1 should equal 3\n  expected: 3\n       got: 1"));
}

TEST(check, place_and_weight_are_those_of_the_assertion)
{
    struct record record;
    int line;

    record_open(&record);
    line = __LINE__ + 1;
    expect(1, equal_to(2));
    record_stop(&record);
    record_text(&record);
    should(record.line, equal_to(line));
    should(record.fatal, be_false);
}

TEST(check, every_type_travels)
{
    signed char sc = -1;
    unsigned char uc = 255;
    short s = -300;
    unsigned short us = 65535;
    float f = 0.5f;
    long double ld = 0.25L;
    enum colour { RED = -1, GREEN } colour = RED;
    struct {
        int narrow : 3;
        unsigned long wide : 50;
        long below_zero : 40;
        bool flag : 1;
    } bits = { -2, (1ul << 50) - 1, -3, true };

    should(sc, equal_to(-1));
    should(uc, be_between(us - 65280, us));
    should(s, be_below(f));
    should(ld, be_close_to(f, ld));
    should(colour, be_below(GREEN));
    should(bits.narrow, equal_to(-2));
    should((long)bits.wide, equal_to(1125899906842623));
    should((long)bits.below_zero, be_between(-3, ld));
    should(bits.flag, be_true);
    should(-2, be_one_of(bits.narrow, 7));
    should_change(bits.narrow, by(1))
        bits.narrow++;
}

static void do_nothing(void) {}

TEST(check, pointers_to_functions_and_volatile_values_go_too)
{
    void (*function)(void) = do_nothing;
    volatile int sensor = 7;
    const volatile double level = 0.5;

    should(function, equal_to(do_nothing));
    should(sensor, equal_to(7));
    should(level, be_above(0));
}

/* A matcher of a user's own, with nothing but what a matcher must have. */
static enum sb_verdict even(const sb_match *m)
{
    uint64_t n;
    return !sb_magnitude(&m->actual, &n) ? SB_NEVER : n % 2 == 0 ? SB_YES : SB_NO;
}
static const sb_matcher_type sb_m_be_even = { .words = "be even", .fits = SB_FITS_NUMBER, .judge = even };
#define SB_M_be_even &sb_m_be_even, SB__NUMBER
#define SB_M_be_adult SB_M_be_at_least(18)
#define SB_M_be_older_than(n) SB_M_be_above((n) + 1)
#define SB_M_be_teen SB_M_all_of(be_at_least(13), be_at_most(19))

TEST(check, a_matcher_of_a_users_own_is_the_equal_of_the_others)
{
    int n = 3;

    should(4, be_even);
    should_not(4, all_of(be_even, be_above(4)));
    should_say("n should be even\n  expected: even\n       got: 3", should(n, be_even));
    should_say("n should be above 1 and be even\n  expected: even\n       got: 3", should(n, all_of(be_above(1), be_even)));
}

TEST(check, the_sample_reads_integers_of_every_kind_and_nothing_else)
{
    struct {
        unsigned few : 3;
    } bits = { 6 };
    short small = -4;

    should(small, be_even);
    should(bits.few, be_even);
    should_not(UINT64_MAX, be_even);
    should(INT64_MIN, be_even);
    should_never(2.5, be_even);
    should_never(2.0L, be_even);
}

TEST(check, a_word_made_of_another_matcher_says_the_value_where_its_text_is_not_the_argument)
{
    int age = 5;

    should_say("age should be at least 18\n  expected: at least 18\n       got: 5", should(age, be_adult));
    should_say("age should be above 8\n  expected: above 8\n       got: 5", should(age, be_older_than(3 + 4)));
    should_say("age should be at least 13 and be at most 19\n  expected: at least 13\n       got: 5", should(age, be_teen));
}
