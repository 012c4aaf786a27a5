/* board.c -- the memory that main and its workers share. */
#include "board.h"
#include "os.h"
#include <errno.h>
#include <seedbed/ext/resource.h>
#include <string.h>

/* More than a run of a moment writes is not made ready: a long one does not notice, and may be stopped early. */
enum { READY_BYTES = 4 << 20 };

sb_board *sb_board_open(size_t cases, unsigned seats)
{
    int file;
    size_t bytes = sizeof(sb_board) + seats * sizeof(sb_seat) + cases * sizeof(sb_slot);
    sb_board *board = sb_os_share(bytes, &file);
    board->cases = cases;
    board->limit = cases;
    board->seats = seats;
    board->file = file;
    board->bytes = bytes;
    return board;
}

void sb_board_make_ready(sb_board *board)
{
    size_t slots = board->cases * sizeof(sb_slot);
    sb_os_make_ready(sb_board_slot(board, 0), slots < READY_BYTES ? slots : READY_BYTES);
}

sb_board *sb_board_join(int file, size_t bytes)
{
    sb_board *board = sb_os_join(file, bytes);
    if (!board)
        sb_fail_with(SB_ERR, "the board of the run cannot be mapped: %s", strerror(errno));
    return board;
}

void sb_board_close(sb_board *board) { sb_os_unshare(board, board->bytes, board->file); }

void sb_board_write(sb_board *board, size_t index, sb_slot known, enum sb_state state)
{
    sb_board_write_from(board, index, &known, state);
}

void sb_board_write_from(sb_board *board, size_t index, const sb_slot *known, enum sb_state state)
{
    sb_slot *slot = sb_board_slot(board, index);
    slot->began_ns = known->began_ns;
    slot->duration_ns = known->duration_ns;
    slot->checks = known->checks;
    slot->worker = known->worker;
    slot->signal = known->signal;
    slot->exit_code = known->exit_code;
    slot->ended = known->ended;
    atomic_store_explicit(&slot->state, (uint8_t)state, memory_order_release);
}

enum sb_state sb_board_state(const sb_board *board, size_t index)
{
    return (enum sb_state)atomic_load_explicit(&sb_board_slot(board, index)->state, memory_order_acquire);
}

void sb_board_stop(sb_board *board)
{
    atomic_store(&board->stopped, true);
    atomic_store(&board->next, board->cases);
}

void sb_board_count_failure(sb_board *board, unsigned limit)
{
    if (atomic_fetch_add(&board->failures, 1) + 1 >= limit && limit)
        sb_board_stop(board);
}
