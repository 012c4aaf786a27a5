/* board_test.c -- the memory that main and its workers share. */
#include "../../../framework/process/board.h"
#include "../../../framework/process/os.h"
#include <seedbed.h>
#include <unistd.h>

FIXTURE(board, (sb_board * main_; sb_board * joined));

SETUP(board)
{
    self->main_ = sb_board_open(3, 2);
    self->joined = sb_board_join(self->main_->file, self->main_->bytes);
    should_not(self->joined, be_null);
}

TEARDOWN(board)
{
    if (self->joined)
        sb_os_unshare(self->joined, self->main_->bytes, -1);
    sb_board_close(self->main_);
}

TEST(board, who_joins_by_its_descriptor_sees_it_at_another_address)
{
    should_not(self->joined, equal_to(self->main_));
    sb_board_write(self->joined, 2, (sb_slot){ .checks = 5 }, SB_FAILED);
    self->joined->seat[1].first = 9;
    should(sb_board_state(self->main_, 2), equal_to(SB_FAILED));
    should(self->main_->slot[2].checks, equal_to(5));
    should(self->main_->seat[1].first, equal_to(9));
}

TEST(board, its_cursor_is_one_for_all)
{
    should(atomic_fetch_add(&self->main_->next, 1), equal_to(0));
    should(atomic_fetch_add(&self->joined->next, 1), equal_to(1));
    sb_board_stop(self->joined);
    should(atomic_load(&self->main_->next), equal_to(3));
}

TEST(board, what_is_no_board_cannot_be_joined)
{
    should(sb_board_join(-1, 4096), be_null);
    should(sb_error(), equal_to("the board of the run cannot be mapped: Bad file descriptor"));
}

TEST(board, cannot_be_cut_short_under_the_one_who_looks)
{
    should(ftruncate(self->main_->file, 0), equal_to(-1));
    should(atomic_load(&self->main_->next), equal_to(0));
}
