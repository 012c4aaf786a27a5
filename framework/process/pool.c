/* pool.c -- waits for processes and time, and has another worker started when one dies. */
#include "crash.h"
#include "locks.h"
#include "printing.h"
#include "scratch.h"
#include "seats.h"
#include "worker.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How long the first worker is alone, and when a heir is wanted. */
enum { ALONE_NS = 2000000, HEIR_NS = 20000000 };
/* Where a worker died so soon after the one before, main awaits the next death awake, so long at the most: to sleep and be woken costs
 * more than what is left of that one's life. */
enum { ROW_NS = 1000000, AWAKE_NS = 300000 };
/* How long what is done may wait to be told after a worker died. */
enum { TELL_NS = 100000000 };

static bool work_left(const struct sb__run *run, unsigned at)
{
    const sb_board *board = run->pool->board;
    const sb_seat *seat = &board->seat[at];
    return !run->stopping && (seat->first || seat->later || atomic_load(&board->next) < atomic_load(&board->limit));
}

static void bury(struct sb__run *run, unsigned at, sb_os_death death)
{
    sb_seat *shared = &run->pool->board->seat[at];
    sb_heir_note(&run->heir, at, 0);
    run->seat[at].child = 0;
    run->alive--;
    if (atomic_exchange(&shared->scratch, false))
        sb_scratch_clear(at);
    sb_locks_free(run->pool->board, at, UINT64_MAX);
    uint64_t case_at = atomic_load(&shared->at);
    if (!run->pool->events.gone(run->pool->events.env, at)) /* before the account, which may add to what is read here */
        run->stopping = true;
    if (sb__account(run, at, death))
        run->pool->events.forget(run->pool->events.env, (size_t)case_at - 1);
    if (atomic_load(&shared->last))
        run->seat[at].idle_deaths = 0;
    if (death.signal && !run->rehearsed && !run->pool->spawn)
        sb_crash_rehearse();
    run->rehearsed = run->rehearsed || death.signal;
    if (death.signal && run->alone_until_ns)
        run->alone_until_ns = run->seat[at].born_ns; /* there is more to do than a few short tests */
    sb_capture_next(&run->seat[at].capture, true);
    if (work_left(run, at) && run->rc == SB_OK && sb__seat_start(run, at) && !run->alive)
        run->rc = SB_ERR; /* the message is start's; while others live, they do the work */
}

static void note_death(struct sb__run *run, uint64_t now_ns)
{
    run->awake_until_ns = now_ns - run->death_ns < ROW_NS ? now_ns + AWAKE_NS : 0;
    run->death_ns = now_ns;
    if (!run->tell_at_ns)
        run->tell_at_ns = now_ns + TELL_NS;
}

static bool reap(struct sb__run *run)
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
    if (any)
        note_death(run, sb_os_now_ns());
    return any;
}

/* ---- the run ---- */

static void stop(struct sb__run *run, bool at_once)
{
    run->stopping = true;
    sb_board_stop(run->pool->board);
    for (unsigned at = 0; at < run->seats && at_once; at++)
        if (run->seat[at].child && !run->seat[at].ending)
            sb__ask_to_end(run, at, SB__ENDING_ALL, sb_os_now_ns());
}

/* A worker that died between taking a number and noting it at its seat left a case that nobody knows of: it gets one of its own. */
static bool revive(struct sb__run *run)
{
    sb_board *board = run->pool->board;
    uint64_t next = atomic_load(&board->next), limit = atomic_load(&board->limit), taken = next < limit ? next : limit;
    sb__settle_all(run);
    if (run->stopping || run->rc || atomic_load(&board->stopped))
        return false;
    for (uint64_t turn = 0; turn < taken; turn++) {
        size_t index = sb_plan_at(run->pool->plan, (size_t)turn);
        if (sb_board_state(board, index) != SB_UNSEEN)
            continue;
        board->seat[0].first = index + 1;
        run->rc = sb__seat_start(run, 0);
        return run->rc == SB_OK;
    }
    return false;
}

/* Cases that run beside each other come first. Where there is one worker only, nothing runs beside anything. */
static void open_parallel(struct sb__run *run)
{
    const sb_plan *plan = run->pool->plan;
    bool serial = plan->order && plan->parallel < plan->n && run->seats > 1;
    atomic_store(&run->pool->board->limit, serial ? plan->parallel : plan->n);
}

/* When they are all over, the serial ones have the machine to themselves, one by one. */
static bool begin_serial(struct sb__run *run)
{
    sb_board *board = run->pool->board;
    uint64_t limit = atomic_load(&board->limit);
    if (run->stopping || run->rc || atomic_load(&board->stopped) || limit >= board->cases)
        return false;
    run->alone_until_ns = 0;           /* nobody joins */
    atomic_store(&board->next, limit); /* workers that found nothing left may have counted it further */
    atomic_store(&board->limit, board->cases);
    run->rc = sb__seat_start(run, 0);
    return run->rc == SB_OK;
}

/* The other workers begin when the first one has not done all of it in a moment: what a process costs to start is better spent on a
 * few thousand short tests. */
static void start_others(struct sb__run *run)
{
    if (!run->alone_until_ns || sb_os_now_ns() < run->alone_until_ns)
        return;
    run->alone_until_ns = 0;
    for (unsigned at = 1; at < run->seats && run->rc == SB_OK && work_left(run, at); at++)
        run->rc = sb__seat_start(run, at);
}

/* A sandbox is locked for the run, and what a test starts inherits that: left over, it would keep the next run out. */
static bool holds_a_lock(const sb_plan *plan)
{
    for (size_t i = 0; i < plan->suites; i++)
        if (plan->suite[i].suite.sandbox)
            return true;
    return false;
}

/* Later still, so that a run that is over in a moment need not pay for one: nobody is quick enough to kill it. Nor does such a run look
 * for what others left. */
static void want_heir(struct sb__run *run)
{
    if (!run->heir_at_ns || sb_os_now_ns() < run->heir_at_ns)
        return;
    run->heir_at_ns = 0;
    if (!run->heir.process)
        sb_heir_start(&run->heir, run->seats);
    for (unsigned at = 0; at < run->seats; at++)
        sb_heir_note(&run->heir, at, run->seat[at].child);
    sb_scratch_clear_dead();
}

static uint64_t wait_time(struct sb__run *run)
{
    uint64_t wait_ns = sb__watch_time(run);
    if (run->tell_at_ns && wait_ns > TELL_NS / 4)
        wait_ns = TELL_NS / 4;
    if (run->heir_at_ns && wait_ns > HEIR_NS)
        wait_ns = HEIR_NS;
    if (!run->alone_until_ns)
        return wait_ns;
    /* To the end, with no look meanwhile: some systems give both of them one core, and main would take it from the worker. */
    uint64_t now_ns = sb_os_now_ns(), alone_ns = run->alone_until_ns > now_ns ? run->alone_until_ns - now_ns : 0;
    return wait_ns > alone_ns ? alone_ns : wait_ns;
}

/* Telling takes its time, most of all of crashes, whose places have names to be found. Where workers die in a row their successors come
 * first, and what is told waits a little. */
static void look(struct sb__run *run)
{
    if (run->tell_at_ns && sb_os_now_ns() < run->tell_at_ns)
        return;
    run->tell_at_ns = 0;
    sb__release_streams(run);
    if (run->pool->events.look(run->pool->events.env) && !run->stopping)
        stop(run, false);
}

static void await(struct sb__run *run, sb_os_watch *watch)
{
    if (sb_os_now_ns() < run->awake_until_ns)
        sb_os_yield();
    else
        sb_os_watch_wait(watch, wait_time(run));
}

static void wait_for_all(struct sb__run *run, sb_os_watch *watch)
{
    while (run->alive || revive(run) || begin_serial(run)) {
        if (!reap(run))
            await(run, watch);
        if (watch->interrupted && !run->interrupted) {
            run->interrupted = true;
            stop(run, true);
        }
        look(run);
        start_others(run);
        want_heir(run);
        if (run->rc && run->alive)
            stop(run, true);
    }
    sb__release_streams(run);
    run->pool->events.look(run->pool->events.env);
}

static void look_from_worker(void *env)
{
    const sb_pool *pool = env;
    if (pool->events.look(pool->events.env))
        sb_board_stop(pool->board);
}

/* The handler of a signal that ends main, which runs the tests itself: the last chance to name the one that did it. */
static void say_last_words(int signal)
{
    char number[32];
    sb_printing_save();
    const char *said[] = { "seedbed: ", sb_os_signal_name(signal, number, sizeof number), " ended the run in ", sb_running_name(),
        "; without --isolate=none it would be one crash among the results\n" };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        ssize_t done = write(STDERR_FILENO, said[i], strlen(said[i]));
        (void)done;
    }
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
    bool watched = sb_context_get()->crash_watch; /* this run is itself part of a test */
    sb_board_make_ready(pool->board);
    sb_scratch_clear_dead();
    if (!watched)
        sb_crash_open(&pool->board->seat[0].crash, say_last_words);
    int rc = sb_worker_run(&worker);
    if (!watched)
        sb_crash_close();
    fflush(stdout);
    pool->events.gone(pool->events.env, 0);
    pool->events.look(pool->events.env);
    return rc;
}

int sb_pool_run(const sb_pool *pool, bool *interrupted_out)
{
    struct sb__run run = { .pool = pool, .seats = pool->board->seats };
    sb_os_watch watch;
    *interrupted_out = false;
    if (pool->in_main)
        return run_in_main(pool);
    run.rc = sb__seats_open(&run);
    if (sb_os_watch_open(&watch) && run.rc == SB_OK)
        run.rc = sb_fail_with(SB_ERR, "signals cannot be watched on this system; try --isolate=none");
    open_parallel(&run);
    if (run.rc == SB_OK && holds_a_lock(pool->plan))
        sb_heir_start(&run.heir, run.seats);
    if (run.rc == SB_OK && atomic_load(&pool->board->limit))
        run.rc = sb__seat_start(&run, 0);
    run.heir_at_ns = sb_os_now_ns() + HEIR_NS;
    run.alone_until_ns = run.seats > 1 ? sb_os_now_ns() + ALONE_NS : 0;
    sb_board_make_ready(pool->board); /* while the worker begins; it writes to the slots from the first one on */
    run.tick_ns = sb__tick_of(pool);  /* now too: each of them looks at every case */
    run.longest_ns = sb__longest_of(pool->plan);
    if (run.rc == SB_OK)
        wait_for_all(&run, &watch);
    sb_heir_end(&run.heir);
    sb_os_watch_close(&watch);
    sb__seats_close(&run);
    *interrupted_out = run.interrupted;
    return run.rc;
}
