/* printing.c -- a program whose blocks print, and do not all come to their ends: what they printed is output of the test then. */
/* run: --report=terminal */
/* run: --report=tap --isolate=none judged left */
/* run: --isolate=none ended/by_a_crash */
/* run: --isolate=none ended/by_an_exit */
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

TEST(judged, what_is_good_is_no_output)
{
    printf("before\n");
    should_print(equal_to("inside\n")) { printf("inside\n"); }
    should_print_error(be_empty)
    {
        should_print(equal_to("inside again\n")) { printf("inside again\n"); }
    }
    printf("behind\n");
    fail_test("to show the output");
}

TEST(judged, what_is_not_good_is_in_the_message)
{
    int n = 3;
    given(n);
    expect_print(equal_to("one\ntwo\nfour\n")) { printf("one\ntwo\nthree\n"); }
    should_print_error(be_empty) { fprintf(stderr, "a warning"); }
}

TEST(judged, what_a_process_of_its_own_prints)
{
    should_print(equal_to("before, last words"))
    {
        printf("before, ");
        exit_with(3)
        {
            printf("last words");
            exit(3);
        }
    }
}

TEST(left, by_a_failure_inside)
{
    printf("before\n");
    should_print(be_empty)
    {
        printf("to stdout\n");
        should_print_error(be_empty)
        {
            fprintf(stderr, "to stderr\n");
            should(1, equal_to(2));
        }
    }
}

TEST(left, and_it_is_gone_in_the_next_test)
{
    printf("the next test\n");
    fprintf(stderr, "in their order\n");
    printf("and no other\n");
    fail_test("to show the output");
}

TEST(left, by_a_skip)
{
    should_print(be_empty)
    {
        printf("it was skipped\n");
        skip_test("not here");
    }
}

static void *fail_in_thread(void *unused)
{
    should_print(be_empty)
    {
        printf("of the thread\n");
        should(1, equal_to(2));
    }
    return unused;
}

TEST(left, by_a_thread_that_ends)
{
    pthread_t thread;
    should(pthread_create(&thread, NULL, fail_in_thread, NULL), equal_to(0));
    pthread_join(thread, NULL);
    printf("behind it\n");
}

static jmp_buf out;

TEST(left, by_a_jump)
{
    if (!setjmp(out))
        should_print(equal_to("never judged"))
        {
            printf("before the jump\n");
            longjmp(out, 1);
        }
    printf("behind it\n");
}

static void *exit_in_block(void *unused)
{
    int n = 0;
    should_change(n, by(1)) {
        pthread_exit(unused);
    }
    return unused;
}

TEST(left, by_a_thread_that_exits)
{
    pthread_t thread;
    should(pthread_create(&thread, NULL, exit_in_block, NULL), equal_to(0));
    pthread_join(thread, NULL);
}

static pthread_barrier_t begun, over;

static void *print_for_long(void *unused)
{
    should_print(equal_to("the first"))
    {
        printf("the ");
        pthread_barrier_wait(&begun);
        pthread_barrier_wait(&over);
        printf("first");
    }
    return unused;
}

TEST(left, to_the_thread_that_has_one)
{
    pthread_t first, second;
    pthread_barrier_init(&begun, NULL, 2);
    pthread_barrier_init(&over, NULL, 2);
    pthread_create(&first, NULL, print_for_long, NULL);
    pthread_barrier_wait(&begun);
    pthread_create(&second, NULL, fail_in_thread, NULL);
    pthread_join(second, NULL);
    pthread_barrier_wait(&over);
    pthread_join(first, NULL);
    printf("the output of the test\n");
}

TEST(left, and_it_is_gone_again)
{
    printf("the next test\n");
    fail_test("to show the output");
}

TEST(ended, by_a_crash)
{
    printf("before\n");
    should_print_error(be_empty)
    {
        fprintf(stderr, "to stderr\n");
        should_print(be_empty)
        {
            printf("to stdout\n");
            abort();
        }
    }
}

TEST(ended, by_an_exit)
{
    should_print(be_empty)
    {
        printf("the last line");
        exit(3);
    }
}

TEST(ended, by_the_time_limit, .timeout = 0.1)
{
    should_print(be_empty)
    {
        printf("the last line\n");
        for (volatile int forever = 1; forever;) {
        }
    }
}

TEST(ended, by_all_and_this_is_as_ever)
{
    printf("stdout\n");
    fprintf(stderr, "stderr\n");
    should_print(equal_to("taken")) { printf("taken"); }
    fail_test("to show the output");
}
