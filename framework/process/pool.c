/* pool.c -- starts workers, waits for processes and time, and starts another worker when one dies. */
#include "pool.h"
#include "scratch.h"
#include "worker.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_LIVE_NS = 100000000, TICK_LEAST_NS = 20000000, TICK_MOST_NS = 1000000000 };

/* Main's view of one seat. */
struct seat {
    pid_t child;        /* 0: nobody sits here */
    sb_capture capture; /* outlives its workers */
    uint64_t ending;    /* the case main ends the worker for, + 1; 0: none */
    uint64_t end_by_ns; /* when asking is over */
    bool killed;
    unsigned idle_deaths; /* workers in a row that ended without having begun a case */
};

struct run {
    const sb_pool *pool;
    struct seat *seat;
    unsigned seats, alive;
    bool stopping;    /* no new workers */
    uint64_t tick_ns; /* main looks at the seats at least this often */
    bool interrupted;
    int rc;
};

static int start(struct run *run, unsigned at)
{
    const sb_pool *pool = run->pool;
    sb_worker worker = { .plan = pool->plan,
        .board = pool->board,
        .seat = at,
        .seed = pool->seed,
        .sink = &pool->sink[at],
        .capture = &run->seat[at].capture,
        .one_case = pool->one_case,
        .fail_fast = pool->fail_fast };
    fflush(NULL); /* what is buffered here would be written by the child too */
    run->seat[at].ending = run->seat[at].end_by_ns = 0;
    run->seat[at].killed = false;
    run->seat[at].child = sb_os_fork();
    if (run->seat[at].child == 0)
        sb_worker_live(&worker);
    if (run->seat[at].child < 0) {
        run->seat[at].child = 0;
        return sb_fail_with(SB_ERR, "no process for a worker could be started: too many processes, or no memory; try --jobs=1");
    }
    run->alive++;
    return SB_OK;
}

/* ---- time limits ---- */

static void ask_to_end(struct run *run, unsigned at, uint64_t index_and_one, uint64_t now_ns)
{
    run->seat[at].ending = index_and_one;
    run->seat[at].end_by_ns = now_ns + run->pool->grace_ns;
    sb_os_ask_to_end(run->seat[at].child);
}

/* When this seat wants main's attention: at the limit of its case, or when its grace is over. 0: not at a known time. */
static uint64_t watch_seat(struct run *run, unsigned at, uint64_t now_ns)
{
    struct seat *s = &run->seat[at];
    sb_seat *shared = &run->pool->board->seat[at];
    if (!s->child)
        return 0;
    if (s->end_by_ns) {
        if (now_ns >= s->end_by_ns && !s->killed) {
            s->killed = true;
            sb_os_end(s->child);
        }
        return s->killed ? 0 : s->end_by_ns;
    }
    uint64_t case_at = atomic_load_explicit(&shared->at, memory_order_acquire);
    uint64_t began_ns = atomic_load_explicit(&shared->began_ns, memory_order_acquire);
    if (!case_at || case_at != atomic_load_explicit(&shared->at, memory_order_acquire))
        return 0;
    uint64_t limit_ns = run->pool->plan->item[case_at - 1].timeout_ns;
    if (!limit_ns)
        return 0;
    if (now_ns < began_ns + limit_ns)
        return began_ns + limit_ns;
    ask_to_end(run, at, case_at, now_ns);
    return s->end_by_ns;
}

/* A case that begins while main sleeps is noticed at the next tick: a quarter of the shortest limit of the plan bounds how late. */
static uint64_t tick_of(const sb_pool *pool)
{
    uint64_t tick_ns = pool->live ? TICK_LIVE_NS : TICK_MOST_NS;
    for (size_t i = 0; i < pool->plan->n; i++) {
        uint64_t limit_ns = pool->plan->item[i].timeout_ns;
        if (limit_ns && limit_ns / 4 < tick_ns)
            tick_ns = limit_ns / 4;
    }
    return tick_ns < TICK_LEAST_NS ? TICK_LEAST_NS : tick_ns;
}

/* How long main may sleep. */
static uint64_t watch_time(struct run *run)
{
    uint64_t now_ns = sb_os_now_ns(), wait_ns = run->tick_ns;
    for (unsigned at = 0; at < run->seats; at++) {
        uint64_t due_ns = watch_seat(run, at, now_ns);
        if (due_ns && due_ns <= now_ns)
            wait_ns = 0;
        else if (due_ns && due_ns - now_ns < wait_ns)
            wait_ns = due_ns - now_ns;
    }
    return wait_ns;
}

/* ---- deaths ---- */

static void book(struct run *run, unsigned at, uint64_t index, sb_os_death death)
{
    const sb_pool *pool = run->pool;
    sb_seat *shared = &pool->board->seat[at];
    sb_text output = SB_TEXT_EMPTY;
    uint64_t began_ns = atomic_load(&shared->began_ns);
    sb_slot known = { .began_ns = began_ns,
        .duration_ns = sb_os_now_ns() - began_ns,
        .worker = (uint16_t)at,
        .signal = (uint8_t)death.signal,
        .exit_code = (uint8_t)death.exit_code };
    enum sb_state state = run->seat[at].ending == index + 1 ? SB_TIMED_OUT : death.signal ? SB_CRASHED : SB_EXITED;
    sb_capture_read(&run->seat[at].capture, atomic_load(&shared->output_from), &output);
    if (output.size)
        pool->events.output(pool->events.env, at, (size_t)index, output.at, output.size);
    sb_text_release(&output);
    sb_board_write(pool->board, (size_t)index, known, state);
    sb_board_count_failure(pool->board, pool->fail_fast);
}

/* Whether main itself ended this worker for something that is not the case in its hand: at an interrupt, or for an earlier case that
 * was over by then. The case in hand is not to blame, however it answered. */
static bool ended_for_another(const struct run *run, unsigned at, uint64_t index)
{
    return run->seat[at].ending && run->seat[at].ending != index + 1;
}

/* A worker died with a case in hand. One that main cut short without its fault runs again, first of the next worker: true then. */
static bool lost_case(struct run *run, unsigned at, uint64_t index, sb_os_death death)
{
    sb_seat *shared = &run->pool->board->seat[at];
    atomic_store(&shared->at, 0);
    if (sb_board_state(run->pool->board, (size_t)index) != SB_UNSEEN)
        return false; /* it had ended; only the note at the seat was still there */
    if (!ended_for_another(run, at, index))
        book(run, at, index, death);
    else if (!run->stopping)
        shared->first = index + 1;
    return ended_for_another(run, at, index);
}

/* A worker died between two cases. The last one passed, and yet something of it, or of those before, killed the process. */
static void died_after_cases(struct run *run, unsigned at, uint64_t last, sb_os_death death)
{
    const sb_pool *pool = run->pool;
    sb_text output = SB_TEXT_EMPTY;
    sb_capture_read(&run->seat[at].capture, atomic_load(&pool->board->seat[at].output_from), &output);
    pool->events.trouble(pool->events.env, (size_t)last, death.signal, death.exit_code, output.at ? output.at : "");
    sb_text_release(&output);
}

/* It ended without having begun a case: the plan was done before it came to one, a resource did not open, or the system killed it. */
static void idle_death(struct run *run, unsigned at, sb_os_death death)
{
    char name[32];
    bool in_vain = death.signal || death.exit_code || atomic_load(&run->pool->board->next) < run->pool->board->cases;
    run->seat[at].idle_deaths = in_vain ? run->seat[at].idle_deaths + 1 : 0;
    if (run->seat[at].idle_deaths < 3 || run->stopping)
        return;
    run->stopping = true;
    if (death.signal)
        run->rc = sb_fail_with(SB_ERR, "worker %u was killed by %s before it began a test, three times", at,
            sb_os_signal_name(death.signal, name, sizeof name));
    else
        run->rc = sb_fail_with(SB_ERR, "worker %u ended with code %d before it began a test, three times", at, death.exit_code);
}

/* True when the case in its hand is to run again. */
static bool account(struct run *run, unsigned at, sb_os_death death)
{
    sb_seat *shared = &run->pool->board->seat[at];
    uint64_t case_at = atomic_load(&shared->at), last = atomic_load(&shared->last);
    bool well = !death.signal && !death.exit_code;
    if (case_at > 0 && case_at <= run->pool->board->cases)
        return lost_case(run, at, case_at - 1, death);
    if (last == 0 || last > run->pool->board->cases)
        idle_death(run, at, death);
    else if (!well && !run->seat[at].ending)
        died_after_cases(run, at, last - 1, death);
    return false;
}

static bool work_left(const struct run *run, unsigned at)
{
    const sb_board *board = run->pool->board;
    return !run->stopping && (board->seat[at].first || atomic_load(&board->next) < board->cases);
}

static void bury(struct run *run, unsigned at, sb_os_death death)
{
    sb_seat *shared = &run->pool->board->seat[at];
    sb_os_end(run->seat[at].child); /* what a test left running in the group */
    run->seat[at].child = 0;
    run->alive--;
    sb_scratch_clear(at);
    uint64_t case_at = atomic_load(&shared->at);
    if (!run->pool->events.gone(run->pool->events.env, at)) /* before the account, which may add to what is read here */
        run->stopping = true;
    if (account(run, at, death))
        run->pool->events.forget(run->pool->events.env, (size_t)case_at - 1);
    if (atomic_load(&shared->last))
        run->seat[at].idle_deaths = 0;
    sb_capture_next(&run->seat[at].capture, true);
    if (work_left(run, at) && run->rc == SB_OK && start(run, at) && !run->alive)
        run->rc = SB_ERR; /* the message is start's; while others live, they do the work */
}

static bool reap(struct run *run)
{
    bool any = false;
    for (unsigned at = 0; at < run->seats; at++) {
        if (!run->seat[at].child)
            continue;
        sb_os_death death = sb_os_ended(run->seat[at].child);
        if (death.over)
            bury(run, at, death);
        any = any || death.over;
    }
    return any;
}

/* ---- the run ---- */

static void stop(struct run *run, bool at_once)
{
    run->stopping = true;
    sb_board_stop(run->pool->board);
    for (unsigned at = 0; at < run->seats && at_once; at++)
        if (run->seat[at].child && !run->seat[at].ending)
            ask_to_end(run, at, UINT64_MAX, sb_os_now_ns()); /* for no case */
}

/* A worker that died between taking a number and noting it at its seat left a case that nobody knows of: it gets one of its own. */
static bool revive(struct run *run)
{
    const sb_board *board = run->pool->board;
    uint64_t taken = atomic_load(&board->next) < board->cases ? atomic_load(&board->next) : board->cases;
    if (run->stopping || run->rc || atomic_load(&board->stopped))
        return false;
    for (uint64_t turn = 0; turn < taken; turn++) {
        size_t index = sb_plan_at(run->pool->plan, (size_t)turn);
        if (sb_board_state(board, index) != SB_UNSEEN)
            continue;
        board->seat[0].first = index + 1;
        run->rc = start(run, 0);
        return run->rc == SB_OK;
    }
    return false;
}

static void wait_for_all(struct run *run, sb_os_watch *watch)
{
    while (run->alive || revive(run)) {
        if (!reap(run))
            sb_os_watch_wait(watch, watch_time(run));
        if (watch->interrupted && !run->interrupted) {
            run->interrupted = true;
            stop(run, true);
        }
        if (run->pool->events.look(run->pool->events.env) && !run->stopping)
            stop(run, false);
        if (run->rc && run->alive)
            stop(run, true);
    }
    run->pool->events.look(run->pool->events.env);
}

static int open_seats(struct run *run)
{
    run->seat = sb_alloc(run->seats * sizeof *run->seat);
    for (unsigned at = 0; at < run->seats; at++)
        run->seat[at].capture.fd = -1;
    for (unsigned at = 0; at < run->seats; at++)
        if (sb_capture_open(&run->seat[at].capture))
            return sb_fail_with(
                SB_ERR, "no file in memory for the output of worker %u: %s; fewer --jobs may help", at, strerror(errno));
    return SB_OK;
}

static void close_seats(struct run *run)
{
    for (unsigned at = 0; at < run->seats; at++)
        sb_capture_close(&run->seat[at].capture);
    free(run->seat);
}

static void look_from_worker(void *env)
{
    const sb_pool *pool = env;
    if (pool->events.look(pool->events.env))
        sb_board_stop(pool->board);
}

static int run_in_main(const sb_pool *pool)
{
    sb_worker worker = { .plan = pool->plan,
        .board = pool->board,
        .seed = pool->seed,
        .fail_fast = pool->fail_fast,
        .sink = pool->sink,
        .after_case = look_from_worker,
        .env = (void *)(uintptr_t)pool };
    int rc = sb_worker_run(&worker);
    fflush(stdout);
    pool->events.look(pool->events.env);
    return rc;
}

int sb_pool_run(const sb_pool *pool, bool *interrupted_out)
{
    struct run run = { .pool = pool, .seats = pool->board->seats };
    sb_os_watch watch;
    *interrupted_out = false;
    if (pool->in_main)
        return run_in_main(pool);
    run.tick_ns = tick_of(pool);
    run.rc = open_seats(&run);
    if (sb_os_watch_open(&watch) && run.rc == SB_OK)
        run.rc = sb_fail_with(SB_ERR, "signals cannot be watched on this system; try --isolate=none");
    for (unsigned at = 0; at < run.seats && run.rc == SB_OK; at++)
        run.rc = start(&run, at);
    if (run.alive)
        wait_for_all(&run, &watch);
    sb_os_watch_close(&watch);
    close_seats(&run);
    *interrupted_out = run.interrupted;
    return run.rc;
}
