/* count.c -- how many cases are done: a list of those that are not, shortened at each look. */
#include "count.h"

#include <stdlib.h>
#include <string.h>

/* Cases begin nearly in order, so that behind so many which are not done there is hardly one that is. */
enum { LOOK_PAST = 4096 };

static void begin(sb_count *count, const sb_plan *plan)
{
    count->open = sb_alloc((plan->n + 1) * sizeof *count->open);
    for (size_t k = 0; k < plan->n; k++)
        count->open[k] = (uint32_t)sb_plan_at(plan, k);
    count->n = plan->n;
}

void sb_count_look(sb_count *count, const sb_plan *plan, const sb_board *board)
{
    size_t at = 0, kept = 0;
    if (!count->open)
        begin(count, plan);
    for (; at < count->n && kept < LOOK_PAST; at++) {
        enum sb_state state = sb_board_state(board, count->open[at]);
        if (state == SB_UNSEEN) {
            count->open[kept++] = count->open[at];
        } else {
            count->done++;
            count->failed += !sb_state_good(state);
        }
    }
    if (at > kept)
        memmove(count->open + kept, count->open + at, (count->n - at) * sizeof *count->open);
    count->n -= at - kept;
}

void sb_count_release(sb_count *count)
{
    free(count->open);
    *count = (sb_count){ .open = NULL };
}
