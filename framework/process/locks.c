/* locks.c -- the locks of .needs, on the board. */
#include "locks.h"
#include "os.h"

/* A wake-up can be missed only by who dies with it; to look again now and then costs nothing. */
enum { LOOK_AGAIN_NS = 100000000 };

static bool get(sb_board *board, unsigned seat, unsigned at)
{
    uint32_t nobody = 0;
    return atomic_compare_exchange_strong(&board->lock[at], &nobody, seat + 1);
}

bool sb_locks_try(sb_board *board, unsigned seat, uint64_t locks)
{
    for (unsigned at = 0; at < SB_LOCKS; at++) {
        if (!(locks >> at & 1) || get(board, seat, at))
            continue;
        sb_locks_free(board, seat, locks & ((UINT64_C(1) << at) - 1));
        return false;
    }
    return true;
}

void sb_locks_take(sb_board *board, unsigned seat, uint64_t locks)
{
    for (unsigned at = 0; at < SB_LOCKS; at++)
        while (locks >> at & 1 && !get(board, seat, at)) {
            uint32_t holder = atomic_load(&board->lock[at]);
            if (holder)
                sb_os_sleep_on(&board->lock[at], holder, LOOK_AGAIN_NS);
        }
}

void sb_locks_free(sb_board *board, unsigned seat, uint64_t locks)
{
    for (unsigned at = 0; at < SB_LOCKS; at++) {
        uint32_t mine = seat + 1;
        if (locks >> at & 1 && atomic_compare_exchange_strong(&board->lock[at], &mine, 0))
            sb_os_wake(&board->lock[at]);
    }
}
