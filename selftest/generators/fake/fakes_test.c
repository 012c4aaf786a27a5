/* fakes_test.c -- fake_text and its kin in tests: the next value of a kind, of the test's own stream. */
#include "../../support/kinds.h"
#include <string.h>

SUITE(fakes);

TEST(fakes, give_the_next_value_each_time)
{
    const char *one = fake_text(uuid), *two = fake_text(uuid);

    should(one, match("^[0-9a-f-]{36}$"));
    should(two, not_(equal_to(one)));
    should(fake_text("uuid"), not_(equal_to(two)));
}

TEST(fakes, take_members_of_a_rule)
{
    for (int i = 0; i < 50; i++) {
        should(fake_int(number, .from = "3", .to = "5"), be_between(3, 5));
        should(fake_text(pattern, .form = "[A-Z]{2,3},\\d"), match_whole("[A-Z]{2,3},\\d"));
    }
}

TEST(fakes, are_unique_where_asked)
{
    bool seen[10] = { false };

    for (int i = 0; i < 10; i++) {
        int64_t x = fake_int(number, .from = "0", .to = "9", .unique = true);
        should(seen[x], be_false);
        seen[x] = true;
    }
}

TEST(fakes, have_the_type_that_was_asked)
{
    should(fake_text(number), match("^[0-9]+$"));
    should(fake_text(money), match("^[0-9.]+$"));
    should(fake_text(boolean), match("^(true|false)$"));
    should(fake_double(decimal, .from = "0.5", .to = "0.75"), be_between(0.5, 0.75));
    should(fake_double(number), be_between(1, 100));
    should(fake_int(boolean), be_between(0, 1));
    should(fake_bytes(text.word).size, be_at_least(3));
    should(fake_bytes(hostile.bytes).size, be_at_least(1));
}

/* The last value of the test before, for the next one: the order of tests of a suite is that of the file. */
static char before[40];

TEST(fakes, begin_anew_in_each_test)
{
    should(strlen(fake_text(uuid)), equal_to(36));
    strcpy(before, fake_text(uuid));
}

TEST(fakes, have_a_stream_for_each_test)
{
    fake_text(uuid);
    should(fake_text(uuid), not_(equal_to(before)));
}
