/* running.c -- one case from its first set-up to its last clean-up, and the jump out of it. */
#include "running.h"
#include "cleanups.h"
#include "crash.h"
#include "os.h"
#include "resources.h"
#include "scratch.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sb_running {
    sb_listener listener;
    sb_running_place place;
    /* The test that failures belong to: its counter and its index, which threads of it read (see blame). */
    _Atomic(_Atomic uint32_t *) failures;
    _Atomic size_t index;
    _Atomic uint32_t before_any; /* counts for no test: those of threads that fail before the first one */
    const sb_planned *test;      /* NULL: between tests */
    pthread_t thread;            /* the one that runs tests, and may jump */
    jmp_buf out;
    bool inside; /* `out` is live */
    _Atomic bool skipped;
    size_t steps_begun;   /* how many SETUPs, whose TEARDOWNs are due */
    size_t next_teardown; /* of them: the next to run */
    sb_cleanups cleanups;
    char *temp_dir;
    void *fixture;
    size_t fixture_room;
};

typedef void phase(struct sb_running *running);

/* In a process that the test forked. Its copy of the worker must neither take cases nor run the test's clean-ups. */
static void leave_forked(int exit_code)
{
    fflush(NULL);
    sb_os_write_coverage();
    _exit(exit_code);
}

/* From now on failures belong to this test. The counter is taken away while the index changes, so that nobody reads one of the last
 * test and one of this. */
static void blame(struct sb_running *running, size_t index, _Atomic uint32_t *failures)
{
    atomic_store_explicit(&running->failures, NULL, memory_order_relaxed);
    atomic_store_explicit(&running->index, index, memory_order_release);
    atomic_store_explicit(failures, 0, memory_order_relaxed);
    atomic_store_explicit(&running->failures, failures, memory_order_release);
}

/* Count a failure for the test that runs, which is not the caller's own where a thread has outlived its test; between two tests it
 * is the last one. Returns its index. */
static size_t count_failure(struct sb_running *running)
{
    _Atomic uint32_t *failures;
    size_t index;
    do {
        failures = atomic_load_explicit(&running->failures, memory_order_acquire);
        index = atomic_load_explicit(&running->index, memory_order_acquire);
    } while (!failures || failures != atomic_load_explicit(&running->failures, memory_order_relaxed));
    atomic_fetch_add(failures, 1);
    return index;
}

/* The listener: every failed assertion of this process comes through here. */
static void on_failure(void *env, const sb_failure *failure)
{
    struct sb_running *running = env;
    running->place.sink->failed(running->place.sink->env, count_failure(running), failure);
    if (!failure->fatal)
        return;
    if (sb_context_get()->forked)
        leave_forked(SB_EXIT_FAILED);
    if (!pthread_equal(pthread_self(), running->thread))
        pthread_exit(NULL);
    if (running->inside)
        longjmp(running->out, 1);
}

/* Run one phase; a fatal failure or a skip comes back here. True when the phase came to its end. */
static bool guarded(struct sb_running *running, phase *run)
{
    if (setjmp(running->out)) {
        running->inside = false;
        return false;
    }
    running->inside = true;
    sb_crash_floor();
    run(running);
    running->inside = false;
    if (sb_context_get()->forked)
        leave_forked(0);
    return true;
}

static void *self_at(const struct sb_running *running, size_t at)
{
    return running->fixture ? (char *)running->fixture + at : NULL;
}

static void set_up(struct sb_running *running)
{
    const sb_planned_suite *suite = running->test->suite;
    for (size_t i = 0; i < suite->setup_count; i++) {
        running->steps_begun++;
        suite->setup[i].step->run(self_at(running, suite->setup[i].self_at), NULL);
    }
}

static void body(struct sb_running *running)
{
    running->test->test->run(self_at(running, running->test->suite->self_at), running->test->row);
}

/* A suite whose SETUP never began has nothing to take down. */
static void tear_down(struct sb_running *running)
{
    const sb_planned_suite *suite = running->test->suite;
    while (running->next_teardown < suite->teardown_count) {
        const sb_planned_step *due = &suite->teardown[running->next_teardown++];
        if (due->after <= running->steps_begun)
            due->step->run(self_at(running, due->self_at), NULL);
    }
}

static void clean_up(struct sb_running *running)
{
    while (sb_cleanups_run_last(&running->cleanups))
        continue;
}

/* Most tests leave nothing to clean up, and are spared the way back from it. */
static void clean_up_all(struct sb_running *running)
{
    while (running->cleanups.n && !guarded(running, clean_up))
        continue;
}

static void run_phases(struct sb_running *running)
{
    const sb_planned_suite *suite = running->test->suite;
    if (!suite->setup_count || guarded(running, set_up))
        guarded(running, body);
    while (running->next_teardown < suite->teardown_count && !guarded(running, tear_down))
        continue; /* each failure costs one teardown, so this ends */
    clean_up_all(running);
}

static void prepare(struct sb_running *running, const sb_planned *test)
{
    running->test = test;
    atomic_store_explicit(&running->skipped, false, memory_order_relaxed);
    running->steps_begun = running->next_teardown = 0;
    if (test->suite->fixture_size > running->fixture_room) {
        running->fixture_room = test->suite->fixture_size;
        running->fixture = sb_realloc(running->fixture, running->fixture_room);
    }
    if (test->suite->fixture_size)
        memset(running->fixture, 0, test->suite->fixture_size);
}

static void drop_temp_dir(struct sb_running *running)
{
    if (!running->temp_dir)
        return;
    sb_os_remove_tree(running->temp_dir);
    free(running->temp_dir);
    running->temp_dir = NULL;
}

sb_outcome sb_running_run(struct sb_running *running, const sb_planned *test, size_t index, _Atomic uint32_t *failures)
{
    uint64_t before = sb_context_checks();
    blame(running, index, failures);
    prepare(running, test);
    size_t begun = 0;
    if (sb_resources_begin(test, running->place.seed, &begun))
        run_phases(running);
    sb_resources_end(test, begun);
    clean_up_all(running); /* what resources left to do */
    drop_temp_dir(running);
    running->test = NULL;
    sb_outcome outcome = { SB_PASSED, sb_context_checks() - before };
    if (atomic_load(failures))
        outcome.state = SB_FAILED;
    else if (running->skipped)
        outcome.state = SB_SKIPPED;
    return outcome;
}

struct sb_running *sb_running_open(sb_running_place place)
{
    struct sb_running *running = sb_alloc(sizeof *running);
    running->place = place;
    running->thread = pthread_self();
    running->listener = (sb_listener){ on_failure, running };
    atomic_init(&running->failures, &running->before_any);
    sb_context_get()->listener = &running->listener;
    sb_context_get()->running = running;
    return running;
}

void sb_running_close(struct sb_running *running)
{
    sb_context_get()->listener = NULL;
    sb_context_get()->running = NULL;
    sb_cleanups_release(&running->cleanups);
    free(running->fixture);
    free(running);
}

/* ---- what tests, resources and generators call ---- */

/* The running test, or the end of the process: these words mean nothing anywhere else. */
static struct sb_running *in_test(const char *word)
{
    struct sb_running *running = sb_context_get()->running;
    if (running && running->test)
        return running;
    fprintf(
        stderr, "seedbed: %s was called outside a running test; it works in a test, its SETUP, TEARDOWN and clean-ups\n", word);
    abort();
}

void sb_add_cleanup_(sb_any_function *fn, sb_value arg, int arity)
{
    sb_cleanups_push(&in_test("add_cleanup")->cleanups, (sb_cleanup){ fn, NULL, arg, arity });
}

void sb_when_over(void (*fn)(void *), void *arg)
{
    sb_cleanups_push(&in_test("sb_when_over")->cleanups, (sb_cleanup){ NULL, fn, sb__box_p(arg), 1 });
}

const char *sb_temp_dir(void)
{
    struct sb_running *running = in_test("sb_temp_dir");
    if (!running->temp_dir)
        running->temp_dir = sb_scratch_make(running->place.seat);
    if (!running->temp_dir)
        sb_fail_now(
            sb_running_file(), sb_running_line(), "no temporary folder could be made: set TMPDIR to one that can be written");
    return running->temp_dir;
}

const char *sb_running_file(void)
{
    struct sb_running *running = sb_context_get()->running;
    return running && running->test ? running->test->test->file : "";
}

int sb_running_line(void)
{
    struct sb_running *running = sb_context_get()->running;
    return running && running->test ? running->test->test->line : 0;
}

uint32_t sb_running_failures(void)
{
    struct sb_running *running = sb_context_get()->running;
    return running && running->test ? atomic_load(running->failures) : 0;
}

void sb_skip_test(const char *file, int line, const char *format, ...)
{
    struct sb_running *running = in_test("skip_test");
    sb_text reason = SB_TEXT_EMPTY;
    va_list args;
    va_start(args, format);
    sb_text_addv(&reason, format, args);
    va_end(args);
    if (sb_context_get()->forked)
        leave_forked(0);
    running->skipped = true;
    running->place.sink->skipped(running->place.sink->env, running->index, file, line, reason.at ? reason.at : "");
    sb_text_release(&reason);
    if (!pthread_equal(pthread_self(), running->thread))
        pthread_exit(NULL);
    longjmp(running->out, 1);
}
