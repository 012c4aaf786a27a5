/* enrolments_test.c -- who is in which course: pairs by bijection. */
#include <seedbed.h>
#include <stdlib.h>

SUITE(generated_enrolments);

TEST_EACH(generated_enrolments, no_pair_comes_twice, (uint64_t users, courses), { 1, 1 }, { 7, 3 }, { 100, 100 }, { 1, 1000 },
    { 311, 97 })
{
    bool *seen = calloc(each->users * each->courses, sizeof *seen);

    add_cleanup(free, (void *)seen);
    for (uint64_t n = 0; n < each->users * each->courses; n++) {
        sb_enrolment one;
        sb_enrolment_at(5, n, each->users, each->courses, &one);
        should(one.user_n, be_below(each->users));
        should(one.course_n, be_below(each->courses));
        should(seen[one.user_n * each->courses + one.course_n], be_false);
        seen[one.user_n * each->courses + one.course_n] = true;
    }
}

/* Pinned: data version 1, seed 42. */
TEST_EACH(generated_enrolments, first_rows, (uint64_t n, user_n, course_n; const char *mode; int completion),
    { 0, 0, 0, "audit", 45 }, { 1, 0, 2, "verified", 69 }, { 2, 1, 2, "honor", 45 }, { 3, 1, 0, "audit", 41 })
{
    sb_enrolment one;

    sb_enrolment_at(42, each->n, 2, 3, &one);
    should(one.user_n, equal_to(each->user_n));
    should(one.course_n, equal_to(each->course_n));
    should(one.mode, equal_to(each->mode));
    should(one.completion, equal_to(each->completion));
}

TEST(generated_enrolments, more_pairs_than_can_be_counted_stay_in_range)
{
    for (uint64_t n = 0; n < 100; n++) {
        sb_enrolment one;
        sb_enrolment_at(5, n, UINT64_MAX, 1000, &one);
        should(one.course_n, be_below(1000));
        should(one.completion, be_between(0, 100));
    }
}

TEST(generated_enrolments, of_nobody_in_nothing_is_the_pair_of_zeros)
{
    sb_enrolment one;

    sb_enrolment_at(5, 9, 0, 0, &one);
    should(one.user_n, equal_to(0));
    should(one.course_n, equal_to(0));
}
