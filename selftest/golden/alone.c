/* alone.c -- a program whose tests crash because of what others left in the process, and others that crash by themselves. */
/* run: --report=terminal left */
/* run: --report=tap left */
/* run: --report=terminal itself */
/* run: --report=terminal --rerun-crashed=none left */
/* run: --report=terminal said */
#define SEEDBED_CORE
#include <seedbed.h>
#include <stdlib.h>

static bool left;

TEST(left, a_first_one) { should(left, be_false); }
TEST(left, one_that_leaves_a_mark) { left = true; }
TEST(left, one_between) { should(1, equal_to(1)); }
TEST(left, another_between) { should(1, equal_to(1)); }

TEST(left, crashes_where_the_mark_is)
{
    if (left)
        abort();
}

TEST(left, and_one_more) { should(left, be_false); }

TEST(itself, passes) { should(1, equal_to(1)); }
/* Each odd one stands behind an even one in its process. */
TEST_EACH(itself, crashes, (int n), { 0 }, { 1 }, { 2 }, { 3 }, { 4 }, { 5 }, { 6 }, { 7 }, { 8 }, { 9 }, { 10 }, { 11 }, { 12 },
    { 13 }, { 14 }, { 15 }, { 16 }, { 17 }, { 18 }, { 19 }, { 20 }, { 21 }, { 22 }, { 23 }, { 24 }, { 25 })
{
    if (each->n % 2)
        abort();
}
TEST(itself, passes_too) { should(1, equal_to(1)); }

TEST(said, passes) { should(1, equal_to(1)); }
/* What it says again when it is run alone is no second failure; what it says twice at once are two. */
TEST(said, twice_before_it_crashes)
{
    for (int i = 0; i < 2; i++)
        expect(1, equal_to(2));
    abort();
}
