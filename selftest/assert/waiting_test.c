/* waiting_test.c -- should_within and should_stay. */
#include "../support/record.h"
#include <pthread.h>
#include <seedbed.h>
#include <stdatomic.h>

SUITE(waiting);

static int looks;
static int look(void) { return ++looks; }

TEST(waiting, looks_until_it_holds)
{
    uint64_t before = sb_context_checks();

    looks = 0;
    should_within(60000, look(), equal_to(4));
    should(looks, equal_to(4));
    should(sb_context_checks() - before, equal_to(2)); /* and that of looks */
}

TEST(waiting, looks_once_where_there_is_no_time)
{
    looks = 0;
    should_say(
        "look() should equal 2 within 0 ms\n  expected: 2\n       got: 1\n  looked once", should_within(0, look(), equal_to(2)));
    should_say(
        "look() should equal 1 within 0 ms\n  expected: 1\n       got: 2\n  looked once", should_within(-5, look(), equal_to(1)));
    should(looks, equal_to(2));
}

static void wait_in_vain(void) { should_within(3, look(), all_of(be_above(0), start_with("a"))); }

static void wait_for_a_word(void)
{
    const char *word = "new";
    should_within(3, word, any_of(equal_to("old"), all_of(start_with("n"), end_with("x"))));
}

TEST(waiting, says_how_long_and_the_last_value)
{
    should(failure_of(wait_for_a_word),
        match(
            "^word should \\(?equal \"old\" or .*within 3 ms\n(  .*\n)+  looked \\d+ times in \\d+ ms; this was there at the last look$"));
}

TEST(waiting, does_not_wait_for_a_mistake_to_mend_itself)
{
    looks = 0;
    should(failure_of(wait_in_vain), contain("does not go with `look()`"));
    should(looks, equal_to(1));
}

TEST(waiting, stays_as_long_as_it_should)
{
    looks = 0;
    should_stay(5, look(), be_above(0));
    should(looks, be_above(1));
    looks = 0;
    should_stay(0, look(), equal_to(1));
}

static void stay_for_three(void) { should_stay(60000, look(), be_below(4)); }

TEST(waiting, fails_at_the_first_look_that_does_not_hold)
{
    looks = 0;
    should(failure_of(stay_for_three),
        match("^look\\(\\) should be below 4, and stay so for 60000 ms\n  expected: below 4\n"
              "       got: 4\n  it held for \\d+ ms \\(3 looks\\) and then no more$"));
    should_say("look() should be below 4, and stay so for 9 ms\n  expected: below 4\n       got: 5\n"
               "  it did not hold at the first look",
        should_stay(9, look(), be_below(4)));
}

TEST(waiting, may_go_on_after_a_failure)
{
    looks = 0;
    should_say("look() should equal 9 within 0 ms\n  expected: 9\n       got: 1\n  looked once\n\n"
               "look() should equal 9, and stay so for 5 ms\n  expected: 9\n       got: 2\n  it did not hold at the first look",
               expect_within(0, look(), equal_to(9));
               expect_stay(5, look(), equal_to(9)));
}

static int judge_inside(void)
{
    should(++looks, equal_to(1));
    return 0;
}

static void wait_around_another(void) { should_within(60000, judge_inside(), equal_to(1)); }

TEST(waiting, an_assertion_of_another_place_fails_as_always)
{
    looks = 0;
    should(failure_of(wait_around_another), equal_to("++looks should equal 1\n  expected: 1\n       got: 2"));
    should(looks, equal_to(2));
    should(sb_context_scopes()->wait, be_null);
}

static int inner_looks;
static int wait_inside(void)
{
    inner_looks = 0;
    should_within(60000, ++inner_looks, equal_to(3));
    return look();
}

TEST(waiting, waits_inside_a_wait)
{
    looks = 0;
    should_within(60000, wait_inside(), equal_to(2));
    should(inner_looks, equal_to(3));
}

TEST(waiting, two_of_them_in_one_line)
{
    looks = 0;
    /* clang-format off */
    should_within(60000, look(), equal_to(2)); should_within(60000, look(), equal_to(4));
    /* clang-format on */
    if (looks)
        should_within(1, looks, equal_to(4));
    else
        should_within(1, looks, equal_to(5));
}

static _Atomic int level;

static void *raise_level(void *unused)
{
    should_within(60000, atomic_load(&level), equal_to(1));
    atomic_store(&level, 2);
    return unused;
}

TEST(waiting, threads_wait_for_each_other)
{
    pthread_t thread;

    atomic_store(&level, 0);
    should(pthread_create(&thread, NULL, raise_level, NULL), equal_to(0));
    atomic_store(&level, 1);
    should_within(60000, atomic_load(&level), equal_to(2));
    pthread_join(thread, NULL);
}

enum { WAITERS = 4, WAITS = 50 };

/* Two looks each, and one assertion beside them. */
static void *wait_often(void *unused)
{
    for (int i = 0; i < WAITS; i++) {
        int n = 0;

        given(i);
        should_within(60000, ++n, equal_to(2));
        should(n, equal_to(2));
    }
    return unused;
}

TEST(waiting, assertions_of_all_threads_are_counted_once)
{
    uint64_t before = sb_context_checks();
    pthread_t thread[WAITERS];

    for (int i = 0; i < WAITERS; i++)
        pthread_create(&thread[i], NULL, wait_often, NULL);
    for (int i = 0; i < WAITERS; i++)
        pthread_join(thread[i], NULL);
    should(sb_context_checks() - before, equal_to(2 * WAITERS * WAITS));
}
