/* board.c -- the memory that main and its workers share. */
#include "board.h"
#include "os.h"

sb_board *sb_board_open(size_t cases, unsigned seats)
{
    size_t seats_at = sizeof(sb_board), slots_at = seats_at + seats * sizeof(sb_seat);
    size_t bytes = slots_at + cases * sizeof(sb_slot);
    char *at = sb_os_share(bytes);
    sb_board *board = (sb_board *)(void *)at;
    board->cases = cases;
    board->seats = seats;
    board->bytes = bytes;
    board->seat = (sb_seat *)(void *)(at + seats_at);
    board->slot = (sb_slot *)(void *)(at + slots_at);
    return board;
}

void sb_board_close(sb_board *board) { sb_os_unshare(board, board->bytes); }

void sb_board_write(sb_board *board, size_t index, sb_slot known, enum sb_state state)
{
    sb_slot *slot = &board->slot[index];
    slot->began_ns = known.began_ns;
    slot->duration_ns = known.duration_ns;
    slot->checks = known.checks;
    slot->worker = known.worker;
    slot->signal = known.signal;
    slot->exit_code = known.exit_code;
    atomic_store_explicit(&slot->state, (uint8_t)state, memory_order_release);
}

enum sb_state sb_board_state(const sb_board *board, size_t index)
{
    return (enum sb_state)atomic_load_explicit(&board->slot[index].state, memory_order_acquire);
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
