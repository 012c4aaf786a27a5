/* count_test.c -- tests framework/record/count.c. */
#include "../../../framework/record/count.h"

#include <seedbed.h>

enum { CASES = 10000 };

FIXTURE(count, (sb_board * board; sb_plan plan; sb_count count));

SETUP(count)
{
    self->board = sb_board_open(CASES, 1);
    self->plan.n = CASES;
}

TEARDOWN(count)
{
    sb_count_release(&self->count);
    sb_board_close(self->board);
}

static void end(struct sb_fixture_count *self, size_t index, enum sb_state state)
{
    sb_board_write(self->board, index, (sb_slot){ .worker = 0 }, state);
}

TEST(count, each_case_counts_once_at_whatever_look_it_is_done)
{
    end(self, 1, SB_PASSED);
    sb_count_look(&self->count, &self->plan, self->board);
    end(self, 0, SB_FAILED);
    end(self, 3, SB_XFAILED);
    sb_count_look(&self->count, &self->plan, self->board);
    sb_count_look(&self->count, &self->plan, self->board);

    should(self->count.done, equal_to(3));
    should(self->count.failed, equal_to(1));
}

TEST(count, all_are_counted_when_all_are_done)
{
    for (size_t i = CASES; i-- > 0;)
        end(self, i, SB_PASSED);
    sb_count_look(&self->count, &self->plan, self->board);

    should(self->count.done, equal_to(CASES));
    should(self->count.n, equal_to(0));
}

TEST(count, a_case_far_behind_others_is_counted_when_they_are_done)
{
    end(self, CASES - 1, SB_PASSED);
    sb_count_look(&self->count, &self->plan, self->board);
    should(self->count.done, equal_to(0));
    for (size_t i = 0; i < CASES - 1; i++)
        end(self, i, SB_PASSED);

    sb_count_look(&self->count, &self->plan, self->board);

    should(self->count.done, equal_to(CASES));
}
