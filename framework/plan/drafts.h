/* drafts.h -- the cases of a plan before it is known which are wanted. Private to framework/plan/.
 */
#ifndef SEEDBED_FRAMEWORK_PLAN_DRAFTS_H
#define SEEDBED_FRAMEWORK_PLAN_DRAFTS_H

#include "plan.h"

/* Words of a case and those of its suite, joined: mostly the next case has the same. */
typedef struct sb_joined {
    const char *own, *around, *kept;
} sb_joined;

typedef struct sb_drafts {
    sb_planned *at;
    size_t n, suites_room;
    sb_name_index index;
    size_t earlier, later; /* the first two of one name; both 0: there are none */
    sb_joined tags, needs;
    bool locked; /* a case has needs */
    bool mixed;  /* cases of one suite do not stand together */
} sb_drafts;

/* All that is registered, as it stands in its files; suites and strings go to the plan. Of the selection the limits and retries count.
 * SB_ERR as sb_plan_make. */
int sb_drafts_make(sb_drafts *drafts, sb_plan *plan, const sb_context *from, const sb_selection *selection);
void sb_drafts_release(sb_drafts *drafts);

#endif
