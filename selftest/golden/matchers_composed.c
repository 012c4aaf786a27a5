/* matchers_composed.c -- samples of matchers made of other matchers. */
/* run: --report=terminal */
#define SEEDBED_CORE
#include "sample.h"

/* Every one of up to 12 matchers holds; composites stand inside each other to 8 levels. */
TEST(all_of, a_number)
{
    int temperature = 25;
    passes should(temperature, all_of(be_above(10), be_below(30)));
    fails should(temperature, all_of(be_above(10), be_below(20)));
}

TEST(all_of, nested)
{
    const char *name = "ada lovelace";
    passes should(name, all_of(start_with("a"), any_of(have_length(3), contain(" "))));
    fails should(name, all_of(start_with("a"), any_of(have_length(3), contain("_"))));
}

/* At least one of them holds. */
TEST(any_of, a_string)
{
    const char *mode = "honour";
    passes should(mode, any_of(equal_to("audit"), start_with("honou")));
    fails should(mode, any_of(equal_to("audit"), equal_to("honor")));
}

/* None of them holds. */
TEST(none_of, a_string)
{
    const char *name = " ada";
    passes should(name + 1, none_of(be_empty, start_with(" ")));
    fails should(name, none_of(be_empty, start_with(" ")));
}

/* The matcher does not hold. nan, which satisfies no ordering, satisfies no negated one either. */
TEST(not_, a_number)
{
    int retries = 3;
    passes should(retries, all_of(be_positive, not_(be_above(3))));
    fails should(retries, all_of(be_positive, not_(equal_to(3))));
}

/* The matcher holds, and is called by these words: a matcher of your own in one line (see EXTENDING.md). */
TEST(described_as, a_string)
{
    const char *name = "Ada";
    passes should("ada", described_as("be a user name", match_whole("[a-z]+")));
    fails should(name, described_as("be a user name", match_whole("[a-z]+")));
}
