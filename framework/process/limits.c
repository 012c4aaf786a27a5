/* limits.c -- the time limits of running cases: who is over, and how long main may sleep. */
#include "seats.h"

enum { TICK_LIVE_NS = 100000000, TICK_LEAST_NS = 20000000, TICK_MOST_NS = 100000000 };

void sb__ask_to_end(struct sb__run *run, unsigned at, uint64_t index_and_one, uint64_t now_ns)
{
    run->seat[at].ending = index_and_one;
    run->seat[at].end_by_ns = now_ns + run->pool->grace_ns;
    sb_os_ask_to_end(run->seat[at].child);
}

/* When this seat wants main's attention: at the limit of its case, or when its grace is over. 0: not at a known time. */
static uint64_t watch_seat(struct sb__run *run, unsigned at, uint64_t now_ns)
{
    struct sb__seat *s = &run->seat[at];
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
    bool step = atomic_load_explicit(&shared->step, memory_order_acquire) >> 16 == SB_STEP_DOWN;
    if (case_at != atomic_load_explicit(&shared->at, memory_order_acquire))
        return 0;
    /* A SUITE_TEARDOWN between two cases has the time that the one before it had. */
    uint64_t whose = case_at ? case_at : step ? atomic_load_explicit(&shared->last, memory_order_relaxed) : 0;
    uint64_t limit_ns = whose ? run->pool->plan->item[whose - 1].timeout_ns : 0;
    if (!limit_ns)
        return 0;
    /* The seat may have been written since the clock was read; and of a limit of centuries the end is on no clock. */
    uint64_t took_ns = now_ns > began_ns ? now_ns - began_ns : 0;
    if (took_ns < limit_ns)
        return limit_ns < UINT64_MAX - began_ns ? began_ns + limit_ns : 0;
    sb__ask_to_end(run, at, case_at ? case_at : SB__ENDING_STEP, now_ns);
    return s->end_by_ns;
}

/* A case that begins while main sleeps is noticed at the next tick: a quarter of the shortest limit of the plan bounds how late. */
uint64_t sb__tick_of(const sb_pool *pool)
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
uint64_t sb__watch_time(struct sb__run *run)
{
    uint64_t now_ns = sb_os_now_ns(), wait_ns = run->tick_ns;
    for (unsigned at = 0; at < run->seats; at++) {
        uint64_t due_ns = watch_seat(run, at, now_ns), from = atomic_load(&run->pool->board->seat[at].output_from);
        if (run->seat[at].child && sb_capture_trim(&run->seat[at].capture, from) && wait_ns > TICK_LEAST_NS)
            wait_ns = TICK_LEAST_NS;
        if (due_ns && due_ns <= now_ns)
            wait_ns = 0;
        else if (due_ns && due_ns - now_ns < wait_ns)
            wait_ns = due_ns - now_ns;
    }
    return wait_ns;
}
