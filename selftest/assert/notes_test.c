/* notes_test.c -- given and because. */
#include "../support/record.h"
#include <pthread.h>
#include <seedbed.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

SUITE(notes);

#define IS_TWO "1 should equal 2\n  expected: 2\n       got: 1"

static void fail(void) { should(1, equal_to(2)); }

TEST(notes, stand_below_the_failure_with_names_and_values)
{
    const char *name = "ada";
    char letters[4] = "xy";
    double d = 0.5;

    given(1 + 1, name, letters, d);
    should_say(IS_TWO "\n     given: 1 + 1 = 2, name = \"ada\", letters = \"xy\", d = 0.5", should(1, equal_to(2)));
    should_hold(should(1, equal_to(1)));
}

TEST(notes, take_eight_values_each_on_a_line_where_one_is_too_short)
{
    const char *long_name = "a name of forty characters, more or less";
    int n = 1;

    given(n, n, n, long_name, long_name, bytes("\1\2", 2), strchr("a,b", ','), NULL);
    should_say(IS_TWO "\n     given: n = 1\n            n = 1\n            n = 1\n"
                      "            long_name = \"a name of forty characters, more or less\"\n"
                      "            long_name = \"a name of forty characters, more or less\"\n"
                      "            bytes(\"\\1\\2\", 2) = 2 bytes: 01 02  |..|\n"
                      "            strchr(\"a,b\", ',') = \",b\"\n            NULL = NULL",
        fail());
}

TEST(notes, end_with_their_block)
{
    for (volatile int i = 0; i < 2; i++) {
        given(i);
        if (i)
            should_say(IS_TWO "\n     given: i = 1", fail());
    }
    {
        because("this is over");
    }
    should_say(IS_TWO, fail());
}

#if !defined __clang__ /* which refuses it */
static void fill_stack(void)
{
    volatile char room[4096];

    for (size_t i = 0; i < sizeof room; i++)
        room[i] = 'A';
}

static void fail_behind_a_switch(volatile int kind)
{
    fill_stack();
    switch (kind) {
    case 1:;
        given(kind);
        because("it is %d", kind);
        break;
    case 2: break;
    }
    fail();
}

TEST(notes, say_nothing_where_a_case_jumps_over_them)
{
    because("this stays");
    should_say(IS_TWO "\n   because: this stays", fail_behind_a_switch(2));
    should_say(IS_TWO "\n   because: this stays", fail_behind_a_switch(1));
}
#endif

static void inner(void)
{
    int depth = 2;

    given(depth);
    because("it is %s", "so");
    fail();
}

TEST(notes, stand_in_the_order_of_their_scopes)
{
    int depth = 1;

    given(depth);
    should(failure_of(inner), equal_to(IS_TWO "\n     given: depth = 1\n     given: depth = 2\n   because: it is so"));
    should_say(IS_TWO "\n     given: depth = 1", fail());
}

TEST(notes, are_told_of_every_kind_of_failure)
{
    int n = 0;

    because("100%% of it");
    should_say("n should change by 1\n  expected: from 0 to 1\n       got: from 0 to 0\n   because: 100% of it",
        should_change(n, by(1)){});
    should_say("no good\n   because: 100% of it", fail_test("no good"));
}

TEST(notes, a_number_is_as_it_was_and_a_string_as_it_is)
{
    int n = 1;
    char name[4] = "old";

    given(n, name);
    because("it was %d and %s", n, name);
    n = 2;
    memcpy(name, "new", 3);
    should_say(IS_TWO "\n     given: n = 1, name = \"new\"\n   because: it was 1 and old", fail());
}

TEST(notes, a_long_sentence_is_cut_between_characters)
{
    struct record record;

    because("%0236d%s", 0, "\xc3\xa4\xc3\xb6\xc3\xbc");
    record_open(&record);
    if (setjmp(record.out) == 0)
        fail();
    record_stop(&record);
    should(record_text(&record), match("because: 0{236}\\.\\.\\.$"));
}

static void *fail_in_thread(void *unused)
{
    int mine = 1;

    expect(1, equal_to(2));
    given(mine);
    expect(1, equal_to(2));
    return unused;
}

TEST(notes, belong_to_their_thread)
{
    struct record record;
    pthread_t thread;

    because("of the test");
    record_open(&record);
    pthread_create(&thread, NULL, fail_in_thread, NULL);
    pthread_join(thread, NULL);
    record_stop(&record);
    should(record_text(&record), equal_to(IS_TWO "\n\n" IS_TWO "\n     given: mine = 1"));
}

static jmp_buf back;

__attribute__((noinline)) static void jump(void)
{
    because("of what is over");
    longjmp(back, 1);
}

TEST(notes, that_a_jump_left_go_with_the_scope_around_it)
{
    const char *preloaded = getenv("LD_PRELOAD");
    if (preloaded && strstr(preloaded, "vgpreload"))
        skip_test("valgrind would tell that a note is looked at which a jump left");
    {
        because("around");
        if (setjmp(back) == 0)
            jump();
    }
    should_say(IS_TWO, fail());
}
