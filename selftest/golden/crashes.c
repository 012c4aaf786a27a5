/* crashes.c -- a program whose tests die in every way that has a place: what is said of it, and the calls that led there. */
/* run: --report=terminal */
/* run: --report=tap crashes/by_a_null_pointer crashes/by_division_by_zero */
/* run: --report=terminal --isolate=test steps_setup steps_teardown steps_cleanup */
#define SEEDBED_CORE
#include <assert.h>
#include <pthread.h>
#include <seedbed.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define KEPT __attribute__((noinline))

struct account {
    int id, balance;
};

static KEPT void store(int *at) { *at = 1; }
static KEPT int load(const int *at) { return *(const volatile int *)at; }
static KEPT int divide(int a, int b) { return a / b; }
static KEPT int recurse(int depth) { return depth < 0 ? 0 : 1 + recurse(depth + 1); }
static KEPT void call(void (*fn)(void)) { fn(); }

TEST(crashes, by_a_null_pointer)
{
    printf("the last words\n");
    store(NULL);
}

TEST(crashes, by_a_field_behind_a_null_pointer)
{
    struct account *volatile nobody = NULL;
    load(&nobody->balance);
}

TEST(crashes, by_a_wild_pointer) { store((int *)(uintptr_t)0x7fff12345678); }

TEST(crashes, by_an_address_that_none_can_be) { store((int *)(uintptr_t)0xdeadbeefdeadbeef); }

TEST(crashes, by_writing_to_a_constant)
{
    static const int fixed = 3;
    store((int *)(uintptr_t)&fixed);
}

TEST(crashes, by_division_by_zero)
{
    volatile int zero = 0;
    divide(1, zero);
}

TEST(crashes, by_abort) { abort(); }

TEST(crashes, by_a_failed_assert)
{
    volatile int two = 2;
    assert(two == 3);
}

TEST(crashes, by_recursion_without_end) { recurse(0); }

TEST(crashes, by_a_variable_larger_than_the_stack)
{
    volatile char large[256 << 20];
    large[0] = 1;
    (void)large[0];
}

TEST(crashes, by_a_trap) { __builtin_trap(); }

TEST(crashes, by_a_signal_of_its_own) { raise(SIGSEGV); }

TEST(crashes, by_calling_null) { call(NULL); }

static void *in_thread(void *arg)
{
    store(arg);
    return NULL;
}

TEST(crashes, in_a_thread)
{
    pthread_t thread;
    pthread_create(&thread, NULL, in_thread, NULL);
    pthread_join(thread, NULL);
}

TEST(crashes, by_its_time_limit, .timeout = 0.1)
{
    for (volatile int forever = 1; forever;) {
    }
}

/* The crash of a process that a test forked is the business of the test. */
TEST(crashes, not_by_a_child_that_does)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        store(NULL);
    waitpid(child, &status, 0);
    should(WTERMSIG(status), equal_to(SIGSEGV));
}

SETUP(steps_setup) { store(NULL); }
TEST(steps_setup, never_begins) { should(1, equal_to(1)); }

TEARDOWN(steps_teardown) { store(NULL); }
TEST(steps_teardown, is_over) { should(1, equal_to(1)); }

static void clean(void) { store(NULL); }
TEST(steps_cleanup, is_over)
{
    add_cleanup(clean);
    should(1, equal_to(1));
}

TEST_EACH(crashes_rows, of_each, (int *at), { NULL }) { store(each->at); }
