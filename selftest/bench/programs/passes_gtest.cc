/* passes_gtest.cc -- what a passing expectation of gtest takes, and one of gMock where it is installed, inside a test. */
#include "passes.h"
#include <gtest/gtest.h>
#if __has_include(<gmock/gmock.h>)
#include <gmock/gmock.h>
#define BETWEEN(x) EXPECT_THAT(x, testing::AllOf(testing::Ge(1), testing::Le(9)))
#else
#define BETWEEN(x) EXPECT_TRUE((x) >= 1 && (x) <= 9)
#endif

static void ints(long n)
{
    while (n--)
        EXPECT_EQ(passes_int, 5);
}

static void strings(long n)
{
    while (n--)
        EXPECT_STREQ(passes_string, "the quick brown fox");
}

static void composites(long n)
{
    while (n--) {
        int x = passes_int;
        BETWEEN(x);
    }
}

TEST(bench, passes)
{
    passes_measure("int", ints);
    passes_measure("string", strings);
    passes_measure("composite", composites);
}
