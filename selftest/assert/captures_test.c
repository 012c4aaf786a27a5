/* captures_test.c -- what the groups of the last match that held matched. */
#include "../support/record.h"
#include <pthread.h>
#include <seedbed.h>

SUITE(captures);

TEST(captures, groups_are_read_by_number_and_by_name)
{
    const char *s = "due 2026-11";

    should(s, match("(?<year>\\d+)-(\\d+)"));
    should(captured(0), equal_to("2026-11"));
    should(captured(1), equal_to("2026"));
    should(captured_named("year"), equal_to("2026"));
    should(captured(2), equal_to("11"));
}

TEST(captures, a_group_that_took_no_part_is_null_and_an_empty_one_is_not)
{
    should("b", match("(a)|(b)()"));
    should(captured(1), be_null);
    should(captured(2), equal_to("b"));
    should(captured(3), equal_to(""));
}

TEST(captures, of_several_groups_of_one_name_the_one_that_took_part_counts)
{
    should("b", match("(?J)(?<it>a)|(?<it>b)"));
    should(captured_named("it"), equal_to("b"));
    should("a", match("(?J)(?<it>a)|(?<it>b)"));
    should(captured_named("it"), equal_to("a"));
}

TEST(captures, they_are_copies_and_stay_when_the_operand_changes)
{
    char s[] = "abc";

    should(s, match("(b)"));
    s[1] = 'x';
    should(captured(1), equal_to("b"));
}

TEST(captures, the_last_match_that_held_counts)
{
    for (int i = 0; i < 3; i++) {
        char s[] = { 'n', (char)('0' + i), '\0' };
        should(s, match("n(.)"));
    }
    should(captured(1), equal_to("2"));
    should_not("x", match("(y)"));
    should(captured(1), equal_to("2"));
    should("ab", any_of(match("(z)"), match("(a)"), match("(b)")));
    should(captured(1), equal_to("a"));
    should("A  b", ignoring_space(match("(A b)")));
    should(captured(1), equal_to("A b"));
}

TEST(captures, before_a_match_held_there_are_none)
{
    should_say("captured(1): no match held in this test before, in this thread", captured(1));
    should_say("captured_named: no match held in this test before, in this thread", captured_named("x"));
}

TEST(captures, a_group_that_is_not_there_fails_the_test)
{
    should("ab", match("(?<first>a)(?<second>b)"));
    should_say("captured(3): the pattern that matched last has 2 groups", captured(3));
    should_say(
        "captured_named(\"fist\"): the pattern that matched last has the named groups first, second; did you mean \"first\"?",
        captured_named("fist"));
    should("ab", match_whole("a(b)"));
    should_say("captured(2): the pattern that matched last has 1 group", captured(2));
    should_say("captured_named(\"x\"): the pattern that matched last has no named groups", captured_named("x"));
}

TEST(captures, null_names_no_group)
{
    should_say("captured_named(NULL): a group is asked for by its name, which is a string", captured_named(NULL));
    should("ab", match("(?<first>a)b"));
    should_say("captured_named(NULL): a group is asked for by its name, which is a string", captured_named(NULL));
    should_say("captured_named(\"\"): the pattern that matched last has the named groups first", captured_named(""));
}

static void *match_elsewhere(void *unused)
{
    (void)unused;
    expect("other", match("(o)"));
    expect(captured(1), equal_to("o"));
    return NULL;
}

TEST(captures, each_thread_has_its_own)
{
    pthread_t thread;

    should("mine", match("(m)"));
    should(pthread_create(&thread, NULL, match_elsewhere, NULL), equal_to(0));
    should(pthread_join(thread, NULL), equal_to(0));
    should(captured(1), equal_to("m"));
}
