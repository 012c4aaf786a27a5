/* board_test.c -- the memory that main and its workers share. */
#include "../../../framework/process/board.h"
#include "../../../framework/process/os.h"
#include <errno.h>
#include <seedbed.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
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
    should(sb_board_slot(self->main_, 2)->checks, equal_to(5));
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

static long faults_of_writing(char *at, size_t bytes)
{
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    for (size_t i = 0; i < bytes; i += 1024)
        *(volatile char *)(at + i) = 1;
    getrusage(RUSAGE_SELF, &after);
    return after.ru_minflt - before.ru_minflt;
}

static bool instrumented(void)
{
#if defined __SANITIZE_THREAD__ || defined __SANITIZE_ADDRESS__
    return true;
#elif defined __has_feature
    return __has_feature(thread_sanitizer) || __has_feature(address_sanitizer);
#else
    return false;
#endif
}

/* Pages count as missed when they are made ready, too, and not once more. Older systems cannot make them ready. */
TEST(board, memory_that_was_made_ready_is_there_and_keeps_what_it_has)
{
    int file;
    size_t bytes = 1 << 20, pages = bytes / (size_t)sysconf(_SC_PAGESIZE);
    char *at = sb_os_share(bytes, &file);
    at[5000] = 7;
    sb_os_make_ready(at + 1, bytes - 1);
    char kept = at[5000];
    long faults = faults_of_writing(at + 8192, bytes - 8192);
    sb_os_unshare(at, bytes, file);
    should(kept, equal_to(7));
    if (madvise(NULL, 0, 23 /* MADV_POPULATE_WRITE */) || instrumented())
        skip_test("this system cannot make pages ready, or an instrument has pages of its own");
    should(faults, be_below((long)pages / 2));
}

TEST(board, memory_that_is_no_whole_page_may_be_made_ready_in_vain)
{
    char few[64] = "abc";
    errno = 0;
    sb_os_make_ready(few, sizeof few);
    sb_os_make_ready(few, 0);
    should(few, equal_to("abc"));
    should(errno, equal_to(0));
}

TEST(board, the_last_seat_ends_before_the_first_slot)
{
    sb_board *board = self->main_;
    memset(&board->seat[1], 0xff, sizeof board->seat[1]);
    should(sb_board_state(board, 0), equal_to(SB_UNSEEN));
    should((size_t)((char *)(sb_board_slot(board, 2) + 1) - (char *)board), be_at_most(board->bytes));
}
