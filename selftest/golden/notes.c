/* notes.c -- a program whose failures stand among given and because, which must be gone with their scopes however those are left. */
/* run: --report=terminal */
/* run: --report=tap --isolate=none scopes/are_left_by_a_failure scopes/are_gone_in_the_next_test scopes/are_gone_in_clean_ups */
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void read_row(int row)
{
    given(row);
    should(row * row, be_below(9));
}

TEST(scopes, are_left_by_a_failure)
{
    const char *file = "prices.csv";
    given(file);
    for (int turn = 1; turn < 3; turn++) {
        because("turn %d of %s", turn, "two");
        read_row(turn + 1);
    }
}

TEST(scopes, are_gone_in_the_next_test) { fail_test("nothing is given here"); }

static void clean(void) { should(1, equal_to(2)); }

__attribute__((noinline)) static void fail_with_a_note(void)
{
    because("this is not a clean-up");
    should(3, equal_to(4));
}

/* So far down on the stack that clean-ups do not write over what was there. */
__attribute__((noinline)) static void fail_deep(void)
{
    volatile char room[100000];
    room[0] = room[sizeof room - 1] = 0;
    fail_with_a_note();
}

TEST(scopes, are_gone_in_clean_ups)
{
    add_cleanup(clean);
    fail_deep();
}

TEST(scopes, are_left_by_a_skip)
{
    because("it is skipped");
    skip_test("not here");
}

static jmp_buf back;

__attribute__((noinline)) static void jump(void)
{
    because("it is left by a jump");
    longjmp(back, 1);
}

TEST(scopes, are_left_by_a_jump)
{
    if (setjmp(back) == 0)
        jump();
}

TEST(scopes, are_gone_after_a_jump) { should_within(0, 1, equal_to(2)); }

static void *fail_in_thread(void *unused)
{
    because("the thread says so");
    should(1, equal_to(2));
    return unused;
}

TEST(scopes, of_a_thread_and_of_the_test)
{
    pthread_t thread;
    because("the test says so");
    should(pthread_create(&thread, NULL, fail_in_thread, NULL), equal_to(0));
    pthread_join(thread, NULL);
    should(3, equal_to(4));
}

TEST(scopes, around_and_inside_blocks_in_processes_of_their_own)
{
    int n = 1;
    given(n);
    exit_with(3)
    {
        because("the block ends so");
        expect(n, equal_to(2));
        exit(3);
    }
    die_with(SIGABRT) { n = 2; }
}

TEST_EACH(scopes, of_rows, (int a; int b), { 1, 2 }, { 3, 4 })
{
    given(each->a, each->b);
    should(each->a + each->b, equal_to(3));
}
