/* locks_test.c -- locks on a board of its own: all or none, whose they are, and waiting. */
#include "../../../framework/process/locks.h"
#include <pthread.h>
#include <seedbed.h>
#include <unistd.h>

FIXTURE(locks, (sb_board * board));

SETUP(locks) { self->board = sb_board_open(1, 2); }

TEARDOWN(locks) { sb_board_close(self->board); }

TEST(locks, what_one_holds_another_does_not_get)
{
    should(sb_locks_try(self->board, 0, 5), be_true);
    should(sb_locks_try(self->board, 1, 4), be_false);
    should(sb_locks_try(self->board, 1, 2), be_true);
}

TEST(locks, all_are_got_or_none)
{
    sb_locks_try(self->board, 0, 4);
    should(sb_locks_try(self->board, 1, 7), be_false);
    should(sb_locks_try(self->board, 0, 3), be_true);
}

TEST(locks, only_those_of_the_seat_are_freed)
{
    sb_locks_try(self->board, 0, 1);
    sb_locks_try(self->board, 1, 2);
    sb_locks_free(self->board, 1, UINT64_MAX);
    should(sb_locks_try(self->board, 1, 1), be_false);
    should(sb_locks_try(self->board, 0, 2), be_true);
}

static void *free_later(void *board)
{
    usleep(20000);
    sb_locks_free(board, 0, 1);
    return NULL;
}

TEST(locks, who_wants_one_that_is_held_waits_until_it_is_free)
{
    pthread_t other;
    sb_locks_try(self->board, 0, 1);
    should(pthread_create(&other, NULL, free_later, self->board), equal_to(0));
    sb_locks_take(self->board, 1, 1);
    pthread_join(other, NULL);
    should(self->board->lock[0], equal_to(2));
}
