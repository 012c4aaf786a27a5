/* matchers_snapshots.c -- samples of matchers about what was right the last time somebody looked. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"

/* The operand equals the bytes of a file beside the test, written by --update-snapshots. */
TEST(match_snapshot, a_string)
{
    const char *page = "<h1>Courses</h1>\n<p>3 seats</p>\n";
    passes_at_a_cost should(page, match_snapshot("front"));
    fails should("<h1>Courses</h1>\n<p>4 seats</p>\n", match_snapshot("front"));
}

TEST(match_snapshot, what_differs_in_each_run)
{
    const char *page = "made on 2024-05-17\n";
    passes_at_a_cost should(page, match_snapshot("dated", redacting("\\d{4}-\\d{2}-\\d{2}", "<date>")));
    fails should(page, match_snapshot("dated"));
}
