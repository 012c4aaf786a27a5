/* limits.c -- the time limits of running cases: who is over, and how long main may sleep. */
#include "seats.h"

enum { TICK_LIVE_NS = 100000000, TICK_LEAST_NS = 20000000, TICK_MOST_NS = 100000000 };

void sb__ask_to_end(struct sb__run *run, unsigned at, uint64_t index_and_one, uint64_t now_ns)
{
    run->seat[at].ending = index_and_one;
    run->seat[at].end_by_ns = now_ns + run->pool->grace_ns;
    sb_os_ask_to_end(run->seat[at].child);
}

uint64_t sb__longest_of(const sb_plan *plan)
{
    uint64_t longest_ns = 0;
    for (size_t i = 0; i < plan->terms_n; i++) {
        uint64_t limit_ns = plan->terms[i].timeout_ns;
        if (!plan->terms[i].used)
            continue;
        if (!limit_ns)
            return 0;
        longest_ns = limit_ns > longest_ns ? limit_ns : longest_ns;
    }
    return longest_ns;
}

uint64_t sb__opening_limit(const struct sb__run *run)
{
    return run->longest_ns && run->pool->patience_ns ? run->longest_ns + run->pool->patience_ns : 0;
}

/* How long a worker may be in this step with no case in its hand. A SUITE_TEARDOWN has the time that the case before it had; where a
 * case may take for ever, so may what resources open. */
static uint64_t limit_between(const struct sb__run *run, unsigned at, uint32_t step)
{
    uint64_t last = atomic_load_explicit(&run->pool->board->seat[at].last, memory_order_relaxed);
    switch (step) {
    case SB_STEP_DOWN: return last ? run->pool->plan->item[last - 1].terms->timeout_ns : 0;
    case SB_STEP_OPENING: return sb__opening_limit(run);
    case SB_STEP_LEAVING: return run->pool->patience_ns;
    default: return 0;
    }
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
    /* The step before its beginning, which is stored the other way round: an old beginning would make a new step late. */
    uint64_t case_at = atomic_load_explicit(&shared->at, memory_order_acquire);
    uint32_t step = atomic_load_explicit(&shared->step, memory_order_acquire) >> 16;
    uint64_t began_ns = atomic_load_explicit(&shared->began_ns, memory_order_acquire);
    if (case_at != atomic_load_explicit(&shared->at, memory_order_acquire))
        return 0;
    uint64_t limit_ns = case_at ? run->pool->plan->item[case_at - 1].terms->timeout_ns : limit_between(run, at, step);
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
    for (size_t i = 0; i < pool->plan->terms_n; i++) {
        uint64_t limit_ns = pool->plan->terms[i].timeout_ns;
        if (pool->plan->terms[i].used && limit_ns && limit_ns / 4 < tick_ns)
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
