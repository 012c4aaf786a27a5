/* alone.c -- a case that crashed behind others in one process is run once more, the first of a fresh one. */
#include "alone.h"
#include "os.h"
#include <stdlib.h>

enum { NAMED = 3 };

/* What ran before it in the process that crashed: the last ones, in the order they ran, and how many there were. */
struct before {
    size_t last[NAMED]; /* the latest first */
    size_t n;
};

static void add(struct before *before, const sb_board *board, size_t index)
{
    size_t at = before->n < NAMED ? before->n : NAMED;
    before->n++;
    for (; at > 0 && sb_board_slot(board, before->last[at - 1])->began_ns < sb_board_slot(board, index)->began_ns; at--)
        if (at < NAMED)
            before->last[at] = before->last[at - 1];
    if (at < NAMED)
        before->last[at] = index;
}

static struct before find_before(const sb_worker *worker, size_t index)
{
    const sb_board *board = worker->board;
    const sb_seat *seat = &board->seat[worker->seat];
    struct before before = { .n = 0 };
    for (size_t i = 0; i < board->cases; i++) {
        const sb_slot *slot = sb_board_slot(board, i);
        if (i != index && sb_board_state(board, i) != SB_UNSEEN && slot->worker == worker->seat &&
            slot->began_ns >= seat->lone_since_ns && slot->began_ns < sb_board_slot(board, index)->began_ns)
            add(&before, board, i);
    }
    return before;
}

static void name_before(sb_text *to, const sb_worker *worker, size_t index)
{
    struct before before = find_before(worker, index);
    size_t named = before.n < NAMED ? before.n : NAMED;
    for (size_t i = named; i-- > 0;)
        sb_text_add(to, "%s%s", i + 1 == named ? ": " : ", ", worker->plan->item[before.last[i]].name);
    if (before.n > NAMED)
        sb_text_add(to, ", and %zu before %s", before.n - NAMED, named == 1 ? "it" : "those");
}

void sb_alone_ended(const sb_worker *worker, size_t index, enum sb_state ended)
{
    sb_text text = SB_TEXT_EMPTY;
    if (ended == SB_PASSED) {
        sb_text_add(&text, "\nRun again alone it passed: look at what ran before it in the same process");
        name_before(&text, worker, index);
    } else {
        sb_text_add(&text, "\nRun again alone it %s",
            ended == SB_SKIPPED         ? "was skipped"
                : ended == SB_TIMED_OUT ? "took longer than its time limit"
                                        : "failed, and did not crash");
    }
    worker->sink->remark(worker->sink->env, index, text.at);
    sb_text_release(&text);
    worker->board->seat[worker->seat].lone = 0;
    sb_alone_settle(worker->board, index);
}

void sb_alone_settle(sb_board *board, size_t index)
{
    sb_slot *slot = sb_board_slot(board, index);
    atomic_store_explicit(&slot->state, slot->ended, memory_order_release);
}
