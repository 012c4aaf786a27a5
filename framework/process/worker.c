/* worker.c -- the life of a worker. */
#include "worker.h"
#include "os.h"
#include "resources.h"
#include <stdio.h>
#include <unistd.h>

/* The case that main asks for first (one that was cut short through no fault of its own), then those of the cursor. */
static bool take(const sb_worker *worker, uint64_t *index_out)
{
    sb_seat *seat = &worker->board->seat[worker->seat];
    if (seat->first) {
        *index_out = seat->first - 1;
        seat->first = 0;
        return true;
    }
    if (atomic_load_explicit(&worker->board->next, memory_order_relaxed) >= worker->board->cases)
        return false; /* not counted further: the cursor must not wrap */
    uint64_t turn = atomic_fetch_add(&worker->board->next, 1);
    if (turn >= worker->board->cases)
        return false;
    *index_out = sb_plan_at(worker->plan, (size_t)turn);
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
    uint64_t limit_ns = worker->plan->item[index].timeout_ns;
    return worker->capture && limit_ns && took_ns > limit_ns ? SB_TIMED_OUT : state;
}

static void end_case(const sb_worker *worker, uint64_t index, sb_outcome outcome, uint64_t began_ns, uint64_t took_ns)
{
    enum sb_state state = state_of(worker, index, outcome.state, took_ns);
    bool failed = state != SB_PASSED && state != SB_SKIPPED;
    if (worker->capture && failed)
        hand_over_output(worker, index);
    if (worker->capture)
        sb_capture_next(worker->capture, failed);
    sb_slot known = { .began_ns = began_ns,
        .duration_ns = took_ns,
        .checks = outcome.checks > UINT32_MAX ? UINT32_MAX : (uint32_t)outcome.checks,
        .worker = (uint16_t)worker->seat };
    sb_board_write(worker->board, (size_t)index, known, state);
    if (failed)
        sb_board_count_failure(worker->board, worker->fail_fast);
}

/* Returns when the case ended, so that one reading of the clock serves as the end of one and the beginning of the next. */
static uint64_t run_case(const sb_worker *worker, struct sb_running *running, uint64_t index, uint64_t now_ns)
{
    sb_seat *seat = &worker->board->seat[worker->seat];
    atomic_store_explicit(&seat->began_ns, now_ns, memory_order_relaxed);
    if (worker->capture)
        atomic_store_explicit(&seat->output_from, worker->capture->mark, memory_order_relaxed);
    atomic_store_explicit(&seat->at, index + 1, memory_order_release);
    _Atomic uint32_t *failures = &worker->board->slot[index].failures;
    sb_outcome outcome = sb_running_run(running, &worker->plan->item[index], (size_t)index, failures);
    uint64_t end_ns = sb_os_now_ns();
    end_case(worker, index, outcome, now_ns, end_ns - now_ns);
    atomic_store_explicit(&seat->last, index + 1, memory_order_relaxed);
    atomic_store_explicit(&seat->at, 0, memory_order_release);
    return end_ns;
}

static void note_fork(void) { sb_context_get()->forked = true; }

int sb_worker_run(const sb_worker *worker)
{
    uint64_t index;
    atomic_store(&worker->board->seat[worker->seat].last, 0);
    sb_context_get()->forked = false; /* this may be the child of a pool that is itself in a test */
    int rc = sb_os_when_forked(note_fork) ? sb_fail_with(SB_ERR, "no memory to watch for forks of tests") : sb_resources_open();
    if (rc) {
        worker->sink->broken(worker->sink->env, sb_error());
        return rc;
    }
    struct sb_running *running = sb_running_open((sb_running_place){ worker->sink, worker->seed, worker->seat });
    for (uint64_t now_ns = sb_os_now_ns(); take(worker, &index);) {
        now_ns = run_case(worker, running, index, now_ns);
        if (worker->after_case)
            worker->after_case(worker->env);
        if (worker->one_case ||
            (worker->capture && worker->capture->anew)) /* a fresh process has what tests closed in this one */
            break;
    }
    sb_running_close(running);
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
    if (sb_capture_take(worker->capture))
        _exit(SB_EXIT_INTERNAL);
    sb_crash_open(&worker->board->crash[worker->seat]);
    int rc = sb_worker_run(worker);
    fflush(NULL);
    sb_capture_next(worker->capture, true);
    sb_os_write_coverage();
    if (sb_os_tell_leaks())
        tell_leaks(worker);
    _exit(rc ? SB_EXIT_INTERNAL : 0);
}
