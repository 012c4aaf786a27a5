/* deaths.c -- a worker died: what became of the case in its hand, or of those before. */
#include "alone.h"
#include "judge.h"
#include "resources.h"
#include "sanitizer.h"
#include "seats.h"
#include <stdio.h>
#include <stdlib.h>

/* How a case ended that lost its process. A sanitizer that found something ends it by a code, as exit does, and leaves its report. */
static enum sb_state state_of(const struct sb__run *run, unsigned at, uint64_t index, sb_os_death death, const sb_text *output)
{
    if (run->seat[at].ending == index + 1)
        return SB_TIMED_OUT;
    char *found = death.exit_code && output->size ? sb_sanitizer_summary(output->at, output->size) : NULL;
    bool crashed = death.signal || found;
    free(found);
    return crashed ? SB_CRASHED : SB_EXITED;
}

static sb_slot known_of(const struct sb__run *run, unsigned at, sb_os_death death, enum sb_state ended)
{
    uint64_t began_ns = atomic_load(&run->pool->board->seat[at].began_ns);
    return (sb_slot){ .began_ns = began_ns,
        .duration_ns = sb_os_now_ns() - began_ns,
        .worker = (uint16_t)at,
        .signal = (uint8_t)death.signal,
        .exit_code = (uint8_t)death.exit_code,
        .ended = (uint8_t)ended };
}

/* Its output goes to the record, and says how it ended where a sanitizer wrote it. */
static enum sb_state take_output(struct sb__run *run, unsigned at, uint64_t index, sb_os_death death)
{
    const sb_pool *pool = run->pool;
    sb_text output = SB_TEXT_EMPTY;
    sb_capture_read(&run->seat[at].capture, atomic_load(&pool->board->seat[at].output_from), &output);
    if (output.size)
        pool->events.output(pool->events.env, at, (size_t)index, output.at, output.size);
    enum sb_state ended = state_of(run, at, index, death, &output);
    sb_text_release(&output);
    return ended;
}

/* "SUITE_SETUP of db", where the worker was in one when it died; the caller frees it. NULL: it was not. */
static char *suite_step(const struct sb__run *run, unsigned at, uint64_t index)
{
    uint32_t step = atomic_load(&run->pool->board->seat[at].step), level = step & 0xffff;
    const sb_planned_suite *suite = run->pool->plan->item[index].suite;
    if (!step || !level || level > suite->levels)
        return NULL;
    return sb_format("%s of %s", step >> 16 == SB_STEP_UP ? "SUITE_SETUP" : "SUITE_TEARDOWN", suite->level[level - 1].suite.name);
}

static void tell_suite_step(struct sb__run *run, unsigned at, uint64_t index)
{
    char *step = suite_step(run, at, index), *text = step ? sb_format("; that was in %s", step) : NULL;
    if (text)
        run->pool->events.remark(run->pool->events.env, (size_t)index, text);
    free(step);
    free(text);
}

/* The sandbox may be in a database that outlives the worker; its successor brings it back. */
static void tell_rows(struct sb__run *run, unsigned at, uint64_t index)
{
    const sb_pool *pool = run->pool;
    sb_text rows = SB_TEXT_EMPTY;
    sb_resources_lost(&pool->plan->item[index], at, &rows);
    if (rows.size)
        pool->events.rows(pool->events.env, (size_t)index, rows.at, rows.size);
    sb_text_release(&rows);
}

/* Whether a case that crashed behind others in one process is run once more, the first of the next worker. */
static bool run_alone(struct sb__run *run, unsigned at, uint64_t index, enum sb_state ended)
{
    const sb_pool *pool = run->pool;
    sb_seat *shared = &pool->board->seat[at];
    bool crashed = ended == SB_CRASHED || ended == SB_EXITED;
    if (!crashed || !pool->reruns || pool->one_case || run->stopping || atomic_load(&pool->board->stopped) ||
        !atomic_load(&shared->last))
        return false;
    if (run->crashed_again >= pool->reruns) {
        if (run->crashed_again++ == pool->reruns) /* said once */
            pool->events.remark(pool->events.env, (size_t)index,
                "\nNot run again alone, as no other one will be: several before it crashed again");
        return false;
    }
    pool->events.alone(pool->events.env, (size_t)index);
    shared->lone = shared->first = index + 1;
    shared->lone_since_ns = run->seat[at].born_ns;
    return true;
}

/* It was run alone, and lost its process once more: the second end is as good as the first, unless main made it. */
static void book_alone(struct sb__run *run, unsigned at, uint64_t index, sb_os_death death)
{
    const sb_pool *pool = run->pool;
    pool->board->seat[at].lone = 0;
    if (run->seat[at].ending == index + 1) {
        pool->events.remark(pool->events.env, (size_t)index, "\nRun again alone it took longer than its time limit");
        sb_alone_settle(pool->board, (size_t)index);
        return;
    }
    enum sb_state ended = take_output(run, at, index, death);
    tell_rows(run, at, index);
    pool->events.remark(pool->events.env, (size_t)index, "; and again when run alone");
    run->crashed_again++;
    sb_board_write(pool->board, (size_t)index, known_of(run, at, death, ended), ended);
}

void sb__settle_all(struct sb__run *run)
{
    for (unsigned at = 0; at < run->seats; at++) {
        sb_seat *shared = &run->pool->board->seat[at];
        if (shared->lone)
            sb_alone_settle(run->pool->board, (size_t)shared->lone - 1);
        if (shared->lone && shared->first == shared->lone)
            shared->first = 0;
        shared->lone = 0;
    }
}

/* The case in the hand of a dead worker: it is over, or it is begun again, first of the next worker. */
static void book(struct sb__run *run, unsigned at, uint64_t index, sb_os_death death)
{
    const sb_pool *pool = run->pool;
    const sb_planned *test = &pool->plan->item[index];
    enum sb_state ended = take_output(run, at, index, death);
    sb_slot known = known_of(run, at, death, ended), *slot = sb_board_slot(pool->board, index);
    tell_suite_step(run, at, index);
    tell_rows(run, at, index);
    if (atomic_load(&pool->board->seat[at].step) >> 16 == SB_STEP_UP)
        atomic_store(&slot->said, SB_SAID_BLOCKED);
    if (sb_judge_again(test, slot, ended) && !run->stopping && !atomic_load(&pool->board->stopped)) {
        pool->events.again(pool->events.env, (size_t)index, &known);
        atomic_fetch_add(&slot->attempts, 1);
        pool->board->seat[at].first = index + 1;
        return;
    }
    enum sb_state state = sb_judge(test, slot, ended);
    if (!sb_state_good(state))
        sb_board_count_failure(pool->board, pool->fail_fast);
    bool alone = state == ended && run_alone(run, at, index, ended);
    sb_board_write(pool->board, (size_t)index, known, alone ? SB_UNSEEN : state);
}

/* Whether main itself ended this worker for something that is not the case in its hand: at an interrupt, or for an earlier case that
 * was over by then. The case in hand is not to blame, however it answered. */
static bool ended_for_another(const struct sb__run *run, unsigned at, uint64_t index)
{
    return run->seat[at].ending && run->seat[at].ending != index + 1;
}

/* A worker died with a case in hand. One that main cut short without its fault runs again, first of the next worker: true then. */
static bool lost_case(struct sb__run *run, unsigned at, uint64_t index, sb_os_death death)
{
    sb_seat *shared = &run->pool->board->seat[at];
    atomic_store(&shared->at, 0);
    if (sb_board_state(run->pool->board, (size_t)index) != SB_UNSEEN)
        return false; /* it had ended; only the note at the seat was still there */
    bool lone = shared->lone == index + 1, another = ended_for_another(run, at, index);
    if (another && !run->stopping)
        shared->first = index + 1;
    else if (!another && lone)
        book_alone(run, at, index, death);
    else if (!another)
        book(run, at, index, death);
    return another && !lone; /* what was heard of a lone one is the crash */
}

/* A worker died between two cases. The last one passed, and yet something of it, or of those before, killed the process. */
static void died_after_cases(struct sb__run *run, unsigned at, uint64_t last, sb_os_death death)
{
    const sb_pool *pool = run->pool;
    sb_text output = SB_TEXT_EMPTY;
    sb_capture_read(&run->seat[at].capture, atomic_load(&pool->board->seat[at].output_from), &output);
    char *step = suite_step(run, at, last);
    sb_pool_trouble trouble = { (size_t)last, step, death.signal, death.exit_code, run->seat[at].ending == SB__ENDING_STEP,
        output.at ? output.at : "" };
    pool->events.trouble(pool->events.env, &trouble);
    sb_text_release(&output);
    free(step);
}

/* What a worker wrote that came to no case: the loader's complaint, or a constructor's. */
static void tell_in_vain(struct sb__run *run, unsigned at, sb_os_death death)
{
    char name[32];
    sb_text said = SB_TEXT_EMPTY;
    sb_capture_read(&run->seat[at].capture, run->seat[at].capture.mark, &said);
    const char *colon = said.size ? "; it said:\n" : "", *words = said.size ? said.at : "";
    if (run->seat[at].ending == SB__ENDING_STEP)
        run->rc = sb_fail_with(SB_ERR,
            "worker %u did not come to its first test within %g s, and was ended: a resource hangs in open, or a constructor%s%s",
            at, (double)sb__opening_limit(run) / 1e9, colon, words);
    else if (death.signal)
        run->rc = sb_fail_with(SB_ERR, "worker %u was killed by %s before it began a test, three times%s%s", at,
            sb_os_signal_name(death.signal, name, sizeof name), colon, words);
    else
        run->rc = sb_fail_with(
            SB_ERR, "worker %u ended with code %d before it began a test, three times%s%s", at, death.exit_code, colon, words);
    sb_text_release(&said);
}

/* It ended without having begun a case: the plan was done before it came to one, a resource did not open, or the system killed it. */
static void idle_death(struct sb__run *run, unsigned at, sb_os_death death)
{
    bool in_vain =
        death.signal || death.exit_code || atomic_load(&run->pool->board->next) < atomic_load(&run->pool->board->limit);
    run->seat[at].idle_deaths = in_vain ? run->seat[at].idle_deaths + 1 : 0;
    bool hung = run->seat[at].ending == SB__ENDING_STEP;
    if ((run->seat[at].idle_deaths < 3 && !hung) || run->stopping)
        return;
    run->stopping = true;
    tell_in_vain(run, at, death);
}

/* True when the case in its hand is to run again. */
bool sb__account(struct sb__run *run, unsigned at, sb_os_death death)
{
    sb_seat *shared = &run->pool->board->seat[at];
    uint64_t case_at = atomic_load(&shared->at), last = atomic_load(&shared->last);
    bool well = !death.signal && !death.exit_code && atomic_load(&shared->left); /* code 0 may be that of an exit(0) */
    if (shared->lone && !case_at)
        shared->first = shared->lone; /* it was not begun yet */
    if (case_at > 0 && case_at <= run->pool->board->cases)
        return lost_case(run, at, case_at - 1, death);
    if (last == 0 || last > run->pool->board->cases)
        idle_death(run, at, death);
    else if (!well && (!run->seat[at].ending || run->seat[at].ending == SB__ENDING_STEP))
        died_after_cases(run, at, last - 1, death);
    return false;
}
