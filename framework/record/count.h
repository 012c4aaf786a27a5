/* count.h -- how many cases are done, asked ten times a second: what was counted once is not looked at again.
 */
#ifndef SEEDBED_FRAMEWORK_RECORD_COUNT_H
#define SEEDBED_FRAMEWORK_RECORD_COUNT_H

#include "../plan/plan.h"
#include "../process/board.h"

typedef struct sb_count {
    uint32_t *open; /* cases not seen done yet, in the order they begin; NULL before the first look */
    size_t n;
    size_t done, failed;
} sb_count;

/* Look again. A case that ended far behind others which have not is counted a look or more later. */
void sb_count_look(sb_count *count, const sb_plan *plan, const sb_board *board);
void sb_count_release(sb_count *count);

#endif
