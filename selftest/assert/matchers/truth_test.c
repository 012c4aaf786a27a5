/* truth_test.c -- be_true, be_false. */
#include "../../support/record.h"
#include <math.h>
#include <seedbed.h>

SUITE(matcher_truth);

TEST(matcher_truth, what_is_not_zero_is_true_as_c_has_it)
{
    should(true, be_true);
    should(-1, be_true);
    should(0.5, be_true);
    should(NAN, be_true);
    should(UINT64_MAX, be_true);
    should(0, be_false);
    should(-0.0, be_false);
    should_not('\0', be_true);
    should_not(1 == 1, be_false);
}

TEST(matcher_truth, the_message_shows_the_value)
{
    bool ready = false;
    int n = 12;

    should_say("ready should be true\n  expected: true\n       got: false", should(ready, be_true));
    should_say("n should be false\n  expected: false\n       got: 12", should(n, be_false));
    should_say("n == 12 should not be true\n  expected: not true\n       got: 1", should_not(n == 12, be_true));
}
