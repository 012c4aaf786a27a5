/* threads.c -- a program whose tests start threads that fail: every failure is reported, once. `make test-tsan` runs it as well. */
/* run: --report=terminal */
/* run: --report=tap --isolate=test */
/* run: --report=tap --isolate=none */
#define SEEDBED_CORE
#include <pthread.h>
#include <seedbed.h>
#include <semaphore.h>
#include <stdio.h>

/* What threads say at once comes in any order, so that they all say the same. */
enum { THREADS = 8, TURNS = 1000 };

FIXTURE(threads, (pthread_t thread[THREADS]; pthread_barrier_t barrier));

/* Run fn in all threads, which begin together, and wait for them. */
static void run_all(struct sb_fixture_threads *self, void *(*fn)(void *))
{
    should(pthread_barrier_init(&self->barrier, NULL, THREADS), equal_to(0));
    for (int i = 0; i < THREADS; i++)
        should(pthread_create(&self->thread[i], NULL, fn, self), equal_to(0));
    for (int i = 0; i < THREADS; i++)
        should(pthread_join(self->thread[i], NULL), equal_to(0));
    pthread_barrier_destroy(&self->barrier);
}

static void wait_for_the_others(void *self) { pthread_barrier_wait(&((struct sb_fixture_threads *)self)->barrier); }

static void *fail_fatally(void *self)
{
    wait_for_the_others(self);
    should(1, equal_to(2));
    puts("this is not printed: a fatal failure ends its thread");
    return NULL;
}

static void *fail_and_go_on(void *self)
{
    wait_for_the_others(self);
    for (int i = 0; i < 2; i++)
        expect("one", equal_to("two"));
    return NULL;
}

static void *pass(void *self)
{
    wait_for_the_others(self);
    for (int i = 0; i < TURNS; i++)
        should(i, be_below(TURNS));
    return NULL;
}

TEST(threads, that_pass_are_counted_in_full) { run_all(self, pass); }

TEST(threads, that_fail_fatally_at_once_are_all_reported)
{
    run_all(self, fail_fatally);
    puts("the test itself goes on");
}

TEST(threads, that_fail_softly_go_on) { run_all(self, fail_and_go_on); }

TEST(threads, fail_beside_a_test_that_fails)
{
    run_all(self, fail_fatally);
    should("the test itself", equal_to("another"));
}

static void *skip(void *self)
{
    (void)self;
    skip_test("a thread says so");
}

TEST(threads, may_skip_the_test)
{
    should(pthread_create(&self->thread[0], NULL, skip, NULL), equal_to(0));
    pthread_join(self->thread[0], NULL);
}

/* A thread that outlives its test fails the one that runs by then. */
static sem_t go;
static pthread_t straggler;
static bool is_started;

static void *fail_late(void *nothing)
{
    sem_wait(&go);
    expect("late", equal_to("in time"));
    return nothing;
}

TEST(straggler, is_started_by_one_test)
{
    should(sem_init(&go, 0, 0), equal_to(0));
    should(pthread_create(&straggler, NULL, fail_late, NULL), equal_to(0));
    is_started = true;
}

TEST(straggler, does_not_disturb_the_next) { should(1, equal_to(1)); }

TEST(straggler, fails_the_test_that_runs)
{
    if (!is_started)
        skip_test("it was started in another process");
    sem_post(&go);
    pthread_join(straggler, NULL);
}
