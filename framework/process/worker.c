/* worker.c -- the life of a worker. */
#include "worker.h"
#include "alone.h"
#include "crash.h"
#include "judge.h"
#include "locks.h"
#include "os.h"
#include "resources.h"
#include <stdio.h>
#include <unistd.h>

/* A worker from its first case to its last. */
struct life {
    const sb_worker *worker;
    struct sb_running *running;
    const sb_planned_suite *suite; /* which is up, with those around it */
    bool leave;                    /* take no further case */
};

static bool take_next(const sb_worker *worker, uint64_t *index_out)
{
    uint64_t limit = atomic_load_explicit(&worker->board->limit, memory_order_relaxed);
    if (atomic_load_explicit(&worker->board->next, memory_order_relaxed) >= limit)
        return false; /* not counted further: the cursor must not wrap */
    uint64_t turn = atomic_fetch_add(&worker->board->next, 1);
    if (turn >= limit)
        return false;
    *index_out = sb_plan_at(worker->plan, (size_t)turn);
    return true;
}

static uint64_t locks_of(const sb_worker *worker, uint64_t index) { return worker->plan->item[index].terms->locks; }

/* Not noted as begun yet: it stands at the seat as the first one meanwhile, where main finds it if the worker dies. */
static bool wait_for_locks(const sb_worker *worker, uint64_t index)
{
    sb_seat *seat = &worker->board->seat[worker->seat];
    seat->first = index + 1;
    sb_locks_take(worker->board, worker->seat, locks_of(worker, index));
    seat->first = 0;
    return true;
}

/* The case that main asks for first (one that was cut short through no fault of its own), then those of the cursor; its locks are held
 * then. One whose locks are not free waits at the seat, and the worker goes on with others as long as there are some. */
static bool take(const sb_worker *worker, uint64_t *index_out)
{
    sb_seat *seat = &worker->board->seat[worker->seat];
    if (seat->first) {
        *index_out = seat->first - 1;
        return wait_for_locks(worker, *index_out);
    }
    if (seat->later && sb_locks_try(worker->board, worker->seat, locks_of(worker, seat->later - 1))) {
        *index_out = seat->later - 1;
        return true;
    }
    while (take_next(worker, index_out)) {
        if (!locks_of(worker, *index_out) || sb_locks_try(worker->board, worker->seat, locks_of(worker, *index_out)))
            return true;
        if (seat->later)
            return wait_for_locks(worker, *index_out); /* a second one: now the worker waits too */
        seat->later = *index_out + 1;
    }
    if (!seat->later || atomic_load(&worker->board->stopped))
        return false;
    *index_out = seat->later - 1;
    sb_locks_take(worker->board, worker->seat, locks_of(worker, *index_out));
    return true;
}

static void hand_over_output(const sb_worker *worker, uint64_t index)
{
    sb_text output = SB_TEXT_EMPTY;
    bool led_away = sb_capture_mend(worker->capture);
    fflush(stdout);
    sb_capture_read(worker->capture, worker->capture->mark, &output);
    if (led_away)
        sb_text_add(&output, "%s[stdout or stderr was closed or replaced by a test; what was written there meanwhile is lost]\n",
            output.size && output.at[output.size - 1] != '\n' ? "\n" : "");
    if (output.size)
        worker->sink->output(worker->sink->env, (size_t)index, output.at, output.size);
    sb_text_release(&output);
}

/* A test that took longer than it may has not passed, also when it came back before main could end it. Without a capture a person
 * looks on, perhaps with a debugger, and time stands still. */
static enum sb_state state_of(const sb_worker *worker, uint64_t index, enum sb_state state, uint64_t took_ns)
{
    uint64_t limit_ns = worker->plan->item[index].terms->timeout_ns;
    return worker->capture && limit_ns && took_ns > limit_ns ? SB_TIMED_OUT : state;
}

/* What is known of a case that ended here. */
static sb_slot known_of(const sb_worker *worker, sb_outcome outcome, uint64_t began_ns, uint64_t took_ns)
{
    return (sb_slot){ .began_ns = began_ns,
        .duration_ns = took_ns,
        .checks = outcome.checks > UINT32_MAX ? UINT32_MAX : (uint32_t)outcome.checks,
        .worker = (uint16_t)worker->seat,
        .ended = (uint8_t)outcome.state };
}

/* True when the case is to be begun again. */
static bool end_case(const sb_worker *worker, uint64_t index, const sb_slot *known)
{
    sb_slot *slot = sb_board_slot(worker->board, index);
    if (worker->board->seat[worker->seat].lone == index + 1) {
        sb_capture_next(worker->capture, true);
        sb_alone_ended(worker, (size_t)index, (enum sb_state)known->ended);
        return false;
    }
    enum sb_state ended = (enum sb_state)known->ended, state = sb_judge(&worker->plan->item[index], slot, ended);
    bool failed = ended != SB_PASSED && ended != SB_SKIPPED;
    bool again = failed && sb_judge_again(&worker->plan->item[index], slot, ended) && !atomic_load(&worker->board->stopped);
    if (worker->capture && (failed || state == SB_XPASSED))
        hand_over_output(worker, index);
    if (worker->capture)
        sb_capture_next(worker->capture, failed);
    if (again) {
        worker->sink->again(worker->sink->env, (size_t)index, ended);
        atomic_fetch_add(&slot->attempts, 1);
        return true;
    }
    sb_board_write_from(worker->board, (size_t)index, known, state);
    if (!sb_state_good(state))
        sb_board_count_failure(worker->board, worker->fail_fast);
    return false;
}

static void begin_clock(const sb_worker *worker, uint64_t now_ns)
{
    sb_seat *seat = &worker->board->seat[worker->seat];
    atomic_store_explicit(&seat->began_ns, now_ns, memory_order_relaxed);
    if (worker->capture)
        atomic_store_explicit(&seat->output_from, worker->capture->mark, memory_order_relaxed);
}

/* Its suites come up first, with the case in hand, whose time begins when they are up: as the seat has it, and not a moment later, or
 * main might end the case for its limit and the worker find that it kept it. */
static uint64_t enter_suites(struct life *life, const sb_planned *test, uint64_t index)
{
    sb_running_enter(life->running, test, (size_t)index, sb_board_slot(life->worker->board, index));
    life->suite = test->suite;
    return atomic_load_explicit(&life->worker->board->seat[life->worker->seat].began_ns, memory_order_relaxed);
}

/* Between two cases: what is up and not around the next one is taken down. The next one waits at the seat meanwhile, where main finds
 * it if this does not end well. */
static void leave_suites(struct life *life, uint64_t index)
{
    sb_seat *seat = &life->worker->board->seat[life->worker->seat];
    sb_capture *capture = life->worker->capture;
    seat->first = index + 1;
    if (capture)
        atomic_store_explicit(&seat->output_from, capture->mark, memory_order_relaxed);
    sb_running_leave(life->running, life->worker->plan->item[index].suite);
    if (capture && life->suite)
        sb_capture_next(capture, true); /* what it wrote is not the next one's */
    seat->first = 0;
}

/* Returns when the case ended, so that one reading of the clock serves as the end of one and the beginning of the next. A case that
 * failed and has attempts left is begun again here; but main may be about to end a worker whose case took too long, so that such a one
 * is left to the next worker. */
static uint64_t run_case(struct life *life, uint64_t index, uint64_t now_ns)
{
    const sb_worker *worker = life->worker;
    const sb_planned *test = &worker->plan->item[index];
    sb_seat *seat = &worker->board->seat[worker->seat];
    bool again;
    if (test->suite != life->suite)
        leave_suites(life, index);
    begin_clock(worker, now_ns);
    atomic_store_explicit(&seat->at, index + 1, memory_order_release);
    if (seat->later == index + 1)
        seat->later = 0;
    if (test->suite != life->suite)
        now_ns = enter_suites(life, test, index);
    do {
        uint64_t began_ns = now_ns;
        sb_outcome outcome = sb_running_run(life->running, test, (size_t)index, sb_board_slot(worker->board, index));
        now_ns = sb_os_now_ns();
        outcome.state = state_of(worker, index, outcome.state, now_ns - began_ns);
        sb_slot known = known_of(worker, outcome, began_ns, now_ns - began_ns);
        again = end_case(worker, index, &known);
        life->leave = again && outcome.state == SB_TIMED_OUT;
        if (again)
            begin_clock(worker, now_ns);
    } while (again && !life->leave);
    if (test->terms->locks)
        sb_locks_free(worker->board, worker->seat, test->terms->locks);
    if (life->leave)
        seat->first = index + 1;
    atomic_store_explicit(&seat->last, index + 1, memory_order_relaxed);
    atomic_store_explicit(&seat->at, 0, memory_order_release);
    return now_ns;
}

/* Main bounds the time of what a worker does without a case in its hand. */
static void note_step(const sb_worker *worker, enum sb_board_step step)
{
    sb_seat *seat = &worker->board->seat[worker->seat];
    atomic_store_explicit(&seat->began_ns, sb_os_now_ns(), memory_order_relaxed);
    atomic_store_explicit(&seat->step, (uint32_t)step << 16, memory_order_release);
}

static void run_cases(const sb_worker *worker)
{
    uint64_t index;
    sb_running_place place = { .sink = worker->sink,
        .seed = worker->seed,
        .seat = worker->seat,
        .shared = &worker->board->seat[worker->seat],
        .setups = &worker->board->suite_setups,
        .room = worker->room,
        .timed = worker->capture != NULL };
    struct life life = { .worker = worker, .running = sb_running_open(place) };
    for (uint64_t now_ns = sb_os_now_ns(); !life.leave && take(worker, &index);) {
        now_ns = run_case(&life, index, now_ns);
        if (worker->after_case)
            worker->after_case(worker->env);
        /* A fresh process has what tests closed in this one. */
        life.leave = life.leave || worker->one_case || (worker->capture && worker->capture->anew);
    }
    note_step(worker, SB_STEP_LEAVING);
    sb_running_close(life.running);
    note_step(worker, SB_STEP_LEAVING); /* SUITE_TEARDOWNs may have had their own time */
}

static void note_fork(void) { sb_context_get()->forked = true; }

/* Once in a process and for all that it forks; a worker is forked too, and says at its beginning that it is none of those. */
static int watch_forks(void)
{
    sb_context *context = sb_context_get();
    if (!context->forks_watched && sb_os_when_forked(note_fork) == 0)
        context->forks_watched = true;
    return context->forks_watched ? 0 : -1;
}

/* A worker does without the buffer of main's stdout. One that stdio has allocated it would free, and each page of the heap that it writes
 * to is a copy. */
static void give_stdout_room(void)
{
    sb_context *context = sb_context_get();
    if (context->stdout_room)
        return;
    context->stdout_room = sb_alloc(BUFSIZ);
    sb_os_lend_buffer(stdout, context->stdout_room, BUFSIZ);
}

bool sb_worker_prepare(sb_worker *common)
{
    give_stdout_room();
    watch_forks();       /* or each worker does, and says why it cannot */
    sb_context_scopes(); /* the record of this thread, which each worker would make for itself otherwise */
    common->room = sb_running_room();
    return sb_crash_prepare();
}

int sb_worker_run(const sb_worker *worker)
{
    atomic_store(&worker->board->seat[worker->seat].last, 0);
    sb_context_get()->forked = false; /* this may be the child of a pool that is itself in a test */
    sb_context_get()->seat = worker->seat;
    int rc = watch_forks() ? sb_fail_with(SB_ERR, "no memory to watch for forks of tests") : sb_resources_open();
    if (rc) {
        worker->sink->broken(worker->sink->env, sb_error());
        return rc;
    }
    atomic_store(&worker->board->seat[worker->seat].step, 0);
    run_cases(worker);
    sb_resources_leave();
    return SB_OK;
}

static void tell_leaks(const sb_worker *worker)
{
    sb_text report = SB_TEXT_EMPTY;
    sb_capture_read(worker->capture, worker->capture->mark, &report);
    worker->sink->leaked(worker->sink->env, report.at ? report.at : "", report.size);
    sb_text_release(&report);
}

void sb_worker_live(const sb_worker *worker)
{
    /* A crash loses nothing then, and both streams keep their order. Not by line: main has written to its stdout, and with no buffer of
     * ours glibc then writes every piece of a printf by itself. */
    if (!worker->unbuffered)
        setvbuf(stdout, NULL, _IONBF, 0);
    if (sb_capture_take(worker->capture))
        _exit(SB_EXIT_INTERNAL);
    if (worker->board->file >= 0)
        close(worker->board->file); /* it is mapped; a test that writes to all descriptors must not hit it */
    sb_crash_open(&worker->board->seat[worker->seat].crash, NULL);
    int rc = sb_worker_run(worker);
    fflush(stdout); /* not all: a thread that a test left may wait in one of the others, and hold it */
    fflush(stderr);
    sb_capture_next(worker->capture, true);
    sb_os_write_coverage();
    if (sb_os_tell_leaks())
        tell_leaks(worker);
    atomic_store(&worker->board->seat[worker->seat].left, true);
    _exit(rc ? SB_EXIT_INTERNAL : 0);
}
