/* running.c -- one case from its first set-up to its last clean-up, and the jump out of it. */
#include "running.h"
#include "crash.h"
#include "os.h"
#include "printing.h"
#include "resources.h"
#include "running_parts.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void sb_running_block(_Atomic uint32_t *left)
{
    struct sb_running *running = sb_context_get()->running;
    if (!running)
        return;
    running->block = left;
    running->block_process = getpid();
}

bool sb__in_block(const struct sb_running *running) { return running->block && running->block_process == getpid(); }

/* In a process that the test forked. Its copy of the worker must neither take cases nor run the test's clean-ups. */
static void leave_forked(const struct sb_running *running, int exit_code)
{
    if (sb__in_block(running))
        atomic_store(running->block, exit_code ? SB_LEFT_BY_FAILURE : SB_LEFT_BY_JUMP);
    fflush(NULL);
    sb_os_write_coverage();
    _exit(exit_code);
}

/* From now on failures belong to this test. The counter is taken away while the index changes, so that nobody reads one of the last
 * test and one of this. */
void sb__blame(struct sb_running *running, size_t index, _Atomic uint32_t *failures)
{
    atomic_store_explicit(&running->failures, NULL, memory_order_relaxed);
    atomic_store_explicit(&running->index, index, memory_order_release);
    if (atomic_load_explicit(
            failures, memory_order_relaxed)) /* mostly not; and a page that is read first brings its neighbours along */
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

void sb__leave_phase(struct sb_running *running, int exit_code)
{
    if (sb_context_get()->forked)
        leave_forked(running, exit_code);
    if (!pthread_equal(pthread_self(), running->thread)) {
        sb_context_scopes()->blocks.n = 0;
        sb_printing_unwind_thread();
        sb_os_leave_frames();
        pthread_exit(NULL);
    }
    if (running->inside && running->leave)
        running->leave();
    if (running->inside) {
        sb_os_leave_frames();
        longjmp(running->out, 1);
    }
}

sb_leave *sb_leave_by(sb_leave *leave)
{
    struct sb_running *running = sb_context_get()->running;
    if (!running || !pthread_equal(pthread_self(), running->thread))
        return NULL;
    sb_leave *before = running->leave;
    running->leave = leave;
    running->listener.unwinds = leave;
    return before;
}

void sb_threw(const char *type, const char *what)
{
    sb_failed_at(sb_running_file(), sb_running_line(), false, "an exception was thrown and not caught\n  %s%s%s", type,
        what ? ": " : "", what ? what : "");
}

void sb_left_by_exception(void)
{
    struct sb_running *running = sb_context_get()->running;
    sb_release_all_held();
    if (running)
        sb__leave_phase(running, SB_EXIT_FAILED);
}

static void tell_trouble(struct sb_running *running, const sb_failure *failure)
{
    char *what = sb__step_name(running);
    running->place.sink->trouble(running->place.sink->env, what, failure);
    free(what);
}

/* The listener: every failed assertion of this process comes through here. */
static void on_failure(void *env, const sb_failure *failure)
{
    struct sb_running *running = env;
    if (running->doing == SB__SUITE_GOES_DOWN) {
        tell_trouble(running, failure);
    } else {
        size_t index = count_failure(running);
        if (running->doing == SB__SUITE_COMES_UP)
            sb__keep_failure(running, failure);
        else
            running->place.sink->failed(running->place.sink->env, index, failure);
    }
    if (failure->fatal)
        sb__leave_phase(running, SB_EXIT_FAILED);
}

/* Blocks of which there are none are not copied: for each test that would be a tenth of its time. Nor is what is as it should be: a worker
 * that was forked copies each page that it writes to. */
static void copy_scopes(sb_scopes *to, const sb_scopes *from)
{
    if (to->note == from->note && to->wait == from->wait && to->captured == from->captured && !to->blocks.n && !from->blocks.n)
        return;
    to->note = from->note;
    to->wait = from->wait;
    to->captured = from->captured;
    to->blocks.n = from->blocks.n;
    for (size_t i = 0; i < from->blocks.n; i++)
        to->blocks.block[i] = from->blocks.block[i];
}

/* What stands around this run stands around the next test too, and nothing else. */
static void put_back(struct sb_running *running)
{
    copy_scopes(running->scopes, &running->outer_scopes);
    if (sb_printing_innermost() != running->outer_taken)
        sb_printing_unwind(running->outer_taken);
}

bool sb__guarded(struct sb_running *running, sb__phase *run)
{
    if (setjmp(running->out)) {
        put_back(running);
        running->inside = false;
        return false;
    }
    running->inside = true;
    sb_leave_by(NULL);
    sb_crash_floor();
    run(running);
    running->inside = false;
    if (sb_context_get()->forked)
        leave_forked(running, 0);
    sb_blocks_over(&running->scopes->blocks, running->outer_scopes.blocks.n);
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
    while (sb_cleanups_run_last(&running->scope->cleanups))
        continue;
}

/* Most tests leave nothing to clean up, and are spared the way back from it. */
void sb__scope_clean(struct sb_running *running)
{
    while (running->scope->cleanups.n && !sb__guarded(running, clean_up))
        continue;
}

void sb__scope_end(struct sb_running *running)
{
    char *folder = running->scope->temp_dir;
    if (!folder)
        return;
    sb_os_remove_tree(folder);
    free(folder);
    running->scope->temp_dir = NULL;
}

static void run_phases(struct sb_running *running)
{
    const sb_planned_suite *suite = running->test->suite;
    if (!suite->setup_count || sb__guarded(running, set_up))
        sb__guarded(running, body);
    while (running->next_teardown < suite->teardown_count && !sb__guarded(running, tear_down))
        continue; /* each failure costs one teardown, so this ends */
    sb__scope_clean(running);
}

/* What a SUITE_SETUP left stands in the fixture in place of zeros. */
static void lay_fixture(struct sb_running *running, const sb_planned_suite *suite)
{
    if (suite->fixture_size > running->fixture_room) {
        running->fixture_room = suite->fixture_size;
        running->fixture = sb_realloc(running->fixture, running->fixture_room);
    }
    memset(running->fixture, 0, suite->fixture_size);
    for (size_t i = 0; i < running->ups; i++)
        if (running->up[i]->base)
            memcpy(self_at(running, suite->level[i].self_at), running->up[i]->base, suite->level[i].fixture_size);
}

static void prepare(struct sb_running *running, const sb_planned *test, size_t index, sb_slot *slot)
{
    atomic_store_explicit(&running->doing, SB__TEST_RUNS, memory_order_relaxed);
    running->test = test;
    running->slot = slot;
    sb__blame(running, index, &slot->failures);
    atomic_store_explicit(&running->skipped, false, memory_order_relaxed);
    running->steps_begun = running->next_teardown = 0;
    put_back(running); /* the last one may have left a scope by a jump of its own */
    atomic_store_explicit(&slot->said, 0, memory_order_relaxed);
    if (test->suite->fixture_size)
        lay_fixture(running, test->suite);
}

static void do_last(struct sb_running *running)
{
    while (sb_cleanups_run_last(&running->last))
        continue;
}

static void run_with_resources(struct sb_running *running)
{
    size_t begun = 0;
    if (sb_resources_begin(running->test, running->place.seed, &begun))
        run_phases(running);
    sb_resources_end(running->test, begun);
    sb__scope_clean(running); /* what resources left to do */
    while (running->last.n && !sb__guarded(running, do_last))
        continue;
    sb__scope_end(running);
}

sb_outcome sb_running_run(struct sb_running *running, const sb_planned *test, size_t index, sb_slot *slot)
{
    uint64_t before = sb_context_checks();
    prepare(running, test, index, slot);
    if (running->blocked)
        sb__tell_blocked(running);
    else
        run_with_resources(running);
    atomic_store_explicit(&running->doing, SB__NOTHING, memory_order_relaxed);
    sb_outcome outcome = { SB_PASSED, sb_context_checks() - before };
    if (atomic_load(&slot->failures))
        outcome.state = SB_FAILED;
    else if (running->skipped)
        outcome.state = SB_SKIPPED;
    return outcome;
}

void *sb_running_room(void) { return sb_alloc(sizeof(struct sb_running)); }

struct sb_running *sb_running_open(sb_running_place place)
{
    struct sb_running *running = place.room ? place.room : sb_alloc(sizeof *running);
    running->place = place;
    running->thread = pthread_self();
    running->scopes = sb_context_scopes();
    running->outer_scopes = *running->scopes;
    running->outer_taken = sb_printing_innermost();
    running->scope = &running->own;
    running->keeping = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    running->listener = (sb_listener){ on_failure, running, false };
    atomic_init(&running->failures, &running->before_any);
    running->outer_listener = sb_context_get()->listener;
    running->outer = sb_context_get()->running;
    sb_context_get()->listener = &running->listener;
    sb_context_get()->running = running;
    return running;
}

unsigned sb_running_seat(void) { return sb_context_get()->seat; }

void sb_running_close(struct sb_running *running)
{
    sb_running_leave(running, NULL);
    sb_context_get()->listener = running->outer_listener;
    sb_context_get()->running = running->outer;
    sb_cleanups_release(&running->own.cleanups);
    sb_cleanups_release(&running->last);
    pthread_mutex_destroy(&running->keeping);
    free(running->fixture);
    free(running->up);
    if (!running->place.room)
        free(running);
}
